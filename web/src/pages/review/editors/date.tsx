// The days of an event: the expression, the anchor, the rule and the interval; the other ways to understand it; or days told freely.
import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { api, told, type ClaimIn, type DateOut, type Expression } from "@/lib/api";
import { useAnswer } from "@/lib/ask";
import { day, days, language, wordsOf } from "@/lib/words";
import { Button, Field, Quote } from "@/parts/basics";
import type { Bench } from "../bench";
import type { Place } from "../segments";
import own from "../words.json";
import { Because } from "./frame";
import { readDay } from "./days";
import { Pick, type Way } from "./pick";

const t = wordsOf(own);

type DateProps = { bench: Bench; words: Place | null; now: { first: string; last: string } | null; onChoose: (to: Partial<ClaimIn>) => void };
type Choice = { way: DateOut; expression: Expression; own: boolean };

export function DatePick({ bench, words, now, onChoose }: DateProps) {
  const { key, published } = bench.report.value;
  const path = { key };
  const query = words ? { start16: words.start, end16: words.end } : {};
  const all = bench.dates.value;
  const known = words && all.find((one) => one.span.start16 === words.start && one.span.end16 === words.end);
  const answer = useAnswer(async () => (words && !known ? told(api.GET("/api/1/reports/{key}/dates", { params: { path, query } })) : null), [key, published, words?.start, words?.end], false);
  const own = known ? [known] : (answer.data.value?.expressions ?? []);
  const near = bench.account.value?.trigger.start16 ?? 0;
  const choices = useMemo(() => gather(own, all, near), [answer.data.value, known, all]);
  const ways = useMemo<Way[]>(
    () => [
      ...choices.map(({ way, expression, own: mine }, n) => ({
        key: `${n}`,
        name: way.first ? days(way.first, way.last, "") : t("no_day"),
        note: mine ? undefined : <Quote>{expression.surface}</Quote>,
        because: <Because>{way.because}</Because>,
        group: mine ? t("ways_here") : t("ways_else"),
        now: !!now && way.first === now.first && way.last === now.last,
      })),
      { key: "none", zero: true, name: t("no_day"), because: t("no_day_why"), group: t("or"), now: !now },
    ],
    [choices, language.value, now?.first, now?.last],
  );
  const take = ({ key: chosen }: Way) => {
    const choice = choices[Number(chosen)];
    if (!choice || !choice.way.first) return onChoose({});
    const { span } = choice.expression;
    onChoose({ first: choice.way.first, last: choice.way.last ?? choice.way.first, spans: [{ start16: span.start16, end16: span.end16 }] });
  };
  return (
    <div class="stack">
      <dl class="facts">
        <div><dt>{t("expression")}</dt><dd>{words ? <Quote>{bench.report.value.text.slice(words.start, words.end)}</Quote> : t("no_expression")}</dd></div>
        <div><dt>{t("anchor")}</dt><dd>{published ? day(published) : <span class="unknown">{t("no_anchor")}</span>}</dd></div>
      </dl>
      <Pick title={t("f_date")} ways={ways} onChoose={take} start={Math.max(0, ways.findIndex((way) => way.now))} ready={!words || !!known || !!answer.data.value} />
      <FreeDays anchor={now?.first ?? published} onChoose={(first, last) => onChoose({ first, last, spans: words ? [{ start16: words.start, end16: words.end }] : [] })} />
    </div>
  );
}

/** The ways to understand the words themselves, then the other expressions of the report, the nearest first. */
function gather(own: readonly Expression[], all: readonly Expression[], near: number): Choice[] {
  const mine = own.flatMap((expression) => expression.dates.map((way) => ({ way, expression, own: true })));
  const used = new Set(own.map((one) => one.span.start16));
  const rest = all
    .filter((one) => !used.has(one.span.start16))
    .sort((a, b) => Math.abs(a.span.start16 - near) - Math.abs(b.span.start16 - near))
    .flatMap((expression) => expression.dates.map((way) => ({ way, expression, own: false })));
  return [...mine, ...rest.filter(({ way }) => way.first)].slice(0, 9);
}

function FreeDays({ anchor, onChoose }: { anchor: string | null; onChoose: (first: string, last: string) => void }) {
  const [first, last] = [useSignal(""), useSignal("")];
  const read = readDay(first.value, anchor);
  const until = last.value ? readDay(last.value, read ?? anchor) : read;
  const fine = !!read && !!until && read <= until;
  const send = (event: Event) => {
    event.preventDefault();
    if (fine) onChoose(read, until);
  };
  return (
    <form class="free-days" onSubmit={send}>
      <Field label={t("first_day")}><input dir="ltr" inputMode="numeric" placeholder={t("day_form")} value={first.value} onInput={(event) => (first.value = event.currentTarget.value)} /></Field>
      <Field label={t("last_day")}><input dir="ltr" inputMode="numeric" placeholder={t("same_day")} value={last.value} onInput={(event) => (last.value = event.currentTarget.value)} /></Field>
      <span class="small soft" aria-live="polite">{fine ? days(read, until, "") : first.value ? t("no_such_day") : t("free_days")}</span>
      {fine && <Button type="submit" tone="main" keys="Enter">{t("take")}</Button>}
    </form>
  );
}
