// Same or not: pairs of accounts that may tell of one incident, each with what speaks for it and against it.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { api, Refused, told, type PairOut, type Side } from "@/lib/api";
import { useAnswer } from "@/lib/ask";
import { useKeys } from "@/lib/keys";
import { notice } from "@/lib/notices";
import { ask, route } from "@/lib/router";
import { day, number, percent, wordsOf } from "@/lib/words";
import { Button, Choice, Head, Nothing, Tag, Told, Waiting, Wrong } from "@/parts/basics";
import { decide } from "@/parts/conflict";
import own from "./words.json";
import "./pairs.css";

const t = wordsOf(own);
type Words = keyof typeof own;
type Verdict = "same" | "different" | "unsure";
type State = "open" | "judged" | "all";
const PART = 30;

export default function Pairs() {
  const state = (route.value.query.get("state") ?? "open") as State;
  const event = route.value.query.get("event");
  const at = useSignal(0);
  const last = useSignal<readonly number[]>([]);
  const answer = useAnswer(() => told(api.GET("/api/1/pairs", { params: { query: { state, event, limit: PART } } })), [state, event]);
  const pairs = answer.data.value?.pairs ?? [];
  const pair = pairs[Math.min(at.value, pairs.length - 1)];
  useEffect(() => {
    at.value = 0;
  }, [state]);

  const attempt = async (act: () => Promise<void>) => {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      notice(error.message, "bad");
    }
  };
  const judge = (verdict: Verdict) =>
    attempt(async () => {
      if (!pair) return;
      const path = { left: pair.left.account.event, right: pair.right.account.event };
      const done = await decide((seen) => told(api.POST("/api/1/pairs/{left}/{right}/verdict", { params: { path }, body: { verdict, seen, note: "" } })), pair.seen, t(verdict));
      if (!done) return;
      last.value = [...last.value, done.number];
      notice(t("merged", { what: t(verdict) }));
      if (state !== "open" || verdict === "unsure") move(1);
    });
  const back = () =>
    attempt(async () => {
      const number = pair?.verdict ? pair.seen : last.value.at(-1);
      if (!number) return;
      await told(api.DELETE("/api/1/pairs/verdicts/{number}", { params: { path: { number } } }));
      last.value = last.value.filter((one) => one !== number);
    });
  const move = (step: number) => (at.value = Math.max(0, Math.min(pairs.length - 1, at.value + step)));
  useKeys(t("title"), [
    { keys: "s", label: t("same"), run: () => void judge("same") },
    { keys: "d", label: t("different"), run: () => void judge("different") },
    { keys: "u", label: t("unsure"), run: () => void judge("unsure") },
    { keys: "z", label: t("back"), run: () => void back() },
    { keys: "j | ArrowDown", label: t("next"), run: () => move(1) },
    { keys: "k | ArrowUp", label: t("previous"), run: () => move(-1) },
  ]);
  if (answer.fault.value) return <Wrong again={() => void answer.again()}>{answer.fault.value}</Wrong>;
  const told_ = answer.data.value;
  return (
    <div class="page pairs">
      <Head title={t("title")} count={told_ && t("left_over", { n: told_.total })}>
        <Choice<State> label={t("which")} value={state} choices={[["open", t("open")], ["judged", t("judged")], ["all", t("all")]]} onChoose={(value) => ask({ state: value })} />
      </Head>
      {!told_ ? <Waiting /> : !pair ? <Nothing>{t("none")}</Nothing> : (
        <>
          <div class="row pairs-acts">
            <Button tone="good" keys="s" onClick={() => void judge("same")} pressed={pair.verdict === "same"}>{t("same")}</Button>
            <Button tone="bad" keys="d" onClick={() => void judge("different")} pressed={pair.verdict === "different"}>{t("different")}</Button>
            <Button keys="u" onClick={() => void judge("unsure")} pressed={pair.verdict === "unsure"}>{t("unsure")}</Button>
            <Button tone="quiet" keys="z" onClick={() => void back()} disabled={!pair.verdict && !last.value.length}>{t("back")}</Button>
            <span class="soft">{number(Math.min(at.value, pairs.length - 1) + 1)} / {number(pairs.length)}</span>
            <Button tone="quiet" keys="k" onClick={() => move(-1)}>{t("previous")}</Button>
            <Button tone="quiet" keys="j" onClick={() => move(1)}>{t("next")}</Button>
          </div>
          <Shown pair={pair} />
        </>
      )}
    </div>
  );
}

function Shown({ pair }: { pair: PairOut }) {
  const how = new Map(pair.differences.map((one) => [one.field, one.how]));
  return (
    <>
      <section class="sheet stack">
        <p><strong>{t("score", { share: percent(pair.score) })}</strong> <bdi class="soft" lang="en">{pair.because}</bdi></p>
        {pair.left.lineage === pair.right.lineage && <Tag tone="warn">{t("one_lineage")}</Tag>}
        {pair.verdict && pair.verdict in own && <p>{t("verdict", { what: t(pair.verdict as Words) })} <span class="soft small">{t("at_merge")}</span></p>}
        <Weights weights={pair.weights} />
        <ul class="row" aria-label={t("fields")}>
          {pair.differences.map(({ field, how: told_ }) => (
            <li key={field}><Tag tone={told_ === "same" ? "good" : told_ === "differ" ? "bad" : ""}>{t(`field_${field}` as Words)}: {t(`how_${told_}` as Words)}</Tag></li>
          ))}
        </ul>
      </section>
      <div class="beside">
        <Account side={pair.left} title={t("first")} how={how} />
        <Account side={pair.right} title={t("second")} how={how} />
      </div>
    </>
  );
}

/** What each comparison added to the score: to one side what speaks for it, to the other what speaks against it. */
function Weights({ weights }: { weights: Readonly<Record<string, number>> }) {
  const rows = Object.entries(weights).sort(([, one], [, other]) => Math.abs(other) - Math.abs(one));
  const most = Math.max(1, ...rows.map(([, bits]) => Math.abs(bits)));
  return (
    <table class="weights">
      <caption class="small soft">{t("weights")}</caption>
      <tbody>
        {rows.map(([name, bits]) => (
          <tr key={name}>
            <th scope="row">{`weight_${name}` in own ? t(`weight_${name}` as Words) : <bdi>{name}</bdi>}</th>
            <td class="num" dir="ltr">{bits > 0 ? "+" : "−"}{number(Math.abs(bits), 1)}</td>
            <td class="weights-bar">
              <span class="against"><i style={{ inlineSize: `${bits < 0 ? (100 * -bits) / most : 0}%` }} /></span>
              <span class="for"><i style={{ inlineSize: `${bits > 0 ? (100 * bits) / most : 0}%` }} /></span>
            </td>
            <td class="small soft">{t(bits > 0 ? "for" : "against")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Account({ side, title, how }: { side: Side; title: string; how: ReadonlyMap<string, string> }) {
  const { account } = side;
  return (
    <article class="sheet stack">
      <h2>{title}: <Told words={account.type} /></h2>
      <p class="small soft">
        <bdi>{side.outlet ?? t("no_outlet")}</bdi> · {side.published ? day(side.published) : t("no_day")} · <a href={`/review/${encodeURIComponent(account.report)}?event=${encodeURIComponent(account.event)}`}><bdi>{side.title ?? t("report")}</bdi></a>
      </p>
      <Text side={side} />
      <dl class="claims">
        {account.claims.map((claim) => (
          <div key={claim.id} class={how.get(claim.field) === "differ" ? "differs" : ""}>
            <dt>{t(`field_${claim.field}` as Words)}</dt>
            <dd><Told words={claim.label} /></dd>
          </div>
        ))}
      </dl>
    </article>
  );
}

/** The report's words with those marked that this account rests on. */
function Text({ side }: { side: Side }) {
  const spans = [
    { ...side.account.trigger, field: "trigger" },
    ...side.account.claims.flatMap((claim) => claim.spans.map((span) => ({ ...span, field: claim.field }))),
  ].sort((one, other) => one.start16 - other.start16 || other.end16 - one.end16);
  const parts = [];
  let at = 0;
  for (const span of spans) {
    if (span.start16 < at) continue;
    parts.push(side.text.slice(at, span.start16), <mark class={`mark ${span.field}`}>{side.text.slice(span.start16, span.end16)}</mark>);
    at = span.end16;
  }
  return <p class="quote pairs-text" lang="ar" dir="rtl" tabIndex={0}>{parts}{side.text.slice(at)}</p>;
}
