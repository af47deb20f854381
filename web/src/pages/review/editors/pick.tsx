// A list to choose from: by its number, by arrows, or by writing part of a name.
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useId, useLayoutEffect, useRef } from "preact/hooks";
import { useKeys } from "@/lib/keys";
import { wordsOf } from "@/lib/words";
import { Kbd } from "@/parts/basics";
import own from "../words.json";

const t = wordsOf(own);

/** A way to choose; `zero` has the key 0, which stays while others come and go. */
export type Way = { key: string; zero?: boolean; name: ComponentChildren; note?: ComponentChildren; because?: ComponentChildren; group?: string; now?: boolean };

type PickProps = {
  title: string;
  ways: readonly Way[];
  onChoose: (way: Way) => void;
  /** Told which one the hand is on, to show more of it. */
  onAim?: (way: Way | undefined) => void;
  /** What is written to look for; without it the list alone has the focus. */
  query?: string;
  onQuery?: (query: string) => void;
  /** What is looked for, in the field as long as it is empty. */
  hint?: string;
  start?: number;
  /** Whether the list is of what was asked; a choice made before waits for it. */
  ready?: boolean;
};

type Choice = number | "aim" | "zero";

export function Pick({ title, ways, onChoose, onAim, query, onQuery, hint, start = 0, ready = true }: PickProps) {
  const id = useId();
  const at = useSignal(start);
  const field = useRef<HTMLInputElement & HTMLUListElement>(null);
  const inside = useSignal(true);
  const aim = Math.min(at.value, ways.length - 1);
  const early = useRef<(() => void) | null>(null);
  const latest = useRef<(pick: Choice) => void>(() => undefined);
  // A hand that is faster than the answer means the answer's list, not the one before it.
  const choose = (pick: Choice) => (ready ? latest.current(pick) : (early.current = () => latest.current(pick)));
  latest.current = (pick) => {
    const numbered = ways.filter((way) => !way.zero);
    const way = pick === "aim" ? ways[aim] : pick === "zero" ? ways.find((one) => one.zero) : numbered[pick];
    if (way) onChoose(way);
  };
  useEffect(() => {
    if (!ready || !early.current) return;
    const run = early.current;
    early.current = null;
    run();
  }, [ready]);
  useLayoutEffect(() => field.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    if (query !== undefined) at.value = query ? 0 : start;
  }, [query]);
  useEffect(() => {
    onAim?.(ways[aim]);
    document.getElementById(`${id}-${aim}`)?.scrollIntoView({ block: "nearest" });
  }, [aim, ways]);
  const step = (by: number) => (at.value = Math.max(0, Math.min(ways.length - 1, aim + by)));
  useKeys(
    title,
    [
      ...Array.from({ length: 9 }, (_, n) => ({ keys: `${n + 1}`, label: t("choose_n", { n: n + 1 }), inFields: true, run: () => choose(n) })),
      ...(ways.some((way) => way.zero) ? [{ keys: "0", label: t("way_zero"), inFields: true, run: () => choose("zero") }] : []),
      { keys: "ArrowDown", label: t("way_next"), inFields: true, run: () => step(1) },
      { keys: "ArrowUp", label: t("way_before"), inFields: true, run: () => step(-1) },
      { keys: "Enter", label: t("way_take"), inFields: true, run: () => choose("aim") },
    ],
    inside.value,
  );
  const held = { ref: field, "aria-controls": `${id}-list`, "aria-activedescendant": ways.length ? `${id}-${aim}` : undefined, "aria-label": title };
  const focus = { onFocus: () => (inside.value = true), onBlur: () => (inside.value = false) };
  const list = (
    <ul id={`${id}-list`} class="ways" role="listbox" aria-label={title} {...(onQuery ? {} : { ...focus, ref: field, tabIndex: 0, "aria-activedescendant": held["aria-activedescendant"] })}>
      {ways.map((way, n) => (
        <li key={way.key} id={`${id}-${n}`} role="option" aria-selected={n === aim} class={`way${way.now ? " now" : ""}${way.group && way.group !== ways[n - 1]?.group ? " begins" : ""}`} data-group={way.group} onMouseDown={(event) => event.preventDefault()} onMouseMove={() => n !== aim && (at.value = n)} onClick={() => onChoose(way)}>
          <span class="way-number">{(way.zero || n < 9) && <Kbd keys={way.zero ? "0" : `${n + 1}`} />}</span>
          <span class="way-name">{way.name}</span>
          {way.note && <span class="way-note">{way.note}</span>}
          {way.because && <span class="way-because">{way.because}</span>}
        </li>
      ))}
    </ul>
  );
  if (!onQuery) return list;
  return (
    <div class="pick">
      <input {...held} {...focus} class="pick-field" role="combobox" aria-expanded="true" aria-autocomplete="list" autocomplete="off" spellcheck={false} dir="auto" value={query} placeholder={hint} onInput={(event) => onQuery(event.currentTarget.value)} />
      {list}
    </div>
  );
}
