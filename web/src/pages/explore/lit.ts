// What is under the hand or the focus in one view, lit in all others.
import { computed, signal } from "@preact/signals";
import type { IncidentRow } from "@/lib/api";

export type Lit = {
  /** The view it comes from. */
  by: "row" | "place" | "days" | "actor";
  id?: string;
  places?: ReadonlySet<string>;
  actors?: ReadonlySet<string>;
  first?: string | null;
  last?: string | null;
};

export const lit = signal<Lit | null>(null);

/** Light what belongs to an incident. */
export function litBy(row: IncidentRow): Lit {
  const actors = row.actors.map((one) => one.id).filter((id): id is string => id !== null);
  return { by: "row", id: row.id, places: new Set(row.places.map((one) => one.id)), actors: new Set(actors), first: row.first, last: row.last };
}

/** Say whether an incident is lit by another view. */
export function isLit(row: IncidentRow, now: Lit | null): boolean {
  if (!now || now.by === "row") return false;
  if (now.by === "place") return row.places.some((one) => now.places?.has(one.id));
  if (now.by === "actor") return row.actors.some((one) => one.id !== null && now.actors?.has(one.id));
  return !!row.first && !!now.first && row.first <= (now.last ?? now.first) && (row.last ?? row.first) >= now.first;
}

/** The incidents that the table shows. */
export const shown = signal<readonly IncidentRow[]>([]);

export type Spread = { places: ReadonlySet<string>; actors: ReadonlySet<string>; spans: readonly [first: string, last: string][] };

/** What is lit, carried on to places, actors and days by the incidents of the table. */
export const spread = computed<Spread>(() => {
  const now = lit.value;
  const rows = now && now.by !== "row" ? shown.value.filter((row) => isLit(row, now)) : [];
  const spans = rows.filter((row) => row.first).map((row): [string, string] => [row.first!, row.last ?? row.first!]);
  if (now?.by === "row" && now.first) spans.push([now.first, now.last ?? now.first]);
  const places = now?.places ?? new Set(rows.flatMap((row) => row.places.map((one) => one.id)));
  const actors = now?.actors ?? new Set(rows.flatMap((row) => row.actors.map((one) => one.id).filter((id): id is string => id !== null)));
  return { places, actors, spans: now?.by === "days" ? [] : spans };
});
