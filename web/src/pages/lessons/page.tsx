// Lessons: what corrections can teach this desk, looked through on one page, applied by reading again, shared as a file.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { api, Refused, told, type EffectList, type LessonOut } from "@/lib/api";
import { useAnswer } from "@/lib/ask";
import { useKeys } from "@/lib/keys";
import { may } from "@/lib/me";
import { notice } from "@/lib/notices";
import { ask, route } from "@/lib/router";
import { remember } from "@/lib/undo";
import { number, wordsOf } from "@/lib/words";
import { Button, Choice, Head, Nothing, Waiting, Wrong } from "@/parts/basics";
import { Effect, effectTitle, Grounds, Meaning, settle, shownEffect, Weight, type LessonState } from "@/parts/lesson";
import { Apply } from "./apply";
import { Write } from "./write";
import own from "./words.json";
import "./lessons.css";

const t = wordsOf(own);
type Words = keyof typeof own;
const KINDS = ["alias", "place", "trigger", "rule"] as const;
const STATES: readonly LessonState[] = ["proposed", "accepted", "refused", "withdrawn"];

export default function Lessons() {
  const state = (route.value.query.get("state") ?? "proposed") as LessonState;
  const at = useSignal(0);
  const effect = useSignal<{ id: string; told: EffectList | null } | null>(null);
  const writing = useSignal(false);
  const file = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const answer = useAnswer(() => told(api.GET("/api/1/lessons", { params: { query: { state, shown: 4 } } })), [state]);
  const all = answer.data.value;
  const shown = KINDS.flatMap((kind) => (all?.lessons ?? []).filter((one) => one.kind === kind));
  const current = shown[Math.min(at.value, shown.length - 1)];
  const learns = may("learn");
  useEffect(() => {
    at.value = 0;
  }, [state]);

  const attempt = async (act: () => Promise<unknown>) => {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      notice(error.message, "bad");
    }
  };
  const move = (step: number) => {
    at.value = Math.max(0, Math.min(shown.length - 1, at.value + step));
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>("[aria-current=true]")?.scrollIntoView({ block: "nearest" }));
  };
  const choose = (one: LessonOut | undefined, to: LessonState) => one && void attempt(() => settle(one, to));
  const look = (one: LessonOut | undefined) => one && void attempt(() => shownEffect(one, effect));
  const leave = () =>
    attempt(async () => {
      const sent = await api.GET("/api/1/lessons/export", { parseAs: "blob" });
      save(sent.data as unknown as Blob, "lessons.json");
      notice(t("exported"));
    });
  const bring = (chosen: File | undefined) =>
    chosen &&
    void attempt(async () => {
      const done = await told(api.POST("/api/1/lessons/import", { body: { text: await chosen.text() } }));
      remember(done.decisions, t("imported", { n: done.new, there: done.there }));
      notice(t("imported", { n: done.new, there: done.there }));
    });
  useKeys(t("title"), [
    { keys: "n | j | ArrowDown", label: t("next"), run: () => move(1) },
    { keys: "p | k | ArrowUp", label: t("previous"), run: () => move(-1) },
    { keys: "e", label: t("effect"), run: () => look(current) },
    ...(learns
      ? [
          { keys: "a", label: t("accept"), run: () => current?.state !== "accepted" && choose(current, "accepted") },
          { keys: "r", label: t("refuse"), run: () => current?.state === "proposed" && choose(current, "refused") },
          { keys: "w", label: t("withdraw"), run: () => current?.state === "accepted" && choose(current, "withdrawn") },
          { keys: "x", label: t("export"), run: () => void leave() },
          { keys: "i", label: t("import"), run: () => file.current?.click() },
        ]
      : []),
    ...(may("code") ? [{ keys: "t", label: t("write"), run: () => (writing.value = true) }] : []),
  ]);
  if (answer.fault.value) return <Wrong again={() => void answer.again()}>{answer.fault.value}</Wrong>;
  return (
    <div class="page lessons">
      <Head title={t("title")} count={all && t("count", { n: all.counts["proposed"] ?? 0 })}>
        {may("code") && <Button keys="t" onClick={() => (writing.value = true)}>{t("write")}</Button>}
        {learns && <Button keys="i" onClick={() => file.current?.click()}>{t("import")}</Button>}
        {learns && <Button keys="x" onClick={() => void leave()} disabled={!all?.counts["accepted"]}>{t("export")}</Button>}
        <input ref={file} class="unseen" type="file" accept=".json,application/json" tabIndex={-1} aria-label={t("import")} onChange={(event) => (bring(event.currentTarget.files?.[0]), (event.currentTarget.value = ""))} />
      </Head>
      {writing.value && <Write onClose={() => (writing.value = false)} />}
      {all && all.waiting > 0 && <Apply waiting={all.waiting} />}
      <Choice<LessonState> label={t("which")} value={state} choices={STATES.map((one) => [one, `${t(one as Words)} ${number(all?.counts[one] ?? 0)}`])} onChoose={(value) => ask({ state: value })} />
      {!all ? <Waiting /> : !shown.length ? <Nothing>{t(state === "proposed" ? "none_proposed" : "none")}</Nothing> : (
        <div class="lessons-list" ref={list}>
          {KINDS.map((kind) => {
            const some = shown.filter((one) => one.kind === kind);
            return some.length > 0 && (
              <section key={kind} class="stack">
                <h2>{t(`group_${kind}`)} <span class="soft small">{number(some.length)}</span></h2>
                <ol class="stack">
                  {some.map((one) => (
                    <One key={one.id} lesson={one} open={one === current} effect={effect.value?.id === one.id ? (effect.value.told ?? "waiting") : null} learns={learns} onOpen={() => (at.value = shown.indexOf(one))} onChoose={(to) => choose(one, to)} onLook={() => look(one)} />
                  ))}
                </ol>
              </section>
            );
          })}
        </div>
      )}
    </div>
  );
}

type OneProps = { lesson: LessonOut; open: boolean; effect: EffectList | "waiting" | null; learns: boolean; onOpen: () => void; onChoose: (to: LessonState) => void; onLook: () => void };

/** A lesson in the list; the current one is open, with its grounds and what can be done. */
function One({ lesson, open, effect, learns, onOpen, onChoose, onLook }: OneProps) {
  return (
    <li class="sheet lesson" aria-current={open ? "true" : undefined} onFocusIn={onOpen}>
      <button type="button" class="lesson-head" aria-expanded={open} onClick={onOpen}>
        <Meaning lesson={lesson} />
        <Weight lesson={lesson} />
      </button>
      {open && (
        <>
          <Grounds lesson={lesson} />
          <div class="row">
            {learns && lesson.state !== "accepted" && <Button tone="good" keys="a" onClick={() => onChoose("accepted")}>{t("accept")}</Button>}
            {learns && lesson.state === "proposed" && <Button tone="bad" keys="r" onClick={() => onChoose("refused")}>{t("refuse")}</Button>}
            {learns && lesson.state === "accepted" && <Button tone="bad" keys="w" onClick={() => onChoose("withdrawn")}>{t("withdraw")}</Button>}
            <Button keys="e" onClick={onLook}>{t("effect")}</Button>
          </div>
          {effect === "waiting" ? <Waiting /> : effect && <Effect told={effect} title={effectTitle(lesson, effect)} />}
        </>
      )}
    </li>
  );
}

function save(data: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(data);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
