// Look for reports by their words, folded as Arabic readers read them.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { api, told, type ReportRow } from "@/lib/api";
import { useAnswer } from "@/lib/ask";
import { useKeys } from "@/lib/keys";
import { ask, route } from "@/lib/router";
import { day, wordsOf } from "@/lib/words";
import { Button, Field, Head, Nothing, Tag, Waiting, Wrong } from "@/parts/basics";
import own from "./words.json";
import "./search.css";

const t = wordsOf(own);
const PART = 50;

export default function Search() {
  const query = route.value.query;
  const asked = { q: query.get("q") ?? "", first: query.get("first"), last: query.get("last"), undated: query.get("undated") === "true" };
  const limit = useSignal(PART);
  const at = useSignal(-1);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const waiting = useRef(0);
  const answer = useAnswer(() => told(api.GET("/api/1/reports", { params: { query: { ...asked, limit: Math.min(limit.value, 200) } } })), [query.toString(), limit.value]);
  const rows = answer.data.value?.reports ?? [];
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    at.value = -1;
  }, [query.toString()]);
  const move = (step: number) => {
    at.value = Math.max(0, Math.min(rows.length - 1, at.value + step));
    list.current?.querySelectorAll<HTMLElement>("a")[at.value]?.focus();
  };
  const write = (value: string) => {
    clearTimeout(waiting.current);
    waiting.current = window.setTimeout(() => ask({ q: value || null }), 150);
  };
  useKeys(t("title"), [
    { keys: "/", label: t("focus"), run: () => field.current?.select() },
    { keys: "j", label: t("next"), run: () => move(1) },
    { keys: "k", label: t("previous"), run: () => move(-1) },
    { keys: "ArrowDown", label: t("next"), run: () => move(1), inFields: true },
    { keys: "ArrowUp", label: t("previous"), run: () => move(-1), inFields: true },
  ]);
  return (
    <div class="page">
      <Head title={t("title")} count={answer.data.value && (answer.data.value.more ? t("more_there", { n: rows.length }) : t("shown", { n: rows.length }))}>
        {asked.q && <a href={`/explore?words=${encodeURIComponent(asked.q)}`}>{t("incidents")}</a>}
      </Head>
      <search class="sheet search">
        <Field label={t("words")} hint={t("hint")}>
          <input ref={field} type="search" dir="auto" value={asked.q} onInput={(event) => write(event.currentTarget.value)} />
        </Field>
        <Field label={t("first")}>
          <input type="date" value={asked.first ?? ""} onInput={(event) => ask({ first: event.currentTarget.value || null })} />
        </Field>
        <Field label={t("last")}>
          <input type="date" value={asked.last ?? ""} onInput={(event) => ask({ last: event.currentTarget.value || null })} />
        </Field>
        <label class="row small">
          <input type="checkbox" checked={asked.undated} onChange={(event) => ask({ undated: event.currentTarget.checked ? "true" : null })} /> {t("undated")}
        </label>
      </search>
      {answer.fault.value && <Wrong>{answer.fault.value}</Wrong>}
      {!answer.data.value && !answer.fault.value && <Waiting />}
      {answer.data.value && !rows.length && <Nothing>{t("none")}</Nothing>}
      <ol class="found" ref={list}>
        {rows.map((row, n) => (
          <li key={row.key} class="sheet">
            <a href={`/review/${encodeURIComponent(row.key)}`} onFocus={() => (at.value = n)}>
              <span class="row">
                <strong><bdi>{row.title ?? row.name}</bdi></strong>
                <span class="soft small"><bdi>{row.outlet ?? t("no_outlet")}</bdi></span>
                {row.published ? <span class="soft small">{day(row.published)}</span> : <Tag tone="warn">{t("no_day")}</Tag>}
                <span class="soft small">{t("events", { n: row.events })}</span>
              </span>
              <Snippet row={row} />
            </a>
          </li>
        ))}
      </ol>
      {answer.data.value?.more && limit.value < 200 && <Button onClick={() => (limit.value += PART)}>{t("more")}</Button>}
    </div>
  );
}

function Snippet({ row }: { row: ReportRow }) {
  const parts = [];
  let at = 0;
  for (const { start16, end16 } of row.found) {
    if (start16 < at) continue;
    parts.push(row.snippet.slice(at, start16), <mark class="mark trigger">{row.snippet.slice(start16, end16)}</mark>);
    at = end16;
  }
  return <span class="quote" lang="ar" dir="rtl">{parts}{row.snippet.slice(at)}</span>;
}
