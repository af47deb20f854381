// How this desk is opened, who is at work, how the archive stands.
import { useSignal } from "@preact/signals";
import { api, Refused, told, type Status } from "@/lib/api";
import { useAnswer, type Asked } from "@/lib/ask";
import { useKeys } from "@/lib/keys";
import { logOut, may, me } from "@/lib/me";
import { notice } from "@/lib/notices";
import { theme, type Theme } from "@/lib/theme";
import { language, number, wordsOf, type Language } from "@/lib/words";
import { Button, Choice, Field, Head, Tag, Told, Waiting, Wrong } from "@/parts/basics";
import own from "./words.json";
import "./settings.css";

const t = wordsOf(own);

export default function Settings() {
  return (
    <div class="page">
      <Head title={t("title")} />
      <div class="settings">
        <Person />
        {me.value?.served === "people" && <Password />}
        <section class="sheet stack">
          <h2>{t("appearance")}</h2>
          <Choice<Language> label={t("language")} value={language.value} choices={[["ar", "العربية"], ["en", "English"]]} onChoose={(value) => (language.value = value)} />
          <Choice<Theme> label={t("theme")} value={theme.value} choices={[["auto", t("auto")], ["light", t("light")], ["dark", t("dark")]]} onChoose={(value) => (theme.value = value)} />
        </section>
        <Base />
        <Archive />
      </div>
    </div>
  );
}

function Person() {
  const who = me.value;
  if (!who?.role) return null;
  return (
    <section class="sheet stack">
      <h2>{t("person")}</h2>
      <p class="row">
        <strong><bdi>{who.who}</bdi></strong>
        <Tag tone="accent"><Told words={who.role} /></Tag>
      </p>
      {who.served === "own" && <p class="small soft">{t("own")}</p>}
      <div class="acts">
        <Button onClick={() => void logOut()}>{who.served === "own" ? t("close_page") : t("log_out")}</Button>
      </div>
    </section>
  );
}

function Password() {
  const [old, fresh, twice, fault] = [useSignal(""), useSignal(""), useSignal(""), useSignal("")];
  const send = async (event: Event) => {
    event.preventDefault();
    fault.value = fresh.value === twice.value ? "" : t("differ");
    if (fault.value) return;
    try {
      await api.PUT("/api/1/me/password", { body: { old: old.value, new: fresh.value } });
      notice(t("changed"));
      [old.value, fresh.value, twice.value] = ["", "", ""];
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      fault.value = error.message;
    }
  };
  const field = (value: typeof old, kind: "current-password" | "new-password") => (
    <input type="password" dir="auto" autocomplete={kind} required minLength={kind === "new-password" ? 12 : 1} maxLength={500} value={value.value} onInput={(event) => (value.value = event.currentTarget.value)} />
  );
  return (
    <section class="sheet stack">
      <h2>{t("password")}</h2>
      <form onSubmit={(event) => void send(event)}>
        <input class="unseen" tabIndex={-1} aria-hidden="true" readOnly autocomplete="username" value={me.value?.who ?? ""} />
        <Field label={t("old")}>{field(old, "current-password")}</Field>
        <Field label={t("new")} hint={t("new_hint")}>{field(fresh, "new-password")}</Field>
        <Field label={t("again")}>{field(twice, "new-password")}</Field>
        <p role="alert" class={fault.value ? "wrong" : "unseen"}>{fault.value}</p>
        <Button type="submit">{t("change")}</Button>
      </form>
    </section>
  );
}

function Base() {
  const answer = useAnswer(() => told(api.GET("/api/1/settings")), [], false);
  const base = answer.data.value?.base;
  const form = base ? t(base.form) : "";
  return (
    <section class="sheet stack">
      <h2>{t("base")}</h2>
      {answer.fault.value && <Wrong again={() => void answer.again()}>{answer.fault.value}</Wrong>}
      {answer.data.value && (
        <p>{!base ? t("base_none") : base.kind === "file" ? t("base_file", { form }) : t("base_address", { form, host: hostOf(base.url) })}</p>
      )}
    </section>
  );
}

function hostOf(address: string): string {
  return address.split("/")[2] ?? address;
}

function Archive() {
  const answer = useAnswer(() => told(api.GET("/api/1/status")), []);
  const status = answer.data.value;
  return (
    <section class="sheet stack">
      <h2>{t("archive")}</h2>
      {answer.fault.value && <Wrong again={() => void answer.again()}>{answer.fault.value}</Wrong>}
      {!status ? <Waiting /> : <Facts status={status} answer={answer} />}
    </section>
  );
}

function Facts({ status, answer }: { status: Status; answer: Asked<Status> }) {
  const busy = useSignal(false);
  const verify = async () => {
    if (busy.value || !may("review")) return;
    busy.value = true;
    try {
      await api.POST("/api/1/verify");
      await answer.again();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.status !== 401) notice(error.message, "bad"); // then the page asks to log in
    } finally {
      busy.value = false;
    }
  };
  useKeys(t("title"), [{ keys: "v", label: t("verified_key"), run: () => void verify() }]);
  const found = status.verified;
  return (
    <>
      <dl class="facts">
        {(["reports", "accounts", "incidents", "entries"] as const).map((name) => (
          <div key={name} class="fact"><dt>{t(name)}</dt><dd>{number(status[name])}</dd></div>
        ))}
        <div class="fact"><dt>{t("tool")}</dt><dd><bdi dir="ltr">{status.tool}</bdi></dd></div>
        <div class="fact"><dt>{t("head")}</dt><dd><bdi dir="ltr" class="hash">{status.head}</bdi></dd></div>
      </dl>
      <p class="small soft">{t("head_why")}</p>
      <div role="status" class="stack">
        {busy.value ? <p>{t("verifying")}</p> : !found ? <p class="soft">{t("unverified")}</p> : (
          <>
            <p><Tag tone={found.faults.length ? "bad" : "good"}>{found.faults.length ? t("verified", { n: found.faults.length }) : t("all_holds")}</Tag></p>
            {!found.sealed && <p class="small soft">{t("unsealed")}</p>}
            {found.faults.length > 0 && <ul class="faults" lang="en" dir="ltr">{found.faults.map((fault) => <li key={fault}>{fault}</li>)}</ul>}
          </>
        )}
      </div>
      {may("review") && <div class="acts"><Button keys="v" disabled={busy.value} onClick={() => void verify()}>{t("verify")}</Button></div>}
    </>
  );
}
