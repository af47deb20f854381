// Saved searches: a filter under a name, one's own or shared with everybody at the desk.
import { useSignal } from "@preact/signals";
import { api, Refused, told, type SearchOut } from "@/lib/api";
import { useAnswer } from "@/lib/ask";
import { me } from "@/lib/me";
import { notice } from "@/lib/notices";
import { go, route } from "@/lib/router";
import { remember } from "@/lib/undo";
import { wordsOf } from "@/lib/words";
import { Button, Dialog, Field, Nothing, Tag, Wrong } from "@/parts/basics";
import { addressOf, filterOf, viewOf } from "@/lib/filter";
import own from "./saved.json";

const t = wordsOf(own);

/** Searches that were kept, and the way to keep this one. */
export function Saved({ onClose }: { onClose: () => void }) {
  const answer = useAnswer(() => told(api.GET("/api/1/searches")), []);
  const name = useSignal("");
  const shared = useSignal(false);
  const attempt = async (act: () => Promise<unknown>) => {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      notice(error.message, "bad");
    }
  };
  const keep = () =>
    attempt(async () => {
      const query = route.peek().query;
      const kept = await told(api.POST("/api/1/searches", { body: { name: name.value.trim(), filter: filterOf(query) as never, view: viewOf(query), shared: shared.value, seen: 0, note: "" } }));
      remember([kept.seen], t("kept", { name: kept.name }));
      notice(t("kept", { name: name.value.trim() }));
      name.value = "";
    });
  const drop = (one: SearchOut) => attempt(() => told(api.DELETE("/api/1/searches/{id}", { params: { path: { id: one.id }, query: { seen: one.seen } } })));
  const open = (one: SearchOut) => {
    go(addressOf(one.filter, one.view));
    onClose();
  };
  const searches = answer.data.value?.searches ?? [];
  return (
    <Dialog title={t("title")} onClose={onClose}>
      <form class="stack" onSubmit={(event) => (event.preventDefault(), name.value.trim() && void keep())}>
        <Field label={t("name")} hint={t("name_hint")}>
          <input dir="auto" value={name.value} onInput={(event) => (name.value = event.currentTarget.value)} />
        </Field>
        <label class="row small">
          <input type="checkbox" checked={shared.value} onChange={(event) => (shared.value = event.currentTarget.checked)} /> {t("share")}
        </label>
        <div class="row"><Button type="submit" tone="main" disabled={!name.value.trim()}>{t("keep")}</Button></div>
      </form>
      {answer.fault.value && <Wrong again={() => void answer.again()}>{answer.fault.value}</Wrong>}
      {answer.data.value && !searches.length && <Nothing>{t("none")}</Nothing>}
      <ul class="stack searches">
        {searches.map((one) => (
          <li key={one.id} class="row">
            <Button onClick={() => open(one)}><bdi>{one.name}</bdi></Button>
            {one.shared && <Tag>{one.who === me.value?.who ? t("shared") : t("shared_by", { who: one.who })}</Tag>}
            {one.who === me.value?.who && <Button tone="quiet" onClick={() => void drop(one)} label={t("drop", { name: one.name })}>{t("drop", { name: one.name })}</Button>}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
