// An event as a card: open with all its fields, or one line.
import { effect, useComputed, useSignalEffect } from "@preact/signals";
import { memo } from "preact/compat";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { AccountOut, ClaimOut } from "@/lib/api";
import { may } from "@/lib/me";
import { days, percent, say, wordsOf } from "@/lib/words";
import { Button, Kbd, Quote, Tag, Told } from "@/parts/basics";
import type { Bench } from "./bench";
import { remove, review } from "./deeds";
import { Editor } from "./editor";
import { Because } from "./editors/frame";
import { Meaning } from "./editors/type";
import { Merge } from "./merge";
import { beginSplit, openField, openRow } from "./opening";
import { KEYS, rowsOf, silent, type Row } from "./rows";
import { triggerKey } from "./segments";
import { Split } from "./split";
import { amount, placeWays, tollOf } from "./values";
import own from "./words.json";

const t = wordsOf(own);
const TONES: Record<string, string> = { accepted: "good", edited: "accent", added: "accent", rejected: "bad", proposed: "" };
const SIGNS: Record<string, string> = { accepted: "✓", edited: "✎", added: "+", rejected: "✕", proposed: "○" };

export function State({ review: state }: { review: string }) {
  return (
    <Tag tone={TONES[state] ?? ""}>
      <span aria-hidden="true">{SIGNS[state]}</span> {t(`state_${state}` as "state_proposed")}
    </Tag>
  );
}

/** An event that is not the current one. */
export const Line = memo(function Line({ bench, account }: { bench: Bench; account: AccountOut }) {
  const place = account.claims.find((claim) => claim.field === "place");
  const lit = useComputed(() => bench.hover.value === account.event || bench.hover.value === triggerKey(account.event) || account.claims.some((claim) => claim.id === bench.hover.value));
  return (
    <li class={`event-line${account.review === "rejected" ? " gone" : ""}${lit.value ? " lit" : ""}`} onMouseEnter={() => (bench.hover.value = account.event)} onMouseLeave={() => (bench.hover.value = null)}>
      <button type="button" tabIndex={-1} onClick={() => bench.focus(account.event)}>
        <span class={`sign ${TONES[account.review]}`} title={t(`state_${account.review}` as "state_proposed")} role="img" aria-label={t(`state_${account.review}` as "state_proposed")}>{SIGNS[account.review]}</span>
        <strong><Told words={account.type} /></strong>
        {account.realis.code !== "actual" && <Tag tone="dashed"><Told words={account.realis} /></Tag>}
        <Quote class="small">{account.surface}</Quote>
        <span class="event-line-more">
          {days(account.first, account.last, t("no_day"))}
          {place && <> · <Told words={place.label} /></>}
        </span>
        <span class="num soft">{percent(account.confidence)}</span>
      </button>
    </li>
  );
});

/** The current event. */
export const Card = memo(function Card({ bench, account, n, of }: { bench: Bench; account: AccountOut; n: number; of: number }) {
  const open = bench.open.value;
  const rows = rowsOf(account);
  const more = silent(account);
  const box = useRef<HTMLLIElement>(null);
  useSignalEffect(() => {
    if (bench.current.value === account.event && bench.toRow.peek() > 1) box.current?.scrollIntoView({ block: "nearest" });
  });
  return (
    <li ref={box} class={`event-card${account.review === "rejected" ? " gone" : ""}`} aria-current="true">
      <header class="event-head">
        <h2>
          <span class="soft">{t("n_of", { n, of })}</span> <Told words={account.type} />
        </h2>
        <State review={account.review} />
        <span class="small soft">{t("sure", { share: percent(account.confidence) })}</span>
        {account.incident && <a class="small" href={`/incident/${encodeURIComponent(account.incident)}`}>{t("incident")}</a>}
        {may("code") && <div class="event-acts">
          <Button tone="good" keys="a" onClick={() => review(bench, "accepted")}>{t("accept")}</Button>
          <Button tone="bad" keys="x" onClick={() => review(bench, "rejected")}>{t("reject")}</Button>
          <Button tone="quiet" keys="s" onClick={() => beginSplit(bench)}>{t("split")}</Button>
          <Button tone="quiet" keys="m" onClick={() => (bench.open.value = { what: "merge" })}>{t("merge")}</Button>
        </div>}
      </header>
      {open?.what === "split" && <Split bench={bench} account={account} at={open.words} />}
      {open?.what === "merge" && <Merge bench={bench} account={account} />}
      <ul class="fields">
        {rows.map((row) => (
          <FieldRow key={row.key} bench={bench} row={row} editing={open?.what === "field" && open.field === row.field && open.claim?.id === row.claim?.id} />
        ))}
        {open?.what === "field" && !open.claim && !rows.some((row) => row.field === open.field && !row.claim) && <li class="field-editor"><Editor bench={bench} {...open} /></li>}
      </ul>
      <div class="event-more">
        {may("code") && more.map((field) => (
          <Button key={field} tone="quiet" keys={KEYS[field]} onClick={() => openField(bench, field)}>{t("add_field", { field: t(`f_${field}`) })}</Button>
        ))}
      </div>
      <History account={account} />
    </li>
  );
});

type RowProps = { bench: Bench; row: Row; editing: boolean };

const FieldRow = memo(function FieldRow({ bench, row, editing }: RowProps) {
  const button = useRef<HTMLButtonElement>(null);
  const here = useComputed(() => bench.at.value === row.key);
  const lit = useComputed(() => !!row.lights && bench.hover.value === row.lights);
  // At once, not after the next frame: a hand that types on may have opened something by then.
  useLayoutEffect(() => effect(() => {
    if (bench.toRow.value && bench.at.peek() === row.key && !bench.open.peek()) button.current?.focus({ preventScroll: true });
    // Not when the page has just opened: then its head shall be seen.
    if (bench.toRow.value > 1 && bench.at.peek() === row.key) button.current?.scrollIntoView({ block: "nearest" });
  }), []);
  const { claim, field } = row;
  const open = bench.open.value;
  return (
    <li class={`field-row f-${field}${here.value ? " here" : ""}${lit.value ? " lit" : ""}`} onMouseEnter={() => (bench.hover.value = row.lights || null)} onMouseLeave={() => (bench.hover.value = null)}>
      <button ref={button} type="button" class="field-main" onFocus={() => (bench.at.value = row.key)} onClick={() => ((bench.at.value = row.key), may("code") && openRow(bench))}>
        <span class="field-name">{row.first && <>{t(`f_${field}`)} <Kbd keys={KEYS[field]} /></>}</span>
        <span class="field-value"><Value row={row} bench={bench} /></span>
        <span class="field-sure num">{claim && <Sure claim={claim} />}</span>
      </button>
      {claim && <Reason claim={claim} full={here.value} />}
      {here.value && !editing && <Beside bench={bench} row={row} />}
      {editing && open?.what === "field" && <Editor bench={bench} {...open} />}
    </li>
  );
});

/** The value of a claim; what nobody says is said to be unknown. */
function Value({ row, bench }: { row: Row; bench: Bench }) {
  const { claim, field } = row;
  if (!claim) return <span class="unknown">{t(`no_${field}` as "no_place")}</span>;
  if (field === "date") return claim.value ? <Dated claim={claim} /> : <span class="unknown">{t("no_day")}</span>;
  if (field === "place") return <Placed claim={claim} bench={bench} />;
  if (field === "actor") return <><Told words={claim.label} /> <Tag>{role(bench, claim.role)}</Tag> <Words claim={claim} /></>;
  if (field === "toll") return <Toll claim={claim} bench={bench} />;
  if (field === "type" || field === "realis") return <><Told words={claim.label} /> {field === "type" && <Words claim={claim} />}</>;
  return <Quote>{claim.surface}</Quote>;
}

function Dated({ claim }: { claim: ClaimOut }) {
  const { first, last } = claim.value as { first: string; last: string };
  return <>{days(first, last, "")} <Words claim={claim} /></>;
}

function Placed({ claim, bench }: { claim: ClaimOut; bench: Bench }) {
  const ways = placeWays(claim.value);
  if (!ways.length) return <><Quote>{claim.surface}</Quote> <span class="unknown">{t("place_nobody")}</span></>;
  const first = ways[0]!.place;
  return (
    <>
      <Told words={claim.label} /> {claim.role !== "location" && <Tag>{role(bench, claim.role)}</Tag>} <Words claim={claim} />
      {ways.length > 1 && <Tag tone="warn">{t("ways_n", { n: ways.length })}</Tag>}
      {!first.point && <span class="unknown">{t("no_point")}</span>}
    </>
  );
}

function Toll({ claim, bench }: { claim: ClaimOut; bench: Bench }) {
  const value = tollOf(claim.value);
  const of = (group: string, code: string) => say(bench.codes.codes[group]?.find((one) => one.code === code) ?? { ar: code, en: code });
  return (
    <>
      <strong dir="ltr">{amount(value)}</strong> {of("tolls", value.status)} <span class="soft">({of("groups", value.group)})</span> <Words claim={claim} />
    </>
  );
}

function role(bench: Bench, code: string): string {
  const entry = bench.codes.codes["roles"]?.find((one) => one.code === code);
  return entry ? say(entry) : code;
}

/** The words as written, where they say more than the value. */
function Words({ claim }: { claim: ClaimOut }) {
  return claim.surface && claim.surface !== claim.label.ar ? <Quote class="small soft">{claim.surface}</Quote> : null;
}

function Sure({ claim }: { claim: ClaimOut }) {
  const person = !/^marsad /.test(claim.reader);
  return person ? <Tag tone="accent"><bdi>{claim.reader}</bdi></Tag> : <span class={claim.confidence < 0.7 ? "doubt" : "soft"}>{percent(claim.confidence)}</span>;
}

function Reason({ claim, full }: { claim: ClaimOut; full: boolean }) {
  if (!full) return null;
  return (
    <p class="field-reason">
      <Because>{claim.because}</Because>
      <bdi class="soft">{claim.reader}</bdi>
    </p>
  );
}

/** What may be done with the row where the person is, and what the codebook says. */
function Beside({ bench, row }: { bench: Bench; row: Row }) {
  const { claim, field } = row;
  const entry = field === "type" ? bench.codes.types.find((one) => one.code === claim?.value) : field === "realis" ? bench.codes.codes["realis"]?.find((one) => one.code === claim?.value) : undefined;
  const fixed = field === "type" || field === "realis";
  return (
    <div class="field-beside">
      {entry && <Meaning entry={entry} />}
      {may("code") && <div class="field-keys">
        <Button tone="quiet" keys="Enter" onClick={() => openRow(bench)}>{t("edit")}</Button>
        {claim && !fixed && <Button tone="quiet" keys="Delete" onClick={() => remove(bench)}>{t(field === "date" ? "make_unknown" : "take_away")}</Button>}
        {claim && !fixed && claim.spans.length > 0 && <span class="small soft hint"><Kbd keys="[" /> <Kbd keys="]" /> {t("move_start")} · <Kbd keys="{" /> <Kbd keys="}" /> {t("move_end")}</span>}
        {claim && !fixed && field !== "date" && <span class="small soft hint"><Kbd keys="+" /> {t("another")}</span>}
      </div>}
    </div>
  );
}

/** Who decided what, the last first. */
function History({ account }: { account: AccountOut }) {
  if (!account.decisions.length) return null;
  return (
    <ol class="event-history">
      {[...account.decisions].reverse().map((one) => (
        <li key={one.number}>
          <bdi>{one.who}</bdi>: {one.field === "review" ? t(`state_${String(one.value)}` as "state_proposed") : one.field === "added" ? t("state_added") : t("decided_field", { field: t(`f_${one.field}` as "f_type") })}{" "}
          <time dateTime={one.at} dir="ltr">{one.at.slice(0, 16).replace("T", " ")}</time>
          {one.note && <> – <bdi>{one.note}</bdi></>}
        </li>
      ))}
    </ol>
  );
}
