// The rows of a card: one a claim, and one for what the report does not say.
import type { AccountOut, ClaimIn, ClaimOut } from "@/lib/api";
import { triggerKey } from "./segments";

export const FIELDS = ["type", "realis", "date", "place", "actor", "toll", "weapon", "topic", "source"] as const;
export type Field = (typeof FIELDS)[number];
export type Row = { key: string; field: Field; claim: ClaimOut | null; lights: string; first: boolean };

/** The key of each field. */
export const KEYS: Record<Field, string> = { type: "t", realis: "r", date: "d", place: "p", actor: "o", toll: "u", weapon: "w", topic: "b", source: "c" };
/** Fields that are said to be unknown when nothing is told; the others are offered only. */
const TOLD: readonly Field[] = ["type", "realis", "date", "place", "actor"];
/** Fields whose value is the words themselves. */
export const WORDS: readonly Field[] = ["weapon", "topic", "source"];
/** Fields that an account has once. */
export const ONCE: readonly Field[] = ["type", "realis", "date"];

/** Give the rows of an account. */
export function rowsOf(account: AccountOut): Row[] {
  return FIELDS.flatMap((field): Row[] => {
    const claims = account.claims.filter((claim) => claim.field === field);
    if (!claims.length) return TOLD.includes(field) ? [{ key: `${account.event}:${field}`, field, claim: null, lights: "", first: true }] : [];
    const act = field === "type" || field === "realis";
    return claims.map((claim, n) => ({ key: claim.id, field, claim, lights: act ? triggerKey(account.event) : claim.id, first: n === 0 }));
  });
}

/** Give the fields that nothing is told of and that no row stands for. */
export function silent(account: AccountOut): Field[] {
  return FIELDS.filter((field) => !TOLD.includes(field) && !account.claims.some((claim) => claim.field === field));
}

/** Make what a write sends about a claim. */
export function claimIn(more: Partial<ClaimIn>): ClaimIn {
  return { role: "", group: "unknown", ...more };
}

/** Send all claims of a field with one of them changed, left out (`null`), or with one more (`claim` is `null`). */
export function changed(account: AccountOut, field: Field, claim: ClaimOut | null, to: Partial<ClaimIn> | null): ClaimIn[] {
  const asked = account.claims
    .filter((one) => one.field === field)
    .flatMap((one) => (one.id !== claim?.id ? [claimIn({ keep: one.id })] : to ? [claimIn(to)] : []));
  return !claim && to ? [...(ONCE.includes(field) ? [] : asked), claimIn(to)] : asked;
}

/** Whether an account still waits for a look. */
export const waits = (account: AccountOut): boolean => account.review === "proposed";
