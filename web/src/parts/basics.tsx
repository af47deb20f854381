// The parts that every page is made of.
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useKeys } from "@/lib/keys";
import { language, say, wordsOf, type Both } from "@/lib/words";
import own from "./words.json";

const t = wordsOf(own);

/** A key as it is printed on the keyboard. */
export function Kbd({ keys }: { keys: string }) {
  const first = keys.split(" | ")[0]!;
  const names = first.split(/[ +]/);
  return (
    <kbd class="kbd" dir="ltr">
      {names.map((name) => KEYCAPS[name] ?? name).join(first.includes(" ") ? " " : "+")}
    </kbd>
  );
}

const KEYCAPS: Record<string, string> = {
  Control: "Ctrl",
  ArrowDown: "↓",
  ArrowUp: "↑",
  ArrowLeft: "←",
  ArrowRight: "→",
  Escape: "Esc",
  Enter: "⏎",
  Space: "␣",
  Delete: "Del",
};

type ButtonProps = {
  onClick?: (event: MouseEvent) => void;
  children: ComponentChildren;
  /** The key that does the same; shown beside the words. */
  keys?: string;
  tone?: "plain" | "main" | "good" | "bad" | "quiet";
  pressed?: boolean;
  disabled?: boolean;
  label?: string;
  type?: "button" | "submit";
  class?: string;
};

/** A button, with its key beside it. */
export function Button({ onClick, children, keys, tone = "plain", pressed, disabled, label, type = "button", class: more = "" }: ButtonProps) {
  return (
    <button type={type} class={`button ${tone} ${more}`} onClick={onClick} disabled={disabled} aria-pressed={pressed} aria-label={label} title={label}>
      <span>{children}</span>
      {keys && <Kbd keys={keys} />}
    </button>
  );
}

/** A small word in a frame: a code, a state, a count. */
export function Tag({ children, tone = "", title }: { children: ComponentChildren; tone?: string; title?: string }) {
  return (
    <span class={`tag ${tone}`} title={title}>
      {children}
    </span>
  );
}

/** Words that the API tells in both languages; in the other language where one is missing. */
export function Told({ words, class: more }: { words: Both; class?: string }) {
  const text = say(words) || words.ar || words.en;
  const foreign = language.value === "en" && /[\u0600-\u06ff]/.test(text);
  return (
    <bdi class={more} lang={foreign ? "ar" : undefined}>
      {text}
    </bdi>
  );
}

/** Words of a report, always Arabic and right to left, whatever the language of the page. */
export function Quote({ children, class: more = "" }: { children: ComponentChildren; class?: string }) {
  return (
    <q class={`quote ${more}`} lang="ar" dir="rtl">
      {children}
    </q>
  );
}

/** A labelled field; what it is for stands under it. */
export function Field({ label, hint, children }: { label: string; hint?: ComponentChildren; children: ComponentChildren }) {
  return (
    <label class="field">
      <span class="field-label">{label}</span>
      {children}
      {hint && <span class="field-hint">{hint}</span>}
    </label>
  );
}

/** What stands where there is nothing to show: why, and what to do. */
export function Nothing({ children }: { children: ComponentChildren }) {
  return <p class="nothing">{children}</p>;
}

/** A refusal or fault. */
export function Wrong({ children, again }: { children: ComponentChildren; again?: () => void }) {
  return (
    <div class="wrong" role="alert">
      <p>{children}</p>
      {again && <Button onClick={again}>{t("again")}</Button>}
    </div>
  );
}

/** What stands while an answer is on its way. */
export function Waiting() {
  return (
    <p class="waiting" role="status">
      {t("waiting")}
    </p>
  );
}

/** A page's head: its name, and what can be done with all of it. */
export function Head({ title, children, count }: { title: string; count?: ComponentChildren; children?: ComponentChildren }) {
  useEffect(() => {
    document.title = `${title} · ${t("marsad")}`;
  }, [title, language.value]);
  return (
    <header class="head">
      <h1>{title}</h1>
      {count !== undefined && <span class="head-count">{count}</span>}
      <div class="head-acts">{children}</div>
    </header>
  );
}

type DialogProps = { title: string; onClose: () => void; children: ComponentChildren; wide?: boolean };

/** A dialog over the page; Escape closes it, and the focus goes back to where it was. */
export function Dialog({ title, onClose, children, wide }: DialogProps) {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const back = document.activeElement as HTMLElement | null;
    box.current?.showModal();
    return () => back?.focus?.();
  }, []);
  useKeys(title, [{ keys: "Escape", label: t("close"), run: onClose, inFields: true }]);
  return (
    <dialog ref={box} class={wide ? "dialog wide" : "dialog"} aria-label={title} onCancel={(event) => (event.preventDefault(), onClose())}>
      <header class="dialog-head">
        <h2>{title}</h2>
        <Button tone="quiet" onClick={onClose} keys="Escape">
          {t("close")}
        </Button>
      </header>
      <div class="dialog-body">{children}</div>
    </dialog>
  );
}

/** A choice of one of a few. */
export function Choice<T extends string>({ label, value, choices, onChoose }: { label: string; value: T; choices: readonly [T, string][]; onChoose: (value: T) => void }) {
  return (
    <fieldset class="choice">
      <legend class="unseen">{label}</legend>
      {choices.map(([name, words]) => (
        <button type="button" key={name} aria-pressed={name === value} onClick={() => onChoose(name)}>
          {words}
        </button>
      ))}
    </fieldset>
  );
}

/** A component made when its page is first opened. */
export type Page = (props: { params: Record<string, string> }) => JSX.Element | null;
