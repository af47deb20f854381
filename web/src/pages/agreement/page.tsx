// How far coders agree who coded the same reports without seeing each other's work.
import { useRef } from "preact/hooks";
import { api, told, type AgreementOut } from "@/lib/api";
import { useAnswer } from "@/lib/ask";
import { useKeys } from "@/lib/keys";
import { ask, route } from "@/lib/router";
import { say, wordsOf } from "@/lib/words";
import { Field, Head, Nothing, Quote, Tag, Told, Waiting, Wrong } from "@/parts/basics";
import own from "./words.json";

const t = wordsOf(own);
type Words = keyof typeof own;

export default function Agreement() {
  const query = route.value.query;
  const [days, km] = [Number(query.get("days") ?? 1), Number(query.get("km") ?? 5)];
  const field = query.get("field") ?? "";
  const answer = useAnswer(() => told(api.GET("/api/1/agreement", { params: { query: { days, km } } })), [days, km]);
  const list = useRef<HTMLTableSectionElement>(null);
  const step = (by: number) => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>("a") ?? [])];
    links[Math.max(0, Math.min(links.length - 1, links.indexOf(document.activeElement as HTMLElement) + by))]?.focus();
  };
  useKeys(t("title"), [
    { keys: "j", label: t("next"), run: () => step(1) },
    { keys: "k", label: t("previous"), run: () => step(-1) },
  ]);
  if (answer.fault.value) return <Wrong again={() => void answer.again()}>{answer.fault.value}</Wrong>;
  const data = answer.data.value;
  if (!data) return <Waiting />;
  const shown = data.disagreements.filter((one) => !field || one.field === field);
  return (
    <div class="page">
      <Head title={t("title")} count={t("reports", { n: data.reports })} />
      {!data.reports && <Nothing>{t("none")}</Nothing>}
      {data.reports > 0 && (
        <>
          <div class="row">
            <Field label={t("days")}>
              <input type="number" min={0} max={31} value={days} onChange={(event) => ask({ days: event.currentTarget.value })} />
            </Field>
            <Field label={t("km")}>
              <input type="number" min={0} max={500} value={km} onChange={(event) => ask({ km: event.currentTarget.value })} />
            </Field>
          </div>
          <Numbers data={data} />
          <section class="stack">
            <h2>{t("where")}</h2>
            <Field label={t("which")}>
              <select value={field} onChange={(event) => ask({ field: event.currentTarget.value || null })}>
                <option value="">{t("all_fields")}</option>
                {data.fields.map((one) => <option key={one.field} value={one.field}>{t(`field_${one.field}` as Words)}</option>)}
              </select>
            </Field>
            {!shown.length ? <Nothing>{t("no_differences")}</Nothing> : (
              <div class="scrolls sheet" tabIndex={0} role="region" aria-label={t("where")}>
                <table>
                  <thead><tr><th scope="col">{t("field")}</th><th scope="col">{t("event")}</th><th scope="col">{t("first")}</th><th scope="col">{t("second")}</th><th scope="col">{t("report")}</th></tr></thead>
                  <tbody ref={list}>
                    {shown.map((one, n) => (
                      <tr key={n}>
                        <td><Tag>{t(`field_${one.field}` as Words)}</Tag></td>
                        <td><Quote>{one.surface}</Quote></td>
                        <td><Told words={one.left} /> <span class="small soft"><bdi>{one.coders[0]}</bdi></span></td>
                        <td><Told words={one.right} /> <span class="small soft"><bdi>{one.coders[1]}</bdi></span></td>
                        <td><a href={`/adjudicate/${encodeURIComponent(one.report)}?event=${encodeURIComponent(one.event)}`}><bdi>{one.title}</bdi></a></td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )}
          </section>
        </>
      )}
    </div>
  );
}

function Numbers({ data }: { data: AgreementOut }) {
  return (
    <section class="sheet stack">
      <p class="small soft">{t("alpha_hint")}</p>
      <div class="scrolls" tabIndex={0} role="region" aria-label={t("alpha")}><table>
        <thead><tr><th scope="col">{t("field")}</th><th scope="col" class="num">{t("alpha")}</th><th scope="col" class="num">{t("agreed")}</th></tr></thead>
        <tbody>
          {data.fields.map((one) => (
            <tr key={one.field}>
              <th scope="row">{t(`field_${one.field}` as Words)}</th>
              <td class="num">{one.alpha === null ? <span class="soft">{one.why && say(one.why)}</span> : <bdi dir="ltr">{one.alpha.toFixed(2)}</bdi>}</td>
              <td class="num">{t("of", { n: one.agreed, all: one.units })}</td>
            </tr>
          ))}
        </tbody>
      </table></div>
    </section>
  );
}
