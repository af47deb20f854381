// The places of the map as a list, for those who see no map and for those who want to read it.
import type { MapOut } from "@/lib/api";
import { number, wordsOf } from "@/lib/words";
import { Nothing, Told } from "@/parts/basics";
import { codeName } from "@/lib/names";
import { lit } from "./lit";
import own from "./words.json";

const t = wordsOf(own);
const MOST = 200;

/** Places with their incidents and how far each reaches. */
export function Places({ answer, other, onPlace }: { answer: MapOut; other: boolean; onPlace: (id: string) => void }) {
  if (!answer.place.length) return <Nothing>{t("no_places")}</Nothing>;
  return (
    <>
      {answer.place.length > MOST && <p class="soft small">{t("most_places", { n: MOST, all: answer.place.length })}</p>}
      <table class="places" aria-label={t("places")}>
        <thead>
          <tr>
            <th scope="col">{t("where")}</th>
            <th scope="col">{t("reaches")}</th>
            <th scope="col" class="num">{t("happened")}</th>
            {other && <th scope="col" class="num">{t("not_happened")}</th>}
          </tr>
        </thead>
        <tbody onMouseLeave={() => (lit.value = null)}>
          {answer.place.slice(0, MOST).map((id, n) => {
            const light = () => (lit.value = { by: "place", id, places: new Set([id]) });
            return (
              <tr key={id} class={lit.value?.places?.has(id) && lit.value.by !== "place" ? "lit" : ""} onMouseEnter={light} onFocusIn={light}>
                <td><button type="button" class="link" onClick={() => onPlace(id)}><Told words={{ ar: answer.ar[n]!, en: answer.en[n]! }} /></button></td>
                <td class="soft"><Told words={codeName("levels", answer.level[n]!)} /> · {t("km", { km: number(answer.radius_km[n]!, answer.radius_km[n]! < 10 ? 1 : 0) })}</td>
                <td class="num">{number(answer.happened[n]!)}</td>
                {other && <td class="num">{number(answer.other[n]!)}</td>}
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
