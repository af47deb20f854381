// One place: what the gazetteer knows of it, and what reports tell of it.
import { api, told } from "@/lib/api";
import { useAnswer } from "@/lib/ask";
import { say, wordsOf } from "@/lib/words";
import { Head, Tag, Told, Waiting, Wrong } from "@/parts/basics";
import { SmallMap } from "@/parts/map/small";
import { CountedByMonth, Counts, Extent, Incidents, Spellings, ThingMonths } from "@/parts/thing";
import own from "./words.json";

const t = wordsOf(own);

export default function Place({ params }: { params: Record<string, string> }) {
  const id = params["id"] ?? "";
  const answer = useAnswer(() => told(api.GET("/api/1/explore/place/{id}", { params: { path: { id } } })), [id]);
  if (answer.fault.value) return <Wrong again={() => void answer.again()}>{answer.fault.value}</Wrong>;
  const data = answer.data.value;
  if (!data) return <Waiting />;
  const query = `place=${encodeURIComponent(id)}`;
  const entry = data.entry;
  const areas = entry && entry.lat !== null && entry.lon !== null ? [{ lat: entry.lat, lon: entry.lon, radius_km: entry.radius_km, label: say(data.name), chosen: true }] : [];
  return (
    <div class="page">
      <Head title={say(data.name)} count={entry && <Tag><Told words={entry.level} /></Tag>} />
      <Extent incidents={data.incidents} sources={data.sources} first={data.first} last={data.last} />
      {data.unsure > 0 && <p class="caution">{t("unsure", { n: data.unsure, all: data.looked })}</p>}
      <div class="beside">
        <section class="sheet stack">
          <h2>{t("where")}</h2>
          {areas.length ? <SmallMap areas={areas} label={t("where")} /> : <p class="soft">{t("no_point")}</p>}
          {!entry && <p class="soft">{t("no_entry")}</p>}
          {entry && (
            <>
              <p class="row">{t("within")}: {entry.parents.map((parent, n) => <a key={parent} href={`/place/${encodeURIComponent(parent)}`}><Told words={entry.within[n]!} /></a>)}</p>
              {areas.length > 0 && <p class="small soft">{t("reach", { n: entry.radius_km })}</p>}
              <p class="small soft">{t("source")}: <bdi>{entry.source}</bdi></p>
            </>
          )}
        </section>
        <Counts title={t("types")} told={data.types} address={(one) => `/explore?${query}&types=${encodeURIComponent(one.id)}&other=1`} />
        <Spellings told={data.spellings} looked={data.looked} />
      </div>
      <ThingMonths months={data.months} query={query} />
      <CountedByMonth title={t("types_by_month")} start={data.months.start} told={data.types_by_month} address={(one) => `/explore?${query}&types=${encodeURIComponent(one.id)}&other=1`} />
      <Counts title={t("holds")} told={data.holds} address={(one) => `/place/${encodeURIComponent(one.id)}`} />
      <Counts title={t("actors")} told={data.actors} address={(one) => `/actor/${encodeURIComponent(one.id)}`} />
      <Incidents filter={{ place: id }} query={query} />
    </div>
  );
}
