// Reading again under the lessons: what would change first, then some reports at a time until none waits.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { api, Refused, told, type EffectList } from "@/lib/api";
import { useKeys } from "@/lib/keys";
import { may } from "@/lib/me";
import { notice } from "@/lib/notices";
import { wordsOf } from "@/lib/words";
import { Button, Waiting } from "@/parts/basics";
import { Effect } from "@/parts/lesson";
import own from "./words.json";

const t = wordsOf(own);
const PART = 20;

export function Apply({ waiting }: { waiting: number }) {
  const dry = useSignal<EffectList | null>(null);
  const left = useSignal<number | null>(null);
  const looking = useSignal(false);
  const gone = useRef(false);
  useEffect(() => () => void (gone.current = true), []);
  const attempt = async (act: () => Promise<void>) => {
    if (left.value !== null || looking.value) return;
    try {
      await act();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      notice(error.message, "bad");
    } finally {
      left.value = null;
    }
  };
  const look = () =>
    attempt(async () => {
      looking.value = true;
      try {
        dry.value = await told(api.POST("/api/1/lessons/apply", { body: { dry: true, reports: PART } }));
      } finally {
        looking.value = false;
      }
    });
  const apply = () =>
    attempt(async () => {
      const sum = { n: 0, added: 0, gone: 0, changed: 0, held: 0 };
      left.value = waiting;
      dry.value = null;
      while (!gone.current) {
        const done = await told(api.POST("/api/1/lessons/apply", { body: { dry: false, reports: PART } }));
        sum.n += done.effects.length;
        for (const how of ["added", "gone", "changed", "held"] as const) sum[how] += done.events[how] ?? 0;
        left.value = done.left;
        if (!done.left || !done.effects.length) break;
      }
      notice(t("applied", sum));
    });
  useKeys(t("apply"), may("learn") ? [{ keys: "d", label: t("what_changes"), run: () => void look() }, { keys: "Control+Enter", label: t("apply"), run: () => void apply() }] : []);
  return (
    <section class="sheet stack lessons-apply" aria-label={t("apply")}>
      <div class="row">
        <p role="status">{left.value === null ? t("waiting", { n: waiting }) : t("applying", { n: left.value })}</p>
        {may("learn") && <Button keys="d" onClick={() => void look()} disabled={left.value !== null}>{t("what_changes")}</Button>}
        {may("learn") && <Button tone="main" keys="Control+Enter" onClick={() => void apply()} disabled={left.value !== null}>{t("apply")}</Button>}
      </div>
      {looking.value && <Waiting />}
      {dry.value && !looking.value && <Effect told={dry.value} title={t("dry_title", { n: dry.value.effects.length })} />}
    </section>
  );
}
