// Bars month by month; each is a link to the incidents behind it, and a table says the same.
import { useSignal } from "@preact/signals";
import { scaleLinear } from "d3-scale";
import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { language, number, wordsOf } from "@/lib/words";
import own from "./months.json";
import "./months.css";

const t = wordsOf(own);

export type Bars = {
  /** First days of the months. */
  start: readonly string[];
  values: readonly number[];
  /** Drawn dashed on top: planned, denied… */
  dashed?: readonly number[];
  /** What a bar says of itself, in words. */
  says: (at: number) => string;
  /** Where a bar leads. */
  address: (first: string, last: string) => string;
  /** Months in which an outlet's first report entered, with its name. */
  marks?: readonly { month: number; outlet: string }[];
  /** Months of which nothing is known: no report was published. */
  silent?: readonly boolean[];
  label: string;
  /** The highest value of charts that are compared; its own where left out. */
  most?: number;
};

/** Sizes in pixels: bars, room above them for marks, below for months, beside for numbers; the widest bar. */
const [HIGH, HEAD, FOOT, SIDE, WIDEST] = [96, 14, 18, 34, 36];

/** The name of a month. */
export function monthName(iso: string): string {
  const locale = language.value === "ar" ? "ar-SY-u-nu-latn-ca-gregory" : "en-GB-u-ca-gregory";
  return new Intl.DateTimeFormat(locale, { month: "short", year: "numeric", timeZone: "UTC" }).format(new Date(`${iso}T00:00:00Z`));
}

/** The last day of the month that begins on a day. */
export function lastOf(iso: string): string {
  const [year, month] = iso.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** The width of an element as it is drawn. */
function useWidth(): [RefObject<HTMLElement | null>, number] {
  const ref = useRef<HTMLElement | null>(null);
  const [width, setWidth] = useState(420);
  useLayoutEffect(() => {
    const box = ref.current;
    if (!box) return;
    const look = () => setWidth(Math.max(220, Math.floor(box.clientWidth)));
    const watching = new ResizeObserver(look);
    watching.observe(box);
    look();
    return () => watching.disconnect();
  }, []);
  return [ref, width];
}

/** Bars on one scale that begins at nothing; below them what the one that is looked at says in full. */
export function MonthBars({ start, values, dashed, says, address, marks = [], silent = [], label, most }: Bars) {
  const [box, width] = useWidth();
  const looked = useSignal(-1);
  if (!start.length) return <p class="soft">{t("none")}</p>;
  const top = Math.max(1, most ?? 0, ...values.map((value, n) => value + (dashed?.[n] ?? 0)));
  const y = scaleLinear([0, top], [HEAD + HIGH, HEAD]).nice(3);
  const base = y(0);
  const right = language.value === "ar";
  const step = (width - SIDE) / start.length;
  const wide = Math.max(1, Math.min(step - 1, WIDEST));
  // Time runs with the writing: from the right in Arabic, with the numbers on the side where it begins.
  const x = (n: number) => (right ? width - SIDE - (n + 1) * step : SIDE + n * step) + (step - wide) / 2;
  const every = Math.max(1, Math.ceil((start.length * (right ? 104 : 68)) / (width - SIDE)));
  const at = looked.value >= 0 && looked.value < start.length ? looked.value : start.length - 1;
  const told = (n: number) => `${monthName(start[n]!)}: ${says(n)}`;
  return (
    <figure class="months" ref={box}>
      <svg width={width} height={HEAD + HIGH + FOOT} role="group" aria-label={label}>
        {y.ticks(3).filter(Number.isInteger).map((tick) => (
          <g key={tick}>
            <line class="months-line" x1={right ? 0 : SIDE} x2={right ? width - SIDE : width} y1={y(tick)} y2={y(tick)} />
            <text x={right ? width - SIDE + 4 : SIDE - 4} y={y(tick) + 4} direction="ltr" text-anchor={right ? "start" : "end"}>{number(tick)}</text>
          </g>
        ))}
        {start.map((iso, n) => {
          const [value, more] = [values[n] ?? 0, dashed?.[n] ?? 0];
          return (
            <g key={iso}>
              {silent[n] && <rect class="months-silent" x={x(n)} y={HEAD} width={wide} height={HIGH} />}
              <a href={address(iso, lastOf(iso))} aria-label={told(n)} onFocus={() => (looked.value = n)} onMouseEnter={() => (looked.value = n)}>
                <rect class="months-hit" x={x(n)} y={HEAD} width={wide} height={HIGH} />
                <rect class="months-bar" x={x(n)} y={y(value)} width={wide} height={base - y(value)} />
                {more > 0 && <rect class="months-dashed" x={x(n) + 0.5} y={y(value + more)} width={Math.max(wide - 1, 1)} height={y(value) - y(value + more)} />}
              </a>
              {n % every === 0 && <text x={x(n) + wide / 2} y={base + FOOT - 4} text-anchor="middle">{monthName(iso)}</text>}
            </g>
          );
        })}
        {marks.map(({ month, outlet }) => (
          <path key={outlet} class="months-mark" d={`M${x(month) + wide / 2} ${HEAD - 3} l-4 -8 h8 z`}>
            <title>{outlet}</title>
          </path>
        ))}
      </svg>
      <figcaption class="small" aria-hidden="true">{told(at)}{marks.filter((one) => one.month === at).map((one) => <span key={one.outlet}> · {t("entered")} <bdi>{one.outlet}</bdi></span>)}</figcaption>
      <details>
        <summary class="small">{t("table")}</summary>
        <div class="scrolls" tabIndex={0} role="region" aria-label={`${t("table")}: ${label}`}>
          <table>
            <thead><tr><th scope="col">{t("month")}</th><th scope="col">{label}</th></tr></thead>
            <tbody>{start.map((iso, n) => <tr key={iso}><td><a href={address(iso, lastOf(iso))}>{monthName(iso)}</a></td><td>{says(n)}{silent[n] && ` · ${t("silent")}`}{marks.filter((one) => one.month === n).map((one) => <span key={one.outlet}> · {t("entered")} <bdi>{one.outlet}</bdi></span>)}</td></tr>)}</tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
