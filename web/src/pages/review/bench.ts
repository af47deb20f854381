// One report on the bench: what is shown, where the person is, and the writes, one after the other.
import { batch, computed, signal, type ReadonlySignal } from "@preact/signals";
import { api, Refused, told, written, type AccountOut, type ClaimIn, type ClaimOut, type CodebookOut, type Done, type Expression, type ReportOut } from "@/lib/api";
import { notice } from "@/lib/notices";
import { remember } from "@/lib/undo";
import { decide } from "@/parts/conflict";
import { changed, rowsOf, waits, type Field, type Row } from "./rows";
import { wordsIn, type Place } from "./segments";

/** What is open in the card: the editor of a field, or the way to split, merge or add. */
export type Open =
  | { what: "field"; field: Field; claim: ClaimOut | null; words: Place | null }
  | { what: "merge" }
  | { what: "split"; words: Place | null }
  | { what: "add"; words: Place };
/** What the words are for that are being chosen. */
export type Aim = { field: Field; claim: ClaimOut | null } | { field: "add" | "split"; claim: null };

const TOGETHER = 50;

/** A claim before and after a person corrected it; `null` where there was or is none. */
export type Corrected = { report: string; event: string; field: Field; before: ClaimOut | null; after: ClaimOut | null };

type Send = (account: AccountOut, seen: number, reading: number | null) => Promise<Done>;

export class Bench {
  readonly report;
  readonly accounts;
  readonly current = signal("");
  readonly at = signal("");
  /** The row, or the event, whose words the pointer is on. */
  readonly hover = signal<string | null>(null);
  readonly open = signal<Open | null>(null);
  readonly chosen = signal<Place | null>(null);
  readonly aim = signal<Aim | null>(null);
  /** Whether words are looked for in the text. */
  readonly finding = signal(false);
  /** Words of a claim that are being moved and not yet written. */
  readonly moving = signal<{ claim: ClaimOut; words: Place } | null>(null);
  /** The last correction of a claim: what it can teach is offered beside it. */
  readonly corrected = signal<Corrected | null>(null);
  /** Grows when the focus shall go: to the row, or to the text. */
  readonly toRow = signal(0);
  readonly toText = signal(0);
  readonly words;
  /** All date expressions of the report and what they may mean. */
  readonly dates = signal<readonly Expression[]>([]);
  readonly account: ReadonlySignal<AccountOut | undefined>;
  readonly rows: ReadonlySignal<readonly Row[]>;
  readonly left: ReadonlySignal<number>;
  private line: Promise<unknown> = Promise.resolve();
  /** Writes that this page knows of: its own, and those after which it asked again. */
  private known = written.peek();
  private group: number[] | null = null;

  constructor(
    report: ReportOut,
    readonly codes: CodebookOut,
    event: string | null,
  ) {
    this.report = signal(report);
    this.accounts = signal<readonly AccountOut[]>(report.accounts);
    this.words = computed(() => wordsIn(this.report.value.text));
    this.account = computed(() => this.accounts.value.find((one) => one.event === this.current.value));
    this.rows = computed(() => (this.account.value ? rowsOf(this.account.value) : []));
    this.left = computed(() => this.accounts.value.filter(waits).length);
    const first = report.accounts.find((one) => one.event === event) ?? report.accounts.find(waits) ?? report.accounts[0];
    if (first) this.show(first.event);
    void this.loadDates();
  }

  /** Ask what the report's date expressions may mean, before somebody wants to know. */
  private async loadDates(): Promise<void> {
    try {
      this.dates.value = (await told(api.GET("/api/1/reports/{key}/dates", { params: { path: { key: this.report.peek().key } } }))).expressions;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      notice(error.message, "bad");
    }
  }

  /** The row where the person is. */
  get row(): Row | undefined {
    return this.rows.peek().find((row) => row.key === this.at.peek()) ?? this.rows.peek()[0];
  }

  /** Open the card of an event; the row is its first unless told otherwise. */
  show(event: string, row?: string): void {
    batch(() => {
      if (event !== this.current.peek()) [this.open.value, this.aim.value] = [null, null];
      this.current.value = event;
      this.at.value = row ?? this.rows.value[0]?.key ?? "";
    });
  }

  /** Go to the next or previous event in the text; says whether there was one. */
  step(by: 1 | -1): boolean {
    const all = this.accounts.peek();
    const next = all[all.findIndex((one) => one.event === this.current.peek()) + by];
    if (next) this.focus(next.event);
    return !!next;
  }

  /** Go to the next event that waits for a look, after the current one and then from the start. */
  onward(): boolean {
    const all = this.accounts.peek();
    const here = all.findIndex((one) => one.event === this.current.peek());
    const next = [...all.slice(here + 1), ...all.slice(0, here + 1)].find(waits);
    if (next) this.focus(next.event);
    return !!next;
  }

  focus(event: string, row?: string): void {
    this.show(event, row);
    this.toRow.value += 1;
  }

  /** Go to another row of the card. */
  move(by: 1 | -1): void {
    const rows = this.rows.peek();
    const here = rows.findIndex((row) => row.key === this.at.peek());
    const next = rows[Math.max(0, Math.min(rows.length - 1, here + by))];
    if (next) this.at.value = next.key;
    this.toRow.value += 1;
  }

  /** Go to the next row of a field, from its last to its first. */
  toField(field: Field): void {
    const rows = this.rows.peek().filter((row) => row.field === field);
    const next = rows[(rows.findIndex((row) => row.key === this.at.peek()) + 1) % rows.length];
    if (next) this.at.value = next.key;
    this.toRow.value += 1;
  }

  /** Close what is open and go back to the row. */
  close(): void {
    batch(() => ([this.open.value, this.aim.value, this.chosen.value, this.finding.value] = [null, null, null, false]));
    this.toRow.value += 1;
  }

  /** Put a claim in the place of another, or of none; `null` takes it away. */
  async change(field: Field, claim: ClaimOut | null, to: Partial<ClaimIn> | null, label: string): Promise<boolean> {
    const event = this.current.peek();
    const before = this.rows.peek().filter((row) => row.field === field);
    const n = claim ? before.findIndex((row) => row.claim?.id === claim.id) : before.length;
    const done = await this.act(event, label, (account, seen, reading) =>
      told(api.PUT("/api/1/accounts/{event}/fields/{field}", { params: { path: { event, field } }, body: { claims: changed(account, field, claim, to), seen, reading, note: "" } })),
    );
    if (!done) return false;
    const after = done.accounts.find((one) => one.event === event)?.claims.filter((one) => one.field === field) ?? [];
    this.corrected.value = { report: this.report.peek().key, event, field, before: claim, after: to ? (after[Math.min(n, after.length - 1)] ?? null) : null };
    if (this.current.peek() === event) {
      const rows = this.rows.peek();
      const after = rows.filter((row) => row.field === field);
      const row = after[Math.min(n, after.length - 1)] ?? rows[0];
      if (row) this.at.value = row.key;
    }
    return true;
  }

  /** Send a write about an event, after those under way; when somebody decided since, the person chooses. */
  act(event: string, label: string, send: Send): Promise<Done | null> {
    return this.next(async () => {
      const account = this.accounts.peek().find((one) => one.event === event);
      if (!account) return null;
      let turn = 0;
      // A new reading is a conflict too, but only the first time: then the person knows.
      const made = await decide((seen) => send(account, seen, turn++ ? null : account.reading), account.seen, label);
      if (made) this.take(made, label);
      else await this.reload();
      return made;
    });
  }

  /** Do something after the writes under way, and tell of a refusal. */
  next<T>(run: () => Promise<T | null>): Promise<T | null> {
    const turn = this.line.then(async () => {
      try {
        return await run();
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        notice(error.message, "bad");
        await this.reload();
        return null;
      }
    });
    this.line = turn;
    return turn;
  }

  /** Take over what a write did. */
  take(made: Done, label: string): void {
    this.wrote();
    if (this.group) this.group.push(...made.decisions);
    else remember(made.decisions, label);
    const by = new Map(made.accounts.map((one) => [one.event, one]));
    const kept = this.accounts.peek().map((one) => by.get(one.event) ?? one);
    const fresh = made.accounts.filter((one) => !kept.some((old) => old.event === one.event));
    this.accounts.value = fresh.length ? inOrder([...kept, ...fresh]) : kept;
  }

  /** Count a write of the page's own. */
  wrote(): void {
    this.known += 1;
  }

  /** Do several things that are taken back together, as far as the desk takes so many back at once. */
  async together(label: string, run: () => Promise<unknown>): Promise<void> {
    this.group = [];
    await run();
    const made = this.group;
    this.group = null;
    for (let at = 0; at < made.length; at += TOGETHER) remember(made.slice(at, at + TOGETHER), label);
  }

  /** Show a verdict at once; what the desk answers takes its place. */
  mark(event: string, review: AccountOut["review"]): void {
    this.accounts.value = this.accounts.peek().map((one) => (one.event === event ? { ...one, review } : one));
  }

  /** Ask for the report again after something else was written: an undo, another part of the page. */
  async follow(): Promise<void> {
    await this.next(async () => {
      // The page's own writes are known by now: they were made before, one after the other.
      if (written.peek() === this.known) return null;
      this.known = written.peek();
      const before = new Map(this.accounts.peek().map((one) => [one.event, one.seen]));
      await this.reload();
      const other = this.accounts.peek().find((one) => before.get(one.event) !== one.seen);
      if (other) this.focus(other.event);
      return null;
    });
  }

  async reload(): Promise<void> {
    this.load(await told(api.GET("/api/1/reports/{key}", { params: { path: { key: this.report.peek().key } } })));
  }

  /** Show a report as it now stands; accounts that did not change stay the same values. */
  load(report: ReportOut): void {
    const old = new Map(this.accounts.peek().map((one) => [one.event, one]));
    const now = report.accounts.map((one) => (same(old.get(one.event), one) ? old.get(one.event)! : one));
    if (report.published !== this.report.peek().published) void this.loadDates();
    batch(() => {
      this.report.value = report;
      this.accounts.value = now;
      if (!now.some((one) => one.event === this.current.peek()) && now[0]) this.show(now[0].event);
      else if (!this.rows.value.some((row) => row.key === this.at.peek())) this.at.value = this.rows.value[0]?.key ?? "";
    });
  }
}

function same(old: AccountOut | undefined, now: AccountOut): boolean {
  return !!old && old.seen === now.seen && old.reading === now.reading && old.review === now.review && old.first === now.first && old.incident === now.incident;
}

function inOrder(accounts: readonly AccountOut[]): AccountOut[] {
  return [...accounts].sort((a, b) => a.trigger.start - b.trigger.start || a.trigger.end - b.trigger.end || (a.event < b.event ? -1 : 1));
}
