// Find words in the text by their first letters, the nearest to the event first, and choose them.
import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useKeys } from "@/lib/keys";
import { wordsOf } from "@/lib/words";
import { Kbd } from "@/parts/basics";
import type { Bench } from "./bench";
import { folded, wordAt, type Place } from "./segments";
import own from "./words.json";

const t = wordsOf(own);
/** Letters that are written onto the word after them. */
const BEFORE = /^[وف]?[بلك]?(ال)?/;

export function Find({ bench }: { bench: Bench }) {
  const field = useRef<HTMLInputElement>(null);
  const near = bench.account.peek()?.trigger.start16 ?? 0;
  const at = useRef(0);
  const query = useSignal("");
  const missing = useSignal(false);
  useLayoutEffect(() => field.current?.focus({ preventScroll: true }), []);
  const look = (step: 0 | 1 | -1) => {
    const found = query.value.trim() ? begins(bench, query.value, near) : [];
    at.current = step ? (at.current + step + found.length) % Math.max(1, found.length) : 0;
    missing.value = !found.length && !!query.value.trim();
    const words = found[at.current];
    if (words) bench.chosen.value = words;
  };
  const leave = () => {
    bench.finding.value = false;
    bench.toText.value += 1;
  };
  useKeys(t("find"), [
    { keys: "Enter", label: t("find_take"), inFields: true, run: leave },
    { keys: "Escape", label: t("leave"), inFields: true, run: leave },
    { keys: "ArrowDown", label: t("find_next"), inFields: true, run: () => look(1) },
    { keys: "ArrowUp", label: t("find_before"), inFields: true, run: () => look(-1) },
  ]);
  return (
    <label class="row small review-find">
      {t("find")}
      <input ref={field} lang="ar" dir="rtl" value={query.value} autocomplete="off" spellcheck={false} onInput={(event) => ((query.value = event.currentTarget.value), look(0))} />
      <span class={missing.value ? "unknown" : "soft"} aria-live="polite">{missing.value ? t("none_found") : <><Kbd keys="Enter" /> {t("find_take")} · <Kbd keys="ArrowDown" /> {t("find_next")}</>}</span>
    </label>
  );
}

/** Find words that begin so, the nearest to a place first; what is written onto them may be left out. */
function begins(bench: Bench, query: string, near: number): Place[] {
  const { text } = bench.report.peek();
  const words = bench.words.peek();
  const wanted = folded(query);
  const found: Place[] = [];
  for (const word of words) {
    // Vowel signs are left out in comparing: a few more letters than are wanted are looked at.
    const says = folded(text.slice(word.start, word.start + 2 * query.length + 8));
    const skipped = says.startsWith(wanted) ? 0 : (BEFORE.exec(says)?.[0].length ?? 0);
    if (!says.slice(skipped).startsWith(wanted)) continue;
    const start = word.start + skipped;
    found.push({ start, end: words[wordAt(words, start + query.trim().length - 1)]!.end });
  }
  return found.sort((a, b) => Math.abs(a.start - near) - Math.abs(b.start - near));
}
