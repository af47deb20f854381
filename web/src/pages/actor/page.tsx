// One actor: what reports tell of it. To be named says nothing of guilt, and the page says so first.
import { api, told } from "@/lib/api";
import { useAnswer } from "@/lib/ask";
import { say, wordsOf } from "@/lib/words";
import { Head, Tag, Told, Waiting, Wrong } from "@/parts/basics";
import { CountedByMonth, Counts, Extent, Incidents, Spellings, ThingMonths } from "@/parts/thing";
import own from "./words.json";

const t = wordsOf(own);

export default function Actor({ params }: { params: Record<string, string> }) {
  const id = params["id"] ?? "";
  const answer = useAnswer(() => told(api.GET("/api/1/explore/actor/{id}", { params: { path: { id } } })), [id]);
  if (answer.fault.value) return <Wrong again={() => void answer.again()}>{answer.fault.value}</Wrong>;
  const data = answer.data.value;
  if (!data) return <Waiting />;
  const query = `actors=${encodeURIComponent(id)}`;
  return (
    <div class="page">
      <Head title={say(data.name)} count={<Tag><Told words={data.kind} /></Tag>} />
      <p class="caution">{say(data.caution)}</p>
      <Extent incidents={data.incidents} sources={data.sources} first={data.first} last={data.last} />
      <p>{data.meetings ? <a href={`/explore?${query}&types=meeting&types=visit`}>{t("meetings", { n: data.meetings })}</a> : t("no_meetings")}</p>
      <div class="beside">
        <section class="sheet stack">
          <h2>{t("entry")}</h2>
          {!data.entry && <p class="soft">{t("no_entry")}</p>}
          {data.entry && (
            <>
              {data.entry.side && data.entry.side !== id && <p>{t("side")}: <bdi>{data.entry.side}</bdi></p>}
              <p class="small soft">{t("aliases")}</p>
              <ul class="row small">{[...new Set(data.entry.aliases)].map((one) => <li key={one}><Tag><bdi>{one}</bdi></Tag></li>)}</ul>
            </>
          )}
        </section>
        <Counts title={t("roles")} told={data.roles} address={(one) => `/explore?${query}&role=${encodeURIComponent(one.id)}&other=1`} />
        <Counts title={t("types")} told={data.types} address={(one) => `/explore?${query}&types=${encodeURIComponent(one.id)}&other=1`} />
        <Spellings told={data.spellings} looked={data.looked} />
      </div>
      <ThingMonths months={data.months} query={query} />
      <CountedByMonth title={t("roles_by_month")} start={data.months.start} told={data.roles_by_month} address={(one) => `/explore?${query}&role=${encodeURIComponent(one.id)}&other=1`} />
      {data.meetings > 0 && <Counts title={t("met")} told={data.met} address={(one) => `/actor/${encodeURIComponent(one.id)}`} />}
      <Counts title={t("beside")} told={data.beside} address={(one) => `/actor/${encodeURIComponent(one.id)}`} />
      <Incidents filter={{ actors: [id] }} query={query} />
    </div>
  );
}
