// Addresses of the pages. What a page shows is in its address, so that it can be shared and gone back to.
import { signal } from "@preact/signals";

export type Route = { path: string; query: URLSearchParams };

const here = (): Route => ({ path: location.pathname, query: new URLSearchParams(location.search) });

export const route = signal<Route>(here());

addEventListener("popstate", () => (route.value = here()));

/** Go to an address of the desk; `replace` leaves no step to go back to. */
export function go(address: string, replace = false): void {
  if (replace) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  route.value = here();
  if (!replace) scrollTo(0, 0);
}

/** Put parts of the query in place of those that stand; `null` takes one away. */
export function ask(parts: Record<string, string | string[] | null>, replace = true): void {
  const query = new URLSearchParams(route.value.query);
  for (const [name, value] of Object.entries(parts)) {
    query.delete(name);
    if (value !== null) for (const one of Array.isArray(value) ? value : [value]) query.append(name, one);
  }
  const text = query.toString();
  go(route.value.path + (text ? `?${text}` : ""), replace);
}

/** Give the parts of an address that fit a pattern such as `/review/:key`; `null` when it does not fit. */
export function fits(pattern: string, path: string): Record<string, string> | null {
  const [wanted, given] = [pattern.split("/"), path.split("/")];
  if (wanted.length !== given.length) return null;
  const found: Record<string, string> = {};
  for (const [at, step] of wanted.entries()) {
    const part = given[at] ?? "";
    if (step.startsWith(":")) found[step.slice(1)] = decodeURIComponent(part);
    else if (step !== part) return null;
  }
  return found;
}

// Links stay links; a plain click on one of ours does not load the desk anew.
addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element | null)?.closest?.("a");
  if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  if (link.pathname.startsWith("/api/") || (link.hash && link.pathname === location.pathname)) return;
  event.preventDefault();
  go(link.pathname + link.search);
});
