// Incidents in a table: every number with what stands behind it, every row a way to its sentences.
import type { RefObject } from "preact";
import type { IncidentRow } from "@/lib/api";
import { day, days, number, wordsOf } from "@/lib/words";
import { Nothing, Tag, Told } from "@/parts/basics";
import { isLit, lit, litBy } from "./lit";
import own from "./words.json";

const t = wordsOf(own);

type Props = {
  rows: readonly IncidentRow[];
  /** The row that keys move. */
  at: number;
  onAt: (at: number) => void;
  body: RefObject<HTMLTableSectionElement | null>;
};

/** The rows of a page. */
export function Table({ rows, at, onAt, body }: Props) {
  if (!rows.length) return <Nothing>{t("no_incidents")}</Nothing>;
  return (
    <table class="incidents" role="table" aria-label={t("table")}>
      <thead role="rowgroup">
        <tr role="row">
          {(["what", "when", "where", "who", "reported", "behind"] as const).map((name) => (
            <th key={name} role="columnheader" scope="col">{t(name)}</th>
          ))}
        </tr>
      </thead>
      <tbody ref={body} role="rowgroup" onMouseLeave={() => (lit.value = null)}>
        {rows.map((row, n) => (
          <Row key={n} row={row} chosen={n === at} onFocus={() => onAt(n)} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, chosen, onFocus }: { row: IncidentRow; chosen: boolean; onFocus: () => void }) {
  const light = () => (lit.value = litBy(row));
  return (
    <tr role="row" class={`${row.happened ? "" : "hollow"} ${isLit(row, lit.value) ? "lit" : ""} ${chosen ? "at" : ""}`} onMouseEnter={light} onFocusIn={() => (light(), onFocus())}>
      <td role="cell" data-name={t("what")}>
        <a href={`/incident/${encodeURIComponent(row.id)}`} tabIndex={chosen ? 0 : -1}>
          <Told words={row.type} />
        </a>{" "}
        {row.realis.code !== "actual" && <Tag tone="dashed"><Told words={row.realis} /></Tag>}
      </td>
      <td role="cell" data-name={t("when")}>{row.first && row.first === row.last ? <span class="one-day">{day(row.first, true)}</span> : days(row.first, row.last, t("no_day"))}</td>
      <td role="cell" data-name={t("where")}><Some words={row.places.map((one) => one.name)} none={t("no_place")} /></td>
      <td role="cell" data-name={t("who")}><Some words={row.actors.map((one) => one.name)} none={t("no_actor")} /></td>
      <td role="cell" data-name={t("reported")}>
        {row.tolls.length === 0 && <span class="soft">{t("no_toll")}</span>}
        {row.tolls.map((toll) => (
          <span key={`${toll.status.code}.${toll.group.code}`} class={toll.conflict ? "toll clash" : "toll"}>
            <Told words={toll.words} />
          </span>
        ))}
      </td>
      <td role="cell" data-name={t("behind")}>
        <span title={row.outlets.join(" · ")}>{t("sources", { n: row.lineages })}</span>
        {row.reports > row.lineages && <span class="soft"> {t("reports", { n: row.reports })}</span>}
        <span class="marks">
          {row.conflicts.map((name) => (
            <Tag key={name} tone="bad">{t("clash", { what: t(`field_${name}` as "field_date") })}</Tag>
          ))}
          {row.reviews.includes("proposed") ? <Tag tone="warn">{t("open")}</Tag> : <Tag tone="good">{t("looked_at")}</Tag>}
        </span>
      </td>
    </tr>
  );
}

const SHOWN = 3;

function Some({ words, none }: { words: readonly { ar: string; en: string }[]; none: string }) {
  if (!words.length) return <span class="soft">{none}</span>;
  return (
    <>
      {words.slice(0, SHOWN).map((one, n) => (
        <span key={n} class="one"><Told words={one} /></span>
      ))}
      {words.length > SHOWN && <span class="soft">{t("and_more", { count: number(words.length - SHOWN) })}</span>}
    </>
  );
}
