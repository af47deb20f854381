// The report's text: every word that carries something is lit, and leads to its field.
import { effect, useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { memo } from "preact/compat";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { wordsOf } from "@/lib/words";
import type { Bench } from "./bench";
import { Handles } from "./handles";
import { useTextKeys } from "./textkeys";
import { Ground, light } from "./places";
import { cut, edgeNear, linesOf, marksOf, wordAt, type Line, type Mark, type Piece } from "./segments";
import own from "./words.json";

const t = wordsOf(own);
/** How many characters after the current event are drawn at once. */
const FIRST = 4000;

export const Text = memo(function Text({ bench }: { bench: Bench }) {
  const pane = useRef<HTMLDivElement>(null);
  const ground = useRef<Ground | null>(null);
  const dress = useRef<Dress | null>(null);
  const text = bench.report.value.text;
  const places = useMemo(() => linesOf(text), [text]);
  const before = useRef<Line[]>([]);
  const lines = useComputed(() => (before.current = cut(places, bench.accounts.value.flatMap(marksOf), before.current)));
  // First what is on the screen, in the next moment the rest.
  const whole = useSignal(false);
  const drawn = whole.value ? lines.value : firstPart(bench, lines.value);
  useEffect(() => void setTimeout(() => (whole.value = true), 0), []);
  useLayoutEffect(() => {
    ground.current ??= new Ground(pane.current!);
    ground.current.survey();
    dress.current = new Dress(pane.current!, lines.peek());
    dress.current.all(bench);
  }, [lines.value, whole.value]);
  useSignalEffect(() => dress.current?.follow(bench, bench.current.value, bench.at.value, bench.hover.value));
  useSignalEffect(() => {
    const open = bench.open.value;
    const held = open && "words" in open ? open.words : null;
    const [chosen, moving] = [bench.chosen.value ?? held, bench.moving.value];
    light("chosen", chosen && (ground.current?.range(chosen) ?? null));
    light("moving", moving && (ground.current?.range(moving.words) ?? null));
    if (chosen) ground.current?.reveal(chosen);
  });
  useSignalEffect(() => {
    const [account, at] = [bench.account.value, bench.at.value];
    const span = account?.claims.find((one) => one.id === at && one.field !== "type" && one.field !== "realis")?.spans[0] ?? account?.trigger;
    if (span) requestAnimationFrame(() => ground.current?.reveal({ start: span.start16, end: span.end16 }));
  });
  useEffect(() => () => (light("chosen", null), light("moving", null)), []);
  // At once, not after the next frame: a hand that types on may have opened something by then.
  useLayoutEffect(() => effect(() => {
    if (bench.toText.value) pane.current?.focus({ preventScroll: true });
  }), []);
  const keys = useTextKeys(bench, ground);
  const pointer = usePointer(bench, ground, () => dress.current);
  return (
    <div ref={pane} class="review-text" lang="ar" dir="rtl" tabIndex={0} role="group" aria-label={t("text")} aria-describedby="review-says" {...keys} {...pointer}>
      {drawn.map((line) => <Paragraph key={line.start} line={line} text={text} />)}
      <Handles bench={bench} ground={ground} lines={lines} />
    </div>
  );
});

/** What to draw first: to a while after the current event. */
function firstPart(bench: Bench, lines: readonly Line[]): readonly Line[] {
  const end = (bench.account.peek()?.trigger.start16 ?? 0) + FIRST;
  const first = lines.filter((line) => line.start < end);
  return first.map((line) => (line.end > end ? { ...line, pieces: line.pieces.filter((piece) => piece.start < end) } : line));
}

const Paragraph = memo(function Paragraph({ line, text }: { line: Line; text: string }) {
  return (
    <p data-start={line.start}>
      {line.pieces.map((piece, n) => {
        const words = text.slice(piece.start, piece.end);
        return piece.marks.length ? <span key={piece.start} data-n={n}>{words}</span> : words;
      })}
    </p>
  );
});

/** Puts colours on the pieces, without drawing the text anew: the current event's are full, the others' faint. */
class Dress {
  private pieces = new Map<HTMLElement, Piece>();
  private byEvent = new Map<string, HTMLElement[]>();
  private byKey = new Map<string, HTMLElement[]>();
  private lit: HTMLElement[] = [];
  private current = "";

  constructor(pane: HTMLElement, lines: readonly Line[]) {
    const drawn = pane.querySelectorAll<HTMLElement>("p[data-start]");
    lines.forEach((line, at) => {
      for (const element of drawn[at]?.querySelectorAll<HTMLElement>("span[data-n]") ?? []) {
        const piece = line.pieces[Number(element.dataset["n"])]!;
        this.pieces.set(element, piece);
        for (const mark of piece.marks) {
          push(this.byEvent, mark.event, element);
          push(this.byKey, mark.key, element);
        }
      }
    });
  }

  of(element: Element | null): Piece | undefined {
    return this.pieces.get(element?.closest<HTMLElement>("span[data-n]") as HTMLElement);
  }

  all(bench: Bench): void {
    this.current = bench.current.peek();
    const gone = new Set(bench.accounts.peek().filter((one) => one.review === "rejected").map((one) => one.event));
    for (const [element, piece] of this.pieces) element.className = look(piece, this.current, gone);
    this.follow(bench, this.current, bench.at.peek(), bench.hover.peek());
  }

  follow(bench: Bench, current: string, at: string, hover: string | null): void {
    if (current !== this.current) {
      const gone = new Set(bench.accounts.peek().filter((one) => one.review === "rejected").map((one) => one.event));
      const touched = [...(this.byEvent.get(this.current) ?? []), ...(this.byEvent.get(current) ?? [])];
      this.current = current;
      for (const element of touched) element.className = look(this.pieces.get(element)!, current, gone);
    }
    for (const element of this.lit) element.classList.remove("lit", "here");
    const row = bench.rows.peek().find((one) => one.key === at)?.lights ?? "";
    const over = hover ? (this.byKey.get(hover) ?? this.byEvent.get(hover) ?? []) : [];
    const here = this.byKey.get(row) ?? [];
    for (const element of here) element.classList.add("here");
    for (const element of over) element.classList.add("lit");
    this.lit = [...over, ...here];
  }
}

function push<T>(into: Map<string, T[]>, key: string, value: T): void {
  const list = into.get(key);
  if (list) list.push(value);
  else into.set(key, [value]);
}

/** Say how a piece looks: the shortest mark of the current event gives the ground, a second one a second line. */
function look(piece: Piece, current: string, gone: ReadonlySet<string>): string {
  const own = byWeight(piece.marks.filter((mark) => mark.event === current));
  if (own[0]) {
    const second = own.find((mark) => mark.field !== own[0]!.field);
    return `mark ${own[0].field}${second ? ` also also-${second.field}` : ""}${gone.has(current) ? " gone" : ""}`;
  }
  const [other] = byWeight(piece.marks.filter((mark) => !gone.has(mark.event)));
  return other ? `faint f-${other.field}${other.field === "trigger" ? " act" : ""}` : "";
}

function byWeight(marks: readonly Mark[]): Mark[] {
  return [...marks].sort((a, b) => a.end - a.start - (b.end - b.start) || Number(b.field === "trigger") - Number(a.field === "trigger"));
}

/** Choose a mark of a piece: the current event's first, then an event named here, then any; a second time the next one. */
export function chooseMark(bench: Bench, marks: readonly Mark[]): Mark | undefined {
  const own = byWeight(marks.filter((mark) => mark.event === bench.current.peek()));
  const rest = marks.filter((mark) => mark.event !== bench.current.peek());
  const all = [...own, ...rest.filter((mark) => mark.field === "trigger"), ...byWeight(rest.filter((mark) => mark.field !== "trigger"))];
  const here = all.findIndex((mark) => mark.key === bench.row?.lights);
  return all[(here + 1) % all.length];
}

/** Go to the row that words stand for. */
export function goTo(bench: Bench, mark: Mark): void {
  bench.show(mark.event);
  const row = bench.rows.peek().find((one) => one.lights === mark.key);
  bench.focus(mark.event, row?.key);
}

function usePointer(bench: Bench, ground: { current: Ground | null }, dress: () => Dress | null) {
  const piece = (event: Event): Piece | undefined => dress()?.of(event.target as Element);
  return {
    onMouseOver: (event: MouseEvent) => {
      const marks = piece(event)?.marks ?? [];
      const mark = byWeight(marks.filter((one) => one.event === bench.current.peek()))[0] ?? byWeight(marks)[0];
      bench.hover.value = mark?.key ?? null;
    },
    onMouseLeave: () => (bench.hover.value = null),
    onMouseUp: (event: MouseEvent) => takeSelection(bench, ground.current, event.altKey),
    onTouchEnd: () => setTimeout(() => takeSelection(bench, ground.current, false), 50),
    onClick: (event: MouseEvent) => {
      if (bench.chosen.peek() && getSelection()?.isCollapsed === false) return;
      const mark = chooseMark(bench, piece(event)?.marks ?? []);
      if (mark) goTo(bench, mark);
      else if (event.detail === 1) bench.chosen.value = null;
    },
  };
}

/** Take words that were chosen with the pointer; whole words, unless Alt is held. */
function takeSelection(bench: Bench, ground: Ground | null, letters: boolean): void {
  const selection = getSelection();
  if (!ground || !selection || selection.isCollapsed || !selection.anchorNode || !selection.focusNode) return;
  const places = [ground.placeOf(selection.anchorNode, selection.anchorOffset), ground.placeOf(selection.focusNode, selection.focusOffset)];
  const [a, b] = places;
  if (a === null || b === null || a === undefined || b === undefined || a === b) return;
  const [start, end] = [Math.min(a, b), Math.max(a, b)];
  const words = bench.words.peek();
  const [first, last] = [words[wordAt(words, start)], words[wordAt(words, end - 1)]];
  const whole = first && last ? { start: Math.min(first.start, start), end: last.start < end ? last.end : edgeNear(words, end, "end") } : { start, end };
  bench.chosen.value = letters ? { start, end } : { start: first && first.start < end ? first.start : start, end: whole.end };
  bench.toText.value += 1;
}
