// Keys. What is on the screen says which keys it hears; the last to say so hears first. `?` lists them all.
import { signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";

export type Key = {
  /** `j`, `Enter`, `ArrowDown`, `Shift+J`, `Control+z`, or two letters one after the other: `g e`. */
  keys: string;
  /** What it does, in the person's language. */
  label: string;
  run: (event: KeyboardEvent) => void;
  /** Heard while a field is being written in too. */
  inFields?: boolean;
};

type Scope = { id: number; title: string; keys: () => readonly Key[] };

export const scopes = signal<readonly Scope[]>([]);
let counted = 0;
let before: { key: string; at: number } | null = null;
const TOGETHER = 900;

/** Hear keys as long as the component is on the screen. */
export function useKeys(title: string, keys: readonly Key[], active = true): void {
  const held = useRef({ title, keys });
  held.current = { title, keys };
  // Before the screen is painted: a hand that types on must not be too fast for what just opened.
  useLayoutEffect(() => {
    if (!active) return;
    const id = ++counted;
    const scope: Scope = { id, get title() { return held.current.title; }, keys: () => held.current.keys };
    scopes.value = [...scopes.peek(), scope];
    return () => {
      scopes.value = scopes.peek().filter((one) => one.id !== id);
    };
  }, [active]);
}

/** Name the key of an event, whatever the layout: on an Arabic keyboard the key of J gives «ت», and is still J. */
export function nameOf(event: KeyboardEvent): string {
  const latin = /^[\x21-\x7e]$/.test(event.key);
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase();
  const digit = /^Digit(\d)$/.exec(event.code)?.[1];
  let key = latin || event.key.length > 1 ? event.key : (letter ?? digit ?? event.key);
  if (event.key === " ") key = "Space";
  if (!latin && event.code === "Slash") key = event.shiftKey ? "?" : "/";
  if (/^[A-Za-z]$/.test(key)) key = event.shiftKey ? key.toUpperCase() : key.toLowerCase();
  const parts = [event.ctrlKey || event.metaKey ? "Control" : "", event.altKey ? "Alt" : ""];
  if (event.shiftKey && (key.length > 1 || /^[A-Z]$/.test(key))) parts.push("Shift");
  return [...parts.filter(Boolean), key].join("+");
}

function inField(event: KeyboardEvent): boolean {
  const at = event.target as HTMLElement | null;
  if (!at?.closest) return false;
  if (at.isContentEditable || at.closest("textarea, select, [role=combobox], [role=listbox], [role=textbox]")) return true;
  const input = at.closest("input");
  return !!input && !["checkbox", "radio", "button", "range"].includes(input.type);
}

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  const [name, writing] = [nameOf(event), inField(event)];
  const two = before && event.timeStamp - before.at < TOGETHER ? `${before.key} ${name}` : null;
  before = writing ? null : { key: name, at: event.timeStamp };
  const modal = document.querySelector("dialog[open]");
  for (const wanted of two ? [two, name] : [name]) {
    for (const scope of [...scopes.peek()].reverse()) {
      const key = scope.keys().find((one) => one.keys.split(" | ").includes(wanted) && (one.inFields || !writing));
      if (!key) continue;
      // Behind an open dialog nothing hears but the dialog: its scope was the last to be added.
      if (modal && scope !== scopes.peek()[scopes.peek().length - 1]) return;
      event.preventDefault();
      before = null;
      key.run(event);
      return;
    }
    if (scopes.peek().some((scope) => scope.keys().some((one) => one.keys.startsWith(`${wanted} `)))) return;
  }
});
