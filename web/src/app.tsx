// The shell: menu, language, appearance, undo, keys, notices, and the page of the address.
import { useSignal } from "@preact/signals";
import { useEffect, useErrorBoundary, useRef } from "preact/hooks";
import { admitted } from "@/lib/api";
import { scopes, useKeys } from "@/lib/keys";
import { may, me } from "@/lib/me";
import { forget, notice, notices } from "@/lib/notices";
import { fits, go, route } from "@/lib/router";
import { theme, type Theme } from "@/lib/theme";
import { done, redo, undo, undone } from "@/lib/undo";
import { language, wordsOf } from "@/lib/words";
import { PLACES } from "@/pages";
import { Button, Choice, Dialog, Kbd, Nothing, Waiting, Wrong, type Page } from "@/parts/basics";
import { Conflict } from "@/parts/conflict";
import { LogIn, LogInAgain, Who } from "@/parts/login";
import own from "@/parts/words.json";

const t = wordsOf(own);

export function App() {
  const help = useSignal(false);
  const menu = useSignal(false);
  const here = route.value.path;
  useEffect(() => {
    menu.value = false;
  }, [here]);
  const inside = useRef(false);
  if (admitted.value) inside.current = true;
  const shown = PLACES.filter(({ nav, right }) => nav && (!right || may(right)));
  const goes = shown.flatMap(({ path, nav, key }) => (nav && key ? [{ keys: `g ${key}`, label: t("go_to", { page: t(nav) }), run: () => go(path) }] : []));
  useKeys(t("everywhere"), [
    { keys: "?", label: t("keys"), run: () => (help.value = !help.value) },
    { keys: "Control+z", label: t("undo"), run: () => void tell(undo, done, "undone", "nothing_to_undo") },
    { keys: "Control+Shift+Z | Control+y", label: t("redo"), run: () => void tell(redo, undone, "redone", "nothing_to_redo") },
    ...goes,
  ]);
  const byName = me.value?.served === "people";
  if (admitted.value === false && !(byName && inside.current)) return byName ? <LogIn /> : <Locked />;
  if (admitted.value === null) return <Waiting />;
  return (
    <>
      <a class="skip" href="#content">
        {t("skip")}
      </a>
      <div class="bar">
        <a class="bar-name" href="/">
          {t("marsad")}
        </a>
        <button type="button" class="bar-menu" aria-expanded={menu.value} aria-controls="pages" onClick={() => (menu.value = !menu.value)}>
          {t("menu")}
        </button>
        <nav id="pages" class={menu.value ? "bar-pages open" : "bar-pages"} aria-label={t("pages")}>
          {shown.map(({ path, nav }) => nav && (
            <a key={path} href={path} aria-current={here === path || (path !== "/" && here.startsWith(`${path}/`)) ? "page" : undefined}>
              {t(nav)}
            </a>
          ))}
        </nav>
        <div class="bar-acts">
          <Button tone="quiet" label={`${t("undo")} (Ctrl+Z)`} disabled={!done.value.length} onClick={() => void tell(undo, done, "undone", "nothing_to_undo")}>↶</Button>
          <Button tone="quiet" label={`${t("redo")} (Ctrl+Shift+Z)`} disabled={!undone.value.length} onClick={() => void tell(redo, undone, "redone", "nothing_to_redo")}>↷</Button>
          <Button tone="quiet" label={t("keys")} onClick={() => (help.value = true)} keys="?">{t("keys")}</Button>
          <Who />
          <button type="button" class="button quiet" lang={language.value === "ar" ? "en" : "ar"} onClick={() => (language.value = language.value === "ar" ? "en" : "ar")}>
            {t("other_language")}
          </button>
        </div>
      </div>
      <main id="content" tabIndex={-1}>
        <Shown key={here} />
      </main>
      {help.value && <Help onClose={() => (help.value = false)} />}
      <Conflict />
      {admitted.value === false && <LogInAgain />}
      <div class="notices" role="status" aria-live="polite">
        {notices.value.map(({ id, text, tone }) => (
          <p key={id} class={`notice ${tone}`} role={tone === "bad" ? "alert" : undefined} onClick={() => forget(id)}>
            {text}
          </p>
        ))}
      </div>
    </>
  );
}

type Stack = typeof done;

async function tell(act: () => Promise<boolean>, from: Stack, how: "undone" | "redone", nothing: "nothing_to_undo" | "nothing_to_redo"): Promise<void> {
  const last = from.peek().at(-1);
  notice((await act()) && last ? t(how, { what: last.label }) : t(nothing));
}

function Shown() {
  const [error, reset] = useErrorBoundary();
  const page = useSignal<Page | null>(null);
  const path = route.value.path;
  const found = PLACES.map((place) => ({ place, params: fits(place.path, path) })).find((one) => one.params);
  useEffect(() => {
    let wanted = true;
    void found?.place.load().then((loaded) => wanted && (page.value = loaded.default));
    return () => {
      wanted = false;
    };
  }, [found?.place.path]);
  if (error) return <Wrong again={reset}>{t("broken", { error: String(error instanceof Error ? error.message : error) })}</Wrong>;
  if (!found) return <Nothing>{t("no_page")}</Nothing>;
  const Made = page.value;
  return Made ? <Made params={found.params ?? {}} /> : <Waiting />;
}

function Help({ onClose }: { onClose: () => void }) {
  const shown = scopes.peek().map((scope) => ({ title: scope.title, keys: scope.keys() })).filter(({ keys }) => keys.length);
  return (
    <Dialog title={t("keys")} onClose={onClose} wide>
      <div class="columns">
        {shown.map(({ title, keys }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl class="keys">
              {keys.map(({ keys: name, label }) => (
                <div key={name}>
                  <dt><Kbd keys={name} /></dt>
                  <dd>{label}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Choice<Theme> label={t("theme")} value={theme.value} choices={[["auto", t("auto")], ["light", t("light")], ["dark", t("dark")]]} onChoose={(value) => (theme.value = value)} />
    </Dialog>
  );
}

function Locked() {
  return (
    <main class="locked">
      <h1>{t("locked")}</h1>
      <p>{t("locked_why")}</p>
    </main>
  );
}
