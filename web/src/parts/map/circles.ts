// Areas as true circles on the ground: what is known of a place is how far it reaches, not a pin.
import type { Feature, Polygon } from "geojson";

const EARTH_KM = 6371.0088;
const CORNERS = 72;
const RAD = Math.PI / 180;

/** The point that lies so many kilometres from another in a direction (degrees from north). */
export function from(lat: number, lon: number, km: number, bearing: number): [number, number] {
  const [up, far, way] = [lat * RAD, km / EARTH_KM, bearing * RAD];
  const there = Math.asin(Math.sin(up) * Math.cos(far) + Math.cos(up) * Math.sin(far) * Math.cos(way));
  const aside = Math.atan2(Math.sin(way) * Math.sin(far) * Math.cos(up), Math.cos(far) - Math.sin(up) * Math.sin(there));
  return [lon + aside / RAD, there / RAD];
}

/** A circle on the ground as a polygon, its corners all equally far from the centre. */
export function circle<P extends Record<string, unknown>>(lat: number, lon: number, km: number, properties: P, id?: number, corners = CORNERS): Feature<Polygon, P> {
  const ring: [number, number][] = [];
  for (let n = 0; n < corners; n += 1) ring.push(from(lat, lon, km, (-360 * n) / corners));
  ring.push(ring[0]!);
  return { type: "Feature", ...(id === undefined ? {} : { id }), properties, geometry: { type: "Polygon", coordinates: [ring] } };
}

export type Box = [west: number, south: number, east: number, north: number];

/** The smallest box around circles; `null` for none. */
export function around(areas: readonly { lat: number; lon: number; radius_km: number }[]): Box | null {
  let box: Box | null = null;
  for (const { lat, lon, radius_km } of areas) {
    const [north, east, south, west] = [0, 90, 180, 270].map((way) => from(lat, lon, Math.max(radius_km, 0.5), way)) as [number, number][];
    const one: Box = [west![0], south![1], east![0], north![1]];
    box = box ? [Math.min(box[0], one[0]), Math.min(box[1], one[1]), Math.max(box[2], one[2]), Math.max(box[3], one[3])] : one;
  }
  return box;
}
