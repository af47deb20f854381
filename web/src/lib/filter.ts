// Which incidents are meant. The filter is the address: its names are those of the API, so that an address can be shared.
import type { paths } from "@/lib/api";

type Query = NonNullable<paths["/api/1/incidents"]["get"]["parameters"]["query"]>;
export type Filter = Omit<Query, "order" | "limit" | "offset">;

const MANY = ["types", "realis", "actors", "conflicts", "review", "ids"] as const;
const ONE = ["first", "last", "box", "place", "role", "words"] as const;
const NUMBERS = ["lineages", "lineages_most"] as const;
export const NAMES: readonly string[] = [...MANY, ...ONE, ...NUMBERS, "undated"];

/** How incidents are told that happened or were tried; everything else is shown only when asked for. */
export const HAPPENED = ["actual", "failed"];
/** The address says `other=1` when planned, ordered, denied… incidents are shown too. */
export const OTHER = "other";

/** Read the filter of an address; without anything else it means what happened or was tried. */
export function filterOf(query: URLSearchParams): Filter {
  const out: Record<string, unknown> = {};
  for (const name of MANY) if (query.has(name)) out[name] = query.getAll(name);
  for (const name of ONE) if (query.get(name)) out[name] = query.get(name);
  for (const name of NUMBERS) if (Number(query.get(name)) > 0) out[name] = Number(query.get(name));
  if (query.get("undated") === "true") out["undated"] = true;
  return out as Filter;
}

/** Whether planned, ordered, denied… incidents are shown. */
export function others(query: URLSearchParams): boolean {
  return query.get(OTHER) === "1" || query.has("realis");
}

/** The filter as the API is to be asked. */
export function asked(query: URLSearchParams, draft: Filter = {}): Filter {
  const told = { ...filterOf(query), ...draft };
  return others(query) ? told : { ...told, realis: HAPPENED };
}

/** The same without some parts: no view is narrowed by what was chosen in itself. */
export function without(filter: Filter, ...names: (keyof Filter)[]): Filter {
  const out = { ...filter };
  for (const name of names) delete out[name];
  return out;
}

/** Write a filter as parts of an address; what it lacks is taken away. */
export function parts(filter: Filter): Record<string, string | string[] | null> {
  const told = filter as Record<string, unknown>;
  return Object.fromEntries(NAMES.map((name) => [name, told[name] ? (Array.isArray(told[name]) ? (told[name] as string[]) : String(told[name])) : null]));
}

/** The rest of an address: how the page shows what the filter means. */
export function viewOf(query: URLSearchParams): string {
  const rest = new URLSearchParams(query);
  for (const name of [...NAMES, "offset"]) rest.delete(name);
  return rest.toString();
}

/** Put a filter and the rest of an address together again. */
export function addressOf(filter: Filter, view: string): string {
  const query = new URLSearchParams(view);
  for (const [name, value] of Object.entries(parts(filter))) for (const one of value === null ? [] : Array.isArray(value) ? value : [value]) query.append(name, one);
  const text = query.toString();
  return text ? `/explore?${text}` : "/explore";
}
