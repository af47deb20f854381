// What is under the hand or the focus in one view, lit in all others.
import { signal } from "@preact/signals";
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
