// A text and its marks as flat pieces: marks overlap, elements cannot. All places are UTF-16 units of the report's text.
import type { AccountOut } from "@/lib/api";

export type Place = { start: number; end: number };
/** Words that something rests on; `key` names the row of a card that they light. */
export type Mark = Place & { key: string; event: string; field: string };
export type Piece = Place & { marks: readonly Mark[] };
export type Line = Place & { pieces: readonly Piece[]; says: string };

/** Name the words of the act, which type and realis rest on. */
export const triggerKey = (event: string): string => `${event}:trigger`;

/** Gather the words of one account. */
export function marksOf(account: AccountOut): Mark[] {
  const { event, trigger } = account;
  const marks: Mark[] = [{ key: triggerKey(event), event, field: "trigger", start: trigger.start16, end: trigger.end16 }];
  for (const claim of account.claims) {
    if (claim.field === "type" || claim.field === "realis") continue;
    for (const span of claim.spans) marks.push({ key: claim.id, event, field: claim.field, start: span.start16, end: span.end16 });
  }
  return marks;
}

/** Cut a text at its line ends; empty lines are left out. */
export function linesOf(text: string): Place[] {
  const lines: Place[] = [];
  for (const match of text.matchAll(/[^\n]+/g)) if (match[0].trim()) lines.push({ start: match.index, end: match.index + match[0].length });
  return lines;
}

/** Cut lines into pieces that carry the same marks; a line that says the same as before stays the same value. */
export function cut(lines: readonly Place[], marks: readonly Mark[], before: readonly Line[]): Line[] {
  const sorted = [...marks].sort((a, b) => a.start - b.start || b.end - a.end);
  let from = 0;
  return lines.map((line, n) => {
    while (from < sorted.length && sorted[from]!.end <= line.start && sorted[from]!.start < line.start) from += 1;
    const own: Mark[] = [];
    for (let at = from; at < sorted.length && sorted[at]!.start < line.end; at += 1) if (sorted[at]!.end > line.start) own.push(sorted[at]!);
    const says = own.map((mark) => `${mark.start}-${mark.end}${mark.field}${mark.key}`).join();
    const old = before[n];
    return old && old.says === says && old.start === line.start ? old : { ...line, says, pieces: piecesOf(line, own) };
  });
}

function piecesOf(line: Place, marks: readonly Mark[]): Piece[] {
  const cuts = new Set([line.start, line.end]);
  for (const mark of marks) {
    if (mark.start > line.start) cuts.add(mark.start);
    if (mark.end < line.end) cuts.add(mark.end);
  }
  const places = [...cuts].sort((a, b) => a - b);
  let open: Mark[] = [];
  let next = 0;
  const pieces: Piece[] = [];
  for (let n = 0; n + 1 < places.length; n += 1) {
    const [start, end] = [places[n]!, places[n + 1]!];
    open = open.filter((mark) => mark.end > start);
    while (next < marks.length && marks[next]!.start <= start) open.push(marks[next++]!);
    pieces.push({ start, end, marks: [...open] });
  }
  return pieces;
}

/** Find the words of a text. */
export function wordsIn(text: string): Place[] {
  const words: Place[] = [];
  for (const match of text.matchAll(/[\p{L}\p{N}][\p{L}\p{M}\p{N}\u0640]*/gu)) words.push({ start: match.index, end: match.index + match[0].length });
  return words;
}

/** Give the number of the word at a place, or of the first one after it. */
export function wordAt(words: readonly Place[], place: number): number {
  let [low, high] = [0, words.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle]!.end > place) high = middle;
    else low = middle + 1;
  }
  return Math.max(0, low);
}

/** Give the nearest word edge to a place. */
export function edgeNear(words: readonly Place[], place: number, side: "start" | "end"): number {
  const at = wordAt(words, place);
  const near = [at - 1, at, at + 1].flatMap((n) => (words[n] ? [words[n]![side]] : []));
  return near.reduce((best, one) => (Math.abs(one - place) < Math.abs(best - place) ? one : best), near[0] ?? place);
}

/** Move one end of a span by a word or a letter; a span never becomes empty. */
export function moved(text: string, words: readonly Place[], span: Place, side: "start" | "end", step: 1 | -1, letters: boolean): Place {
  const now = span[side];
  const edges = letters ? [now + step] : words.map((word) => word[side]);
  const to = step > 0 ? edges.find((edge) => edge > now) : edges.findLast((edge) => edge < now);
  if (to === undefined || to < 0 || to > text.length) return span;
  const next = { ...span, [side]: to };
  return next.start < next.end ? next : span;
}

const MARKS = "[\\u064b-\\u0652\\u0670\\u0640]*";
const ALIKE: Record<string, string> = { ا: "[اأإآٱ]", أ: "[اأإآٱ]", إ: "[اأإآٱ]", آ: "[اأإآٱ]", ة: "[ةه]", ه: "[ةه]", ى: "[ىي]", ي: "[ىي]" };

/** Find where a name stands in a text, however it is written, nearest to a place. */
export function nearest(text: string, name: string, near: number): Place | null {
  const bare = name.normalize("NFC").replace(/[\u064b-\u0652\u0670\u0640]/g, "").trim();
  if (bare.length < 2) return null;
  const letters = [...bare].map((one) => (/\s/.test(one) ? "\\s+" : (ALIKE[one] ?? one.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"))));
  let best: Place | null = null;
  for (const match of text.matchAll(new RegExp(letters.join(MARKS), "gu"))) {
    if (!best || Math.abs(match.index - near) < Math.abs(best.start - near)) best = { start: match.index, end: match.index + match[0].length };
  }
  return best;
}

/** Write letters so that spellings that people mix up compare equal. */
export function folded(text: string): string {
  return text.toLowerCase().replace(/[\u064b-\u0652\u0670\u0640]/g, "").replace(/[أإآٱ]/g, "ا").replace(/ة/g, "ه").replace(/ى/g, "ي").trim();
}
