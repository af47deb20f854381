// Bars month by month; each is a link to the incidents behind it, and a table says the same.
import { scaleLinear } from "d3-scale";
import { language, wordsOf } from "@/lib/words";
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

const [HIGH, FOOT, WIDE] = [90, 18, 640];

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

/** Bars on one scale that begins at nothing. */
export function MonthBars({ start, values, dashed, says, address, marks = [], silent = [], label, most }: Bars) {
  if (!start.length) return <p class="soft">{t("none")}</p>;
  const y = scaleLinear([0, Math.max(1, most ?? 0, ...values.map((value, n) => value + (dashed?.[n] ?? 0)))], [0, HIGH]);
  const step = WIDE / start.length;
  const wide = Math.max(1, Math.min(step - 1, 40));
  // Time runs with the writing: from the right in Arabic.
  const x = (n: number) => (language.value === "ar" ? WIDE - (n + 1) * step : n * step) + (step - wide) / 2;
  const every = Math.max(1, Math.ceil(start.length / 8));
  return (
    <figure class="months">
      <div class="months-scroll" tabIndex={0} role="region" aria-label={label}>
        <svg viewBox={`0 0 ${WIDE} ${HIGH + FOOT + 12}`} role="group" aria-label={label}>
          {start.map((iso, n) => (
            <g key={iso}>
              {silent[n] && <rect class="months-silent" x={x(n)} y={12} width={wide} height={HIGH} />}
              <a href={address(iso, lastOf(iso))} aria-label={`${monthName(iso)}: ${says(n)}`}>
                <title>{`${monthName(iso)}: ${says(n)}`}</title>
                <rect class="months-hit" x={x(n)} y={12} width={wide} height={HIGH} />
                <rect class="months-bar" x={x(n)} y={12 + HIGH - y(values[n] ?? 0)} width={wide} height={y(values[n] ?? 0)} />
                {dashed && <rect class="months-dashed" x={x(n)} y={12 + HIGH - y((values[n] ?? 0) + (dashed[n] ?? 0))} width={wide} height={y(dashed[n] ?? 0)} />}
              </a>
              {n % every === 0 && <text x={x(n) + wide / 2} y={HIGH + FOOT + 8} text-anchor="middle">{monthName(iso)}</text>}
            </g>
          ))}
          {marks.map(({ month, outlet }) => (
            <path key={outlet} class="months-mark" d={`M${x(month) + wide / 2} 10 l-4 -8 h8 z`}>
              <title>{outlet}</title>
            </path>
          ))}
          <line class="months-base" x1={0} x2={WIDE} y1={12 + HIGH} y2={12 + HIGH} />
        </svg>
      </div>
      <details>
        <summary class="small">{t("table")}</summary>
        <div class="scrolls" tabIndex={0} role="region" aria-label={t("table")}>
          <table>
            <thead><tr><th scope="col">{t("month")}</th><th scope="col">{label}</th></tr></thead>
            <tbody>{start.map((iso, n) => <tr key={iso}><td><a href={address(iso, lastOf(iso))}>{monthName(iso)}</a></td><td>{says(n)}</td></tr>)}</tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}

