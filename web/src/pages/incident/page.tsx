// One incident: every value with who says so in which words, what agrees and what conflicts, its sources and what it is tied to.
import { useEffect, useRef } from "preact/hooks";
import { api, told, type AccountOut, type FieldOut, type IncidentOut, type IncidentRow, type LineageOut, type Saying } from "@/lib/api";
import { useAnswer } from "@/lib/ask";
import { useKeys } from "@/lib/keys";
import { codeName, loadCodebook } from "@/lib/names";
import { go } from "@/lib/router";
import { day, days, percent, say, wordsOf } from "@/lib/words";
import { Button, Head, Nothing, Quote, Tag, Told, Waiting, Wrong } from "@/parts/basics";
import { SmallMap } from "@/parts/map/small";
import own from "./words.json";
import "./incident.css";

const t = wordsOf(own);
type Words = keyof typeof own;
const FIELDS = ["type", "realis", "date", "place", "actor", "toll", "weapon", "topic", "source"] as const;

export default function Incident({ params }: { params: Record<string, string> }) {
  const id = params["id"] ?? "";
  const answer = useAnswer(() => told(api.GET("/api/1/incidents/{id}", { params: { path: { id } } })), [id]);
  const body = useRef<HTMLDivElement>(null);
  useEffect(loadCodebook, []);
  const step = (by: number) => {
    const links = [...(body.current?.querySelectorAll<HTMLElement>(".saying a") ?? [])];
    const at = links.indexOf(document.activeElement as HTMLElement);
    links[Math.max(0, Math.min(links.length - 1, at + by))]?.focus();
  };
  const data = answer.data.value;
  const review = () => {
    const first = data?.accounts.find((one) => one.review === "proposed") ?? data?.accounts[0];
    if (first) go(addressOf(first.report, first.event));
  };
  useKeys(t("fields"), [
    { keys: "j", label: t("next"), run: () => step(1) },
    { keys: "k", label: t("previous"), run: () => step(-1) },
    { keys: "r", label: t("review"), run: review },
    { keys: "x", label: t("export"), run: () => go(`/export?ids=${encodeURIComponent(id)}`) },
  ]);
  if (answer.fault.value) return <Wrong again={() => void answer.again()}>{answer.fault.value}</Wrong>;
  if (!data) return <Waiting />;
  const { incident } = data;
  return (
    <div class="page incident" ref={body}>
      <Head title={t("title", { what: say(incident.type) })} count={<bdi dir="ltr">{incident.id}</bdi>}>
        <Button onClick={review} keys="r">{t("review")}</Button>
        <Button onClick={() => go(`/export?ids=${encodeURIComponent(id)}`)} keys="x">{t("export")}</Button>
      </Head>
      <Short row={incident} />
      <div class="incident-parts">
        <section class="stack">
          <h2>{t("fields")}</h2>
          {FIELDS.map((field) => <Values key={field} field={field} told={data.fields.filter((one) => one.field === field)} conflict={incident.conflicts.includes(field)} />)}
        </section>
        <aside class="stack">
          <Where row={incident} />
          <Lineages told={data.lineages} />
          <Chain data={data} />
          <Accounts told={data.accounts} />
        </aside>
      </div>
    </div>
  );
}

function addressOf(report: string, event: string): string {
  return `/review/${encodeURIComponent(report)}?event=${encodeURIComponent(event)}`;
}

/** An incident in a line or two. */
function Short({ row }: { row: IncidentRow }) {
  return (
    <p class="row">
      <strong>{days(row.first, row.last, t("no_day"))}</strong>
      {row.places.map((place) => <Told key={place.id + place.role} words={place.name} />)}
      <Tag tone={row.happened ? "" : "dashed"}><Told words={row.realis} /></Tag>
      {!row.happened && <span class="soft small">{t("not_happened")}</span>}
      {row.tolls.map((toll, n) => <Tag key={n} tone="bad"><Told words={toll.words} /></Tag>)}
      <span class="soft">{t("sources", { n: row.lineages })} · {t("reports", { n: row.reports })}</span>
      {row.reviews.map((name) => <Tag key={name}>{t(`review_${name}` as Words)}</Tag>)}
    </p>
  );
}

function Values({ field, told, conflict }: { field: string; told: readonly FieldOut[]; conflict: boolean }) {
  if (!told.length) return (
    <article class="sheet value"><h3>{t(`field_${field}` as Words)}</h3><p class="soft">{t("unknown")}</p></article>
  );
  return (
    <article class="sheet value">
      <h3 class="row">
        <span class={`swatch f-${field}`} aria-hidden="true" /> {t(`field_${field}` as Words)}
        {conflict ? <Tag tone="bad">{t("conflict")}</Tag> : told.some((one) => one.lineages > 1) && <Tag tone="good">{t("agrees")}</Tag>}
      </h3>
      {told.map((one, n) => (
        <div key={n} class={one.chosen ? "one chosen" : "one"}>
          <p class="row">
            <strong>{linkOf(field, one)}</strong>
            {one.role && <Tag>{say(codeName(field === "toll" ? "tolls" : "roles", one.role))}</Tag>}
            {!one.chosen && <Tag tone="warn">{t("other")}</Tag>}
            <span class="soft small">{t("sources", { n: one.lineages })}</span>
          </p>
          {one.because && <p class="small soft"><bdi>{one.because}</bdi></p>}
          <ul class="sayings">{one.sayings.map((saying) => <Says key={saying.claim} saying={saying} />)}</ul>
        </div>
      ))}
    </article>
  );
}

/** A value; an actor's leads to its page. */
function linkOf(field: string, told: FieldOut) {
  const first: unknown = Array.isArray(told.value) ? told.value[0] : told.value;
  const id = field === "actor" && typeof first === "object" && first && "id" in first ? first.id : null;
  return typeof id === "string" ? <a href={`/actor/${encodeURIComponent(id)}`}><Told words={told.label} /></a> : <Told words={told.label} />;
}

/** Who says a value, in which exact words; the link leads to them. */
function Says({ saying }: { saying: Saying }) {
  return (
    <li class="saying">
      <a href={addressOf(saying.report, saying.event)}>
        {saying.surface ? <Quote>{saying.surface}</Quote> : <Told words={saying.label} />}
      </a>
      <span class="small soft">
        <bdi>{saying.outlet ?? t("no_outlet")}</bdi>{saying.published && <> · {day(saying.published)}</>} · <bdi>{saying.reader}</bdi> · {t("confidence", { share: percent(saying.confidence) })}
      </span>
      {saying.because && <details class="small soft"><summary>{t("because")}</summary><bdi>{saying.because}</bdi></details>}
    </li>
  );
}

function Where({ row }: { row: IncidentRow }) {
  const areas = row.places.flatMap((place) => (place.lat === null || place.lon === null ? [] : [{ lat: place.lat, lon: place.lon, radius_km: place.radius_km, label: say(place.name), chosen: true, dashed: !row.happened }]));
  return (
    <section class="sheet stack">
      <h2>{t("where")}</h2>
      {areas.length ? <SmallMap areas={areas} label={t("where")} /> : <p class="soft">{t("no_place")}</p>}
      <ul class="row">{row.places.filter((place) => place.id).map((place) => <li key={place.id}><a href={`/place/${encodeURIComponent(place.id)}`}><Told words={place.name} /></a></li>)}</ul>
    </section>
  );
}

function Lineages({ told }: { told: readonly LineageOut[] }) {
  return (
    <section class="sheet stack">
      <h2>{t("lineages")}</h2>
      <p class="small soft">{t("lineages_hint")}</p>
      <ul class="tree">
        {told.map((lineage) => (
          <li key={lineage.key}>
            <ul>
              {lineage.reports.map((report) => (
                <li key={report.key} class={report.repeats ? "repeats" : ""}>
                  <a href={`/review/${encodeURIComponent(report.key)}`}><bdi>{report.title ?? report.outlet ?? t("no_outlet")}</bdi></a>{" "}
                  <span class="small soft">{report.title && <bdi>{report.outlet ?? t("no_outlet")}</bdi>} {report.published ? day(report.published) : t("no_day")} {report.repeats && `· ${t("repeats")}`}</span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Chain({ data }: { data: IncidentOut }) {
  const rows = new Map(data.chained.map((row) => [row.id, row]));
  const name = (id: string) => {
    if (id === data.incident.id) return <em>{t("this_one")}</em>;
    const row = rows.get(id);
    return <a href={`/incident/${encodeURIComponent(id)}`}>{row ? <><Told words={row.type} /> <span class="small">{days(row.first, row.last, t("no_day"))}</span></> : id}</a>;
  };
  return (
    <section class="sheet stack">
      <h2>{t("chain")}</h2>
      {!data.chain.length && <p class="soft">{t("chain_none")}</p>}
      <ul class="stack">
        {data.chain.map((tie) => (
          <li key={`${tie.source} ${tie.rel} ${tie.target}`} class="row">
            {name(tie.source)} <Tag tone="accent">{say(codeName("relations", tie.rel))}</Tag> {name(tie.target)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Accounts({ told }: { told: readonly AccountOut[] }) {
  if (!told.length) return <Nothing>{t("unknown")}</Nothing>;
  return (
    <section class="sheet stack">
      <h2>{t("accounts")}</h2>
      <ul class="stack">
        {told.map((one) => (
          <li key={one.event} class="row">
            <a href={addressOf(one.report, one.event)}><Quote>{one.surface}</Quote></a>
            <Tag>{t(`review_${one.review}` as Words)}</Tag>
            <a class="small" href={`/pairs?state=all&event=${encodeURIComponent(one.event)}`}>{t("pairs")}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
