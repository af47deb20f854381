// After a correction: what it can teach this desk. A quiet line with the number, and a dialog in which each is accepted or refused.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { api, Refused, told, written, type EffectList, type LessonOut } from "@/lib/api";
import { useAnswer } from "@/lib/ask";
import { useKeys } from "@/lib/keys";
import { may } from "@/lib/me";
import { notice } from "@/lib/notices";
import { wordsOf } from "@/lib/words";
import { Button, Dialog, Nothing, Tag, Waiting } from "./basics";
import { Effect, effectTitle, Grounds, Meaning, settle, shownEffect, Weight, type LessonState } from "./lesson";
import own from "./lesson.json";

const t = wordsOf(own);
type Words = keyof typeof own;
const REST = 400;

/** Stands beside the events of a report; shows nothing where its corrections teach nothing. */
export function Learn({ report }: { report: string }) {
  const open = useSignal(false);
  const turn = useSignal(0);
  // When the hand rests: whoever goes through events quickly shall not ask after each.
  useEffect(() => {
    const waiting = setTimeout(() => (turn.value += 1), REST);
    return () => clearTimeout(waiting);
  }, [report, written.value]);
  const answer = useAnswer(() => told(api.GET("/api/1/lessons", { params: { query: { report, shown: 3 } } })), [report, turn.value], false);
  const offers = (answer.data.value?.lessons ?? []).filter((one) => one.state === "proposed");
  useKeys(t("learn"), offers.length && may("code") ? [{ keys: "l", label: t("learn"), run: () => (open.value = true) }] : []);
  if (!may("code") || (!offers.length && !open.value)) return null;
  return (
    <div class="lesson-learn">
      <Button tone="quiet" keys="l" onClick={() => (open.value = true)}>{t("learn_n", { n: offers.length })}</Button>
      {open.value && <Offers report={report} offers={offers} onClose={() => (open.value = false)} />}
    </div>
  );
}

function Offers({ report, offers, onClose }: { report: string; offers: readonly LessonOut[]; onClose: () => void }) {
  const at = useSignal(0);
  const effect = useSignal<{ id: string; told: EffectList | null } | null>(null);
  const current = offers[Math.min(at.value, offers.length - 1)];
  const attempt = async (act: () => Promise<unknown>) => {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      notice(error.message, "bad");
    }
  };
  const choose = (one: LessonOut | undefined, state: LessonState) => one && void attempt(() => settle(one, state, report));
  const look = (one: LessonOut | undefined) => one && void attempt(() => shownEffect(one, effect, report));
  const learns = may("learn");
  const move = (step: number) => (at.value = Math.max(0, Math.min(offers.length - 1, at.value + step)));
  return (
    <Dialog title={t("learn")} onClose={onClose} wide>
      <DialogKeys
        keys={[
          { keys: "Escape", label: t("learn"), run: onClose, inFields: true },
          { keys: "a", label: t(learns ? "accept" : "put_forward"), run: () => choose(current, learns ? "accepted" : "proposed") },
          ...(learns ? [{ keys: "r", label: t("refuse"), run: () => choose(current, "refused") }] : []),
          { keys: "e", label: t("effect"), run: () => look(current) },
          { keys: "n | j | ArrowDown", label: t("next"), run: () => move(1) },
          { keys: "p | k | ArrowUp", label: t("previous"), run: () => move(-1) },
        ]}
      />
      {!offers.length && <Nothing>{t("learnt")}</Nothing>}
      {offers.map((one, n) => (
        <article key={one.id} class="lesson-offer" aria-current={one === current} onFocusIn={() => (at.value = n)}>
          <p class="row"><Tag>{t(`kind_${one.kind}` as Words)}</Tag> <Meaning lesson={one} /></p>
          <Weight lesson={one} />
          <Grounds lesson={one} />
          <div class="row">
            <Button tone="good" keys={one === current ? "a" : undefined} onClick={() => choose(one, learns ? "accepted" : "proposed")}>{t(learns ? makeOf(one) : "put_forward")}</Button>
            {learns && <Button tone="bad" keys={one === current ? "r" : undefined} onClick={() => choose(one, "refused")}>{t("refuse")}</Button>}
            <Button keys={one === current ? "e" : undefined} onClick={() => look(one)}>{t("effect")}</Button>
          </div>
          {effect.value?.id === one.id && (effect.value.told ? <Effect told={effect.value.told} title={effectTitle(one, effect.value.told)} /> : <Waiting />)}
        </article>
      ))}
      <p><a href="/lessons">{t("all_lessons")}</a></p>
    </Dialog>
  );
}

/** Heard inside the dialog: its scope has to come after the dialog's own, for only the last hears behind an open one. */
function DialogKeys({ keys }: { keys: Parameters<typeof useKeys>[1] }) {
  const late = useSignal(false);
  useEffect(() => {
    late.value = true;
  }, []);
  useKeys(t("learn"), keys, late.value);
  return null;
}

function makeOf(one: LessonOut): Words {
  return one.kind === "trigger" && !one.means ? "make_no_event" : (`make_${one.kind}` as Words);
}
