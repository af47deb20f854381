// The map of incidents. What it shows stands in words under it, and as a list beside it.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { api, told, type MapOut } from "@/lib/api";
import { useKeys } from "@/lib/keys";
import { notice } from "@/lib/notices";
import { dark } from "@/lib/theme";
import { language, number, wordsOf } from "@/lib/words";
import { Button } from "@/parts/basics";
import type { Box } from "@/parts/map/circles";
import type { Incidents, Place } from "./draw";
import { lit, spread } from "./lit";
import own from "./words.json";
import "@/parts/map/map.css";

const t = wordsOf(own);

export type View = [lon: number, lat: number, zoom: number];

type Props = {
  answer: MapOut | undefined;
  box: Box | null;
  /** The place that the filter names; it stays lit. */
  place: string | null | undefined;
  view: View | null;
  onBox: (box: Box | null) => void;
  onPlace: (id: string) => void;
  onView: (view: View) => void;
};

/** The map, its words and its keys. */
export function IncidentMap(props: Props) {
  const { answer, box, place } = props;
  const into = useRef<HTMLDivElement>(null);
  const drawing = useRef<Incidents | null>(null);
  const state = useSignal<"waiting" | "drawn" | "none">("waiting");
  const fault = useSignal<string | null>(null);
  const under = useSignal<string>("");
  const near = useRef(-1);
  const current = useRef(props);
  current.current = props;
  useEffect(() => {
    let wanted = true;
    void begin(into.current!, () => current.current, under, () => wanted).then((made) => {
      if (!wanted) return made?.made.map.remove();
      drawing.current = made;
      fault.value = made?.made.fault ?? null;
      state.value = made ? "drawn" : "none";
    });
    return () => {
      wanted = false;
      drawing.current?.made.map.remove();
      drawing.current = null;
      state.value = "waiting";
    };
  }, [language.value]);
  useEffect(() => {
    if (!answer || !drawing.current) return;
    // The table and the timeline are painted first; drawing takes longer.
    const timer = setTimeout(() => drawing.current?.show(answer, language.peek(), !current.current.view), 30);
    return () => clearTimeout(timer);
  }, [answer, state.value]);
  useEffect(() => drawing.current?.box(box), [box?.join(), state.value]);
  useEffect(() => drawing.current?.light(spread.value.places.size || !place ? spread.value.places : new Set([place])), [spread.value, place, answer, state.value]);
  useEffect(() => drawing.current?.paint(), [dark.value, state.value]);
  const say = (place: Place) => {
    lit.value = { by: "place", id: place.id, places: new Set([place.id]) };
    under.value = inWords(place);
  };
  const step = (by: number) => {
    const places = drawing.current?.inView() ?? [];
    if (!places.length) return void (under.value = t("nothing_in_view"));
    near.current = (near.current + by + places.length) % places.length;
    into.current?.querySelector("canvas")?.focus();
    say(places[near.current]!);
  };
  const only = () => {
    if (box) return props.onBox(null);
    const bounds = drawing.current?.made.map.getBounds();
    if (bounds) props.onBox([bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()].map((degrees) => Number(degrees.toFixed(4))) as Box);
  };
  useKeys(t("map"), [
    { keys: "b", label: box ? t("no_box") : t("only_view"), run: only },
    { keys: "n", label: t("next_place"), run: () => step(1) },
    { keys: "Shift+N", label: t("previous_place"), run: () => step(-1) },
  ], state.value === "drawn");
  const open = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || lit.peek()?.by !== "place" || !lit.peek()?.id) return;
    event.preventDefault();
    event.stopPropagation();
    props.onPlace(lit.peek()!.id!);
  };
  return (
    <section class="map" aria-label={t("map")}>
      {state.value === "none" ? (
        <p class="map-none">{t("no_map")}</p>
      ) : (
        <div class="map-box" data-state={state.value} onKeyDown={open} onMouseLeave={() => ((lit.value = null), (under.value = ""))}>
          <div class="map-canvas" ref={into} />
          <div class="map-acts">
            <Button onClick={only} keys="b" pressed={!!box}>{t("only_view")}</Button>
          </div>
        </div>
      )}
      {fault.value && <p class="map-note">{fault.value}</p>}
      <p class="map-words" aria-live="polite">
        {under.value || t("map_hint")}
      </p>
    </section>
  );
}

/** Tell of a place what the map shows of it. */
export function inWords(place: Place): string {
  const name = place[language.peek()] || place.ar;
  const counts = [t("n_happened", { n: place.happened }), place.other ? t("n_other", { n: place.other }) : ""].filter(Boolean);
  return t("place_words", { name, counts: counts.join(language.peek() === "ar" ? "، " : ", "), km: number(place.km, place.km < 10 ? 1 : 0) });
}

/** Milliseconds in which the end of a drawn box is no click. */
const SETTLES = 300;

type Words = { value: string };

async function begin(into: HTMLElement, props: () => Props, under: Words, wanted: () => boolean): Promise<Incidents | null> {
  const [{ draws, makeMap }, { Incidents: Drawing }] = await Promise.all([import("@/parts/map/base"), import("./draw")]);
  if (!wanted() || !draws()) return null;
  const { view } = props();
  const made = await makeMap(into, { label: t("map") });
  if (!wanted()) return (made.map.remove(), null);
  const { map } = made;
  if (view) map.jumpTo({ center: [view[0], view[1]], zoom: view[2] });
  const drawing = new Drawing(made);
  let boxed = -SETTLES;
  map.on("moveend", (event) => {
    const { lng, lat } = map.getCenter();
    if ((event as { originalEvent?: Event }).originalEvent) props().onView([Number(lng.toFixed(4)), Number(lat.toFixed(4)), Number(map.getZoom().toFixed(2))]);
    drawing.near();
    void names(drawing);
  });
  map.on("mousemove", (event) => {
    const { place, cluster } = drawing.under(event);
    map.getCanvas().style.cursor = place || cluster ? "pointer" : "";
    if (place && lit.peek()?.id !== place.id) lit.value = { by: "place", id: place.id, places: new Set([place.id]) };
    if (!place && lit.peek()) lit.value = null;
    under.value = place ? inWords(place) : cluster ? t("cluster_words", { n: cluster.places, happened: t("n_happened", { n: cluster.happened }) }) : "";
  });
  map.on("click", (event) => {
    if (performance.now() - boxed < SETTLES) return;
    const { place, cluster } = drawing.under(event);
    if (cluster) void drawing.apart(cluster.id, cluster.at);
    else if (place) props().onPlace(place.id);
  });
  boxing(drawing, into, (box) => {
    boxed = performance.now();
    props().onBox(box);
  });
  void names(drawing);
  return drawing;
}

/** Names of the gazetteer, as many as there is room for. */
async function names(drawing: Incidents): Promise<void> {
  const { map } = drawing.made;
  const zoom = map.getZoom();
  if (zoom < 6) return drawing.towns(null);
  const bounds = map.getBounds();
  const box = [Math.max(-180, bounds.getWest()), Math.max(-90, bounds.getSouth()), Math.min(180, bounds.getEast()), Math.min(90, bounds.getNorth())].join();
  const level = zoom < 8 ? (["governorate", "district"] as const) : zoom < 10 ? (["district", "settlement"] as const) : (["settlement", "neighbourhood", "facility"] as const);
  try {
    drawing.towns(await told(api.GET("/api/1/explore/labels", { params: { query: { box, level: [...level], limit: 300 } } })));
  } catch (error) {
    notice(error instanceof Error ? error.message : String(error), "bad");
  }
}

/** Draw a box with Shift held. */
function boxing({ made: { map } }: Incidents, into: HTMLElement, done: (box: Box) => void): void {
  const frame = document.createElement("div");
  frame.className = "map-frame";
  let from: [number, number] | null = null;
  const place = (event: MouseEvent): [number, number] => {
    const area = into.getBoundingClientRect();
    return [event.clientX - area.left, event.clientY - area.top];
  };
  const move = (event: MouseEvent) => {
    const to = place(event);
    frame.style.left = `${Math.min(from![0], to[0])}px`;
    frame.style.top = `${Math.min(from![1], to[1])}px`;
    frame.style.width = `${Math.abs(from![0] - to[0])}px`;
    frame.style.height = `${Math.abs(from![1] - to[1])}px`;
  };
  const end = (event: MouseEvent) => {
    removeEventListener("mousemove", move);
    removeEventListener("mouseup", end);
    frame.remove();
    map.dragPan.enable();
    const to = place(event);
    if (Math.abs(from![0] - to[0]) < 5 || Math.abs(from![1] - to[1]) < 5) return;
    const [one, other] = [map.unproject(from!), map.unproject(to)];
    const sides = [Math.min(one.lng, other.lng), Math.min(one.lat, other.lat), Math.max(one.lng, other.lng), Math.max(one.lat, other.lat)];
    done(sides.map((degrees) => Number(degrees.toFixed(4))) as Box);
  };
  map.getCanvasContainer().addEventListener("mousedown", (event) => {
    if (!event.shiftKey || event.button) return;
    event.preventDefault();
    event.stopPropagation();
    map.dragPan.disable();
    from = place(event);
    into.append(frame);
    move(event);
    addEventListener("mousemove", move);
    addEventListener("mouseup", end);
  }, true);
}
