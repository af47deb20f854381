// What the pages of one actor and of one place have in common: months, spellings, counts, incidents.
import { api, told, type Counted, type CountedMonths, type Months, type Spelling } from "@/lib/api";
import { useAnswer } from "@/lib/ask";
import { days, number, say, wordsOf } from "@/lib/words";
import { Quote, Tag, Told, Waiting, Wrong } from "./basics";
import { MonthBars } from "./months";
import own from "./thing.json";

const t = wordsOf(own);

/** A list of what is counted; each leads somewhere. */
export function Counts({ title, told, address }: { title: string; told: readonly Counted[]; address: (one: Counted) => string }) {
  return (
    <section class="sheet stack">
      <h2>{title}</h2>
      {!told.length && <p class="soft">{t("none")}</p>}
      <ul class="counts">
        {told.map((one) => (
          <li key={one.id}><a href={address(one)}><Told words={one.name} /></a> <span class="small soft">{t("counted", { n: one.incidents })} · {t("sources", { n: one.sources })}</span></li>
        ))}
      </ul>
    </section>
  );
}

/** The words by which something is named. */
export function Spellings({ told, looked }: { told: readonly Spelling[]; looked: number }) {
  return (
    <section class="sheet stack">
      <h2>{t("spellings")}</h2>
      <p class="small soft">{t("spellings_hint", { n: looked })}</p>
      <ul class="row">{told.map((one) => <li key={one.words}><Quote>{one.words}</Quote> <span class="small soft">{t("times", { n: one.times })}</span></li>)}</ul>
    </section>
  );
}

/** Incidents month by month. */
export function ThingMonths({ months, query }: { months: Months; query: string }) {
  return (
    <section class="sheet stack">
      <h2>{t("months")}</h2>
      <MonthBars
        label={t("months")}
        start={months.start}
        values={months.happened}
        dashed={months.other}
        says={(n) => `${t("months_says", { happened: months.happened[n] ?? 0, other: months.other[n] ?? 0 })}; ${t("sources", { n: months.sources[n] ?? 0 })}`}
        address={(first, last) => `/explore?${query}&first=${first}&last=${last}&other=1`}
      />
      <p class="small soft">{t("left_out", { spread: months.spread, undated: months.undated })}</p>
    </section>
  );
}

/** The same for each of several codes, all on one scale. */
export function CountedByMonth({ title, start, told, address }: { title: string; start: readonly string[]; told: readonly CountedMonths[]; address: (one: CountedMonths) => string }) {
  if (!start.length || !told.length) return null;
  const most = Math.max(...told.flatMap((one) => one.incidents));
  return (
    <section class="sheet stack">
      <h2>{title}</h2>
      <div class="many">
        {told.map((one) => (
          <div key={one.id}>
            <h3><Told words={one.name} /></h3>
            <MonthBars
              label={say(one.name)}
              start={start}
              values={one.incidents}
              most={most}
              says={(n) => `${t("at_least", { n: one.incidents[n] ?? 0 })}; ${t("sources", { n: one.sources[n] ?? 0 })}`}
              address={(first, last) => `${address(one)}&first=${first}&last=${last}`}
            />
          </div>
        ))}
      </div>
    </section>
  );
}

/** The latest incidents, and the way to all of them. */
export function Incidents({ filter, query }: { filter: { actors?: string[]; place?: string }; query: string }) {
  const answer = useAnswer(() => told(api.GET("/api/1/incidents", { params: { query: { ...filter, limit: 25 } } })), [query]);
  const data = answer.data.value;
  if (answer.fault.value) return <Wrong again={() => void answer.again()}>{answer.fault.value}</Wrong>;
  if (!data) return <Waiting />;
  return (
    <section class="sheet stack">
      <h2 class="row">{t("list")} <a class="small" href={`/explore?${query}&other=1`}>{t("all")} ({number(data.total)})</a></h2>
      <ul class="stack">
        {data.incidents.map((one) => (
          <li key={one.id} class="row">
            <a href={`/incident/${encodeURIComponent(one.id)}`}><Told words={one.type} /> · {days(one.first, one.last, t("no_day"))}</a>
            {one.places[0] && <Told words={one.places[0].name} />}
            {!one.happened && <Tag tone="dashed"><Told words={one.realis} /></Tag>}
            {one.tolls.map((toll, n) => <span key={n} class="small"><Told words={toll.words} /></span>)}
            <span class="small soft">{t("lineages", { n: one.lineages })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How many, who says so, and from when to when. */
export function Extent({ incidents, sources, first, last }: { incidents: number; sources: number; first: string | null; last: string | null }) {
  return <p>{t("incidents", { n: incidents })} · {t("sources", { n: sources })} · {days(first, last, t("no_day"))}</p>;
}
