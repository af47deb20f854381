// Say that another event of the report is this one; what only the other has is taken over.
import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { api, told, type AccountOut, type ClaimOut } from "@/lib/api";
import { days, language, wordsOf } from "@/lib/words";
import { Quote, Told } from "@/parts/basics";
import type { Bench } from "./bench";
import { called } from "./deeds";
import { Frame } from "./editors/frame";
import { Pick } from "./editors/pick";
import { labelOf } from "./values";
import own from "./words.json";

const t = wordsOf(own);

export function Merge({ bench, account }: { bench: Bench; account: AccountOut }) {
  const others = useMemo(() => around(bench.accounts.value, account), [bench.accounts.value, account]);
  const aimed = useSignal(others[0]?.event ?? "");
  const left = useSignal<ReadonlySet<string>>(new Set());
  const other = others.find((one) => one.event === aimed.value);
  const taken = other ? onlyIn(other, account) : [];
  const send = async (event: string) => {
    const from = others.find((one) => one.event === event);
    if (!from) return;
    const take = onlyIn(from, account).filter((claim) => !left.value.has(claim.id)).map((claim) => claim.id);
    bench.close();
    const kept = account.event;
    await bench.act(kept, t("did_merge", { what: called(from) }), (_, seen, reading) =>
      told(api.POST("/api/1/accounts/{event}/merge", { params: { path: { event: kept } }, body: { other: from.event, other_seen: bench.accounts.peek().find((one) => one.event === from.event)?.seen ?? 0, take, seen, reading, note: "" } })),
    );
    bench.focus(kept);
  };
  const ways = useMemo(
    () => others.map((one) => ({ key: one.event, name: <Told words={one.type} />, note: <Quote>{one.surface}</Quote>, because: days(one.first, one.last, t("no_day")) })),
    [others, language.value],
  );
  if (!others.length) return <Frame bench={bench} title={t("merge")}><p class="soft">{t("merge_none")}</p></Frame>;
  return (
    <Frame bench={bench} title={t("merge_with")} words={account.surface}>
      <Pick title={t("merge_with")} ways={ways} onChoose={(way) => void send(way.key)} onAim={(way) => (aimed.value = way?.key ?? "")} />
      <fieldset class="codes">
        <legend>{taken.length ? t("merge_takes") : t("merge_takes_none")}</legend>
        {taken.map((claim) => (
          <label key={claim.id} class="take">
            <input type="checkbox" checked={!left.value.has(claim.id)} onChange={() => (left.value = toggled(left.value, claim.id))} />
            <span class="soft">{t(`f_${claim.field}` as "f_type")}</span> <Told words={labelOf(claim)} /> {claim.surface !== claim.label.ar && <Quote class="small soft">{claim.surface}</Quote>}
          </label>
        ))}
      </fieldset>
    </Frame>
  );
}

/** The other events of the report: those after this one first, the nearest of each side first. */
function around(accounts: readonly AccountOut[], account: AccountOut): AccountOut[] {
  const here = accounts.findIndex((one) => one.event === account.event);
  const stands = (one: AccountOut) => one.review !== "rejected";
  return [...accounts.slice(here + 1, here + 2), ...accounts.slice(0, here).reverse().slice(0, 4), ...accounts.slice(here + 2)].filter(stands).slice(0, 9);
}

function onlyIn(other: AccountOut, account: AccountOut): ClaimOut[] {
  const has = (claim: ClaimOut) => account.claims.some((one) => one.field === claim.field && one.label.ar === claim.label.ar);
  return other.claims.filter((claim) => {
    if (claim.field === "type" || claim.field === "realis" || has(claim)) return false;
    return claim.field !== "date" || (!!claim.value && !account.first);
  });
}

function toggled(set: ReadonlySet<string>, id: string): Set<string> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}
