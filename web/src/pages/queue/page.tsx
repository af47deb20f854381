// The review queue: what to look at next, and why.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { api, told, type Waiting as Row } from "@/lib/api";
import { useAnswer } from "@/lib/ask";
import { useKeys } from "@/lib/keys";
import { go } from "@/lib/router";
import { days, percent, wordsOf } from "@/lib/words";
import { Button, Head, Nothing, Quote, Tag, Told, Waiting, Wrong } from "@/parts/basics";
import own from "./words.json";
import "./queue.css";

const t = wordsOf(own);
const PART = 50;

export default function Queue() {
  const limit = useSignal(PART);
  const at = useSignal(0);
  const answer = useAnswer(() => told(api.GET("/api/1/queue", { params: { query: { limit: Math.min(limit.value, 100) } } })), [limit.value]);
  const rows = answer.data.value?.waiting ?? [];
  const list = useRef<HTMLOListElement>(null);
  const move = (step: number) => (at.value = Math.max(0, Math.min(rows.length - 1, at.value + step)));
  useEffect(() => {
    list.current?.querySelectorAll<HTMLElement>("a")[at.value]?.focus();
  }, [at.value, rows.length]);
  const address = (row: Row) => `/review/${encodeURIComponent(row.account.report)}?event=${encodeURIComponent(row.account.event)}`;
  useKeys(t("title"), [
    { keys: "j | ArrowDown", label: t("next"), run: () => move(1) },
    { keys: "k | ArrowUp", label: t("previous"), run: () => move(-1) },
    { keys: "Enter", label: t("open"), run: () => rows[at.value] && go(address(rows[at.value]!)) },
  ]);
  if (answer.fault.value) return <Wrong again={() => void answer.again()}>{answer.fault.value}</Wrong>;
  if (!answer.data.value) return <Waiting />;
  const total = answer.data.value.total;
  return (
    <div class="page">
      <Head title={t("title")} count={t("waiting", { n: total })} />
      {!rows.length && <Nothing>{t("none")}</Nothing>}
      <ol class="queue" ref={list}>
        {rows.map((row, n) => (
          <li key={row.account.event} class="sheet">
            <a href={address(row)} onFocus={() => (at.value = n)}>
              <span class="row">
                <strong><Told words={row.account.type} /></strong>
                {row.account.realis.code !== "actual" && <Tag tone="dashed"><Told words={row.account.realis} /></Tag>}
                <span class="soft">{days(row.account.first, row.account.last, t("no_day"))}</span>
                <span class="soft small">{t("sure", { share: percent(row.account.confidence) })}</span>
              </span>
              <Quote>{row.account.surface}</Quote>
              <span class="small soft"><Told words={row.because} /></span>
            </a>
          </li>
        ))}
      </ol>
      {rows.length < total && limit.value < 100 && <Button onClick={() => (limit.value += PART)}>{t("more")}</Button>}
    </div>
  );
}
