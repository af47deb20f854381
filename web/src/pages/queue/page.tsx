// The review queue: what to look at next, and why.
import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { api, told, type ReportOut, type Waiting as Row } from "@/lib/api";
import { useAnswer } from "@/lib/ask";
import { useKeys } from "@/lib/keys";
import { ask, go, route } from "@/lib/router";
import { day, days, percent, wordsOf } from "@/lib/words";
import { Button, Head, Kbd, Nothing, Quote, Tag, Told, Waiting, Wrong } from "@/parts/basics";
import own from "./words.json";
import "./queue.css";

const t = wordsOf(own);
const PART = 50;
const STATES = ["proposed", "coded", "reviewed", "adjudicated", "published"] as const;
type State = (typeof STATES)[number];

export default function Queue() {
  const query = route.value.query;
  const report = query.get("report");
  const from = Math.max(0, Number(query.get("from")) || 0);
  const mine = query.get("mine") !== null;
  const state = STATES.find((one) => one === query.get("state"));
  const at = useSignal(0);
  const narrowed = { ...(report ? { report } : {}), ...(mine ? { mine } : {}), ...(state ? { state } : {}) };
  const answer = useAnswer(() => told(api.GET("/api/1/queue", { params: { query: { limit: PART, offset: from, ...narrowed } } })), [report, mine, state, from]);
  const rows = answer.data.value?.waiting ?? [];
  const total = answer.data.value?.total ?? 0;
  const list = useRef<HTMLOListElement>(null);
  const move = (to: number) => (at.value = Math.max(0, Math.min(rows.length - 1, to)));
  const part = (by: number) => {
    const to = from + by * PART;
    if (to < 0 || to >= total) return;
    at.value = 0;
    ask({ from: to ? `${to}` : null }, false);
  };
  const narrow = (to: { report?: string | null; mine?: string | null; state?: string | null }) => {
    at.value = 0;
    ask({ ...to, from: null }, false);
  };
  const onlyReport = () => narrow({ report: report ? null : (here?.account.report ?? null) });
  const onlyMine = () => narrow({ mine: mine ? null : "1" });
  const choice = useRef<HTMLSelectElement>(null);
  useLayoutEffect(() => {
    list.current?.querySelectorAll<HTMLElement>("a")[at.value]?.focus();
  }, [at.value, answer.data.value]);
  useEffect(() => {
    if (rows.length === 0 && from > 0 && answer.data.value) ask({ from: null });
  }, [answer.data.value]);
  const here = rows[Math.min(at.value, rows.length - 1)];
  useKeys(t("title"), [
    { keys: "j | ArrowDown", label: t("next"), run: () => move(at.value + 1) },
    { keys: "k | ArrowUp", label: t("previous"), run: () => move(at.value - 1) },
    { keys: "Home", label: t("first"), run: () => move(0) },
    { keys: "End", label: t("last"), run: () => move(rows.length - 1) },
    { keys: "Enter", label: t("open"), run: () => here && go(address(here, mine, state)) },
    { keys: "r", label: t(report ? "all_reports" : "this_report"), run: onlyReport },
    { keys: "m", label: t("mine"), run: onlyMine },
    { keys: "s", label: t("by_state"), run: () => choice.current?.focus() },
    { keys: "PageDown", label: t("next_part"), run: () => part(1) },
    { keys: "PageUp", label: t("previous_part"), run: () => part(-1) },
  ]);
  if (answer.fault.value) return <Wrong again={() => void answer.again()}>{answer.fault.value}</Wrong>;
  if (!answer.data.value) return <Waiting />;
  return (
    <div class="page">
      <Head title={t("title")} count={t("waiting", { n: total })}>
        {(report || here) && <Button keys="r" pressed={!!report} onClick={onlyReport}>{t("this_report")}</Button>}
        <Button keys="m" pressed={mine} onClick={onlyMine}>{t("mine")}</Button>
        <label class="row small">
          {t("by_state")} <Kbd keys="s" />
          <select ref={choice} value={state ?? ""} onChange={(event) => (narrow({ state: event.currentTarget.value || null }), event.currentTarget.blur())}>
            <option value="">{t("any_state")}</option>
            {STATES.map((one) => <option key={one} value={one}>{t(`state_${one}`)}</option>)}
          </select>
        </label>
      </Head>
      {report && <Narrowed report={report} />}
      {!rows.length && <Nothing>{t(report || mine || state ? "none_here" : "none")}</Nothing>}
      <ol class="queue" ref={list} start={from + 1}>
        {rows.map((row, n) => (
          <Line key={row.account.event} row={row} to={address(row, mine, state)} n={from + n + 1} here={n === at.value} onFocus={() => (at.value = n)} />
        ))}
      </ol>
      {total > PART && (
        <div class="acts">
          <Button keys="PageUp" disabled={!from} onClick={() => part(-1)}>{t("previous_part")}</Button>
          <span class="soft small">{t("part_of", { from: from + 1, to: from + rows.length, of: total })}</span>
          <Button keys="PageDown" disabled={from + PART >= total} onClick={() => part(1)}>{t("next_part")}</Button>
        </div>
      )}
    </div>
  );
}

/** Where an event is reviewed; what the queue is narrowed by goes along, for the next report. */
function address(row: Row, mine: boolean, state: State | undefined): string {
  const query = new URLSearchParams({ event: row.account.event, ...(mine ? { mine: "1" } : {}), ...(state ? { state } : {}) });
  return `/review/${encodeURIComponent(row.account.report)}?${query}`;
}

function Line({ row, to, n, here, onFocus }: { row: Row; to: string; n: number; here: boolean; onFocus: () => void }) {
  const { account } = row;
  const places = account.claims.filter((claim) => claim.field === "place");
  const unsure = account.confidence < 0.7;
  return (
    <li class={here ? "here" : ""}>
      <a href={to} onFocus={onFocus} tabIndex={here ? 0 : -1}>
        <span class="queue-n num soft small">{n}</span>
        <span class="queue-what">
          <strong><Told words={account.type} /></strong>
          {account.realis.code !== "actual" && <Tag tone="dashed"><Told words={account.realis} /></Tag>}
          <Quote>{account.surface}</Quote>
        </span>
        <span class={account.first ? "queue-when" : "queue-when unknown"}>{days(account.first, account.last, t("no_day"))}</span>
        <span class={places.length ? "queue-where" : "queue-where unknown"}>{places[0] ? <><Told words={places[0].label} />{places.length > 1 && <span class="soft small"> +{places.length - 1}</span>}</> : t("no_place")}</span>
        <span class={`queue-sure num small ${unsure ? "unknown" : "soft"}`} title={t("sure", { share: percent(account.confidence) })}>{percent(account.confidence)}</span>
        <span class="queue-why small soft"><Told words={row.because} /> {here && <Kbd keys="Enter" />}</span>
      </a>
    </li>
  );
}

/** The report that the queue is narrowed to. */
function Narrowed({ report }: { report: string }) {
  const answer = useAnswer<ReportOut>(() => told(api.GET("/api/1/reports/{key}", { params: { path: { key: report } } })), [report], false);
  const found = answer.data.value;
  return (
    <p class="small">
      {t("only_report")} {found && <Quote>{found.title ?? `${found.text.slice(0, 90)}…`}</Quote>} {found?.outlet && <bdi class="soft">{found.outlet}</bdi>}{" "}
      <span class="soft">{found && (found.published ? day(found.published) : t("no_published"))}</span>
    </p>
  );
}
