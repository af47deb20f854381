// Numbers month by month: «reported, at least», with what stands behind each. Nothing is extrapolated.
import { api, told } from "@/lib/api";
import { useAnswer } from "@/lib/ask";
import { filterOf } from "@/lib/filter";
import { route } from "@/lib/router";
import { say, wordsOf } from "@/lib/words";
import { Head, Waiting, Wrong } from "@/parts/basics";
import { MonthBars, monthName } from "@/parts/months";
import own from "./words.json";
import "./trends.css";

const t = wordsOf(own);

export default function Trends() {
  const query = route.value.query;
  const answer = useAnswer(() => told(api.GET("/api/1/explore/trends", { params: { query: filterOf(query) } })), [query.toString()]);
  if (answer.fault.value) return <Wrong again={() => void answer.again()}>{answer.fault.value}</Wrong>;
  const data = answer.data.value;
  if (!data) return <Waiting />;
  const address = (more: string) => (first: string, last: string) => {
    const asked = new URLSearchParams(query);
    asked.set("first", first);
    asked.set("last", last);
    return `/explore?${asked}${more}`;
  };
  const silent = data.reports.map((n, at) => n === 0 && !data.incidents[at]);
  const shared = { start: data.start, marks: data.marks, silent };
  return (
    <div class="page trends">
      <Head title={t("title")} count={query.size > 0 && t("filtered")}>
        <a href={`/explore${query.size ? `?${query}` : ""}`}>{t("change")}</a>
      </Head>
      <p class="caution">{say(data.caution)}</p>
      <p class="small soft">{t("silent")}</p>
      <p class="small soft">{t("left_out", { spread: data.spread, undated: data.undated })}</p>
      <div class="trends-many">
        <section class="sheet stack">
          <h2>{t("incidents")}</h2>
          <MonthBars {...shared} label={t("incidents")} values={data.incidents} says={(n) => t("incidents_says", { n: data.incidents[n] ?? 0, sources: data.sources[n] ?? 0, reports: data.reports[n] ?? 0 })} address={address("")} />
        </section>
        <section class="sheet stack">
          <h2>{t("reports")}</h2>
          <MonthBars {...shared} label={t("reports")} values={data.reports} says={(n) => t("reports_says", { n: data.reports[n] ?? 0 })} address={(first, last) => `/search?first=${first}&last=${last}`} />
        </section>
        {data.tolls.map((toll) => (
          <section key={toll.status.code} class="sheet stack">
            <h2>{t("toll", { status: say(toll.status) })}</h2>
            <MonthBars {...shared} label={t("toll", { status: say(toll.status) })} values={toll.at_least} says={(n) => t("toll_says", { n: toll.at_least[n] ?? 0, incidents: toll.incidents[n] ?? 0, sources: toll.sources[n] ?? 0 })} address={address("")} />
          </section>
        ))}
      </div>
      <h2>{t("types")}</h2>
      <div class="trends-many">
        {data.types.map((one) => (
          <section key={one.type.code} class="sheet stack">
            <h3>{say(one.type)}</h3>
            <MonthBars {...shared} label={say(one.type)} values={one.incidents} says={(n) => t("type_says", { n: one.incidents[n] ?? 0, sources: one.sources[n] ?? 0 })} address={address(`&types=${encodeURIComponent(one.type.code)}`)} />
          </section>
        ))}
      </div>
      {data.marks.length > 0 && (
        <section class="sheet stack">
          <h2>{t("sources_added")}</h2>
          <ul class="row">{data.marks.map(({ outlet, month }) => <li key={outlet}><bdi>{outlet}</bdi> <span class="small soft">{monthName(data.start[month] ?? "")}</span></li>)}</ul>
        </section>
      )}
    </div>
  );
}
