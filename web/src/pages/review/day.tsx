// The day of publication: asked once when nobody knows it, with what would follow; all dates follow from it.
import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { api, told } from "@/lib/api";
import { useAnswer } from "@/lib/ask";
import { useKeys } from "@/lib/keys";
import { notice } from "@/lib/notices";
import { remember } from "@/lib/undo";
import { day, days, wordsOf } from "@/lib/words";
import { Button, Field, Quote } from "@/parts/basics";
import { decide } from "@/parts/conflict";
import type { Bench } from "./bench";
import { readDay } from "./editors/days";
import own from "./words.json";

const t = wordsOf(own);

export function AskDay({ bench, onClose }: { bench: Bench; onClose: () => void }) {
  const { key, published, received } = bench.report.value;
  const written = useSignal("");
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus({ preventScroll: true }), []);
  const read = readDay(written.value, published ?? received.slice(0, 10));
  const anchor = read ? { anchor: read } : {};
  const answer = useAnswer(() => told(api.GET("/api/1/reports/{key}/dates", { params: { path: { key }, query: anchor } })), [key, read], false);
  const all = answer.data.value?.expressions ?? [];
  useKeys(t("day_of"), [{ keys: "Escape", label: t("later"), inFields: true, run: onClose }]);
  const send = async (event: Event) => {
    event.preventDefault();
    if (!read) return;
    const label = t("did_day", { day: day(read) });
    onClose();
    await bench.next(async () => {
      const made = await decide((seen) => told(api.PUT("/api/1/reports/{key}/{field}", { params: { path: { key, field: "published" } }, body: { value: read, seen, note: "" } })), bench.report.peek().seen, label);
      if (made) {
        remember(made.decisions, label);
        bench.wrote();
        bench.load(made.report);
        notice(t("day_followed", { n: (made.changed["changed"] ?? 0) + (made.changed["added"] ?? 0), day: day(read) }));
      }
      return null;
    });
    bench.toRow.value += 1;
  };
  return (
    <form class="ask-day" onSubmit={(event) => void send(event)} aria-label={t("day_of")}>
      <p><strong>{published ? t("day_of") : t("day_missing")}</strong> <span class="soft">{published ? "" : t("day_once")}</span></p>
      <div class="row">
        <Field label={t("day_field")}><input ref={field} dir="ltr" inputMode="numeric" placeholder={t("day_form")} value={written.value} onInput={(event) => (written.value = event.currentTarget.value)} /></Field>
        <span aria-live="polite">{read ? day(read) : written.value ? <span class="unknown">{t("no_such_day")}</span> : <span class="soft small">{t("received", { day: day(received.slice(0, 10)) })}</span>}</span>
        <Button type="submit" tone="main" keys="Enter" disabled={!read}>{t("day_take")}</Button>
        <Button tone="quiet" keys="Escape" onClick={onClose}>{t("later")}</Button>
      </div>
      <ul class="would" aria-label={t("would_follow")}>
        {all.map((one) => (
          <li key={one.span.start}>
            <Quote>{one.surface}</Quote> <span aria-hidden="true">→</span> {one.dates[0]?.first ? days(one.dates[0].first, one.dates[0].last, "") : <span class="unknown">{t("no_day")}</span>}
          </li>
        ))}
      </ul>
    </form>
  );
}
