// When somebody decided since: both decisions beside each other, and nothing is lost.
import { signal } from "@preact/signals";
import { Refused, type DecisionOut } from "@/lib/api";
import { wordsOf } from "@/lib/words";
import { Button, Dialog } from "./basics";
import own from "./words.json";

const t = wordsOf(own);

type Asked = { newer: DecisionOut | null; mine: string; choose: (again: boolean) => void };
const asked = signal<Asked | null>(null);

/**
 * Send a write; when somebody decided since, show both decisions and let the person choose.
 *
 * @param send Sends the write with the `seen` it is given.
 * @param seen The number that this page saw.
 * @param mine What the person meant, in words.
 * @returns The answer, or `null` when the person left what stands.
 */
export async function decide<T>(send: (seen: number) => Promise<T>, seen: number, mine: string): Promise<T | null> {
  try {
    return await send(seen);
  } catch (error) {
    if (!(error instanceof Refused) || !error.overtaken) throw error;
    const now = error.fault.seen;
    const again = await new Promise<boolean>((choose) => (asked.value = { newer: error.fault.newer ?? null, mine, choose }));
    asked.value = null;
    return again && now !== null && now !== undefined ? decide(send, now, mine) : null;
  }
}

/** Stands once in the shell. */
export function Conflict() {
  const question = asked.value;
  if (!question) return null;
  const { newer, mine, choose } = question;
  return (
    <Dialog title={t("overtaken")} onClose={() => choose(false)}>
      <p>{t("unchanged")}</p>
      <div class="beside">
        <section>
          <h3>{newer ? t("overtaken_theirs", { who: newer.who }) : t("overtaken")}</h3>
          {newer ? (
            <p>
              <bdi>{newer.field}</bdi>: <bdi>{brief(newer.value)}</bdi>
              {newer.note && <> – <bdi>{newer.note}</bdi></>}
            </p>
          ) : (
            <p>{t("overtaken_gone")}</p>
          )}
        </section>
        <section>
          <h3>{t("overtaken_yours")}</h3>
          <p>
            <bdi>{mine}</bdi>
          </p>
        </section>
      </div>
      <div class="acts">
        <Button tone="main" onClick={() => choose(false)}>
          {t("keep_theirs")}
        </Button>
        <Button onClick={() => choose(true)}>{t("make_mine")}</Button>
      </div>
    </Dialog>
  );
}

function brief(value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => brief((one as { value?: unknown })?.value ?? one)).join("، ");
  if (value && typeof value === "object") {
    const { first, last, name, place } = value as { first?: string; last?: string; name?: { ar: string }; place?: { name?: { ar: string } } };
    return first ? `${first} – ${last ?? ""}` : (name?.ar ?? place?.name?.ar ?? JSON.stringify(value));
  }
  return String(value ?? "–");
}
