// A toll: how many, of whom, what became of them. «3», «3-5» and «3+» may be written in one go.
import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { ClaimIn, ClaimOut } from "@/lib/api";
import { wordsOf } from "@/lib/words";
import { Button, Field } from "@/parts/basics";
import type { Bench } from "../bench";
import type { Place } from "../segments";
import { readAmount, tollOf } from "../values";
import own from "../words.json";
import { Codes } from "./roles";

const t = wordsOf(own);

type TollProps = { bench: Bench; claim: ClaimOut | null; words: Place | null; onChoose: (to: Partial<ClaimIn>) => void };

export function TollPick({ bench, claim, words, onChoose }: TollProps) {
  const now = claim ? tollOf(claim.value) : null;
  const [status, group] = [useSignal(now?.status ?? "killed"), useSignal(now?.group ?? "unknown")];
  const [low, high] = [useSignal(now?.low?.toString() ?? ""), useSignal(now && now.high !== now.low ? (now.high?.toString() ?? "+") : "")];
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => (field.current?.focus({ preventScroll: true }), field.current?.select()), []);
  const read = readAmount(high.value ? (high.value.trim() === "+" ? `${low.value}+` : `${low.value}-${high.value}`) : low.value);
  const spans = words ? [{ start16: words.start, end16: words.end }] : (claim?.spans.map(({ start16, end16 }) => ({ start16, end16 })) ?? []);
  const send = (event: Event) => {
    event.preventDefault();
    if (read) onChoose({ status: status.value, group: group.value, low: read.low, high: read.high, spans });
  };
  return (
    <form class="stack" onSubmit={send}>
      <div class="toll-numbers">
        <Field label={t("low")} hint={t("low_hint")}><input ref={field} dir="ltr" inputMode="numeric" value={low.value} onInput={(event) => (low.value = event.currentTarget.value)} /></Field>
        <Field label={t("high")} hint={t("high_hint")}><input dir="ltr" inputMode="numeric" value={high.value} onInput={(event) => (high.value = event.currentTarget.value)} /></Field>
        <Button type="submit" tone="main" keys="Enter" disabled={!read}>{t("take")}</Button>
      </div>
      {!read && <p class="small unknown" role="alert">{t("no_such_number")}</p>}
      <Codes legend={t("status")} entries={bench.codes.codes["tolls"] ?? []} value={status.value} onChoose={(code) => (status.value = code)} />
      <Codes from={6} legend={t("group")} entries={bench.codes.codes["groups"] ?? []} value={group.value} onChoose={(code) => (group.value = code)} />
    </form>
  );
}
