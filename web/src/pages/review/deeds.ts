// What a person does to events: accept, reject, take a claim away, move its words, accept all that is left, go on.
import { api, told, type AccountOut, type ClaimOut } from "@/lib/api";
import { notice } from "@/lib/notices";
import { go, route } from "@/lib/router";
import { say, wordsOf } from "@/lib/words";
import type { Bench } from "./bench";
import { ONCE, waits, type Field } from "./rows";
import { moved, type Place } from "./segments";
import { labelOf } from "./values";
import own from "./words.json";

const t = wordsOf(own);
const MOVED = 700;

/** Name an account for a notice. */
export function called(account: AccountOut): string {
  return `${say(account.type)} «${account.surface}»`;
}

/** Accept or reject the current event and go on to the next that waits, or to the next report when none is left. What is edited already needs no further word. */
export function review(bench: Bench, verdict: "accepted" | "rejected"): void {
  settle(bench);
  const account = bench.account.peek();
  if (!account || (verdict === "accepted" && !bench.left.peek() && account.review !== "rejected")) return void nextReport(bench);
  const stands = verdict === "accepted" && (account.review === "edited" || account.review === "added" || account.review === "accepted");
  if (!stands) void send(bench, account, verdict);
  onward(bench, account.event);
}

function send(bench: Bench, account: AccountOut, verdict: "accepted" | "rejected"): Promise<unknown> {
  const label = t(verdict === "accepted" ? "did_accept" : "did_reject", { what: called(account) });
  const event = account.event;
  bench.mark(event, verdict);
  return bench.act(event, label, (_, seen, reading) =>
    told(api.POST("/api/1/accounts/{event}/review", { params: { path: { event } }, body: { verdict, seen, reading, note: "" } })),
  );
}

function onward(bench: Bench, event: string): void {
  const all = bench.accounts.peek();
  const here = all.findIndex((one) => one.event === event);
  const next = [...all.slice(here + 1), ...all.slice(0, here)].find(waits);
  if (next) bench.focus(next.event);
  else bench.close();
}

/** Accept all that is left and go to the next report. */
export async function acceptAll(bench: Bench): Promise<void> {
  settle(bench);
  const all = bench.accounts.peek().filter(waits);
  await bench.together(t("did_accept_all", { n: all.length }), () => Promise.all(all.map((account) => send(bench, account, "accepted"))));
  if (!bench.left.peek()) await nextReport(bench);
}

/** Go to the next report of the queue. */
export async function nextReport(bench: Bench): Promise<void> {
  settle(bench);
  await bench.next(async () => null);
  const key = bench.report.peek().key;
  const kept = narrowed();
  const { waiting } = await told(api.GET("/api/1/queue", { params: { query: { limit: 100, ...(kept as { mine?: true }) } } }));
  const next = waiting.find((one) => one.account.report !== key);
  if (!next) notice(t("no_next"));
  const query = new URLSearchParams({ ...(next ? { event: next.account.event } : {}), ...kept });
  go(`${next ? `/review/${encodeURIComponent(next.account.report)}` : "/"}${query.size ? `?${query}` : ""}`);
}

/** What the queue was narrowed by when the report was opened. */
function narrowed(): Record<string, string> {
  const query = route.peek().query;
  return Object.fromEntries(["mine", "state"].flatMap((name) => (query.has(name) ? [[name, query.get(name)!]] : [])));
}

/** Take the claim of the current row away. */
export function remove(bench: Bench): void {
  const row = bench.row;
  if (!row?.claim || row.field === "type" || row.field === "realis") return;
  const label = t("did_remove", { what: say(labelOf(row.claim)) || row.claim.surface });
  void bench.change(row.field, row.claim, ONCE.includes(row.field) ? {} : null, label).then(() => (bench.toRow.value += 1));
}

/** Give the words of a claim that can be moved: the first span, if the field allows it. */
export function movable(claim: ClaimOut | null | undefined): Place | null {
  const span = claim?.spans[0];
  if (!claim || !span || claim.field === "type" || claim.field === "realis") return null;
  return { start: span.start16, end: span.end16 };
}

let waiting: ReturnType<typeof setTimeout> | undefined;

/** Move one end of the words: of those being chosen, or of the current claim, which is written when the hand rests. */
export function shift(bench: Bench, side: "start" | "end", step: 1 | -1, letters: boolean): void {
  const { text } = bench.report.peek();
  const chosen = bench.chosen.peek();
  if (chosen) {
    bench.chosen.value = moved(text, bench.words.peek(), chosen, side, step, letters);
    return;
  }
  const claim = bench.row?.claim;
  const now = bench.moving.peek();
  const words = now && now.claim.id === claim?.id ? now.words : movable(claim);
  if (!claim || !words) return notice(t("words_fixed"));
  hold(bench, claim, moved(text, bench.words.peek(), words, side, step, letters));
  clearTimeout(waiting);
  waiting = setTimeout(() => settle(bench), MOVED);
}

/** Show words of a claim where they are being moved to. */
export function hold(bench: Bench, claim: ClaimOut, words: Place): void {
  bench.moving.value = { claim, words };
}

/** Write the words that were moved. */
export function settle(bench: Bench): void {
  clearTimeout(waiting);
  const now = bench.moving.peek();
  if (!now) return;
  bench.moving.value = null;
  void rest(bench, now.claim, now.words);
}

/** Let a claim rest on other words; its further spans stay. */
export function rest(bench: Bench, claim: ClaimOut, words: Place): Promise<boolean> | undefined {
  const first = claim.spans[0];
  if (first && first.start16 === words.start && first.end16 === words.end) return;
  const others = claim.spans.slice(1).map(({ start16, end16 }) => ({ start16, end16 }));
  const spans = [{ start16: words.start, end16: words.end }, ...others];
  const says = bench.report.peek().text.slice(words.start, words.end);
  return bench.change(claim.field as Field, claim, { keep: claim.id, spans }, t("did_move", { what: says }));
}
