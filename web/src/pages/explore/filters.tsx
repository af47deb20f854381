// The filter as a form, for what is not brushed: types, actors, places, conflicts, sources, states, words.
import { useSignal, type Signal } from "@preact/signals";
import { api, told } from "@/lib/api";
import { say, wordsOf, type Both } from "@/lib/words";
import { Button, Dialog, Field, Told } from "@/parts/basics";
import { useQuick } from "./asking";
import type { Filter } from "@/lib/filter";
import { codebook, nameOf, remember } from "@/lib/names";
import own from "./words.json";

const t = wordsOf(own);
const CONFLICTS = ["any", "date", "place", "realis", "toll", "type"] as const;
const REVIEWS = ["open", "done", "proposed", "accepted", "edited", "added"] as const;

type Props = { filter: Filter; onChange: (filter: Filter) => void; onClose: () => void };

/** The form; it changes the filter when it is closed with its button. */
export function Filters({ filter, onChange, onClose }: Props) {
  const draft = useSignal<Filter>(filter);
  const set = (parts: Filter) => (draft.value = { ...draft.peek(), ...parts });
  const now = draft.value;
  const use = () => (onChange(clean(draft.peek())), onClose());
  return (
    <Dialog title={t("filters")} onClose={onClose} wide>
      <form class="filters" onSubmit={(event) => (event.preventDefault(), use())}>
        <div class="beside">
          <Field label={t("f_words")} hint={t("f_words_hint")}>
            <input dir="auto" value={now.words ?? ""} onInput={(event) => set({ words: event.currentTarget.value })} />
          </Field>
          <Field label={t("f_first")}>
            <input type="date" value={now.first ?? ""} onInput={(event) => set({ first: event.currentTarget.value })} />
          </Field>
          <Field label={t("f_last")}>
            <input type="date" value={now.last ?? ""} onInput={(event) => set({ last: event.currentTarget.value })} />
          </Field>
          <Field label={t("f_lineages")} hint={t("f_lineages_hint")}>
            <input type="number" min={0} max={99} value={now.lineages ?? ""} onInput={(event) => set({ lineages: Number(event.currentTarget.value) })} />
          </Field>
        </div>
        <label class="row"><input type="checkbox" checked={!!now.undated} onChange={(event) => set({ undated: event.currentTarget.checked })} /> {t("f_undated")}</label>
        <div class="beside">
          <Seek kind="place" label={t("f_place")} chosen={now.place ? [now.place] : []} onAdd={(id) => set({ place: id })} onTake={() => set({ place: "" })} />
          <Seek kind="actor" label={t("f_actors")} chosen={now.actors ?? []} onAdd={(id) => set({ actors: [...(draft.peek().actors ?? []), id] })} onTake={(id) => set({ actors: (draft.peek().actors ?? []).filter((one) => one !== id) })} />
        </div>
        <Boxes label={t("f_types")} draft={draft} name="types" choices={(codebook.value?.types ?? []).map((one) => [one.code, say(one)])} />
        <Boxes label={t("f_realis")} draft={draft} name="realis" choices={(codebook.value?.codes["realis"] ?? []).map((one) => [one.code, say(one)])} />
        <Boxes label={t("f_conflicts")} draft={draft} name="conflicts" choices={CONFLICTS.map((name) => [name, t(`field_${name}`)])} />
        <Boxes label={t("f_review")} draft={draft} name="review" choices={REVIEWS.map((name) => [name, t(`review_${name}`)])} />
        <div class="acts">
          <Button type="submit" tone="main">{t("use")}</Button>
          <Button onClick={() => (draft.value = {})}>{t("clear")}</Button>
        </div>
      </form>
    </Dialog>
  );
}

function clean(filter: Filter): Filter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value && !(Array.isArray(value) && !value.length))) as Filter;
}

type BoxesProps = { label: string; draft: Signal<Filter>; name: "types" | "realis" | "conflicts" | "review"; choices: readonly (readonly [string, string])[] };

function Boxes({ label, draft, name, choices }: BoxesProps) {
  const chosen = new Set<string>(draft.value[name] ?? []);
  const change = (code: string, on: boolean) => {
    const next = choices.map(([one]) => one).filter((one) => (one === code ? on : chosen.has(one)));
    draft.value = { ...draft.peek(), [name]: next } as Filter;
  };
  return (
    <fieldset class="boxes">
      <legend>{label}</legend>
      {choices.map(([code, words]) => (
        <label key={code}>
          <input type="checkbox" checked={chosen.has(code)} onChange={(event) => change(code, event.currentTarget.checked)} />
          {words}
        </label>
      ))}
    </fieldset>
  );
}

type SeekProps = { kind: "place" | "actor"; label: string; chosen: readonly string[]; onAdd: (id: string) => void; onTake: (id: string) => void };

function Seek({ kind, label, chosen, onAdd, onTake }: SeekProps) {
  const text = useSignal("");
  const answer = useQuick(() => seek(kind, text.peek()), text.value, { wanted: text.value.trim().length > 1 });
  const add = (id: string, name: Both) => {
    remember(`${kind} ${id}`, name);
    text.value = "";
    onAdd(id);
  };
  return (
    <div class="seek">
      <Field label={label}>
        <input dir="auto" value={text.value} onInput={(event) => (text.value = event.currentTarget.value)} />
      </Field>
      <p class="row">
        {chosen.map((id) => (
          <Button key={id} tone="quiet" label={t("take_away", { what: say(nameOf(kind, id)) })} onClick={() => onTake(id)}><Told words={nameOf(kind, id)} /> ×</Button>
        ))}
      </p>
      {text.value.trim().length > 1 && (
        <ul class="found">
          {(answer.data.value ?? []).filter((one) => !chosen.includes(one.id)).map((one) => (
            <li key={one.id}>
              <Button onClick={() => add(one.id, one.name)}><Told words={one.name} /> <span class="soft"><Told words={one.more} /></span></Button>
            </li>
          ))}
          {answer.data.value?.length === 0 && <li class="soft">{t("none_found")}</li>}
        </ul>
      )}
    </div>
  );
}

type Hit = { id: string; name: Both; more: Both };

async function seek(kind: "place" | "actor", q: string): Promise<Hit[]> {
  const query = { q, limit: 6 };
  if (kind === "actor") return (await told(api.GET("/api/1/actors", { params: { query } }))).actors.map((one) => ({ id: one.id, name: one.name, more: one.kind }));
  return (await told(api.GET("/api/1/places", { params: { query } }))).places.map((one) => ({ id: one.id, name: one.name, more: one.within[0] ?? one.level }));
}
