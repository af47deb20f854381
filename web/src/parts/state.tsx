// How far a report has come, and who works on it.
import { useSignal } from "@preact/signals";
import { api, Refused, told, type AssignIn, type WorkDone, type WorkOut } from "@/lib/api";
import { useAnswer } from "@/lib/ask";
import { useKeys } from "@/lib/keys";
import { may } from "@/lib/me";
import { notice } from "@/lib/notices";
import { remember } from "@/lib/undo";
import { say, wordsOf } from "@/lib/words";
import { Button, Dialog, Field, Tag } from "./basics";
import { decide } from "./conflict";
import own from "./state.json";

const t = wordsOf(own);

/** The state of a report and whose it is, with the ways to change both. */
export function State({ report }: { report: string }) {
  const answer = useAnswer(() => told(api.GET("/api/1/work/{key}", { params: { path: { key: report } } })), [report]);
  const open = useSignal(false);
  const work = answer.data.value;
  useKeys(t("state"), [{ keys: "q", label: t("work"), run: () => (open.value = true) }]);
  if (!work) return null;
  return (
    <>
      <Button tone="quiet" keys="q" onClick={() => (open.value = true)}>
        {say(work.state)}
        {work.own && ` · ${t("first")}`}
      </Button>
      {open.value && <Work work={work} onClose={() => (open.value = false)} />}
    </>
  );
}

async function attempt(send: () => Promise<WorkDone | null>, label: string): Promise<void> {
  try {
    const done = await send();
    if (!done) return;
    remember(done.decisions, label);
    notice(t("kept", { what: label }));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    notice(error.message, "bad");
  }
}

function Work({ work, onClose }: { work: WorkOut; onClose: () => void }) {
  const path = { key: work.report };
  const [first, second, reviewer] = [useSignal(work.first), useSignal(work.second), useSignal(work.reviewer)];
  const people = useAnswer(() => told(api.GET("/api/1/colleagues")), [], false);
  const names = people.data.value?.people.map((one) => one.name) ?? [];
  const put = (state: WorkOut["states"][number]) =>
    attempt(() => decide((seen) => told(api.PUT("/api/1/work/{key}/state", { params: { path }, body: { state: state.code as never, seen, note: "" } })), work.state_seen, say(state)), say(state));
  const assign = () => {
    const body: Omit<AssignIn, "seen"> = { first: first.value, second: second.value, reviewer: reviewer.value, note: "" };
    const label = `${t("work")}: ${[first.value, second.value, reviewer.value].filter(Boolean).join("، ") || t("nobody")}`;
    return attempt(() => decide((seen) => told(api.PUT("/api/1/work/{key}/assigned", { params: { path }, body: { ...body, seen } })), work.assigned_seen, label), label);
  };
  const finish = (done: boolean) => attempt(() => told(api.POST("/api/1/work/{key}/done", { params: { path }, body: { done } })), t(done ? "done" : "not_done"));
  const mine = work.own && work.done.includes(work.first) !== work.done.includes(work.second);
  const waiting = [work.first, work.second].filter((name) => name && !work.done.includes(name));
  return (
    <Dialog title={work.title} onClose={onClose}>
      <section class="stack">
        <h3>{t("state")}</h3>
        <div class="row">
          {work.states.map((state) => (
            <Button key={state.code} pressed={state.code === work.state.code} disabled={!state.may} onClick={() => void put(state)}>
              {say(state)}
            </Button>
          ))}
        </div>
      </section>
      <section class="stack">
        <h3>{t("work")}</h3>
        <div class="beside">
          {([["first", first], ["second", second], ["reviewer", reviewer]] as const).map(([name, held]) => (
            <Field key={name} label={t(name)}>
              <input dir="auto" list="colleagues" value={held.value} disabled={!may("review")} onInput={(event) => (held.value = event.currentTarget.value)} />
            </Field>
          ))}
        </div>
        <datalist id="colleagues">{names.map((name) => <option key={name} value={name} />)}</datalist>
        {may("review") && <div class="row"><Button tone="main" onClick={() => void assign()}>{t("keep")}</Button></div>}
      </section>
      {work.own && (
        <section class="stack">
          <p>{t("own")}</p>
          {waiting.length > 0 && <p class="soft">{t("waiting", { who: waiting.join("، ") })}</p>}
          <div class="row">
            <Button tone="good" onClick={() => void finish(true)}>{t("done")}</Button>
            {mine && <Button tone="quiet" onClick={() => void finish(false)}>{t("not_done")}</Button>}
          </div>
        </section>
      )}
      {work.second && !work.blind && may("adjudicate") && <p><a href={`/adjudicate/${encodeURIComponent(work.report)}`}>{t("compare")}</a></p>}
      {work.done.length > 0 && <p class="row">{work.done.map((name) => <Tag key={name} tone="good"><bdi>{name}</bdi> ✓</Tag>)}</p>}
    </Dialog>
  );
}
