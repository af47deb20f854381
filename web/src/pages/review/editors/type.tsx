// The type of an event: the codebook in both languages, with what each type is and is not.
import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { CodebookOut, CodeEntry, TypeEntry } from "@/lib/api";
import { language, say, wordsOf } from "@/lib/words";
import { Told } from "@/parts/basics";
import { folded } from "../segments";
import own from "../words.json";
import { Pick } from "./pick";

const t = wordsOf(own);

type TypeProps = { codes: CodebookOut; now?: string; words: string; onChoose: (code: string) => void };

/** Choose a type; those that the words name come first. */
export function TypePick({ codes, now, words, onChoose }: TypeProps) {
  const query = useSignal("");
  const aimed = useSignal<string | undefined>(now);
  const found = useMemo(() => ranked(codes.types, query.value, words, now), [codes, query.value, words, now]);
  const entry = codes.types.find((one) => one.code === aimed.value);
  const ways = useMemo(
    () => found.map((one) => ({ key: one.code, name: <Told words={one} />, note: <bdi lang={language.value === "ar" ? "en" : "ar"}>{language.value === "ar" ? one.en : one.ar}</bdi>, now: one.code === now })),
    [found, language.value],
  );
  return (
    <div class="editor-two">
      <div>
        <Pick title={t("f_type")} ways={ways} query={query.value} hint={t("find_type")} onQuery={(told) => (query.value = told)} onChoose={(way) => onChoose(way.key)} onAim={(way) => (aimed.value = way?.key)} />
        {!ways.length && <p class="soft small">{t("none_found")}</p>}
      </div>
      {entry && <Meaning entry={entry} />}
    </div>
  );
}

/** What a code is and is not, as the codebook has it. */
export function Meaning({ entry }: { entry: CodeEntry | TypeEntry }) {
  const isNot = "is_not" in entry ? say(entry.is_not) || entry.is_not.en : "";
  return (
    <dl class="meaning" aria-live="polite">
      <div>
        <dt><Told words={entry} /></dt>
        <dd><Told words={entry.means} /></dd>
      </div>
      {isNot && (
        <div>
          <dt>{t("is_not")}</dt>
          <dd><Told words={(entry as TypeEntry).is_not} /></dd>
        </div>
      )}
    </dl>
  );
}

function ranked(types: readonly TypeEntry[], query: string, words: string, now?: string): TypeEntry[] {
  const wanted = folded(query);
  const act = folded(words);
  const score = (one: TypeEntry): number => {
    if (!wanted) return one.code === now ? 3 : one.words.some((word) => folded(word) === act) ? 2 : one.words.some((word) => act.includes(folded(word))) ? 1 : 0;
    const names = [folded(one.ar), folded(one.ar).replace(/^ال/, ""), folded(one.en), one.code];
    if (names.some((name) => name.startsWith(wanted))) return 4;
    if (names.some((name) => name.split(/[\s_]/).some((part) => part.startsWith(wanted)))) return 3;
    if (names.some((name) => name.includes(wanted))) return 2;
    return one.words.some((word) => folded(word).startsWith(wanted)) ? 1 : -1;
  };
  return types
    .map((one, n) => ({ one, n, score: score(one) }))
    .filter((each) => each.score >= 0)
    .sort((a, b) => b.score - a.score || a.n - b.n)
    .map((each) => each.one);
}

/** Choose a code of a small group, such as realis. */
export function CodePick({ title, entries, now, onChoose }: { title: string; entries: readonly CodeEntry[]; now?: string; onChoose: (code: string) => void }) {
  const start = Math.max(0, entries.findIndex((one) => one.code === now));
  const aimed = useSignal(entries[start]);
  const ways = useMemo(() => entries.map((one, n) => ({ key: one.code, zero: n === 9, name: <Told words={one} />, now: one.code === now })), [entries, language.value]);
  return (
    <div class="editor-two">
      <Pick title={title} ways={ways} start={start} onChoose={(way) => onChoose(way.key)} onAim={(way) => (aimed.value = entries.find((one) => one.code === way?.key))} />
      {aimed.value && <Meaning entry={aimed.value} />}
    </div>
  );
}
