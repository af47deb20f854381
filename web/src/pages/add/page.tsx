// Bring reports in: words that were pasted, or a file of any kind.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { api, Refused, told, type AddedOut } from "@/lib/api";
import { useKeys } from "@/lib/keys";
import { notice } from "@/lib/notices";
import { go } from "@/lib/router";
import { wordsOf } from "@/lib/words";
import { Button, Field, Head, Tag } from "@/parts/basics";
import own from "./words.json";
import "./add.css";

const t = wordsOf(own);
const LARGEST_MB = 5;

export default function Add() {
  const [text, day, outlet, title] = [useSignal(""), useSignal(""), useSignal(""), useSignal("")];
  const file = useSignal<File | null>(null);
  const busy = useSignal(false);
  const added = useSignal<readonly AddedOut[]>([]);
  const first = useRef<HTMLTextAreaElement>(null);
  const results = useRef<HTMLElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  useEffect(() => results.current?.querySelector<HTMLElement>("a")?.focus(), [added.value]);

  const send = async () => {
    if (busy.value) return;
    if (!text.value.trim() && !file.value) return notice(t("nothing"), "bad");
    if (file.value && file.value.size > LARGEST_MB * 1024 * 1024) return notice(t("too_large", { n: LARGEST_MB }), "bad");
    busy.value = true;
    try {
      const what = file.value ? { data: await base64(file.value), name: file.value.name } : { text: text.value };
      const known = { published: day.value || null, outlet: outlet.value || null, title: title.value || null };
      const answer = await told(api.POST("/api/1/reports", { body: { ...what, ...known } as never }));
      added.value = answer.added;
      [text.value, title.value, file.value] = ["", "", null];
      if (picker.current) picker.current.value = "";
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      notice(error.message, "bad");
    } finally {
      busy.value = false;
    }
  };
  const merge = async () => {
    try {
      const answer = await told(api.POST("/api/1/merge"));
      notice(t("merged", { n: answer.incidents }));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      notice(error.message, "bad");
    }
  };
  const reviewFirst = () => {
    const key = added.value.find((one) => one.report)?.report;
    if (key) go(`/review/${encodeURIComponent(key)}`);
  };
  useKeys(t("title"), [
    { keys: "Control+Enter", label: t("add"), run: () => void send(), inFields: true },
    { keys: "r", label: t("review"), run: reviewFirst },
    { keys: "m", label: t("merge"), run: () => void merge() },
  ]);
  return (
    <div class="page add">
      <Head title={t("title")}>
        <Button onClick={() => void merge()} keys="m">
          {t("merge")}
        </Button>
      </Head>
      <form class="sheet stack" onSubmit={(event) => (event.preventDefault(), void send())}>
        <Field label={t("text")} hint={t("text_hint")}>
          <textarea ref={first} class="quote" dir="rtl" lang="ar" rows={9} value={text.value} onInput={(event) => (text.value = event.currentTarget.value)} disabled={!!file.value} />
        </Field>
        <div class="beside">
          <Field label={t("day")} hint={t("day_hint")}>
            <input type="date" value={day.value} onInput={(event) => (day.value = event.currentTarget.value)} />
          </Field>
          <Field label={t("outlet")}>
            <input dir="auto" value={outlet.value} onInput={(event) => (outlet.value = event.currentTarget.value)} />
          </Field>
          <Field label={t("headline")}>
            <input dir="auto" value={title.value} onInput={(event) => (title.value = event.currentTarget.value)} />
          </Field>
          <Field label={t("file")} hint={t("file_hint")}>
            <input ref={picker} type="file" onChange={(event) => (file.value = event.currentTarget.files?.[0] ?? null)} />
          </Field>
        </div>
        <div class="row">
          <Button type="submit" tone="main" keys="Control+Enter" disabled={busy.value}>
            {busy.value ? t("busy") : t("add")}
          </Button>
        </div>
      </form>
      {added.value.length > 0 && (
        <section class="sheet stack" ref={results} aria-live="polite">
          <h2>{t("result")}</h2>
          <ul class="stack">
            {added.value.map((one, n) => (
              <Became key={n} one={one} first={n === 0} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Became({ one, first }: { one: AddedOut; first: boolean }) {
  return (
    <li class="row">
      {one.locator && <bdi class="soft">{one.locator}</bdi>}
      {one.fault ? <Tag tone="bad">{t("fault")}</Tag> : <Tag tone={one.new ? "good" : ""}>{t(one.new ? "new" : "there")}</Tag>}
      {one.fault && <bdi>{one.fault}</bdi>}
      {one.repeats && <Tag tone="warn">{t("repeats")}</Tag>}
      {one.events !== null && <span>{t("events", { n: one.events })}</span>}
      {one.report && (
        <a class="button main" href={`/review/${encodeURIComponent(one.report)}`}>
          {t("review")} {first && <kbd class="kbd">r</kbd>}
        </a>
      )}
    </li>
  );
}

async function base64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
