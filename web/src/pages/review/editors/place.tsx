// The place of an event: ranked interpretations with their reasons on a small map, the places told elsewhere in the report, the gazetteer.
import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { api, told, type AccountOut, type ClaimIn, type ClaimOut, type PlaceOut, type SpanIn } from "@/lib/api";
import { useAnswer } from "@/lib/ask";
import { language, say, wordsOf, type Both } from "@/lib/words";
import { Told } from "@/parts/basics";
import type { Bench } from "../bench";
import { nearest, type Place } from "../segments";
import { both, placeWays, type PlaceWay } from "../values";
import own from "../words.json";
import { Because } from "./frame";
import { Map } from "./map";
import { Pick, type Way } from "./pick";
import { Roles } from "./roles";

const t = wordsOf(own);
const ROLES = ["location", "origin", "destination"];

type Found = { key: string; id: string; name: Both; note: string; because: string | Both; group: string; lat: number | null; lon: number | null; radius: number; span?: SpanIn };
type PlaceProps = { bench: Bench; claim: ClaimOut | null; words: Place | null; onChoose: (to: Partial<ClaimIn>) => void };

export function PlacePick({ bench, claim, words, onChoose }: PlaceProps) {
  const query = useSignal("");
  const aimed = useSignal("");
  const role = useSignal(claim?.role || "location");
  const text = bench.report.value.text;
  const says = words ? text.slice(words.start, words.end) : "";
  const wanted = query.value.trim() || says || (claim?.surface ?? "");
  const answer = useAnswer(() => Promise.resolve(wanted ? told(api.GET("/api/1/places", { params: { query: { q: wanted.slice(0, 200), limit: 9 } } })) : { places: [] }).then(({ places }) => ({ wanted, places })), [wanted], false);
  const inWords = useAnswer(() => placesOf(claim), [claim?.id], false);
  const near = bench.account.value?.trigger.start16 ?? 0;
  const found = useMemo(() => {
    const within = inWords.data.value ?? {};
    const read = claim && !query.value && !words ? placeWays(claim.value).map((way) => ofWay(way, t("ways_read"), within[way.place.id])) : [];
    const searched = (answer.data.value?.places ?? []).map(ofSearch);
    const beside = !query.value && !words && !claim ? placesBeside(bench.accounts.value, bench.current.value, near) : [];
    const seen = new Set<string>();
    return [...read, ...beside, ...searched].filter((one) => !seen.has(one.id) && seen.add(one.id)).slice(0, 9);
  }, [claim, query.value, answer.data.value, inWords.data.value, language.value]);
  const ways = useMemo<Way[]>(
    () => [
      ...found.map((one) => ({ key: one.key, name: <Told words={one.name} />, note: <bdi>{one.note}</bdi>, because: typeof one.because === "string" ? <Because>{one.because}</Because> : <Told words={one.because} />, group: one.group, now: !!claim && one.id === placeWays(claim.value)[0]?.place.id })),
      { key: "none", zero: true, name: t("place_none"), because: t("place_none_why"), group: t("or"), now: !!claim && !placeWays(claim.value).length },
    ],
    [found, language.value],
  );
  const areas = useMemo(
    () => found.flatMap((one) => (one.lat === null || one.lon === null ? [] : [{ lat: one.lat, lon: one.lon, radius_km: one.radius, label: say(one.name), chosen: one.key === aimed.value }])),
    [found, aimed.value, language.value],
  );
  const take = ({ key }: Way) => onChoose({ ...toClaim(found.find((one) => one.key === key), claim, words, text, near), role: role.value });
  return (
    <div class="stack">
      <div class="editor-two">
        <Pick title={t("f_place")} ways={ways} query={query.value} hint={says || claim?.surface || t("find_place")} onQuery={(told) => (query.value = told)} onChoose={take} ready={!query.value || answer.data.value?.wanted === wanted} onAim={(way) => (aimed.value = way?.key ?? "")} />
        <Map areas={areas} />
      </div>
      <Roles codes={bench.codes} of={ROLES} value={role.value} onChoose={(code) => (role.value = code)} />
    </div>
  );
}

function toClaim(one: Found | undefined, claim: ClaimOut | null, words: Place | null, text: string, near: number): Partial<ClaimIn> {
  const spans = words ? [{ start16: words.start, end16: words.end }] : claim ? claim.spans.map(({ start16, end16 }) => ({ start16, end16 })) : [];
  if (!one) return { spans };
  // What was worked out from the words is in no list: it stays as one of the claim's own.
  if (claim && placeWays(claim.value).some((way) => way.place.id === one.id)) return { keep: claim.id, place: one.id, ...(words ? { spans } : {}) };
  const at = spans.length ? null : nearest(text, one.name.ar, near);
  return { place: one.id, spans: spans.length ? spans : one.span ? [one.span] : at ? [{ start16: at.start, end16: at.end }] : [] };
}

/** Ask the gazetteer for the interpretations of a claim, for the names in both languages of what they lie in. */
async function placesOf(claim: ClaimOut | null): Promise<Record<string, PlaceOut>> {
  const ids = placeWays(claim?.value).map((way) => way.place.id).filter((id) => !/[~?]/.test(id));
  const asked = await Promise.all(ids.map((id) => told(api.GET("/api/1/places/{id}", { params: { path: { id } } })).catch(() => null)));
  return Object.fromEntries(asked.flatMap((one) => (one ? [[one.id, one]] : [])));
}

function ofWay({ place, because }: PlaceWay, group: string, known?: PlaceOut): Found {
  const note = known ? within(known) : place.within.slice(0, 2).join(" · ");
  return { key: place.id, id: place.id, name: both(place.name), note, because, group, lat: place.point?.lat ?? null, lon: place.point?.lon ?? null, radius: place.radius_km };
}

function ofSearch(place: PlaceOut): Found {
  return { key: place.id, id: place.id, name: place.name, note: within(place), because: place.because, group: t("ways_gazetteer"), lat: place.lat, lon: place.lon, radius: place.radius_km };
}

/** Say what sort of place it is and what it lies in. */
function within(place: PlaceOut): string {
  return [place.level, ...place.within.slice(0, 2)].map(say).join(" · ");
}

/** Places that other events of the report have, the nearest in the text first; those worked out from words cannot be told anew. */
function placesBeside(accounts: readonly AccountOut[], event: string, near: number): Found[] {
  const all = accounts.filter((one) => one.event !== event).flatMap((one) => one.claims.filter((claim) => claim.field === "place"));
  return all
    .sort((a, b) => away(a, near) - away(b, near))
    .flatMap((claim) => {
      const way = placeWays(claim.value)[0];
      const span = claim.spans[0];
      if (!way || !span || /[~?]/.test(way.place.id)) return [];
      return [{ ...ofWay(way, t("ways_beside")), because: `«${claim.surface}»`, span: { start16: span.start16, end16: span.end16 } }];
    });
}

export function away(claim: ClaimOut, near: number): number {
  return Math.abs((claim.spans[0]?.start16 ?? Infinity) - near);
}
