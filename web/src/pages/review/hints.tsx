// What the keys do now, always on the screen.
import { may } from "@/lib/me";
import { wordsOf } from "@/lib/words";
import { Button, Kbd, Quote, Tag } from "@/parts/basics";
import type { Bench } from "./bench";
import { acceptAll, nextReport } from "./deeds";
import { Find } from "./find";
import { begin, openField } from "./opening";
import { KEYS, type Field } from "./rows";
import own from "./words.json";

const t = wordsOf(own);
const USES: readonly Field[] = ["date", "place", "actor", "toll", "weapon", "topic", "source"];

/** What the words that are chosen may become. */
export function Says({ bench }: { bench: Bench }) {
  const chosen = bench.chosen.value;
  const aim = bench.aim.value;
  // What the words under the cursor carry already, said as well as lit.
  const under = bench.rows.value.find((row) => row.lights && row.lights === bench.hover.value)?.field;
  const says = chosen ? bench.report.value.text.slice(chosen.start, chosen.end) : "";
  const finding = bench.finding.value;
  return (
    <div class={chosen || finding ? "review-says" : "review-says empty"}>
      <p id="review-says" aria-live="polite">
        {chosen ? (
          <>
            {under && <Tag tone="accent">{t(`f_${under}`)}</Tag>} {aim ? t("words_for", { what: aim.field === "add" || aim.field === "split" ? t(aim.field) : t(`f_${aim.field}`) }) : t("words_chosen")} <Quote>{says}</Quote>
          </>
        ) : (
          <span class="soft small"><Kbd keys="v" /> {t("to_words")} · <Kbd keys="f" /> {t("find")}</span>
        )}
      </p>
      {finding && <Find bench={bench} />}
      {chosen && !finding && (
        <div class="row small">
          {aim && <span><Kbd keys="Enter" /> {t("words_use")}</span>}
          <span class="soft"><Kbd keys="ArrowLeft" /> <Kbd keys="ArrowRight" /> {t("by_word")} · <Kbd keys="Shift+ArrowLeft" /> {t("word_take")} · <Kbd keys="f" /> {t("find")}</span>
          {!aim && may("code") && <Button tone="quiet" keys="n" onClick={() => begin(bench)}>{t("add")}</Button>}
          {!aim && may("code") && bench.account.value && USES.map((field) => <Button key={field} tone="quiet" keys={KEYS[field]} onClick={() => openField(bench, field)}>{t(`f_${field}`)}</Button>)}
          <Button tone="quiet" keys="Escape" onClick={() => bench.close()}>{t("leave")}</Button>
        </div>
      )}
    </div>
  );
}

export function Hints({ bench }: { bench: Bench }) {
  return (
    <footer class="review-hints small">
      <span><Kbd keys="j" /> <Kbd keys="k" /> {t("events")}</span>
      <span><Kbd keys="ArrowDown" /> <Kbd keys="ArrowUp" /> {t("fields")}</span>
      {may("code") && (
        <>
          <Button tone="quiet" keys="n" onClick={() => begin(bench)}>{t("add")}</Button>
          <Button tone="quiet" keys="Control+Enter" onClick={() => void acceptAll(bench)}>{t("accept_all")}</Button>
        </>
      )}
      <Button tone="quiet" keys="g n" onClick={() => void nextReport(bench)}>{t("next_report")}</Button>
    </footer>
  );
}
