// A lesson as people look at it: what the words mean, where it comes from, where else they stand, and what it would change.
import type { Signal } from "@preact/signals";
import { api, told, type EffectList, type LessonOut } from "@/lib/api";
import { day, number, wordsOf } from "@/lib/words";
import { remember } from "@/lib/undo";
import { notice } from "@/lib/notices";
import { Quote, Tag, Told } from "./basics";
import { decide } from "./conflict";
import own from "./lesson.json";
import "./lesson.css";

const t = wordsOf(own);
type Words = keyof typeof own;
export type LessonState = "accepted" | "refused" | "withdrawn" | "proposed";

/** Decide about a lesson; `report` is the report whose corrections alone could teach it. Says whether it was written. */
export async function settle(lesson: LessonOut, state: LessonState, report: string | null = null): Promise<boolean> {
  const label = t(`did_${state}` as Words, { words: lesson.words });
  const path = { id: lesson.id };
  const done = await decide((seen) => told(api.POST("/api/1/lessons/{id}/state", { params: { path }, body: { state, seen, report, note: "" } })), lesson.seen, label);
  if (!done) return false;
  remember(done.decisions, label);
  notice(label);
  return true;
}

/** Read some reports with a lesson and without. */
function effectOf(lesson: LessonOut, report: string | null = null): Promise<EffectList> {
  const without = lesson.state === "accepted";
  return told(api.POST("/api/1/lessons/preview", { body: { id: lesson.id, report, without, reports: 5 } }));
}

/** Show what a lesson changes, once it is known; reports are read for it, which takes a moment. */
export async function shownEffect(lesson: LessonOut, into: Signal<{ id: string; told: EffectList | null } | null>, report: string | null = null): Promise<void> {
  into.value = { id: lesson.id, told: null };
  try {
    const told_ = await effectOf(lesson, report);
    if (into.peek()?.id === lesson.id) into.value = { id: lesson.id, told: told_ };
  } finally {
    if (into.peek()?.told === null && into.peek()?.id === lesson.id) into.value = null;
  }
}

/** The lesson in one line: its words, and what they mean. */
export function Meaning({ lesson }: { lesson: LessonOut }) {
  return (
    <span class="lesson-meaning">
      <Quote class={`mark ${lesson.about}`}>{lesson.words}</Quote>
      <span class="soft">{t("means")}</span>
      <strong><Told words={lesson.meaning} /></strong>
      {lesson.outlet && <Tag>{t("only_in", { outlet: lesson.outlet })}</Tag>}
      {lesson.actor && <Tag tone="dashed">{t("new_actor")}</Tag>}
      {lesson.place && <Tag tone="dashed">{t("new_place")}</Tag>}
    </span>
  );
}

/** What stands behind a lesson, in numbers. */
export function Weight({ lesson }: { lesson: LessonOut }) {
  return (
    <span class="lesson-weight small soft">
      <span>{lesson.basis.length ? `${t("corrections", { n: lesson.basis.length })} ${lesson.lineages ? t("lineages", { n: lesson.lineages }) : ""}` : t("by_hand")}</span>
      {lesson.against > 0 && <Tag tone="warn">{t("against", { n: lesson.against })}</Tag>}
      <span>{lesson.others ? t("others", { n: lesson.others }) : t("no_others")}</span>
    </span>
  );
}

/** Where a lesson comes from, and where else its words stand. */
export function Grounds({ lesson }: { lesson: LessonOut }) {
  const from = new Set(lesson.basis.map((one) => one.report));
  return (
    <div class="lesson-grounds">
      {lesson.who && <p class="small soft">{t(lesson.state as Words)} · <bdi>{lesson.who}</bdi> · {day(lesson.at.slice(0, 10))}{lesson.note && <> – <bdi>{lesson.note}</bdi></>}</p>}
      {lesson.basis.length > 0 && (
        <p class="small row">
          <span class="soft">{t("from")}:</span>
          {lesson.basis.slice(0, 12).map((one, n) => (
            <a key={one.decision} href={`/review/${encodeURIComponent(one.report)}`}>{number(n + 1)} <Quote>{one.words}</Quote></a>
          ))}
        </p>
      )}
      {lesson.examples.length > 0 && (
        <ol class="lesson-examples" aria-label={t("where_else")}>
          {lesson.examples.map((one) => (
            <li key={one.report}>
              <Quote>
                {one.text.slice(0, one.span.start16)}
                <mark class={`mark ${lesson.about}`}>{one.text.slice(one.span.start16, one.span.end16)}</mark>
                {one.text.slice(one.span.end16)}
              </Quote>
              <a class="small" href={`/review/${encodeURIComponent(one.report)}`}>
                <bdi>{one.outlet ?? t("no_outlet")}</bdi> · {one.published ? day(one.published) : t("no_day")}
              </a>
              {from.has(one.report) && <Tag>{t("corrected")}</Tag>}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

/** What differs in some reports, before and after. */
export function Effect({ told: effect, title }: { told: EffectList; title: string }) {
  const changed = effect.effects.filter((one) => one.changes.length);
  return (
    <section class="lesson-effect" aria-label={t("effect")}>
      <h3>{title}</h3>
      {!changed.length && <p class="soft">{t("effect_none")}</p>}
      {changed.map((one) => (
        <article key={one.report}>
          <p class="small soft">
            <bdi>{one.outlet ?? t("no_outlet")}</bdi> · {one.published ? day(one.published) : t("no_day")} · <a href={`/review/${encodeURIComponent(one.report)}`}><Quote>{one.title ?? `${one.first_words.slice(0, 60)}…`}</Quote></a>
          </p>
          <ul class="lesson-changes">
            {one.changes.map((change, n) => (
              <li key={n} class={change.how}>
                <Quote class="mark trigger">{change.trigger}</Quote>
                {change.how === "changed" ? (
                  <>
                    <span class="soft">{t(`field_${change.field}` as Words)}:</span>
                    <del aria-label={t("before")}><Values of={change.before} /></del>
                    <span aria-hidden="true" class="arrow" />
                    <ins aria-label={t("after")}><Values of={change.after} /></ins>
                  </>
                ) : (
                  <>
                    <Tag tone={change.how === "added" ? "good" : "bad"}>{t(change.how as Words)}</Tag>
                    <Told words={change.type} />
                  </>
                )}
              </li>
            ))}
          </ul>
          {one.held > 0 && <p class="small soft">{t("held", { n: one.held })}</p>}
        </article>
      ))}
      {effect.left > 0 && <p class="small soft">{t("effect_left", { n: effect.left })}</p>}
    </section>
  );
}

function Values({ of }: { of: readonly { ar: string; en: string }[] }) {
  if (!of.length) return <span>{t("nothing")}</span>;
  return <>{of.map((one, n) => <span key={n}>{n > 0 && " · "}<Told words={one} /></span>)}</>;
}

/** What a preview shows, in words. */
export function effectTitle(lesson: LessonOut, effect: EffectList): string {
  return t(lesson.state === "accepted" ? "effect_without" : "effect_of", { n: effect.effects.length });
}
