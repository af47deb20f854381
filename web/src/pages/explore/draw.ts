// How incidents are drawn on the map. Known is an area, so an area is drawn; where it is too small to be seen, a dot stands for
// it, and where dots would hide each other, one with their sum. Loaded with the map library.
import type { ExpressionSpecification, GeoJSONSource, LayerSpecification, MapMouseEvent } from "maplibre-gl";
import type { Feature, FeatureCollection, Point, Polygon } from "geojson";
import type { LabelsOut, MapOut } from "@/lib/api";
import type { Language } from "@/lib/words";
import { colour, type Drawn, type Made } from "@/parts/map/base";
import { around, type Box, circle } from "@/parts/map/circles";
import { FACE, lettered } from "@/parts/map/letters";

/** From this reach on (km) a place is an area of its own and no dot. */
export const WIDE_KM = 15;
const NONE: FeatureCollection = { type: "FeatureCollection", features: [] };
const RING = "ring";

export type Place = { n: number; id: string; ar: string; en: string; level: string; lat: number; lon: number; km: number; happened: number; other: number };

/** The places of an answer, one by one. */
export function placesOf(told: MapOut): Place[] {
  return told.place.map((id, n) => ({
    n, id, ar: told.ar[n]!, en: told.en[n]!, level: told.level[n]!, lat: told.lat[n]!, lon: told.lon[n]!, km: told.radius_km[n]!, happened: told.happened[n]!, other: told.other[n]!,
  }));
}

/** Where most of the incidents are: the view to begin with. */
export function viewOf(places: readonly Place[]): Box | null {
  const narrow = places.filter((one) => one.km < WIDE_KM);
  const meant = narrow.length ? narrow : places;
  const cut = (values: number[], share: number): number => values[Math.min(values.length - 1, Math.floor(values.length * share))]!;
  if (!meant.length) return null;
  const lats = meant.map((one) => one.lat).sort((one, other) => one - other);
  const lons = meant.map((one) => one.lon).sort((one, other) => one - other);
  const [south, north, west, east] = [cut(lats, 0.03), cut(lats, 0.97), cut(lons, 0.03), cut(lons, 0.97)];
  return around(meant.filter((one) => one.lat >= south && one.lat <= north && one.lon >= west && one.lon <= east).map((one) => ({ lat: one.lat, lon: one.lon, radius_km: Math.max(one.km, 5) })));
}

const state = (name: string): ExpressionSpecification => ["coalesce", ["feature-state", name], 0];
const logged = (count: ExpressionSpecification): ExpressionSpecification => ["ln", ["+", 1, count]];
const get = (name: string): ExpressionSpecification => ["get", name];
const text = { "text-font": [...FACE], "text-padding": 3 };
/** From this scale on small areas can be seen; till then their dots stand for them. */
const NEAR = 6.5;
/** The widest area that has a ground (km): those of countries would colour everything, so that none says anything. */
const GROUND_KM = 150;
/** Small areas that are drawn at once, those with most incidents. */
const MOST_NEAR = 2500;

/** Areas: a ground that is the denser the more happened there, its line, and a dashed one for what did not happen. */
function areas(id: string, minzoom: number, ground: ExpressionSpecification, line: number, dashed: number): LayerSpecification[] {
  const where = (count: string, share: number): ExpressionSpecification => ["case", ["==", state(count), 0], 0, share];
  const base = { source: id, minzoom };
  return [
    { ...base, id, type: "fill", filter: ["<=", get("km"), GROUND_KM] as never, paint: { "fill-opacity": ["case", ["==", state("happened"), 0], 0, ground] } },
    { ...base, id: `${id}-line`, type: "line", paint: { "line-width": 1.2, "line-opacity": where("happened", line) } },
    { ...base, id: `${id}-other`, type: "line", paint: { "line-width": 1.3, "line-dasharray": [3, 2.5], "line-offset": -2, "line-opacity": where("other", dashed) } },
  ];
}

const size: ExpressionSpecification = ["min", 26, ["+", 4, ["*", 1.7, logged(["+", get("happened"), get("other")])]]];
/** Names of wide places come with the scale that they belong to. */
const fitting = (): ExpressionSpecification => ["step", ["zoom"], ["==", get("level"), "country"], 5, ["in", get("level"), ["literal", ["country", "governorate", "region"]]], 7.5, ["!=", get("level"), "country"]];

function layers(): LayerSpecification[] {
  return [
    ...areas("reach", 0, ["min", 0.1, ["*", 0.012, logged(state("happened"))]], 0.22, 0.4),
    ...areas("near", NEAR, ["min", 0.3, ["+", 0.07, ["*", 0.04, logged(state("happened"))]]], 0.75, 0.7),
    { id: "towns", type: "symbol", source: "towns", minzoom: 6, layout: { ...text, "text-field": get("name"), "text-size": 11, "text-optional": true, "text-max-width": 8 }, paint: { "text-halo-width": 1.2, "text-opacity": 0.9 } },
    { id: "box", type: "line", source: "box", paint: { "line-width": 2, "line-dasharray": [4, 2] } },
    { id: "dots", type: "circle", source: "dots", filter: [">", get("happened"), 0], paint: { "circle-radius": size, "circle-opacity": ["interpolate", ["linear"], ["zoom"], 9, 0.82, 12, 0.35], "circle-stroke-width": 1 } },
    { id: "rings", type: "symbol", source: "dots", filter: [">", get("other"), 0], layout: { "icon-image": RING, "icon-allow-overlap": true, "icon-ignore-placement": true, "icon-size": ["/", ["+", size, 3], 22] } },
    { id: "wide", type: "symbol", source: "wide", filter: fitting() as never, layout: { ...text, "text-field": ["concat", get("name"), "\n", get("told")], "text-size": 12, "text-max-width": 10, "symbol-sort-key": ["-", 0, get("happened")] }, paint: { "text-halo-width": 1.6 } },
    {
      id: "numbers", type: "symbol", source: "dots",
      layout: { ...text, "text-field": ["to-string", ["case", ["==", get("happened"), 0], get("other"), get("happened")]], "text-size": 11, "text-allow-overlap": true },
      filter: ["all", [">=", size, 8]],
    },
    { id: "names", type: "symbol", source: "dots", minzoom: 7, filter: ["!", ["has", "point_count"]], layout: { ...text, "text-field": ["case", [">=", size, 8], get("name"), ["concat", get("name"), "\n", get("told")]], "text-size": 12, "text-anchor": "top", "text-offset": [0, 0.9], "text-max-width": 9, "symbol-sort-key": ["-", 0, ["+", get("happened"), get("other")]] }, paint: { "text-halo-width": 1.5 } },
    { id: "lit-reach", type: "line", source: "lit", filter: ["==", ["geometry-type"], "Polygon"], paint: { "line-width": 2.5 } },
    { id: "lit-dot", type: "circle", source: "lit", filter: ["==", ["geometry-type"], "Point"], paint: { "circle-radius": 8, "circle-opacity": 0, "circle-stroke-width": 3 } },
    { id: "lit-name", type: "symbol", source: "lit", filter: ["==", ["geometry-type"], "Point"], layout: { ...text, "text-field": get("name"), "text-size": 13, "text-anchor": "bottom", "text-offset": [0, -0.9], "text-allow-overlap": true }, paint: { "text-halo-width": 2 } },
  ];
}

const COLOURS: readonly [layer: string, property: string, token: string][] = [
  ["reach", "fill-color", "--map-area"], ["reach-line", "line-color", "--map-area"], ["reach-other", "line-color", "--map-other"],
  ["near", "fill-color", "--map-area"], ["near-line", "line-color", "--map-area"], ["near-other", "line-color", "--map-other"], ["towns", "text-color", "--map-town"], ["towns", "text-halo-color", "--map-land"],
  ["box", "line-color", "--focus"], ["dots", "circle-color", "--map-area"], ["dots", "circle-stroke-color", "--map-halo"], ["names", "text-color", "--map-words"],
  ["names", "text-halo-color", "--map-halo"], ["wide", "text-color", "--map-words"], ["wide", "text-halo-color", "--map-halo"], ["lit-reach", "line-color", "--map-chosen"], ["lit-dot", "circle-stroke-color", "--map-chosen"],
  ["lit-name", "text-color", "--map-chosen"], ["lit-name", "text-halo-color", "--map-halo"],
];

/** Draws incidents over the ground. */
export class Incidents {
  readonly #map: Drawn;
  readonly #areas = new Map<string, Feature<Polygon>>();
  #near: Place[] = [];
  #shown: Place[] = [];
  #lit: ReadonlySet<string> = new Set();
  #language: Language = "ar";

  constructor(readonly made: Made) {
    this.#map = made.map;
    const empty = { type: "geojson" as const, data: NONE, maxzoom: 11, buffer: 32 };
    for (const name of ["reach", "near", "towns", "wide", "box", "lit"]) this.#map.addSource(name, empty);
    this.#map.addSource("dots", { ...empty, cluster: true, clusterRadius: 34, clusterMaxZoom: 9, clusterProperties: { happened: ["+", get("happened")], other: ["+", get("other")] } });
    this.paint();
    for (const layer of layers()) this.#map.addLayer(layer);
    this.#colours();
  }

  /** Paint in the colours of the appearance. */
  paint(): void {
    this.made.paint();
    const image = ring(colour("--map-other"));
    if (this.#map.hasImage(RING)) this.#map.updateImage(RING, image);
    else this.#map.addImage(RING, image, { pixelRatio: 2 });
    if (this.#map.getLayer("reach")) this.#colours();
  }

  #colours(): void {
    for (const [layer, property, token] of COLOURS) this.#map.setPaintProperty(layer, property as never, colour(token) as never);
    this.#map.setPaintProperty("numbers", "text-color", ["case", ["==", get("happened"), 0], colour("--map-other"), colour("--map-number")]);
  }

  #set(name: string, features: Feature[]): void {
    this.#map.getSource<GeoJSONSource>(name)?.setData({ type: "FeatureCollection", features });
  }

  #name(place: { ar: string; en: string }): string {
    return lettered(place[this.#language] || place.ar);
  }

  /** Show places with their counts, the first ones so that most are in view; the areas are sent to the drawing once. */
  show(answer: MapOut, language: Language, move: boolean): void {
    const places = placesOf(answer);
    const box = this.#shown.length || !move ? null : viewOf(places);
    if (box) this.#map.fitBounds(box, { padding: 24, maxZoom: 10, duration: 0 });
    this.#shown = places;
    this.#language = language;
    const wide = places.filter((one) => one.km >= WIDE_KM);
    if (wide.some((one) => !this.#areas.has(one.id))) this.#set("reach", [...this.#areas.values(), ...wide.map((one) => this.#area(one))].filter((one, n, all) => Number(one.properties!["km"]) >= WIDE_KM && all.indexOf(one) === n));
    this.#tell("reach", wide);
    this.near();
    const point = (one: Place, properties: Record<string, unknown>): Feature<Point> => ({ type: "Feature", properties, geometry: { type: "Point", coordinates: [one.lon, one.lat] } });
    const told = (one: Place): Record<string, unknown> => ({ n: one.n, name: this.#name(one), happened: one.happened, other: one.other, level: one.level, told: one.happened ? String(one.happened) : lettered(`(${one.other})`) });
    this.#set("dots", places.filter((one) => one.km < WIDE_KM).map((one) => point(one, told(one))));
    this.#set("wide", wide.map((one) => point(one, told(one))));
    this.light(this.#lit);
  }

  /** Draw the small areas that are in view, when one is near enough to see them. */
  near(): void {
    const places = this.#map.getZoom() < NEAR ? [] : this.inView(0.5).filter((one) => one.km < WIDE_KM).slice(0, MOST_NEAR);
    if (places.map((one) => one.id).join() !== this.#near.map((one) => one.id).join()) this.#set("near", places.map((one) => this.#area(one)).sort((one, other) => Number(other.properties!["km"]) - Number(one.properties!["km"])));
    this.#near = places;
    this.#tell("near", places);
  }

  /** The ground of a place, worked out once. */
  #area(place: Place): Feature<Polygon> {
    const found = this.#areas.get(place.id);
    if (found) return found;
    const made = circle(place.lat, place.lon, Math.max(place.km, 0.05), { km: place.km, place: place.id }, this.#areas.size, place.km < 6 ? 24 : place.km < 40 ? 48 : 96);
    this.#areas.set(place.id, made);
    return made;
  }

  /** Tell drawn areas how many incidents they stand for. */
  #tell(source: string, places: readonly Place[]): void {
    this.#map.removeFeatureState({ source });
    for (const one of places) this.#map.setFeatureState({ source, id: this.#area(one).id! }, { happened: one.happened, other: one.other });
  }

  /** Write the gazetteer's names under everything. */
  towns(labels: LabelsOut | null): void {
    const features = (labels?.place ?? []).map((_, n): Feature<Point> => ({ type: "Feature", properties: { name: this.#name({ ar: labels!.ar[n]!, en: labels!.en[n]! }) }, geometry: { type: "Point", coordinates: [labels!.lon[n]!, labels!.lat[n]!] } }));
    this.#set("towns", features);
  }

  /** Light places. */
  light(ids: ReadonlySet<string>): void {
    this.#lit = ids;
    const meant = ids.size ? this.#shown.filter((one) => ids.has(one.id)) : [];
    this.#set("lit", meant.flatMap((one): Feature[] => [
      circle(one.lat, one.lon, Math.max(one.km, 0.05), {}),
      { type: "Feature", properties: { name: this.#name(one) }, geometry: { type: "Point", coordinates: [one.lon, one.lat] } },
    ]));
  }

  /** Draw the box that the filter names. */
  box(box: Box | null): void {
    if (!box) return this.#set("box", []);
    const [west, south, east, north] = box;
    this.#set("box", [{ type: "Feature", properties: {}, geometry: { type: "LineString", coordinates: [[west, south], [east, south], [east, north], [west, north], [west, south]] } }]);
  }

  /** What lies under the hand: a place, or several that share a dot. */
  under(event: MapMouseEvent): { place?: Place; cluster?: { id: number; at: [number, number]; happened: number; other: number; places: number } } {
    const at = event.point;
    const near = this.#map.queryRenderedFeatures([[at.x - 3, at.y - 3], [at.x + 3, at.y + 3]], { layers: ["dots", "rings", "names", "wide"] });
    const first = near[0];
    if (first?.properties["cluster"]) {
      const { cluster_id, happened, other, point_count } = first.properties;
      return { cluster: { id: cluster_id, at: (first.geometry as Point).coordinates as [number, number], happened, other, places: point_count } };
    }
    if (first) return { place: this.#shown[first.properties["n"]]! };
    const areas = this.#map.queryRenderedFeatures(at, { layers: ["reach", "near"] }).map((one) => this.#shown.find((place) => place.id === one.properties["place"]));
    const place = areas.filter((one): one is Place => !!one).sort((one, other) => one.km - other.km)[0];
    return place ? { place } : {};
  }

  /** Come so near that places which share a dot come apart. */
  async apart(id: number, at: [number, number]): Promise<void> {
    const zoom = await this.#map.getSource<GeoJSONSource>("dots")!.getClusterExpansionZoom(id);
    this.#map.easeTo({ center: at, zoom: Math.min(zoom + 0.3, 12), duration: calm() ? 0 : 300 });
  }

  /** The places in view, those with most incidents first. */
  inView(margin = 0): Place[] {
    const bounds = this.#map.getBounds();
    const [aside, up] = [margin * (bounds.getEast() - bounds.getWest()), margin * (bounds.getNorth() - bounds.getSouth())];
    const [west, east, south, north] = [bounds.getWest() - aside, bounds.getEast() + aside, bounds.getSouth() - up, bounds.getNorth() + up];
    return this.#shown.filter((one) => one.lon >= west && one.lon <= east && one.lat >= south && one.lat <= north);
  }
}

/** Whether the person asked for no motion. */
export function calm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** A dashed ring: what is planned, ordered, denied… and has no drawn line of its own at this scale. */
function ring(tone: string): ImageData {
  const canvas = new OffscreenCanvas(88, 88);
  const pen = canvas.getContext("2d")!;
  pen.strokeStyle = tone;
  pen.lineWidth = 5;
  pen.setLineDash([13, 9]);
  pen.arc(44, 44, 39, 0, 2 * Math.PI);
  pen.stroke();
  return pen.getImageData(0, 0, 88, 88);
}
