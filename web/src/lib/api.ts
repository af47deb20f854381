// The desk's API, typed by its own description. Every write carries the header that no foreign page can set.
import createClient, { type Middleware } from "openapi-fetch";
import { signal } from "@preact/signals";
import type { Fault, paths } from "./schema";

export type * from "./schema";

/** What went wrong with a request: the answer's words, and with 409 the decision that came between. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly fault: Fault,
  ) {
    super(fault.error);
  }
  /** Whether somebody decided since; nothing was changed. */
  get overtaken(): boolean {
    return this.status === 409;
  }
}

/** Whether the desk lets this page in; `null` until it is known. */
export const admitted = signal<boolean | null>(null);

/** Grows with every write that this page made: what shows the archive asks again. */
export const written = signal(0);

const watch: Middleware = {
  onRequest({ request }) {
    if (request.method !== "GET") request.headers.set("X-Marsad", "1");
  },
  async onResponse({ request, response }) {
    if (response.ok) {
      if (request.method !== "GET" && !request.url.endsWith("/session")) written.value += 1;
      return;
    }
    if (response.status === 401) admitted.value = false;
    throw new Refused(response.status, await faultOf(response));
  },
  onError({ error }) {
    throw new Refused(0, { error: error instanceof Error ? error.message : String(error), newer: null, seen: null });
  },
};

async function faultOf(response: Response): Promise<Fault> {
  const plain = await response.json().catch(() => null);
  if (plain && typeof plain.error === "string") return plain as Fault;
  return { error: `${response.status} ${response.statusText}`, newer: null, seen: null };
}

/** The client: `await api.GET("/api/1/reports/{key}", { params: { path: { key } } })` gives `{ data }` or throws `Refused`. */
export const api = createClient<paths>({
  baseUrl: "/",
  credentials: "same-origin",
  querySerializer: { array: { style: "form", explode: true } },
});
api.use(watch);

/** Take the answer of a request; a refusal was thrown before. */
export async function told<T>(request: Promise<{ data?: T }>): Promise<T> {
  return (await request).data as T;
}
