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

export default function Queue() {
  const query = route.value.query;
  const report = query.get("report");
  const from = Math.max(0, Number(query.get("from")) || 0);
  const at = useSignal(0);
  const answer = useAnswer(() => told(api.GET("/api/1/queue", { params: { query: { limit: PART, offset: from, ...(report ? { report } : {}) } } })), [report, from]);
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
  const narrow = (key: string | undefined) => {
    at.value = 0;
    ask({ report: report || !key ? null : key, from: null }, false);
  };
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
    { keys: "Enter", label: t("open"), run: () => here && go(address(here)) },
    { keys: "r", label: t(report ? "all_reports" : "this_report"), run: () => narrow(here?.account.report) },
    { keys: "PageDown", label: t("next_part"), run: () => part(1) },
    { keys: "PageUp", label: t("previous_part"), run: () => part(-1) },
  ]);
  if (answer.fault.value) return <Wrong again={() => void answer.again()}>{answer.fault.value}</Wrong>;
  if (!answer.data.value) return <Waiting />;
  return (
    <div class="page">
      <Head title={t("title")} count={t("waiting", { n: total })}>
        {report ? <Button keys="r" pressed onClick={() => narrow(undefined)}>{t("all_reports")}</Button> : here && <Button tone="quiet" keys="r" onClick={() => narrow(here.account.report)}>{t("this_report")}</Button>}
      </Head>
      {report && <Narrowed report={report} />}
      {!rows.length && <Nothing>{t(report ? "none_here" : "none")}</Nothing>}
      <ol class="queue" ref={list} start={from + 1}>
        {rows.map((row, n) => (
          <Line key={row.account.event} row={row} n={from + n + 1} here={n === at.value} onFocus={() => (at.value = n)} />
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

function address(row: Row): string {
  return `/review/${encodeURIComponent(row.account.report)}?event=${encodeURIComponent(row.account.event)}`;
}

function Line({ row, n, here, onFocus }: { row: Row; n: number; here: boolean; onFocus: () => void }) {
  const { account } = row;
  const places = account.claims.filter((claim) => claim.field === "place");
  const unsure = account.confidence < 0.7;
  return (
    <li class={here ? "here" : ""}>
      <a href={address(row)} onFocus={onFocus} tabIndex={here ? 0 : -1}>
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
