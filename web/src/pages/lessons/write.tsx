// A lesson written by hand: what the words are, and what they mean.
import { useSignal, type Signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { api, Refused, told, type EffectList, type LessonIn } from "@/lib/api";
import { useAnswer } from "@/lib/ask";
import { may } from "@/lib/me";
import { codebook, loadCodebook } from "@/lib/names";
import { notice } from "@/lib/notices";
import { remember } from "@/lib/undo";
import { say, wordsOf, type Both } from "@/lib/words";
import { Button, Choice, Dialog, Field, Told } from "@/parts/basics";
import { decide } from "@/parts/conflict";
import { Effect } from "@/parts/lesson";
import own from "./words.json";

const t = wordsOf(own);
type Words = keyof typeof own;
type Kind = LessonIn["kind"];
type About = "actor" | "place" | "date" | "realis";
const KINDS: readonly Kind[] = ["alias", "place", "trigger", "rule"];
const LEVELS = ["settlement", "neighbourhood", "facility", "district", "governorate", "region"] as const;

type Draft = { means: string; code: string; first: string; last: string; ar: string; en: string; side: string; level: string; lat: string; lon: string; radius: string; parent: string };
const EMPTY: Draft = { means: "", code: "", first: "-1", last: "-1", ar: "", en: "", side: "", level: "settlement", lat: "", lon: "", radius: "1", parent: "" };

export function Write({ onClose }: { onClose: () => void }) {
  const [kind, about, words, outlet, note] = [useSignal<Kind>("alias"), useSignal<About>("place"), useSignal(""), useSignal(""), useSignal("")];
  const [source, who] = [useSignal<"known" | "new">("known"), useSignal<"organization" | "person">("organization")];
  const draft = useSignal<Draft>(EMPTY);
  const effect = useSignal<EffectList | null>(null);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => (loadCodebook(), first.current?.focus()), []);
  const field = kind.value === "alias" ? "actor" : kind.value === "place" ? "place" : kind.value === "trigger" ? "type" : about.value;
  const put = (some: Partial<Draft>) => (draft.value = { ...draft.value, ...some });
  const lesson = (): LessonIn | null => {
    const one = draft.value;
    const base = { kind: kind.value, words: words.value.trim(), about: kind.value === "rule" ? about.value : ("" as const), means: "", outlet: kind.value === "rule" ? outlet.value.trim() : "", days: null, actor: null, place: null };
    if (!base.words) return need("words");
    if (field === "type") return { ...base, means: one.code };
    if (field === "realis") return one.code ? { ...base, means: one.code } : need("realis");
    if (field === "date") return { ...base, days: [Number(one.first), Number(one.last)] };
    if (source.value === "known") return one.means ? { ...base, means: one.means } : need(field === "actor" ? "find_actor" : "find_place");
    if (!one.ar.trim()) return need("name_ar");
    if (field === "actor") return { ...base, actor: { ar: one.ar, en: one.en, kind: who.value, side: one.side } };
    const at = (text: string) => (text.trim() ? Number(text) : null);
    return { ...base, place: { ar: one.ar, en: one.en, level: one.level as (typeof LEVELS)[number], lat: at(one.lat), lon: at(one.lon), radius_km: Number(one.radius) || 0, parent: one.parent } };
  };
  const attempt = async (act: (told: LessonIn) => Promise<void>) => {
    const made = lesson();
    if (!made) return;
    try {
      await act(made);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      notice(error.message, "bad");
    }
  };
  const look = () => attempt(async (made) => void (effect.value = await told(api.POST("/api/1/lessons/preview", { body: { id: "", lesson: made, without: false, reports: 5 } }))));
  const save = (accept: boolean) =>
    attempt(async (made) => {
      const done = await decide((seen) => told(api.POST("/api/1/lessons", { body: { lesson: made, accept, seen, note: note.value } })), 0, t("did", { words: made.words }));
      if (!done) return;
      remember(done.decisions, t("did", { words: made.words }));
      notice(t("did", { words: made.words }));
      onClose();
    });
  return (
    <Dialog title={t("write")} onClose={onClose} wide>
      <form class="stack lessons-write" onSubmit={(event) => (event.preventDefault(), void save(may("learn")))}>
        <Choice<Kind> label={t("kind")} value={kind.value} choices={KINDS.map((one) => [one, t(`kind_${one}`)])} onChoose={(one) => ((kind.value = one), put({ means: "", code: "" }))} />
        {kind.value === "rule" && <Choice<About> label={t("about")} value={about.value} choices={(["place", "actor", "date", "realis"] as const).map((one) => [one, t(`about_${one}`)])} onChoose={(one) => ((about.value = one), put({ means: "", code: "" }))} />}
        <div class="lessons-form">
          <Field label={t("words")} hint={t("words_hint")}><input ref={first} dir="rtl" lang="ar" maxLength={200} value={words.value} onInput={(event) => (words.value = event.currentTarget.value)} /></Field>
          {kind.value === "rule" && <Field label={t("outlet")} hint={t("outlet_hint")}><input dir="auto" maxLength={300} value={outlet.value} onInput={(event) => (outlet.value = event.currentTarget.value)} /></Field>}
        </div>
        {(field === "actor" || field === "place") && <Choice<"known" | "new"> label={t("where_from")} value={source.value} choices={[["known", t("known")], ["new", t("new")]]} onChoose={(one) => (source.value = one)} />}
        {field === "actor" && source.value === "known" && <Find key="actor" what="actors" label={t("find_actor")} hint={words.value} onChoose={(id) => put({ means: id })} />}
        {field === "place" && source.value === "known" && <Find key="place" what="places" label={t("find_place")} hint={words.value} onChoose={(id) => put({ means: id })} />}
        {(field === "actor" || field === "place") && source.value === "new" && <New field={field} draft={draft} who={who} put={put} />}
        {field === "type" && <Code label={t("type")} value={draft.value.code} none={t("no_event")} codes={codebook.value?.types ?? []} onChoose={(code) => put({ code })} />}
        {field === "realis" && <Code label={t("realis")} value={draft.value.code} none={t("choose")} codes={codebook.value?.codes["realis"] ?? []} onChoose={(code) => put({ code })} />}
        {field === "date" && (
          <div class="lessons-form">
            <Field label={t("first_day")} hint={t("days_hint")}><input type="number" dir="ltr" value={draft.value.first} onInput={(event) => put({ first: event.currentTarget.value })} /></Field>
            <Field label={t("last_day")}><input type="number" dir="ltr" value={draft.value.last} onInput={(event) => put({ last: event.currentTarget.value })} /></Field>
          </div>
        )}
        <Field label={t("note")}><input dir="auto" maxLength={2000} value={note.value} onInput={(event) => (note.value = event.currentTarget.value)} /></Field>
        <div class="row">
          {may("learn") && <Button tone="main" type="submit">{t("save_accept")}</Button>}
          <Button onClick={() => void save(false)}>{t("save")}</Button>
          <Button onClick={() => void look()}>{t("effect")}</Button>
        </div>
        {effect.value && <Effect told={effect.value} title={t("effect")} />}
      </form>
    </Dialog>
  );
}

function need(what: Words): null {
  notice(t("missing", { what: t(what) }), "bad");
  return null;
}

type NewProps = { field: "actor" | "place"; draft: Signal<Draft>; who: Signal<"organization" | "person">; put: (some: Partial<Draft>) => void };

/** An actor or place that no list has. */
function New({ field, draft, who, put }: NewProps) {
  const one = draft.value;
  const input = (name: keyof Draft, more: { dir: "rtl" | "ltr" | "auto"; inputMode?: "decimal" }) => <input {...more} value={one[name]} onInput={(event) => put({ [name]: event.currentTarget.value })} />;
  return (
    <div class="stack">
      <div class="lessons-form">
        <Field label={t("name_ar")}>{input("ar", { dir: "rtl" })}</Field>
        <Field label={t("name_en")}>{input("en", { dir: "ltr" })}</Field>
        {field === "actor" && <Field label={t("side")}>{input("side", { dir: "auto" })}</Field>}
        {field === "place" && (
          <>
            <Field label={t("level")}>
              <select value={one.level} onChange={(event) => put({ level: event.currentTarget.value })}>
                {LEVELS.map((level) => <option key={level} value={level}>{t(level)}</option>)}
              </select>
            </Field>
            <Field label={t("lat")} hint={t("point_hint")}>{input("lat", { dir: "ltr", inputMode: "decimal" })}</Field>
            <Field label={t("lon")}>{input("lon", { dir: "ltr", inputMode: "decimal" })}</Field>
            <Field label={t("radius")}>{input("radius", { dir: "ltr", inputMode: "decimal" })}</Field>
          </>
        )}
      </div>
      {field === "actor" && <Choice<"organization" | "person"> label={t("actor_kind")} value={who.value} choices={[["organization", t("organization")], ["person", t("person")]]} onChoose={(kind) => (who.value = kind)} />}
      {field === "place" && <Find what="places" label={t("find_parent")} hint="" onChoose={(id) => put({ parent: id })} />}
    </div>
  );
}

type CodeProps = { label: string; value: string; none: string; codes: readonly (Both & { code: string })[]; onChoose: (code: string) => void };

function Code({ label, value, none, codes, onChoose }: CodeProps) {
  return (
    <Field label={label}>
      <select value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        <option value="">{none}</option>
        {codes.map((one) => <option key={one.code} value={one.code}>{say(one)}</option>)}
      </select>
    </Field>
  );
}

type Found = { id: string; name: Both; note: string };

/** Find a place or an actor by name, and choose one of a few. */
function Find({ what, label, hint, onChoose }: { what: "places" | "actors"; label: string; hint: string; onChoose: (id: string) => void }) {
  const [query, chosen] = [useSignal(""), useSignal<Found | null>(null)];
  const wanted = query.value.trim() || hint.trim();
  const answer = useAnswer(async (): Promise<Found[]> => {
    if (!wanted) return [];
    const q = wanted.slice(0, 200);
    if (what === "actors") return (await told(api.GET("/api/1/actors", { params: { query: { q, limit: 6 } } }))).actors.map((one) => ({ id: one.id, name: one.name, note: [say(one.kind), one.side].filter(Boolean).join(" · ") }));
    return (await told(api.GET("/api/1/places", { params: { query: { q, limit: 6 } } }))).places.map((one) => ({ id: one.id, name: one.name, note: [say(one.level), ...one.within.slice(0, 2)].join(" · ") }));
  }, [wanted], false);
  const take = (one: Found) => {
    chosen.value = one;
    onChoose(one.id);
  };
  return (
    <div class="stack">
      <Field label={label}><input type="search" dir="auto" placeholder={hint} value={query.value} onInput={(event) => (query.value = event.currentTarget.value)} /></Field>
      {chosen.value && <p class="small">{t("chosen")}: <strong><Told words={chosen.value.name} /></strong> <span class="soft"><bdi>{chosen.value.note}</bdi></span></p>}
      <ul class="lessons-found">
        {(answer.data.value ?? []).map((one) => (
          <li key={one.id}>
            <button type="button" aria-pressed={chosen.value?.id === one.id} onClick={() => take(one)}>
              <Told words={one.name} /> <span class="small soft"><bdi>{one.note}</bdi></span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
