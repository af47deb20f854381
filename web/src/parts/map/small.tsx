// A small map of a few areas: the places that words may mean, or those of one incident.
import { useSignal } from "@preact/signals";
import type { ExpressionSpecification, GeoJSONSource } from "maplibre-gl";
import { useEffect, useId, useRef } from "preact/hooks";
import { dark } from "@/lib/theme";
import { language, number, wordsOf } from "@/lib/words";
import type { Made } from "./base";
import { around, circle } from "./circles";
import { FACE, lettered } from "./letters";
import own from "./words.json";
import "./map.css";

const t = wordsOf(own);

export type Area = {
  lat: number;
  lon: number;
  radius_km: number;
  label: string;
  /** The one that is held to be meant. */
  chosen?: boolean;
  /** Drawn dashed: planned, denied, or not held to be so. */
  dashed?: boolean;
};

type Props = {
  areas: readonly Area[];
  label: string;
  /** Called with the number of an area that was clicked. */
  onChoose?: (at: number) => void;
};

/** Below this a place is a point for all eyes. */
const POINT_KM = 0.5;

/** A map of areas, with a list of them for those who see none. */
export function SmallMap({ areas, label, onChoose }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const made = useRef<Made | null>(null);
  const state = useSignal<"waiting" | "drawn" | "none">("waiting");
  const fault = useSignal<string | null>(null);
  const list = useId();
  const choose = useRef(onChoose);
  choose.current = onChoose;
  const current = useRef(areas);
  current.current = areas;
  useEffect(() => {
    let wanted = true;
    void import("./base").then(async ({ draws, makeMap }) => {
      if (!wanted || !box.current) return;
      if (!draws()) return void (state.value = "none");
      const ready = await makeMap(box.current, { label, box: around(current.current) });
      if (!wanted) return ready.map.remove();
      made.current = ready;
      fault.value = ready.fault;
      addLayers(ready);
      ready.map.on("click", "areas", (event) => {
        const at = event.features?.at(-1)?.properties["at"];
        if (typeof at === "number") choose.current?.(at);
      });
      show(ready, current.current, false);
      ready.map.once("idle", () => (state.value = "drawn"));
    });
    return () => {
      wanted = false;
      made.current?.map.remove();
      made.current = null;
    };
  }, [language.value]);
  const told = JSON.stringify(areas);
  useEffect(() => {
    if (made.current) show(made.current, areas, true);
  }, [told]);
  useEffect(() => {
    if (made.current) repaint(made.current);
  }, [dark.value]);
  return (
    <figure class="map-small" role="group" aria-label={label}>
      {state.value !== "none" && (
        <div class="map-box" aria-describedby={list} data-state={state.value}>
          <div class="map-canvas" ref={box} />
        </div>
      )}
      {state.value === "none" && <p class="map-note">{t("no_drawing")}</p>}
      {fault.value && <p class="map-note">{fault.value}</p>}
      <ul id={list} class={state.value === "none" ? "map-list" : "unseen"}>
        {areas.length === 0 && <li>{t("nothing")}</li>}
        {areas.map((area, at) => (
          <li key={at}>{inWords(area)}</li>
        ))}
      </ul>
    </figure>
  );
}

function inWords(area: Area): string {
  const reach = area.radius_km < POINT_KM ? t("point") : t("reach", { km: number(area.radius_km, area.radius_km < 10 ? 1 : 0) });
  return [area.label, reach, area.chosen ? t("chosen") : "", area.dashed ? t("dashed") : ""].filter(Boolean).join(language.value === "ar" ? "، " : ", ");
}

function addLayers({ map }: Made): void {
  const none = { type: "geojson" as const, data: { type: "FeatureCollection" as const, features: [] } };
  map.addSource("areas", none);
  map.addSource("centres", none);
  map.addLayer({ id: "areas", type: "fill", source: "areas", paint: { "fill-opacity": 0.18 } });
  map.addLayer({ id: "areas-line", type: "line", source: "areas", filter: ["!", ["get", "dashed"]], paint: { "line-width": ["case", ["get", "chosen"], 2.5, 1.5] } });
  map.addLayer({ id: "areas-dashed", type: "line", source: "areas", filter: ["get", "dashed"], paint: { "line-width": 1.8, "line-dasharray": [2.5, 2] } });
  map.addLayer({ id: "points", type: "circle", source: "centres", filter: ["get", "tiny"], paint: { "circle-radius": 5, "circle-stroke-width": 1.5 } });
  map.addLayer({
    id: "names",
    type: "symbol",
    source: "centres",
    layout: {
      "text-field": ["get", "label"], "text-font": [...FACE], "text-size": ["case", ["get", "chosen"], 14, 12.5],
      "text-variable-anchor": ["center", "top", "bottom", "left", "right"], "text-radial-offset": 0.6, "text-max-width": 9, "symbol-sort-key": ["case", ["get", "chosen"], 0, 1],
    },
    paint: { "text-halo-width": 1.6 },
  });
}

function repaint(made: Made): void {
  made.paint();
  const token = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const tone = ["case", ["get", "chosen"], token("--map-chosen"), token("--map-area")] as ExpressionSpecification;
  const { map } = made;
  map.setPaintProperty("areas", "fill-color", tone);
  for (const id of ["areas-line", "areas-dashed"]) map.setPaintProperty(id, "line-color", tone);
  map.setPaintProperty("points", "circle-color", tone);
  map.setPaintProperty("points", "circle-stroke-color", token("--map-halo"));
  map.setPaintProperty("names", "text-color", token("--map-words"));
  map.setPaintProperty("names", "text-halo-color", token("--map-halo"));
}

function show(made: Made, areas: readonly Area[], move: boolean): void {
  const { map } = made;
  repaint(made);
  const told = areas.map((area, at) => ({ at, label: lettered(area.label), chosen: !!area.chosen, dashed: !!area.dashed, tiny: area.radius_km < POINT_KM }));
  const circles = areas.map((area, at) => circle(area.lat, area.lon, Math.max(area.radius_km, 0.05), told[at]!));
  circles.sort((one, other) => areas[other.properties.at]!.radius_km - areas[one.properties.at]!.radius_km);
  map.getSource<GeoJSONSource>("areas")?.setData({ type: "FeatureCollection", features: circles });
  const centres = areas.map((area, at) => ({ type: "Feature" as const, properties: told[at]!, geometry: { type: "Point" as const, coordinates: [area.lon, area.lat] } }));
  map.getSource<GeoJSONSource>("centres")?.setData({ type: "FeatureCollection", features: centres });
  const box = around(areas);
  if (move && box) map.fitBounds(box, { padding: 28, maxZoom: 11, duration: 0 });
}
