// Make two events of one: which words name the second, and which values go to it.
import { useComputed, useSignal } from "@preact/signals";
import { api, told, type AccountOut, type ClaimOut } from "@/lib/api";
import { useKeys } from "@/lib/keys";
import { wordsOf } from "@/lib/words";
import { Button, Kbd, Quote, Told } from "@/parts/basics";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Bench } from "./bench";
import { called } from "./deeds";
import { Frame } from "./editors/frame";
import { askWords } from "./opening";
import { folded, type Place } from "./segments";
import { labelOf } from "./values";
import own from "./words.json";

const t = wordsOf(own);
const SHARES = ["stays", "goes", "both"] as const;
type Share = (typeof SHARES)[number];

export function Split({ bench, account, at: given }: { bench: Bench; account: AccountOut; at: Place | null }) {
  const text = bench.report.value.text;
  const words = given ?? { start: account.trigger.start16, end: account.trigger.end16 };
  const says = text.slice(words.start, words.end);
  const claims = account.claims.filter((one) => one.field !== "type" && one.field !== "realis" && !(one.field === "date" && !one.value));
  const shares = useSignal<Record<string, Share>>({});
  const at = (claim: ClaimOut): Share => shares.value[claim.id] ?? first(claim, account, words.start);
  const goes = useComputed(() => claims.filter((one) => at(one) === "goes"));
  const type = useSignal<string | null>(null);
  const named = type.value ?? bench.codes.types.find((one) => one.words.some((word) => folded(word) === folded(says)))?.code ?? account.type.code;
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => box.current?.focus({ preventScroll: true }), []);
  const turn = (n: number) => {
    const claim = claims[n];
    if (claim) shares.value = { ...shares.value, [claim.id]: SHARES[(SHARES.indexOf(at(claim)) + 1) % SHARES.length]! };
  };
  const send = async () => {
    const [move, both] = [goes.value.map((one) => one.id), claims.filter((one) => at(one) === "both").map((one) => one.id)];
    if (!move.length) return;
    const event = account.event;
    bench.close();
    const body = { trigger: { start16: words.start, end16: words.end }, move, both, type: named, note: "" };
    const made = await bench.act(event, t("did_split", { what: called(account) }), (_, seen, reading) => told(api.POST("/api/1/accounts/{event}/split", { params: { path: { event } }, body: { ...body, seen, reading } })));
    const other = made?.accounts.find((one) => one.event !== event);
    if (other) bench.focus(other.event);
  };
  useKeys(t("split"), [
    ...claims.slice(0, 9).map((_, n) => ({ keys: `${n + 1}`, label: t("split_turn", { n: n + 1 }), run: () => turn(n) })),
    { keys: "v", label: t("other_words"), run: () => askWords(bench, { field: "split", claim: null }) },
    { keys: "Enter", label: t("split_do"), run: () => void send() },
  ]);
  return (
    <Frame bench={bench} title={t("split")} words={account.surface}>
      <div ref={box} tabIndex={-1} class="stack">
        <p>{t("split_words")} <Quote>{says}</Quote> <Button tone="quiet" keys="v" onClick={() => askWords(bench, { field: "split", claim: null })}>{t("other_words")}</Button></p>
        <label class="row">
          <span class="field-label">{t("f_type")}</span>
          <select value={named} onChange={(event) => (type.value = event.currentTarget.value)}>
            {bench.codes.types.map((one) => <option key={one.code} value={one.code}><Told words={one} /></option>)}
          </select>
        </label>
        <ol class="shares">
          {claims.map((claim, n) => (
            <li key={claim.id}>
              <button type="button" class={`share ${at(claim)}`} onClick={() => turn(n)}>
                {n < 9 && <Kbd keys={`${n + 1}`} />} <span class="soft">{t(`f_${claim.field}` as "f_type")}</span> <Told words={labelOf(claim)} /> {claim.surface !== claim.label.ar && <Quote class="small soft">{claim.surface}</Quote>}
                <strong>{t(at(claim))}</strong>
              </button>
            </li>
          ))}
        </ol>
        <div class="acts">
          <Button tone="main" keys="Enter" disabled={!goes.value.length} onClick={() => void send()}>{t("split_do")}</Button>
          {!goes.value.length && <span class="small soft">{t("split_none")}</span>}
        </div>
      </div>
    </Frame>
  );
}

/** What is said nearer to the second event's words than to the first's likely goes with them; days are often shared. */
function first(claim: ClaimOut, account: AccountOut, second: number): Share {
  if (claim.field === "date" || claim.field === "source") return "both";
  const [place, own] = [claim.spans[0]?.start16, account.trigger.start16];
  if (place === undefined || second === own) return "stays";
  return Math.abs(place - second) < Math.abs(place - own) ? "goes" : "stays";
}
