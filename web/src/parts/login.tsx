// Coming in by name and password, at a desk that serves several people.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Refused } from "@/lib/api";
import { logIn, me } from "@/lib/me";
import { language, wordsOf } from "@/lib/words";
import { Button, Field } from "./basics";
import own from "./login.json";
import "./login.css";

const t = wordsOf(own);

/** The page of somebody who is not let in yet. */
export function LogIn() {
  useEffect(() => {
    document.title = `${t("title")} · ${t("marsad")}`;
  }, [language.value]);
  return (
    <main class="login">
      <p class="login-name">{t("marsad")}</p>
      <h1>{t("title")}</h1>
      <Form />
      <div class="login-foot">
        <p class="small soft">{t("forgotten")}</p>
        <button type="button" class="button quiet" lang={language.value === "ar" ? "en" : "ar"} onClick={() => (language.value = language.value === "ar" ? "en" : "ar")}>
          {t("other_language")}
        </button>
      </div>
    </main>
  );
}

/** What comes over a page whose session is over; the page stays, and with it what was being written. */
export function LogInAgain() {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => box.current?.showModal(), []);
  return (
    <dialog ref={box} class="dialog" aria-labelledby="login-over" onCancel={(event) => event.preventDefault()}>
      <div class="dialog-body">
        <h2 id="login-over">{t("over_title")}</h2>
        <p>{t("over_why")}</p>
        <Form name={me.value?.who ?? ""} />
      </div>
    </dialog>
  );
}

function Form({ name = "" }: { name?: string }) {
  const [who, password, fault, busy] = [useSignal(name), useSignal(""), useSignal(""), useSignal(false)];
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);
  useEffect(() => (name ? second : first).current?.focus(), []);
  const send = async (event: Event) => {
    event.preventDefault();
    busy.value = true;
    fault.value = "";
    try {
      await logIn(who.value, password.value);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      fault.value = error.status === 401 ? t("wrong") : error.status === 429 ? t("wait", { why: error.message }) : error.message;
      password.value = "";
      second.current?.focus();
    } finally {
      busy.value = false;
    }
  };
  return (
    <form class="login-form" onSubmit={(event) => void send(event)}>
      {me.value && !me.value.tls && !["localhost", "127.0.0.1", "[::1]"].includes(location.hostname) && <p class="wrong">{t("no_tls")}</p>}
      <Field label={t("name")}>
        <input ref={first} name="username" dir="auto" autocomplete="username" autofocus={!name} required maxLength={200} value={who.value} onInput={(event) => (who.value = event.currentTarget.value)} />
      </Field>
      <Field label={t("password")}>
        <input ref={second} name="password" type="password" dir="auto" autocomplete="current-password" autofocus={!!name} required maxLength={500} value={password.value} onInput={(event) => (password.value = event.currentTarget.value)} />
      </Field>
      <p role="alert" class={fault.value ? "wrong" : "unseen"}>{fault.value}</p>
      <Button type="submit" tone="main" disabled={busy.value}>{t("log_in")}</Button>
    </form>
  );
}

/** The person at work, in the bar. */
export function Who() {
  const who = me.value?.who;
  return who ? (
    <a class="bar-who" href="/settings" aria-label={t("who", { who })} title={t("who", { who })}>
      <bdi>{who}</bdi>
    </a>
  ) : null;
}
