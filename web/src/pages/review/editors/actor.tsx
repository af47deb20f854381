// An actor of an event: the roster, the actors told elsewhere in the report, or people described as the report has them.
import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { api, told, type AccountOut, type ActorKind, type ActorOut, type ClaimIn, type ClaimOut, type SpanIn } from "@/lib/api";
import { useAnswer } from "@/lib/ask";
import { language, say, wordsOf, type Both } from "@/lib/words";
import { Told } from "@/parts/basics";
import type { Bench } from "../bench";
import { nearest, type Place } from "../segments";
import { actorWays, both } from "../values";
import own from "../words.json";
import { Because } from "./frame";
import { Pick, type Way } from "./pick";
import { away } from "./place";
import { Codes, Roles } from "./roles";

const t = wordsOf(own);
const ROLES = ["actor", "recipient", "participant", "chair", "host"];

type Found = { key: string; id: string | null; keep: boolean; name: Both; kind: ActorKind; note: string; because: string | Both; group: string; span?: SpanIn };
type ActorProps = { bench: Bench; claim: ClaimOut | null; words: Place | null; onChoose: (to: Partial<ClaimIn>) => void };

export function ActorPick({ bench, claim, words, onChoose }: ActorProps) {
  const query = useSignal("");
  const role = useSignal(claim?.role || usual(bench.account.value));
  const kind = useSignal<ActorKind>((claim?.kind ?? "group") as ActorKind);
  const text = bench.report.value.text;
  const says = words ? text.slice(words.start, words.end) : (claim?.surface ?? "");
  const wanted = query.value.trim() || says;
  const answer = useAnswer(() => Promise.resolve(wanted ? told(api.GET("/api/1/actors", { params: { query: { q: wanted.slice(0, 200), limit: 9 } } })) : { actors: [] }).then(({ actors }) => ({ wanted, actors })), [wanted], false);
  const near = bench.account.value?.trigger.start16 ?? 0;
  const found = useMemo(() => {
    const read = claim && !words && !query.value ? ofClaim(claim) : [];
    const beside = !query.value && !words && !claim ? actorsBeside(bench.accounts.value, bench.current.value, near) : [];
    const seen = new Set<string>();
    const all = [...read, ...beside, ...(answer.data.value?.actors ?? []).map(ofRoster)];
    return all.filter((one) => !seen.has(one.id ?? one.name.ar) && seen.add(one.id ?? one.name.ar)).slice(0, 8);
  }, [claim, query.value, answer.data.value, language.value]);
  const free = query.value.trim() || says;
  const ways = useMemo<Way[]>(
    () => [
      ...found.map((one) => ({ key: one.key, name: <Told words={one.name} />, note: <bdi>{one.note}</bdi>, because: typeof one.because === "string" ? <Because>{one.because}</Because> : <Told words={one.because} />, group: one.group, now: one.keep })),
      ...(free ? [{ key: "words", zero: true, name: <bdi lang="ar">«{free}»</bdi>, because: t("actor_words"), group: t("or") }] : []),
    ],
    [found, free, language.value],
  );
  const take = ({ key }: Way) => {
    const one = found.find((each) => each.key === key);
    onChoose({ ...toClaim(one, { claim, words, text, near, free, kind: kind.value, named: !!query.value.trim() }), role: role.value });
  };
  return (
    <div class="stack">
      <Pick title={t("f_actor")} ways={ways} query={query.value} hint={says || t("find_actor")} onQuery={(told) => (query.value = told)} onChoose={take} ready={(!query.value && !words) || answer.data.value?.wanted === wanted} />
      <Roles codes={bench.codes} of={ROLES} value={role.value} onChoose={(code) => (role.value = code)} />
      <Codes from={6} legend={t("kind_of_words")} entries={bench.codes.codes["kinds"] ?? []} value={kind.value} onChoose={(code) => (kind.value = code as ActorKind)} />
    </div>
  );
}

type Given = { claim: ClaimOut | null; words: Place | null; text: string; near: number; free: string; kind: ActorKind; named: boolean };

function toClaim(one: Found | undefined, given: Given): Partial<ClaimIn> {
  const { claim, words } = given;
  const spans = words ? [{ start16: words.start, end16: words.end }] : claim ? claim.spans.map(({ start16, end16 }) => ({ start16, end16 })) : one?.span ? [one.span] : [];
  const at = spans.length ? null : nearest(given.text, one?.name.ar ?? given.free, given.near);
  const rests = at ? [{ start16: at.start, end16: at.end }] : spans;
  if (!one) return { kind: given.kind, spans: rests, ...(given.named || !rests.length ? { name: given.free } : {}) };
  if (one.keep && claim && one.kind === given.kind) return { keep: claim.id };
  if (one.id && !one.id.includes(":")) return { actor: one.id, spans: rests };
  return { name: one.name.ar, kind: claim ? given.kind : one.kind, spans: rests };
}

/** The role that actors of this event have already is likely another's too where sides are not told apart. */
function usual(account: AccountOut | undefined): string {
  const roles = account?.claims.filter((claim) => claim.field === "actor").map((claim) => claim.role) ?? [];
  if (!roles.length) return "actor";
  return roles.includes("participant") ? "participant" : roles.includes("actor") ? "recipient" : "actor";
}

function ofClaim(claim: ClaimOut): Found[] {
  return actorWays(claim.value).map((way, n) => ({ key: way.id ?? way.name.ar, id: way.id, keep: n === 0, name: both(way.name), kind: way.kind, note: way.side, because: way.because, group: t("ways_read") }));
}

function ofRoster(who: ActorOut): Found {
  return { key: who.id, id: who.id, keep: false, name: who.name, kind: who.kind.code as ActorKind, note: [say(who.kind), who.side].filter(Boolean).join(" · "), because: who.because, group: t("ways_roster") };
}

function actorsBeside(accounts: readonly AccountOut[], event: string, near: number): Found[] {
  const all = accounts.filter((one) => one.event !== event).flatMap((one) => one.claims.filter((claim) => claim.field === "actor"));
  return all
    .sort((a, b) => away(a, near) - away(b, near))
    .flatMap((claim) => {
      const way = actorWays(claim.value)[0];
      const span = claim.spans[0];
      if (!way || !span) return [];
      return [{ key: way.id ?? way.name.ar, id: way.id, keep: false, name: both(way.name), kind: way.kind, note: way.side, because: `«${claim.surface}»`, group: t("ways_beside"), span: { start16: span.start16, end16: span.end16 } }];
    });
}
