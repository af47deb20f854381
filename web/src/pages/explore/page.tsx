// Explore: incidents on a map, along time, in a network and in a table, all of them one selection. What is chosen in one view
// narrows the others; what is under the hand is lit in all.
import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { api, told, type IncidentRow } from "@/lib/api";
import { useKeys } from "@/lib/keys";
import { notice } from "@/lib/notices";
import { ask, route } from "@/lib/router";
import { language, wordsOf } from "@/lib/words";
import { Button, Choice, Head, Waiting, Wrong } from "@/parts/basics";
import { useQuick } from "./asking";
import { asked, type Filter, filterOf, others, OTHER, parts, without } from "@/lib/filter";
import { Filters } from "./filters";
import { lit, shown as rowsShown } from "./lit";
import { IncidentMap, type View } from "./map";
import { codebook, loadCodebook } from "@/lib/names";
import { ActorNetwork, slicesOf } from "./network";
import { Places } from "./places";
import { Saved } from "./saved";
import { Sentence } from "./sentence";
import { Table } from "./table";
import { Timeline, type Span } from "./timeline";
import type { Box } from "@/parts/map/circles";
import own from "./words.json";
import "./explore.css";

// The map library is fetched while the first answers are on their way.
void import("@/parts/map/base");
void import("./draw");

const t = wordsOf(own);
const PAGE = matchMedia("(max-width: 40rem)").matches ? 15 : 50;
const TABS = ["table", "network", "places"] as const;
const UNITS = ["day", "week", "month"] as const;
/** Weeks under which the timeline begins with days, and over which with months. */
const [DAYS_UNDER, MONTHS_OVER] = [9, 200];
const NONE: IncidentRow[] = [];
const ORDERS = ["newest", "oldest", "sources"] as const;
type Tab = (typeof TABS)[number];
type Unit = (typeof UNITS)[number];

const among = <T extends string>(value: string | null, all: readonly T[], plain: T): T => (all.includes(value as T) ? (value as T) : plain);

export default function Explore() {
  const { query } = route.value;
  const draft = useSignal<Filter>({});
  const form = useSignal(false);
  const saving = useSignal(false);
  const at = useSignal(0);
  const body = useRef<HTMLTableSectionElement>(null);
  const filter = asked(query, draft.value);
  const shown = filterOf(query);
  const other = others(query);
  const tab = among(query.get("tab"), TABS, "table");
  const plain = useSignal<Unit>("week");
  const unit = among(query.get("unit"), UNITS, plain.value);
  const order = among(query.get("order"), ORDERS, "newest");
  const offset = Math.max(0, Number(query.get("offset")) || 0);
  const key = JSON.stringify(filter);
  const mapFilter = without(filter, "box", "place");
  const timeFilter = without(filter, "first", "last", "undated");
  // What is read first is asked for first: each answer is quick, but four at once wait for each other.
  const list = useQuick((signal) => told(api.GET("/api/1/incidents", { params: { query: { ...filter, order, offset, limit: PAGE } }, signal })), JSON.stringify([filter, order, offset]));
  const time = useQuick((signal) => told(api.GET("/api/1/explore/timeline", { params: { query: { ...timeFilter, unit } }, signal })), JSON.stringify([timeFilter, unit]), { later: 5 });
  const map = useQuick((signal) => told(api.GET("/api/1/explore/map", { params: { query: mapFilter }, signal })), JSON.stringify(mapFilter), { later: 25 });
  const sums = useQuick((signal) => told(api.GET("/api/1/statistics", { params: { query: filter }, signal })), key, { later: 40 });
  const span = spanOf(filter, time.data.value);
  const slices = slicesOf(span);
  const slice = slices.findIndex((one) => one.first === query.get("slice"));
  const sliced = slice < 0 ? filter : { ...filter, ...slices[slice]! };
  const whole = useQuick((signal) => told(api.GET("/api/1/explore/network", { params: { query: filter }, signal })), key, { wanted: tab === "network" });
  const part = useQuick((signal) => told(api.GET("/api/1/explore/network", { params: { query: sliced }, signal })), JSON.stringify(sliced), { wanted: tab === "network" });
  useEffect(() => {
    loadCodebook();
    return () => void (lit.value = null);
  }, []);
  const weeks = time.data.value?.unit === "week" ? time.data.value.start.length : 0;
  const settled = useRef(false);
  useEffect(() => {
    if (!weeks || settled.current) return;
    settled.current = true;
    plain.value = weeks < DAYS_UNDER ? "day" : weeks > MONTHS_OVER ? "month" : "week";
  }, [weeks]);
  const rows = list.data.value?.incidents ?? NONE;
  useEffect(() => void (rowsShown.value = rows), [rows]);
  const total = list.data.value?.total;
  const change = (next: Filter) => {
    draft.value = {};
    at.value = 0;
    ask({ ...parts(next), offset: null }, false);
  };
  const brush = (days: Span, settled: boolean) => {
    if (!settled) return void (draft.value = days ?? {});
    change({ ...without(shown, "first", "last"), ...(days ?? {}) });
  };
  const brushing = useRef(brush);
  brushing.current = brush;
  const show = (name: Tab) => ask({ tab: name === "table" ? null : name });
  const besides = (event: KeyboardEvent) => {
    const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key as "ArrowRight"];
    if (!way) return;
    event.preventDefault();
    const next = TABS[(TABS.indexOf(tab) + (language.peek() === "ar" ? -way : way) + TABS.length) % TABS.length]!;
    show(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  const move = (step: number) => {
    if (tab !== "table" || !rows.length) return;
    at.value = Math.max(0, Math.min(rows.length - 1, body.current?.contains(document.activeElement) ? at.value + step : at.value));
    body.current?.querySelectorAll<HTMLElement>("tr a")[at.value]?.focus();
  };
  const turn = (step: number) => {
    const next = offset + step * PAGE;
    if (next < 0 || next >= (total ?? 0)) return;
    at.value = 0;
    ask({ offset: next ? String(next) : null });
  };
  const share = async () => {
    const kept = await navigator.clipboard?.writeText(location.href).then(() => true, () => false);
    notice(t(kept ? "copied" : "not_copied"), kept ? "good" : "bad");
  };
  const more = () => ask({ [OTHER]: other ? null : "1", realis: null, offset: null }, false);
  useKeys(t("title"), [
    { keys: "j | ArrowDown", label: t("next_row"), run: () => move(1) },
    { keys: "k | ArrowUp", label: t("previous_row"), run: () => move(-1) },
    { keys: "Shift+J | ]", label: t("next_page"), run: () => turn(1) },
    { keys: "Shift+K | [", label: t("previous_page"), run: () => turn(-1) },
    { keys: "f", label: t("filters"), run: () => (form.value = true) },
    { keys: "o", label: t("also_other"), run: more },
    { keys: "s", label: t("saved"), run: () => (saving.value = true) },
    { keys: "1", label: t("table"), run: () => show("table") },
    { keys: "2", label: t("network"), run: () => show("network") },
    { keys: "3", label: t("places"), run: () => show("places") },
    { keys: "t", label: t("to_timeline"), run: () => document.querySelector<HTMLElement>(".timeline-box")?.focus() },
    { keys: "m", label: t("to_map"), run: () => document.querySelector<HTMLElement>(".map-canvas canvas")?.focus() },
  ]);
  const here = Math.min(at.value, rows.length - 1);
  const table = useMemo(() => <Table rows={rows} at={here} onAt={(n) => (at.value = n)} body={body} />, [rows, here, language.value]);
  const chosen = span && (filter.first || filter.last) ? span : null;
  const timeline = useMemo(() => time.data.value && <Timeline answer={time.data.value} chosen={chosen} other={other} onBrush={(days, done) => brushing.current(days, done)} />, [time.data.value, chosen?.first, chosen?.last, other, language.value]);
  const fault = [map, time, list, sums].map((one) => one.fault.value).find(Boolean);
  const bounded = !!(filter.first || filter.last) && !filter.undated;
  const hidden = sums.data.value;
  return (
    <div class="page explore">
      <Head title={t("title")}>
        <Button keys="o" pressed={other} onClick={more}>{t("also_other")}</Button>
        <Button keys="f" onClick={() => (form.value = true)}>{t("filters")}</Button>
        <Button keys="s" onClick={() => (saving.value = true)}>{t("saved")}</Button>
        <Button onClick={() => void share()}>{t("copy_address")}</Button>
      </Head>
      {codebook.value && <Sentence filter={shown} other={other} total={total} onChange={change} onOther={more} />}
      <p class="counts">
        {map.data.value && !filter.box && !filter.place && <span>{t("unplaced", { n: map.data.value.unplaced })}</span>}
        {time.data.value && (!bounded || time.data.value.undated > 0) && <span>{t(bounded ? "undated_out" : "undated", { n: time.data.value.undated })}</span>}
        {hidden && <span>{t("single", { n: hidden.single })}</span>}
        {!other && <span>{t("other_hidden")}</span>}
      </p>
      {fault && <Wrong>{fault}</Wrong>}
      <div class="views">
        <div class="where-when">
          <IncidentMap
            answer={map.data.value} box={boxOf(shown)} place={shown.place} view={viewOf(query)} onBox={(box) => change({ ...without(shown, "box"), ...(box ? { box: box.join() } : {}) })}
            onPlace={(id) => (show("table"), change({ ...shown, place: id }))} onView={(view) => ask({ at: view.join() })}
          />
          <div class="time-head">
            <h2>{t("timeline")}</h2>
            <Choice label={t("unit")} value={unit} choices={UNITS.map((name) => [name, t(`unit_${name}`)] as [typeof name, string])} onChoose={(name) => ask({ unit: name })} />
          </div>
          {!time.data.value && <div class="timeline-box" />}
          {timeline}
        </div>
        <div class="who-what">
          <div class="tabs">
            <div role="tablist" aria-label={t("views")} onKeyDown={besides}>
              {TABS.map((name, n) => (
                <button key={name} type="button" role="tab" id={`tab-${name}`} aria-selected={tab === name} aria-controls="view" tabIndex={tab === name ? 0 : -1} class="tab" onClick={() => show(name)}>
                  {t(name)} <kbd class="kbd">{n + 1}</kbd>
                </button>
              ))}
            </div>
            {tab === "table" && (
              <select aria-label={t("order")} value={order} onChange={(event) => ask({ order: event.currentTarget.value === "newest" ? null : event.currentTarget.value, offset: null })}>
                {ORDERS.map((name) => <option key={name} value={name}>{t(`order_${name}`)}</option>)}
              </select>
            )}
          </div>
          <div id="view" class={`view ${list.busy.value ? "busy" : ""}`} role="tabpanel" aria-labelledby={`tab-${tab}`} tabIndex={-1}>
            {tab === "table" && !list.data.value && !fault && <Waiting />}
            {tab === "table" && list.data.value && table}
            {tab === "network" && <ActorNetwork whole={whole.data.value} now={part.data.value} slices={slices} slice={slice} onSlice={(n) => ask({ slice: slices[n]?.first ?? null })} onActor={(id) => change({ ...shown, actors: [id] })} />}
            {tab === "places" && map.data.value && <Places answer={map.data.value} other={other} onPlace={(id) => (show("table"), change({ ...shown, place: id }))} />}
          </div>
          {tab === "table" && (total ?? 0) > PAGE && (
            <div class="pager">
              <Button keys="Shift+K" disabled={offset === 0} onClick={() => turn(-1)}>{t("previous_page")}</Button>
              <span class="soft">{t("page_words", { from: offset + 1, to: Math.min(offset + PAGE, total ?? 0), total: total ?? 0 })}</span>
              <Button keys="Shift+J" disabled={offset + PAGE >= (total ?? 0)} onClick={() => turn(1)}>{t("next_page")}</Button>
            </div>
          )}
        </div>
      </div>
      {form.value && <Filters filter={shown} onChange={change} onClose={() => (form.value = false)} />}
      {saving.value && <Saved onClose={() => (saving.value = false)} />}
    </div>
  );
}

function boxOf(filter: Filter): Box | null {
  const sides = (filter.box ?? "").split(",").map(Number);
  return sides.length === 4 && sides.every(Number.isFinite) ? (sides as Box) : null;
}

function viewOf(query: URLSearchParams): View | null {
  const numbers = (query.get("at") ?? "").split(",").map(Number);
  return numbers.length === 3 && numbers.every(Number.isFinite) ? (numbers as View) : null;
}

/** The days that are looked at: those that are chosen, else those of the incidents. */
function spanOf(filter: Filter, time: { start: string[]; unit: string } | undefined): Span {
  const first = filter.first ?? time?.start[0];
  const start = time?.start.at(-1);
  const last = filter.last ?? start;
  return first && last && first <= last ? { first, last } : null;
}
