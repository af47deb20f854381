// The word cursor: words are chosen in the text without the mouse.
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { useKeys } from "@/lib/keys";
import { wordsOf } from "@/lib/words";
import type { Bench } from "./bench";
import { useWords } from "./opening";
import type { Ground } from "./places";
import { wordAt, type Place } from "./segments";
import { chooseMark, goTo } from "./text";
import own from "./words.json";

const t = wordsOf(own);

/** Hear the keys of the text while it has the focus. */
export function useTextKeys(bench: Bench, ground: { current: Ground | null }) {
  const here = useSignal(false);
  const cursor = useRef<{ anchor: number; head: number } | null>(null);
  const put = (head: number, extend: boolean): void => {
    const words = bench.words.peek();
    const to = Math.max(0, Math.min(words.length - 1, head));
    const anchor = extend ? (cursor.current?.anchor ?? to) : to;
    cursor.current = { anchor, head: to };
    getSelection()?.removeAllRanges();
    bench.chosen.value = { start: words[Math.min(anchor, to)]!.start, end: words[Math.max(anchor, to)]!.end };
    bench.hover.value = marksAt(bench, words[to]!)[0]?.key ?? null;
  };
  const move = (by: number, extend: boolean): void => {
    const now = now_(bench, cursor);
    put(bench.chosen.peek() ? now.head + by : now.head, extend);
  };
  const line = (by: 1 | -1, extend: boolean): void => {
    const now = now_(bench, cursor);
    const words = bench.words.peek();
    const box = ground.current?.range(words[now.head]!)?.getBoundingClientRect();
    const tall = parseFloat(getComputedStyle(ground.current!.pane).lineHeight);
    const x = box && (box.left + box.right) / 2;
    for (let n = 1; box && x !== undefined && n < 4; n += 1) {
      const place = ground.current!.under(x, (box.top + box.bottom) / 2 + by * n * tall);
      const at = place === null ? now.head : wordAt(words, place);
      if (Math.sign(at - now.head) === by) return put(at, extend);
    }
    put(now.head + by, extend);
  };
  useKeys(
    t("keys_text"),
    [
      { keys: "ArrowLeft", label: t("word_next"), run: () => move(1, false) },
      { keys: "ArrowRight", label: t("word_before"), run: () => move(-1, false) },
      { keys: "Shift+ArrowLeft", label: t("word_take"), run: () => move(1, true) },
      { keys: "Shift+ArrowRight", label: t("word_leave"), run: () => move(-1, true) },
      { keys: "ArrowDown", label: t("line_next"), run: () => line(1, false) },
      { keys: "ArrowUp", label: t("line_before"), run: () => line(-1, false) },
      { keys: "Shift+ArrowDown", label: t("line_take"), run: () => line(1, true) },
      { keys: "Shift+ArrowUp", label: t("line_leave"), run: () => line(-1, true) },
      { keys: "Home", label: t("text_first"), run: () => put(0, false) },
      { keys: "End", label: t("text_last"), run: () => put(Infinity, false) },
      { keys: "Enter", label: t("words_use"), run: () => enter(bench) },
      { keys: "Escape", label: t("words_drop"), run: () => bench.close() },
    ],
    here.value,
  );
  return {
    onFocus: () => (here.value = true),
    onBlur: () => ((here.value = false), (bench.hover.value = null), (cursor.current = null)),
  };
}

/** Where the cursor is: where it was put, at the end of the chosen words, or at the words of the row. */
function now_(bench: Bench, cursor: { current: { anchor: number; head: number } | null }): { anchor: number; head: number } {
  const words = bench.words.peek();
  const chosen = bench.chosen.peek() ?? wordsOfRow(bench);
  const [first, last] = [wordAt(words, chosen.start), wordAt(words, chosen.end - 1)];
  const held = cursor.current;
  if (held && Math.min(held.anchor, held.head) === first && Math.max(held.anchor, held.head) === last) return held;
  return (cursor.current = bench.chosen.peek() ? { anchor: first, head: last } : { anchor: first, head: first });
}

/** Give the words of the current row, those of the act where it has none. */
export function wordsOfRow(bench: Bench): Place {
  const span = bench.row?.claim?.spans[0] ?? bench.account.peek()?.trigger;
  return span ? { start: span.start16, end: span.end16 } : { start: 0, end: 1 };
}

function marksAt(bench: Bench, word: Place) {
  return bench.accounts.peek().flatMap((account) => [
    ...(touches(account.trigger, word) ? [{ key: `${account.event}:trigger`, event: account.event, field: "trigger", ...word }] : []),
    ...account.claims
      .filter((claim) => claim.field !== "type" && claim.field !== "realis" && claim.spans.some((span) => touches(span, word)))
      .map((claim) => ({ key: claim.id, event: account.event, field: claim.field, ...word })),
  ]).sort((a, b) => Number(b.event === bench.current.peek()) - Number(a.event === bench.current.peek()));
}

function touches(span: { start16: number; end16: number }, word: Place): boolean {
  return span.start16 < word.end && span.end16 > word.start;
}

/** Use the chosen words for what was asked for; else go to the field that they stand for. */
function enter(bench: Bench): void {
  const chosen = bench.chosen.peek();
  const aim = bench.aim.peek();
  if (!chosen) return void (bench.toRow.value += 1);
  if (aim) return useWords(bench, aim, chosen);
  const mark = chooseMark(bench, marksAt(bench, chosen));
  if (!mark) return;
  bench.chosen.value = null;
  goTo(bench, mark);
}
