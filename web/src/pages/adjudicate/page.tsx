// Two codings side by side; for each difference one of the two is taken.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { api, Refused, told, type Adjudication, type ClaimOut, type EventPair } from "@/lib/api";
import { useAnswer } from "@/lib/ask";
import { useKeys } from "@/lib/keys";
import { notice } from "@/lib/notices";
import { go } from "@/lib/router";
import { remember } from "@/lib/undo";
import { wordsOf } from "@/lib/words";
import { Button, Head, Quote, Tag, Told, Waiting, Wrong } from "@/parts/basics";
import { decide } from "@/parts/conflict";
import own from "./words.json";
import "./adjudicate.css";

const t = wordsOf(own);
type Words = keyof typeof own;
type Side = "left" | "right";
type Take = Side | "none";
/** A difference: of an event as such, or of one of its fields. */
type Difference = { pair: number; field: string };

export default function Adjudicate({ params }: { params: Record<string, string> }) {
  const key = params["key"] ?? "";
  const answer = useAnswer(() => told(api.GET("/api/1/adjudications/{key}", { params: { path: { key }, query: { days: 0, km: 0 } } })), [key]);
  if (answer.fault.value) return <div class="page"><Head title={t("title")} /><Wrong>{answer.fault.value}</Wrong></div>;
  return answer.data.value ? <Codings key={key} data={answer.data.value} /> : <Waiting />;
}

const nameOf = ({ pair, field }: Difference) => `${pair} ${field}`;

function differencesOf(pairs: readonly EventPair[]): Difference[] {
  return pairs.flatMap((pair, n) => {
    if (!pair.agrees) return [{ pair: n, field: "event" }];
    return pair.fields.filter((one) => !one.agrees).map((one) => ({ pair: n, field: one.field }));
  });
}

function Codings({ data }: { data: Adjudication }) {
  const all = differencesOf(data.pairs);
  const chosen = useSignal<Readonly<Record<string, Take>>>({});
  const at = useSignal(0);
  const body = useRef<HTMLDivElement>(null);
  const left = all.filter((one) => !chosen.value[nameOf(one)]).length;
  useEffect(() => {
    body.current?.querySelector(".difference.current")?.scrollIntoView({ block: "nearest" });
  }, [at.value]);
  const current = all[at.value];
  const move = (by: number) => (at.value = Math.max(0, Math.min(all.length - 1, at.value + by)));
  const take = (what: Take, of = current) => {
    if (!of || (what === "none" && of.field !== "event")) return;
    if (of.field === "event" && what !== "none" && !there(data.pairs[of.pair]!, what)) return;
    chosen.value = { ...chosen.value, [nameOf(of)]: what };
    const next = all.findIndex((one) => !chosen.value[nameOf(one)]);
    if (next >= 0) at.value = next;
  };
  const put = async () => {
    if (left) return notice(t("all_first", { n: left }), "bad");
    const choices = data.pairs.map((pair, n) => choiceOf(pair, n, chosen.value));
    try {
      const done = await decide((seen) => told(api.POST("/api/1/adjudications/{key}", { params: { path: { key: data.work.report } }, body: { choices, seen, note: "" } })), data.work.state_seen, t("put"));
      if (!done) return;
      remember(done.decisions, t("title"));
      notice(t("done"));
      go(`/review/${encodeURIComponent(data.work.report)}`);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      notice(error.message, "bad");
    }
  };
  useKeys(t("title"), [
    { keys: "1", label: t("take", { who: data.left }), run: () => take("left") },
    { keys: "2", label: t("take", { who: data.right }), run: () => take("right") },
    { keys: "0", label: t("no_event"), run: () => take("none") },
    { keys: "j | ArrowDown", label: t("next"), run: () => move(1) },
    { keys: "k | ArrowUp", label: t("previous"), run: () => move(-1) },
    { keys: "Control+Enter", label: t("put"), run: () => void put() },
  ]);
  return (
    <div class="page adjudicate" ref={body}>
      <Head title={t("title")} count={t("left_over", { n: left })}>
        <Button tone="main" keys="Control+Enter" onClick={() => void put()}>{t("put")}</Button>
      </Head>
      <p class="small soft">{t("edit_after")}</p>
      <div class="adjudicate-parts">
        <section class="sheet adjudicate-text" aria-label={t("text")} tabIndex={0}><p class="quote" lang="ar" dir="rtl">{data.text}</p></section>
        <ol class="stack">
          {data.pairs.map((pair, n) => <Event key={n} n={n} pair={pair} data={data} chosen={chosen.value} current={current} take={take} />)}
        </ol>
      </div>
    </div>
  );
}

function there(pair: EventPair, side: Side): boolean {
  return !!pair[side] && pair[side]?.review !== "rejected";
}

/** What goes on the record of a pair: where both agree it is the first's. */
function choiceOf(pair: EventPair, n: number, chosen: Readonly<Record<string, Take>>) {
  const event = chosen[`${n} event`];
  const keys = { left: pair.left?.event ?? null, right: pair.right?.event ?? null };
  if (event) return { ...keys, take: event, fields: {} };
  if (!there(pair, "left")) return { ...keys, take: "none" as const, fields: {} };
  const fields = Object.fromEntries(pair.fields.flatMap((one) => { const side = chosen[`${n} ${one.field}`]; return side && side !== "none" ? [[one.field, side]] : []; }));
  return { ...keys, take: "left" as const, fields };
}

type EventProps = { n: number; pair: EventPair; data: Adjudication; chosen: Readonly<Record<string, Take>>; current: Difference | undefined; take: (what: Take, of: Difference) => void };

function Event({ n, pair, data, chosen, current, take }: EventProps) {
  const one = pair.left ?? pair.right!;
  const show = (field: string, agrees: boolean, left: unknown, right: unknown) => {
    const of = { pair: n, field };
    const now = chosen[nameOf(of)];
    const here = current && nameOf(current) === nameOf(of);
    return (
      <li key={field} class={`difference ${agrees ? "" : "open"} ${here ? "current" : ""}`}>
        <span class="small">{field === "event" ? t("event") : t(`field_${field}` as Words)} {agrees ? <Tag tone="good">{t("agree")}</Tag> : <Tag tone="bad">{t("differ")}</Tag>}</span>
        {([["left", left, "1"], ["right", right, "2"]] as const).map(([side, value, key]) => agrees ? <span key={side}>{value as never}</span> : (
          <button key={side} type="button" class="side" aria-pressed={now === side} disabled={field === "event" && !there(pair, side)} onClick={() => take(side, of)}>
            {value as never} <kbd class="kbd">{key}</kbd>
          </button>
        ))}
        {field === "event" && !agrees && <button type="button" class="side" aria-pressed={now === "none"} onClick={() => take("none", of)}>{t("no_event")} <kbd class="kbd">0</kbd></button>}
      </li>
    );
  };
  return (
    <li class="sheet stack">
      <h2 class="row"><Quote>{one.surface}</Quote> <Told words={one.type} /></h2>
      <div class="sides small soft"><span /><bdi>{data.left}</bdi><bdi>{data.right}</bdi></div>
      <ul class="stack">
        {show("event", pair.agrees, <Has pair={pair} side="left" />, <Has pair={pair} side="right" />)}
        {pair.fields.map((one) => show(one.field, one.agrees, <Says claims={one.left} />, <Says claims={one.right} />))}
      </ul>
    </li>
  );
}

function Has({ pair, side }: { pair: EventPair; side: Side }) {
  const one = pair[side];
  if (!one) return <>{t("has_none")}</>;
  return one.review === "rejected" ? <>{t("rejected")}</> : <Told words={one.type} />;
}

function Says({ claims }: { claims: readonly ClaimOut[] }) {
  const told = claims.filter((one) => one.label.ar);
  if (!told.length) return <>{t("nothing")}</>;
  return <>{told.map((one, n) => <span key={one.id}>{n > 0 && "، "}<Told words={one.label} /></span>)}</>;
}
