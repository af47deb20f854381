// The keys of the review page; every one is on the screen beside what it does.
import { useKeys } from "@/lib/keys";
import { may } from "@/lib/me";
import { wordsOf } from "@/lib/words";
import type { Bench } from "./bench";
import { acceptAll, nextReport, remove, review, settle, shift } from "./deeds";
import { another, begin, beginSplit, openField, openRow } from "./opening";
import { FIELDS, KEYS } from "./rows";
import own from "./words.json";

const t = wordsOf(own);

/** Hear the keys: those that only look, and for people who may code those that decide. */
export function useReviewKeys(bench: Bench, askDay: () => void): void {
  const can = may("code");
  useLooking(bench);
  const rows = FIELDS.map((field) => ({ keys: `Shift+${KEYS[field].toUpperCase()}`, label: t("to_row", { field: t(`f_${field}`) }), run: () => (settle(bench), bench.toField(field)) }));
  useKeys(t("keys_rows"), rows);
  useWordKeys(bench, can);
  const fields = FIELDS.map((field) => ({ keys: KEYS[field], label: t(`f_${field}`), run: () => bench.account.peek() && openField(bench, field) }));
  useKeys(t("keys_fields"), fields, can);
  useKeys(
    t("keys_review"),
    [
      { keys: "a", label: t("accept"), run: () => review(bench, "accepted") },
      { keys: "x", label: t("reject"), run: () => review(bench, "rejected") },
      { keys: "Control+Enter", label: t("accept_all"), run: () => void acceptAll(bench) },
      { keys: "Enter | e", label: t("edit"), run: () => openRow(bench) },
      { keys: "Delete | Backspace", label: t("take_away"), run: () => remove(bench) },
      { keys: "+", label: t("another"), run: () => another(bench) },
      { keys: "n", label: t("add"), run: () => begin(bench) },
      { keys: "s", label: t("split"), run: () => beginSplit(bench) },
      { keys: "m", label: t("merge"), run: () => merge(bench) },
      { keys: "y", label: t("day_of"), run: askDay },
    ],
    can,
  );
}

function useLooking(bench: Bench): void {
  const step = (by: 1 | -1) => () => (settle(bench), bench.step(by));
  const move = (by: 1 | -1) => () => (settle(bench), bench.move(by));
  useKeys(t("keys_look"), [
    { keys: "j", label: t("next_event"), run: step(1) },
    { keys: "k", label: t("previous_event"), run: step(-1) },
    { keys: "ArrowDown", label: t("next_field"), run: move(1) },
    { keys: "ArrowUp", label: t("previous_field"), run: move(-1) },
    { keys: "v", label: t("to_words"), run: () => toWords(bench) },
    { keys: "f", label: t("find"), run: () => (settle(bench), (bench.finding.value = true)) },
    { keys: "g n", label: t("next_report"), run: () => void nextReport(bench) },
    { keys: "Escape", label: t("leave"), run: () => bench.close() },
  ]);
}

function useWordKeys(bench: Bench, can: boolean): void {
  // On an Arabic keyboard the keys of the brackets carry letters.
  useKeys(
    t("keys_words"),
    [
      { keys: "[ | ج", label: t("start_earlier"), run: () => shift(bench, "start", -1, false) },
      { keys: "] | د", label: t("start_later"), run: () => shift(bench, "start", 1, false) },
      { keys: "{ | <", label: t("end_earlier"), run: () => shift(bench, "end", -1, false) },
      { keys: "} | >", label: t("end_later"), run: () => shift(bench, "end", 1, false) },
      { keys: "Alt+[ | Alt+ج", label: t("start_earlier_letter"), run: () => shift(bench, "start", -1, true) },
      { keys: "Alt+] | Alt+د", label: t("start_later_letter"), run: () => shift(bench, "start", 1, true) },
      { keys: "Alt+{ | Alt+<", label: t("end_earlier_letter"), run: () => shift(bench, "end", -1, true) },
      { keys: "Alt+} | Alt+>", label: t("end_later_letter"), run: () => shift(bench, "end", 1, true) },
    ],
    can,
  );
}

function merge(bench: Bench): void {
  settle(bench);
  if (bench.account.peek()) bench.open.value = { what: "merge" };
}

/** Go to the text, with the cursor on the words of the row. */
function toWords(bench: Bench): void {
  settle(bench);
  const span = bench.row?.claim?.spans[0] ?? bench.account.peek()?.trigger;
  bench.chosen.value ??= span ? { start: span.start16, end: span.end16 } : { start: 0, end: 1 };
  bench.toText.value += 1;
}
