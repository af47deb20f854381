// Incidents along time. What surely lies in a bin is solid, what may lie in it is lighter; planned, denied… is a dashed line over
// them; a sign under the line says where sources were added, for a rise may be theirs.
import { useSignal } from "@preact/signals";
import { max } from "d3-array";
import { axisBottom, axisLeft, axisRight } from "d3-axis";
import { brushX, type BrushBehavior, type D3BrushEvent } from "d3-brush";
import { scaleLinear, scaleUtc } from "d3-scale";
import { select } from "d3-selection";
import { utcDay, utcMonth, utcWeek } from "d3-time";
import { useEffect, useRef } from "preact/hooks";
import type { TimelineOut } from "@/lib/api";
import { day, days, language, number, wordsOf } from "@/lib/words";
import { Nothing } from "@/parts/basics";
import { lit, spread } from "./lit";
import own from "./words.json";

const t = wordsOf(own);
const HIGH = 150;
/** Pixels between two ticks: room for «تشرين الثاني 2024». */
const APART = 104;
/** Lit incidents whose days are drawn. */
const BANDS = 20;
const EDGE = { top: 8, side: 40, bottom: 34 };

export type Span = { first: string; last: string } | null;

type Props = { answer: TimelineOut; chosen: Span; other: boolean; onBrush: (span: Span, settled: boolean) => void };

type Bins = { from: Date[]; end: Date };

const iso = (when: Date): string => when.toISOString().slice(0, 10);
const STEP = { day: utcDay, week: utcWeek, month: utcMonth };

function binsOf(answer: TimelineOut): Bins {
  const from = answer.start.map((start) => new Date(`${start}T00:00:00Z`));
  const last = from.at(-1) ?? new Date(0);
  return { from, end: answer.unit === "week" ? utcDay.offset(last, 7) : STEP[answer.unit as "day" | "month"].offset(last, 1) };
}

/** The timeline, its brush and its words. */
export function Timeline({ answer, chosen, other, onBrush }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const wide = useSignal(0);
  const over = useSignal<number | null>(null);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => (wide.value = Math.floor(entry!.contentRect.width)));
    watch.observe(frame.current!);
    return () => watch.disconnect();
  }, []);
  const bins = binsOf(answer);
  const count = bins.from.length;
  const at = spanOf(bins, chosen);
  const move = (event: KeyboardEvent) => {
    const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key as "ArrowRight"];
    if (event.key === "Escape" && chosen) onBrush(null, true);
    else if (way && count && !event.ctrlKey && !event.altKey && !event.metaKey) {
      const by = document.documentElement.dir === "rtl" ? -way : way;
      const [left, right] = at ?? [by > 0 ? -1 : count, by > 0 ? -1 : count];
      const inside = (one: number) => Math.max(0, Math.min(count - 1, one));
      const next: [number, number] = event.shiftKey && at ? (by > 0 ? [left, inside(right + 1)] : [inside(left - 1), right]) : [inside(left + by), inside(right + by)];
      onBrush(daysOf(bins, ...next), true);
    } else return;
    over.value = null;
    event.preventDefault();
    event.stopPropagation();
  };
  const told = over.value ?? (at && at[0] === at[1] ? at[0] : null);
  const words = told !== null && told < count ? inWords(answer, bins, told, other) : at ? sumWords(answer, bins, at, other) : t("time_hint");
  return (
    <section class="timeline" aria-label={t("timeline")}>
      <div
        ref={frame} class="timeline-box" role="slider" tabIndex={0} aria-label={t("timeline_label")} aria-valuemin={0} aria-valuemax={Math.max(0, count - 1)} aria-valuenow={at?.[0] ?? 0}
        aria-valuetext={at ? sumWords(answer, bins, at, other) : t("all_days")} onKeyDown={move} onMouseLeave={() => ((over.value = null), (lit.value = null))}
      >
        {count ? wide.value > 0 && <Picture answer={answer} bins={bins} wide={wide.value} at={at} other={other} onBrush={onBrush} onOver={(bin) => (over.value = bin)} /> : <Nothing>{t("no_days")}</Nothing>}
      </div>
      <p class="timeline-words" aria-live="polite">{words}</p>
    </section>
  );
}

/** The bins that a span of days covers; `null` when it covers none. */
function spanOf({ from, end }: Bins, chosen: Span): [number, number] | null {
  if (!chosen || !from.length) return null;
  const [first, last] = [new Date(`${chosen.first}T00:00:00Z`), new Date(`${chosen.last}T00:00:00Z`)];
  if (last < from[0]! || first >= end) return null;
  const left = Math.max(0, from.findLastIndex((one) => one <= first));
  return [left, Math.max(left, from.findLastIndex((one) => one <= last))];
}

function daysOf({ from, end }: Bins, left: number, right: number): Span {
  return { first: iso(from[left]!), last: iso(utcDay.offset(from[right + 1] ?? end, -1)) };
}

function inWords(answer: TimelineOut, bins: Bins, at: number, other: boolean): string {
  const span = daysOf(bins, at, at)!;
  const [sure, may] = [answer.within[at]!, answer.touching[at]!];
  const more = [
    may > sure ? t("surely_to", { sure, may }) : t("n_happened", { n: sure }), other && answer.other_touching[at] ? t("n_other", { n: answer.other_touching[at]! }) : "",
    t("outlets", { n: answer.sources[at]! }), answer.new_sources[at] ? t("new_sources", { n: answer.new_sources[at]! }) : "",
  ];
  return `${days(span.first, span.last, "")}: ${more.filter(Boolean).join(language.peek() === "ar" ? "، " : ", ")}`;
}

function sumWords(answer: TimelineOut, bins: Bins, [left, right]: [number, number], other: boolean): string {
  if (left === right) return inWords(answer, bins, left, other);
  const span = daysOf(bins, left, right)!;
  const fresh = answer.new_sources.slice(left, right + 1).reduce((one, more) => one + more, 0);
  return [days(span.first, span.last, ""), fresh ? t("new_sources", { n: fresh }) : ""].filter(Boolean).join(": ");
}

type PictureProps = { answer: TimelineOut; bins: Bins; wide: number; at: [number, number] | null; other: boolean; onBrush: Props["onBrush"]; onOver: (bin: number | null) => void };

function Picture({ answer, bins, wide, at, other, onBrush, onOver }: PictureProps) {
  const axis = useRef<SVGGElement>(null);
  const side = useRef<SVGGElement>(null);
  const brushed = useRef<SVGGElement>(null);
  const brush = useRef<BrushBehavior<unknown> | null>(null);
  const rtl = language.value === "ar";
  const ends: [number, number] = [EDGE.side, wide - 10];
  const x = scaleUtc().domain([bins.from[0]!, bins.end]).range(rtl ? [wide - EDGE.side, 10] : ends);
  const tall = (n: number) => answer.touching[n]! + (other ? answer.other_touching[n]! : 0);
  const y = scaleLinear().domain([0, Math.max(1, max(answer.start, (_, n) => tall(n)) ?? 1)]).nice(3).range([HIGH - EDGE.bottom, EDGE.top]);
  const edge = (n: number): number => x(bins.from[n] ?? bins.end);
  const bars = (low: (n: number) => number, high: (n: number) => number): string => {
    const gap = wide / bins.from.length > 5 ? 0.5 : 0;
    return bins.from.map((_, n) => (high(n) > low(n) ? `M${(edge(n) + (rtl ? -gap : gap)).toFixed(1)},${y(low(n)).toFixed(1)}V${y(high(n)).toFixed(1)}H${(edge(n + 1) + (rtl ? gap : -gap)).toFixed(1)}V${y(low(n)).toFixed(1)}Z` : "")).join("");
  };
  const calling = useRef({ onBrush, bins, x });
  calling.current = { onBrush, bins, x };
  useEffect(() => {
    const apart = x.ticks(Math.max(2, Math.floor(wide / 110))).reduce<Date[]>((kept, when) => (kept.length && Math.abs(x(when) - x(kept.at(-1)!)) < APART ? kept : [...kept, when]), []);
    const ticks = axisBottom<Date>(x as never).tickValues(apart).tickSizeOuter(0).tickFormat((when) => tickWords(when, bins));
    select(axis.current!).call(ticks as never);
    inside(axis.current!, wide);
    const counts = (rtl ? axisRight<number> : axisLeft<number>)(y as never).ticks(3).tickSizeOuter(0).tickFormat((value) => (Number.isInteger(value) ? number(Number(value)) : ""));
    select(side.current!).call(counts as never);
  }, [answer, wide, other, rtl]);
  useEffect(() => {
    const made = brushX<unknown>().extent([[Math.min(...x.range()), EDGE.top], [Math.max(...x.range()), HIGH - EDGE.bottom]]).keyModifiers(false);
    brush.current = made;
    const tell = (event: D3BrushEvent<unknown>) => {
      if (!event.sourceEvent) return;
      const { onBrush: call, bins: now, x: scale } = calling.current;
      const settled = event.type === "end";
      if (!event.selection) return settled ? call(null, true) : undefined;
      const [one, two] = (event.selection as [number, number]).map((pixel) => scale.invert(pixel)).sort((a, b) => a.getTime() - b.getTime()) as [Date, Date];
      const left = Math.max(0, now.from.findLastIndex((from) => from <= one));
      const right = Math.max(left, now.from.findLastIndex((from) => from < two));
      call(daysOf(now, left, right), settled);
    };
    made.on("brush end", tell);
    select(brushed.current!).call(made as never);
    return () => void made.on("brush end", null);
  }, [wide, rtl, bins.from.length, answer.unit, answer.start[0]]);
  useEffect(() => {
    const selection = at ? ([edge(at[0]), edge(at[1] + 1)].sort((one, two) => one - two) as [number, number]) : null;
    select(brushed.current!).call(brush.current!.move as never, selection as never);
  }, [at?.join(), wide, rtl, bins.from.length, answer.unit]);
  const [least, most] = [Math.min(...x.range()), Math.max(...x.range())];
  const bands = spread.value.spans.slice(0, BANDS).map(([first, last]) => {
    const [one, two] = [x(new Date(`${first}T00:00:00Z`)), x(utcDay.offset(new Date(`${last}T00:00:00Z`), 1))].sort((left, right) => left - right) as [number, number];
    return { x: Math.max(least, one), width: Math.min(most, Math.max(two, one + 3)) - Math.max(least, one) };
  });
  const hover = (event: MouseEvent) => {
    const when = x.invert(event.clientX - (event.currentTarget as SVGElement).getBoundingClientRect().left);
    const bin = when >= bins.from[0]! && when < bins.end ? bins.from.findLastIndex((from) => from <= when) : null;
    onOver(bin);
    const span = bin === null ? null : daysOf(bins, bin, bin);
    if (span?.first !== lit.peek()?.first || lit.peek()?.by !== "days") lit.value = span && { by: "days", ...span };
  };
  return (
    <svg width={wide} height={HIGH} aria-hidden="true" onMouseMove={hover}>
      <path class="may" d={bars((n) => answer.within[n]!, (n) => answer.touching[n]!)} />
      <path class="sure" d={bars(() => 0, (n) => answer.within[n]!)} />
      {other && <path class="other" d={bars((n) => answer.touching[n]!, tall)} />}
      {bands.map((band, n) => band.width > 0 && <rect key={n} class="lit" {...band} y={EDGE.top} height={HIGH - EDGE.bottom - EDGE.top} />)}
      <g class="fresh">
        {answer.new_sources.map((n, bin) => n > 0 && <path key={bin} d={`M${(edge(bin) + edge(bin + 1)) / 2},${HIGH - EDGE.bottom + 2}l4,7h-8z`}><title>{t("new_sources", { n })}</title></path>)}
      </g>
      <g ref={axis} class="axis" transform={`translate(0,${HIGH - EDGE.bottom + 9})`} />
      <g ref={side} class="axis side" transform={`translate(${rtl ? wide - EDGE.side : EDGE.side},0)`} />
      <g ref={brushed} class="brush" />
    </svg>
  );
}

/** Keep the words of an axis inside the picture. */
function inside(axis: SVGGElement, wide: number): void {
  for (const words of axis.querySelectorAll<SVGTextElement>("text")) {
    words.removeAttribute("dx");
    const { left, right } = words.getBoundingClientRect();
    const edge = axis.ownerSVGElement!.getBoundingClientRect().left;
    const over = Math.max(0, edge + 4 - left) - Math.max(0, right - (edge + wide - 4));
    if (over) words.setAttribute("dx", over.toFixed(0));
  }
}

function tickWords(when: Date, { from, end }: Bins): string {
  const long = end.getTime() - from[0]!.getTime() > 300 * 86_400_000;
  const locale = language.peek() === "ar" ? "ar-SY-u-nu-latn-ca-gregory" : "en-GB-u-ca-gregory";
  if (long) return new Intl.DateTimeFormat(locale, { month: "short", year: "numeric", timeZone: "UTC" }).format(when);
  return day(iso(when), true);
}
