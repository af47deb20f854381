// A list to choose from: by its number, by arrows, or by writing part of a name.
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useId, useLayoutEffect, useRef } from "preact/hooks";
import { useKeys } from "@/lib/keys";
import { wordsOf } from "@/lib/words";
import { Kbd } from "@/parts/basics";
import own from "../words.json";

const t = wordsOf(own);

export type Way = { key: string; name: ComponentChildren; note?: ComponentChildren; because?: ComponentChildren; group?: string; now?: boolean };

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
  /** Keys beside those of every list. */
  keys?: Parameters<typeof useKeys>[1];
  start?: number;
};

export function Pick({ title, ways, onChoose, onAim, query, onQuery, hint, keys = [], start = 0 }: PickProps) {
  const id = useId();
  const at = useSignal(start);
  const field = useRef<HTMLInputElement & HTMLUListElement>(null);
  const inside = useSignal(true);
  const aim = Math.min(at.value, ways.length - 1);
  const choose = (n: number) => ways[n] && onChoose(ways[n]);
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
      ...Array.from({ length: Math.min(9, ways.length) }, (_, n) => ({ keys: `${n + 1}`, label: t("choose_n", { n: n + 1 }), inFields: true, run: () => choose(n) })),
      { keys: "ArrowDown", label: t("way_next"), inFields: true, run: () => step(1) },
      { keys: "ArrowUp", label: t("way_before"), inFields: true, run: () => step(-1) },
      { keys: "Enter", label: t("way_take"), inFields: true, run: () => choose(aim) },
      ...keys,
    ],
    inside.value,
  );
  const held = { ref: field, "aria-controls": `${id}-list`, "aria-activedescendant": ways.length ? `${id}-${aim}` : undefined, "aria-label": title };
  const focus = { onFocus: () => (inside.value = true), onBlur: () => (inside.value = false) };
  const list = (
    <ul id={`${id}-list`} class="ways" role="listbox" aria-label={title} {...(onQuery ? {} : { ...focus, ref: field, tabIndex: 0, "aria-activedescendant": held["aria-activedescendant"] })}>
      {ways.map((way, n) => (
        <li key={way.key} id={`${id}-${n}`} role="option" aria-selected={n === aim} class={`way${way.now ? " now" : ""}${way.group && way.group !== ways[n - 1]?.group ? " begins" : ""}`} data-group={way.group} onMouseDown={(event) => event.preventDefault()} onMouseMove={() => n !== aim && (at.value = n)} onClick={() => choose(n)}>
          <span class="way-number">{n < 9 && <Kbd keys={`${n + 1}`} />}</span>
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
