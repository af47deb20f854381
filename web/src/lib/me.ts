// Who is at work here, and what the person may do. The server looks at every right again; pages merely hide what is not there.
import { signal } from "@preact/signals";
import { admitted, api, told, type Me } from "./api";

/** Who is let in; `null` until it is known. `who` is null in it when nobody is. */
export const me = signal<Me | null>(null);

/** Say whether the person may do something: `read`, `add`, `code`, `review`, `adjudicate`, `learn`, `export`, `administer`. */
export function may(right: string): boolean {
  return me.value?.rights.includes(right) ?? false;
}

/** Bring the token of the address, if it has one, and see who is let in. */
export async function enter(): Promise<void> {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (token) {
    history.replaceState(null, "", location.pathname + location.search);
    await api.POST("/api/1/session", { body: { token } }).catch(() => undefined);
  }
  me.value = await told(api.GET("/api/1/me"));
  admitted.value = me.value.who !== null;
}

/** Let a person in by name and password. Whoever comes in after somebody else begins anew. */
export async function logIn(name: string, password: string): Promise<void> {
  const before = me.peek()?.who;
  const now = await told(api.POST("/api/1/login", { body: { name, password } }));
  if (before && before !== now.who) location.reload();
  me.value = now;
  admitted.value = true;
}

/** Go out. What the pages held in memory goes too. */
export async function logOut(): Promise<void> {
  await api.POST("/api/1/logout");
  location.assign("/");
}
