// Let incidents leave: for whom, in which format, with every change shown before.
import { useSignal } from "@preact/signals";
import { api, Refused, told, type Preview } from "@/lib/api";
import { useAnswer } from "@/lib/ask";
import { asked, filterOf } from "@/lib/filter";
import { useKeys } from "@/lib/keys";
import { notice } from "@/lib/notices";
import { route } from "@/lib/router";
import { number, say, wordsOf } from "@/lib/words";
import { Button, Choice, Field, Head, Wrong } from "@/parts/basics";
import own from "./words.json";
import "./export.css";

const t = wordsOf(own);
type Profile = "public" | "partner" | "full";

export default function Export() {
  const query = route.value.query;
  const filtered = Object.keys(filterOf(query)).length > 0;
  const filter = filtered ? asked(query) : {};
  const [format, title] = [useSignal("dossier"), useSignal("")];
  const profile = useSignal<Profile | "">("");
  const pdf = useSignal(false);
  const busy = useSignal(false);
  const preview = useSignal<Preview | null>(null);
  const ways = useAnswer(() => told(api.GET("/api/1/exports")), []);
  const numbers = useAnswer(() => told(api.GET("/api/1/statistics", { params: { query: filter } })), [query.toString()]);

  const attempt = async (act: (chosen: Profile) => Promise<void>) => {
    if (!profile.value) return notice(t("choose_profile"), "bad");
    if (busy.value) return;
    busy.value = true;
    try {
      await act(profile.value);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      notice(error.message, "bad");
    } finally {
      busy.value = false;
    }
  };
  const body = (chosen: Profile) => ({ profile: chosen, title: title.value, filter });
  const look = () =>
    attempt(async (chosen) => {
      preview.value = await told(api.POST("/api/1/exports/preview", { body: body(chosen) as never }));
    });
  const leave = () =>
    attempt(async (chosen) => {
      const sent = await api.POST("/api/1/exports", { body: { ...body(chosen), format: format.value, pdf: pdf.value } as never, parseAs: "blob" });
      const name = /filename="([^"]+)"/.exec(sent.response.headers.get("Content-Disposition") ?? "")?.[1] ?? "marsad.zip";
      save(sent.data as unknown as Blob, name);
      notice(t("done", { name }));
    });
  useKeys(t("title"), [
    { keys: "p", label: t("preview"), run: () => void look() },
    { keys: "Control+Enter", label: t("download"), run: () => void leave(), inFields: true },
    { keys: "1", label: t("public"), run: () => choose("public") },
    { keys: "2", label: t("partner"), run: () => choose("partner") },
    { keys: "3", label: t("full"), run: () => choose("full") },
  ]);
  const choose = (value: Profile) => {
    profile.value = value;
    preview.value = null;
  };
  return (
    <div class="page export">
      <Head title={t("title")} />
      {ways.fault.value && <Wrong again={() => void ways.again()}>{ways.fault.value}</Wrong>}
      <form class="sheet stack" onSubmit={(event) => (event.preventDefault(), void leave())}>
        <p class="row">
          <strong>{t("what")}:</strong> {t(filtered ? "filtered" : "all")}
          {numbers.data.value && <span class="soft">({t("incidents", { n: numbers.data.value.incidents })})</span>}
          <a href={`/explore${query.size ? `?${query}` : ""}`}>{t("change_filter")}</a>
        </p>
        {numbers.data.value && <p class="caution small">{say(numbers.data.value.caution)}</p>}
        <div class="stack">
          <Choice<Profile | "">
            label={t("profile")}
            value={profile.value}
            choices={(["public", "partner", "full"] as const).map((name, n) => [name, `${n + 1} · ${t(name)}`])}
            onChoose={(value) => value && choose(value)}
          />
          <span class="field-hint">{t("profile_hint")}</span>
        </div>
        <div class="beside">
          <Field label={t("format")}>
            <select value={format.value} onChange={(event) => (format.value = event.currentTarget.value)}>
              {(ways.data.value?.formats ?? []).map(({ name, what }) => (
                <option key={name} value={name}>
                  {name} – {what}
                </option>
              ))}
            </select>
          </Field>
          <Field label={t("name")}>
            <input dir="auto" value={title.value} onInput={(event) => (title.value = event.currentTarget.value)} />
          </Field>
        </div>
        {format.value.startsWith("dossier") && (
          <label class="row">
            <input type="checkbox" checked={pdf.value} onChange={(event) => (pdf.value = event.currentTarget.checked)} /> {t("pdf")}
          </label>
        )}
        <div class="row">
          <Button onClick={() => void look()} keys="p" disabled={busy.value}>
            {t("preview")}
          </Button>
          <Button type="submit" tone="main" keys="Control+Enter" disabled={busy.value}>
            {busy.value ? t("busy") : t("download")}
          </Button>
        </div>
        <p class="small soft">{t("loss")}</p>
      </form>
      {preview.value && <Changes told={preview.value} />}
    </div>
  );
}

function Changes({ told }: { told: Preview }) {
  const rules = Object.entries(told.rules);
  return (
    <section class="sheet stack" aria-live="polite">
      <h2>{t("changes")}</h2>
      <p>
        {t("incidents", { n: told.incidents })}، {t("reports", { n: told.reports })}
      </p>
      {!rules.length && <p>{t("no_changes")}</p>}
      {rules.length > 0 && (
        <>
          <p class="caution small">{t("list_warning")}</p>
          <div class="scrolls" tabIndex={0} role="region" aria-label={t("rule")}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t("rule")}</th>
                  <th scope="col" class="num">{t("times")}</th>
                </tr>
              </thead>
              <tbody>
                {rules.map(([rule, times]) => (
                  <tr key={rule}>
                    <td><bdi>{rule}</bdi></td>
                    <td class="num">{number(times)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <div class="scrolls" tabIndex={0} role="region" aria-label={t("changes")}>
            <table>
              <thead>
                <tr>
                  {(["where", "field", "was", "became", "rule"] as const).map((name) => (
                    <th key={name} scope="col">{t(name)}</th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {told.changes.slice(0, 200).map((one, n) => (
                  <tr key={n}>
                    <td><a href={one.incident.startsWith("MRS-") ? `/incident/${one.incident}` : `/review/${one.incident}`}><bdi>{one.incident}</bdi></a></td>
                    <td><bdi>{one.field}</bdi></td>
                    <td><bdi>{one.what}</bdi></td>
                    <td>{one.became ? <bdi>{one.became}</bdi> : t("left_out")}</td>
                    <td><bdi>{one.rule}</bdi></td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {told.more + Math.max(0, told.changes.length - 200) > 0 && <p class="soft">{t("more", { n: told.more + Math.max(0, told.changes.length - 200) })}</p>}
        </>
      )}
    </section>
  );
}

function save(data: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(data);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
