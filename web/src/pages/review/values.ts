// Values of claims, as the API gives them.
import type { ActorKind, ClaimOut } from "@/lib/api";
import { days, type Both } from "@/lib/words";

type Name = { ar: string; en: string };
export type PlaceWay = { place: { id: string; name: Name; level: string; point: { lat: number; lon: number } | null; radius_km: number; within: string[] }; because: string; weight: number };
export type ActorWay = { id: string | null; name: Name; kind: ActorKind; because: string; side: string };
export type TollValue = { status: string; group: string; low: number | null; high: number | null };

export const placeWays = (value: unknown): PlaceWay[] => (Array.isArray(value) ? (value as PlaceWay[]) : []);
export const actorWays = (value: unknown): ActorWay[] => (Array.isArray(value) ? (value as ActorWay[]) : []);
export const daysOf = (value: unknown): { first: string; last: string } | null => (value ? (value as { first: string; last: string }) : null);
export const tollOf = (value: unknown): TollValue => value as TollValue;

/** A claim's value for people; days in words. */
export function labelOf(claim: ClaimOut): Both {
  const told = claim.field === "date" ? daysOf(claim.value) : null;
  const words = told ? days(told.first, told.last, "") : "";
  return told ? { ar: words, en: words } : claim.label;
}

/** A name in both languages; the Arabic where nobody has written an English form. */
export const both = (name: Name): Both => ({ ar: name.ar, en: name.en || name.ar });

/** Write a number of people: «3», «3–5», «3+»; «?» where the words give none. */
export function amount({ low, high }: TollValue): string {
  if (low === null && high === null) return "?";
  if (high === null) return `${low}+`;
  return low === null ? `≤${high}` : low === high ? `${low}` : `${low}–${high}`;
}

/** Read a number of people: «3», «3-5», «3+». */
export function readAmount(written: string): { low: number | null; high: number | null } | null {
  const plain = written.replace(/[\u0660-\u0669]/g, (one) => String(one.charCodeAt(0) - 0x660)).trim();
  if (plain === "" || plain === "?") return { low: null, high: null };
  const found = /^(\d{1,7})?\s*(?:([-–])\s*(\d{1,7})?|(\+))?$/.exec(plain);
  if (!found) return null;
  const [, low, to, high, open] = found;
  const from = low ? Number(low) : null;
  if (open) return { low: from, high: null };
  if (to) return high && Number(high) >= (from ?? 0) ? { low: from, high: Number(high) } : high ? null : { low: from, high: null };
  return { low: from, high: from };
}
