// What a field's key does: open its editor, ask for words, or take the words that are chosen.
import { notice } from "@/lib/notices";
import { wordsOf } from "@/lib/words";
import { batch } from "@preact/signals";
import type { Aim, Bench } from "./bench";
import { rest, settle } from "./deeds";
import { ONCE, WORDS, type Field } from "./rows";
import type { Place } from "./segments";
import own from "./words.json";

const t = wordsOf(own);

/** Do what the key of a field means: with words chosen they become a value of it; else the first of it is edited. */
export function openField(bench: Bench, field: Field): void {
  settle(bench);
  const words = bench.chosen.peek();
  const rows = bench.rows.peek().filter((row) => row.field === field);
  if (words) {
    const claim = ONCE.includes(field) ? (rows[0]?.claim ?? null) : null;
    return useWords(bench, { field, claim }, words);
  }
  const row = rows.find((one) => one.key === bench.at.peek()) ?? rows[0];
  if (!row?.claim && needsWords(field)) return askWords(bench, { field, claim: null });
  batch(() => {
    if (row) bench.at.value = row.key;
    edit(bench, field, row?.claim ?? null);
  });
}

/** Open the editor of the current row. */
export function openRow(bench: Bench): void {
  settle(bench);
  const row = bench.row;
  if (row) edit(bench, row.field, row.claim);
}

function edit(bench: Bench, field: Field, claim: Aim["claim"]): void {
  if (WORDS.includes(field)) return askWords(bench, { field, claim });
  bench.open.value = { what: "field", field, claim, words: null };
}

function needsWords(field: Field): boolean {
  return field === "toll" || WORDS.includes(field);
}

/** Add another value to the field of the current row. */
export function another(bench: Bench): void {
  settle(bench);
  const field = bench.row?.field;
  if (!field || ONCE.includes(field)) return notice(t("once"));
  if (bench.chosen.peek()) return openField(bench, field);
  if (needsWords(field)) return askWords(bench, { field, claim: null });
  bench.open.value = { what: "field", field, claim: null, words: null };
}

/** Ask for words in the text; the cursor starts at those of the claim or of the act. */
export function askWords(bench: Bench, aim: Aim): void {
  const span = aim.claim?.spans[0] ?? bench.account.peek()?.trigger;
  batch(() => {
    bench.open.value = null;
    bench.aim.value = aim;
    bench.chosen.value = span ? { start: span.start16, end: span.end16 } : { start: 0, end: 1 };
  });
  bench.toText.value += 1;
}

/** Use words of the text for what they are meant for. */
export function useWords(bench: Bench, aim: Aim, words: Place): void {
  batch(() => ([bench.aim.value, bench.chosen.value] = [null, null]));
  if (aim.field === "add") {
    bench.open.value = { what: "add", words };
  } else if (aim.field === "split") {
    bench.open.value = { what: "split", words };
  } else if (WORDS.includes(aim.field)) {
    void takeWords(bench, aim.field, aim.claim, words);
  } else {
    bench.open.value = { what: "field", field: aim.field, claim: aim.claim, words };
  }
}

async function takeWords(bench: Bench, field: Field, claim: Aim["claim"], words: Place): Promise<void> {
  bench.toRow.value += 1;
  if (claim) {
    await rest(bench, claim, words);
  } else {
    const says = bench.report.peek().text.slice(words.start, words.end);
    await bench.change(field, null, { spans: [{ start16: words.start, end16: words.end }] }, t("did_add_value", { what: says }));
  }
  bench.toRow.value += 1;
}

/** Begin a new event: with the chosen words, or ask for them. */
export function begin(bench: Bench): void {
  settle(bench);
  const words = bench.chosen.peek();
  if (words) useWords(bench, { field: "add", claim: null }, words);
  else askWords(bench, { field: "add", claim: null });
}

/** Begin to split the current event: at the chosen words, or at its own. */
export function beginSplit(bench: Bench): void {
  settle(bench);
  if (!bench.account.peek()) return;
  const words = bench.chosen.peek();
  batch(() => ([bench.chosen.value, bench.aim.value] = [null, null]));
  bench.open.value = { what: "split", words };
}
