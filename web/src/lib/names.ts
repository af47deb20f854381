// Names of codes, places and actors that a filter holds, asked for once.
import { signal } from "@preact/signals";
import { api, Refused, told, type CodebookOut } from "@/lib/api";
import type { Both } from "@/lib/words";

export const codebook = signal<CodebookOut | null>(null);
let loading: Promise<void> | null = null;

/** Have the codebook; it does not change while the desk runs. */
export function loadCodebook(): void {
  loading ??= told(api.GET("/api/1/codebook")).then((book) => void (codebook.value = book), () => void (loading = null));
}

const names = signal<ReadonlyMap<string, Both>>(new Map());
const sought = new Set<string>();

/** Remember a name that an answer told. */
export function remember(key: string, name: Both): void {
  if (names.peek().has(key)) return;
  names.value = new Map(names.peek()).set(key, name);
}

/** The name of a place or an actor; its id until the name is there. */
export function nameOf(kind: "place" | "actor", id: string): Both {
  const key = `${kind} ${id}`;
  const found = names.value.get(key);
  if (found) return found;
  if (!sought.has(key)) void seek(kind, id, key);
  const plain = id.replace(/^person:/, "");
  return { ar: plain, en: plain };
}

async function seek(kind: "place" | "actor", id: string, key: string): Promise<void> {
  sought.add(key);
  try {
    const found = kind === "place" ? await told(api.GET("/api/1/places/{id}", { params: { path: { id } } })) : await told(api.GET("/api/1/actors/{id}", { params: { path: { id } } }));
    remember(key, found.name);
  } catch (error) {
    if (!(error instanceof Refused)) throw error; // somebody who is in no roster is named by the id
  }
}

/** The name of a code; the code itself until the codebook is there. */
export function codeName(group: string, code: string): Both {
  const book = codebook.value;
  const found = group === "types" ? book?.types.find((one) => one.code === code) : book?.codes[group]?.find((one) => one.code === code);
  return found ? { ar: found.ar, en: found.en } : { ar: code, en: code };
}
