// The frame of an editor: what it edits, the words it rests on, how to leave it.
import type { ComponentChildren } from "preact";
import { useKeys } from "@/lib/keys";
import { wordsOf } from "@/lib/words";
import { Button, Quote } from "@/parts/basics";
import type { Bench } from "../bench";
import own from "../words.json";

const t = wordsOf(own);

export function Frame({ bench, title, words, children }: { bench: Bench; title: string; words?: string; children: ComponentChildren }) {
  useKeys(title, [{ keys: "Escape", label: t("leave"), inFields: true, run: () => bench.close() }]);
  return (
    <section class="editor" aria-label={title}>
      <header class="editor-head">
        <strong>{title}</strong>
        {words && <Quote class="small">{words}</Quote>}
        <Button tone="quiet" keys="Escape" onClick={() => bench.close()}>{t("leave")}</Button>
      </header>
      {children}
    </section>
  );
}

/** Why something is read as it is, in the reader's words: English with Arabic in «guillemets», whichever comes first. */
export function Because({ children }: { children: string }) {
  const english = /[A-Za-z]/.test(children.replace(/«[^»]*»/g, ""));
  return children ? <bdi class="because" lang={english ? "en" : "ar"} dir={english ? "ltr" : "rtl"}>{children}</bdi> : null;
}
