// The people of a desk that serves several: add, give another role or password, remove.
import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useRef } from "preact/hooks";
import { api, Refused, told, type PeopleOut, type PersonOut } from "@/lib/api";
import { useAnswer } from "@/lib/ask";
import { useKeys } from "@/lib/keys";
import { me } from "@/lib/me";
import { notice } from "@/lib/notices";
import { day, say, wordsOf } from "@/lib/words";
import { Button, Dialog, Field, Head, Nothing, Tag, Waiting, Wrong } from "@/parts/basics";
import { Secret } from "./secret";
import own from "./words.json";
import "./people.css";

const t = wordsOf(own);
type Again = () => Promise<void>;

export default function People() {
  const answer = useAnswer(() => told(api.GET("/api/1/people")), []);
  const name = useRef<HTMLInputElement>(null);
  useKeys(t("title"), [{ keys: "n", label: t("add_key"), run: () => name.current?.focus() }]);
  if (answer.fault.value) return <Wrong again={() => void answer.again()}>{answer.fault.value}</Wrong>;
  const all = answer.data.value;
  if (!all) return <Waiting />;
  return (
    <div class="page">
      <Head title={t("title")} count={t("count", { n: all.people.length })} />
      {me.value?.served === "own" && (
        <div class="sheet stack">
          <p>{t("why_own")}</p>
          <code class="people-command" dir="ltr">marsad desk ARCHIVE --host 192.168.1.20 --tls-cert FILE --tls-key FILE</code>
        </div>
      )}
      {all.people.length ? <List all={all} again={answer.again} /> : <Nothing>{t("none")}</Nothing>}
      <Add all={all} field={name} />
      <p class="small soft">{t("logged")}</p>
      <Rights all={all} />
    </div>
  );
}

/** Do something with a person; a refusal is told, and what others changed meanwhile is shown. */
async function tried<T>(request: Promise<{ data?: T }>, again?: Again): Promise<T | null> {
  try {
    return await told(request);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.status !== 401) notice(error.message, "bad"); // then the page asks to log in
    await again?.();
    return null;
  }
}

function List({ all, again }: { all: PeopleOut; again: Again }) {
  return (
    <table class="people">
      <thead>
        <tr>
          <th scope="col">{t("name")}</th>
          <th scope="col">{t("role")}</th>
          <th scope="col">{t("since")}</th>
          <th scope="col" class="num">{t("sessions")}</th>
          <th scope="col"><span class="unseen">{t("acts")}</span></th>
        </tr>
      </thead>
      <tbody>
        {all.people.map((person) => <Row key={person.name} person={person} all={all} again={again} />)}
      </tbody>
    </table>
  );
}

function Row({ person, all, again }: { person: PersonOut; all: PeopleOut; again: Again }) {
  const open = useSignal<"password" | "remove" | null>(null);
  const who = person.name;
  const path = { params: { path: { name: who } } };
  const change = async (list: HTMLSelectElement) => {
    const made = await tried(api.PATCH("/api/1/people/{name}", { ...path, body: { seen: person.seen, role: list.value } }), again);
    if (made) notice(t("changed", { who, role: say(made.role) }));
    else list.value = person.role.code;
  };
  return (
    <tr>
      <th scope="row">
        <bdi>{who}</bdi> {who === me.value?.who && <Tag tone="accent">{t("you")}</Tag>}
      </th>
      <td>
        <select aria-label={t("role_of", { who })} value={person.role.code} onChange={(event) => void change(event.currentTarget)}>
          {all.roles.map((role) => <option key={role.code} value={role.code}>{say(role)}</option>)}
        </select>
      </td>
      <td data-of={t("since")}>{day(person.since.slice(0, 10), true)}</td>
      <td class="num" data-of={t("sessions")}>{person.sessions}</td>
      <td>
        <div class="people-acts">
          <Button label={t("set_password_of", { who })} onClick={() => (open.value = "password")}>{t("set_password")}</Button>
          <Button tone="bad" label={t("remove_of", { who })} onClick={() => (open.value = "remove")}>{t("remove")}</Button>
        </div>
        {open.value === "password" && <Password person={person} again={again} onClose={() => (open.value = null)} />}
        {open.value === "remove" && <Remove person={person} again={again} onClose={() => (open.value = null)} />}
      </td>
    </tr>
  );
}

type OfOne = { person: PersonOut; again: Again; onClose: () => void };

function Password({ person, again, onClose }: OfOne) {
  const password = useSignal("");
  const send = async (event: Event) => {
    event.preventDefault();
    const body = { seen: person.seen, password: password.value };
    if (await tried(api.PATCH("/api/1/people/{name}", { params: { path: { name: person.name } }, body }), again)) {
      notice(t("password_set", { who: person.name }));
      onClose();
    }
  };
  return (
    <Dialog title={t("set_password_of", { who: person.name })} onClose={onClose}>
      <form class="stack" onSubmit={(event) => void send(event)}>
        <Secret label={t("password_new")} value={password} />
        <div class="acts"><Button type="submit" tone="main">{t("save")}</Button></div>
      </form>
    </Dialog>
  );
}

function Remove({ person, again, onClose }: OfOne) {
  const send = async () => {
    const body = { seen: person.seen };
    if (await tried(api.DELETE("/api/1/people/{name}", { params: { path: { name: person.name } }, body }), again)) notice(t("removed", { who: person.name }));
    onClose();
  };
  return (
    <Dialog title={t("remove_of", { who: person.name })} onClose={onClose}>
      <p>{t("remove_sure", { who: person.name })}</p>
      <div class="acts">
        <Button tone="bad" onClick={() => void send()}>{t("remove_of", { who: person.name })}</Button>
        <Button onClick={onClose}>{t("keep")}</Button>
      </div>
    </Dialog>
  );
}

function Add({ all, field }: { all: PeopleOut; field: RefObject<HTMLInputElement | null> }) {
  const [name, role, password] = [useSignal(""), useSignal(""), useSignal("")];
  const send = async (event: Event) => {
    event.preventDefault();
    const body = { name: name.value, role: role.value, password: password.value };
    const made = await tried(api.POST("/api/1/people", { body }));
    if (!made) return;
    notice(t("added", { who: made.name }));
    [name.value, role.value, password.value] = ["", "", ""];
    field.current?.focus();
  };
  return (
    <section class="sheet stack" aria-labelledby="people-add">
      <h2 id="people-add">{t("add")}</h2>
      <form class="people-form" onSubmit={(event) => void send(event)}>
        <Field label={t("name")} hint={t("name_hint")}>
          <input ref={field} dir="auto" autocomplete="off" required maxLength={60} value={name.value} onInput={(event) => (name.value = event.currentTarget.value)} />
        </Field>
        <Field label={t("role")}>
          <select required value={role.value} onChange={(event) => (role.value = event.currentTarget.value)}>
            <option value="">{t("choose_role")}</option>
            {all.roles.map((one) => <option key={one.code} value={one.code}>{say(one)}</option>)}
          </select>
        </Field>
        <Secret label={t("password")} value={password} />
        <div class="acts"><Button type="submit" tone="main">{t("add")}</Button></div>
      </form>
    </section>
  );
}

/** The table of rights, as the server has it. */
function Rights({ all }: { all: PeopleOut }) {
  const rights = all.roles[all.roles.length - 1]?.rights ?? []; // the last role may do everything
  return (
    <section class="sheet stack">
      <h2 id="people-rights">{t("rights")}</h2>
      <div class="scrolls" tabIndex={0} role="region" aria-labelledby="people-rights">
        <table class="rights">
          <thead>
            <tr>
              <th scope="col"><span class="unseen">{t("right")}</span></th>
              {all.roles.map((role) => <th key={role.code} scope="col">{say(role)}</th>)}
            </tr>
          </thead>
          <tbody>
            {rights.map((right) => (
              <tr key={right.code}>
                <th scope="row">{say(right)}</th>
                {all.roles.map((role) => {
                  const has = role.rights.some((one) => one.code === right.code);
                  return <td key={role.code}><span aria-hidden="true">{has ? "✓" : "–"}</span><span class="unseen">{has ? t("yes") : t("no")}</span></td>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
