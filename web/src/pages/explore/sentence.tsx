// The filter as a sentence. Each part can be taken away.
import { days, day, number, say, wordsOf } from "@/lib/words";
import type { Filter } from "@/lib/filter";
import { codeName, nameOf } from "@/lib/names";
import own from "./words.json";

const t = wordsOf(own);

type Item = { words: string; without: Filter; other?: boolean };
type Part = { lead: string; items: Item[] };

type Props = { filter: Filter; other: boolean; total: number | undefined; onChange: (filter: Filter) => void; onOther: (on: boolean) => void };

/** The sentence, with a button for each part that takes it away. */
export function Sentence({ filter, other, total, onChange, onOther }: Props) {
  const told = partsOf(filter);
  return (
    <p class="sentence">
      <span>{total === undefined ? t("incidents_some") : t("incidents_n", { n: total })}</span>
      {!filter.realis?.length && (
        <span class="part">
          {" "}
          {other ? t("told_any") : <mark class="value">{t("told_happened")}<Off words={t("told_happened")} run={() => onOther(true)} /></mark>}
        </span>
      )}
      {told.map(({ lead, items }) => (
        <span key={lead} class="part">
          {t("comma")} {lead}{" "}
          {items.map(({ words, without }, n) => (
            <span key={words}>
              {n > 0 && ` ${t("or")} `}
              <mark class="value"><bdi>{words}</bdi><Off words={`${lead} ${words}`} run={() => onChange(without)} /></mark>
            </span>
          ))}
        </span>
      ))}
      <span>{t("stop")}</span>
    </p>
  );
}

function Off({ words, run }: { words: string; run: () => void }) {
  return (
    <button type="button" class="off" aria-label={t("take_away", { what: words })} title={t("take_away", { what: words })} onClick={run}>
      ×
    </button>
  );
}

/** Say the parts of a filter. */
function partsOf(filter: Filter): Part[] {
  const out: Part[] = [];
  const drop = (...names: (keyof Filter)[]): Filter => Object.fromEntries(Object.entries(filter).filter(([name]) => !names.includes(name as keyof Filter))) as Filter;
  const many = (name: "types" | "realis" | "actors" | "conflicts" | "review" | "ids", lead: string, words: (value: string) => string) => {
    const values = (filter[name] ?? []) as string[];
    if (values.length) out.push({ lead, items: values.map((value) => ({ words: words(value), without: values.length > 1 ? ({ ...filter, [name]: values.filter((one) => one !== value) } as Filter) : drop(name, ...(name === "actors" ? (["role"] as const) : [])) })) });
  };
  const one = (lead: string, words: string, ...names: (keyof Filter)[]) => out.push({ lead, items: [{ words, without: drop(...names) }] });
  many("realis", t("part_realis"), (code) => say(codeName("realis", code)));
  many("types", t("part_types"), (code) => say(codeName("types", code)));
  if (filter.first && filter.last) one(t("part_days"), days(filter.first, filter.last, ""), "first", "last");
  else if (filter.first) one(t("part_first"), day(filter.first), "first");
  else if (filter.last) one(t("part_last"), day(filter.last), "last");
  if (filter.undated) one(t("part_undated"), t("undated_too"), "undated");
  if (filter.place) one(t("part_place"), say(nameOf("place", filter.place)), "place");
  if (filter.box) one(t("part_box"), boxWords(filter.box), "box");
  many("actors", t("part_actors"), (id) => say(nameOf("actor", id)));
  if (filter.role) one(t("part_role"), say(codeName("roles", filter.role)), "role");
  many("conflicts", t("part_conflicts"), (name) => t(`field_${name}` as "field_date"));
  if (filter.lineages) one(t("part_lineages"), number(filter.lineages), "lineages");
  if (filter.lineages_most) one(t("part_lineages_most"), number(filter.lineages_most), "lineages_most");
  many("review", t("part_review"), (name) => t(`review_${name}` as "review_open"));
  if (filter.words) one(t("part_words"), filter.words, "words");
  if (filter.ids?.length) one(t("part_ids"), number(filter.ids.length), "ids");
  return out;
}

function boxWords(box: string): string {
  const [west, south, east, north] = box.split(",").map(Number) as [number, number, number, number];
  const degrees = (value: number, plus: string, minus: string) => `${Math.abs(value).toFixed(1)}° ${t((value < 0 ? minus : plus) as "north")}`;
  return t("box_words", { south: degrees(south, "north", "south"), north: degrees(north, "north", "south"), west: degrees(west, "east", "west"), east: degrees(east, "east", "west") });
}
