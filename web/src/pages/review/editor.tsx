// The editor of a field, in its frame: what it gives is written, and the hand goes back to the row.
import type { ClaimIn, ClaimOut } from "@/lib/api";
import { days, say, wordsOf } from "@/lib/words";
import type { Bench } from "./bench";
import { ActorPick } from "./editors/actor";
import { DatePick } from "./editors/date";
import { Frame } from "./editors/frame";
import { PlacePick } from "./editors/place";
import { TollPick } from "./editors/toll";
import { CodePick, TypePick } from "./editors/type";
import type { Field } from "./rows";
import type { Place } from "./segments";
import { daysOf } from "./values";
import own from "./words.json";

const t = wordsOf(own);

type EditorProps = { bench: Bench; field: Field; claim: ClaimOut | null; words: Place | null };

export function Editor({ bench, field, claim, words }: EditorProps) {
  const text = bench.report.value.text;
  const says = words ? text.slice(words.start, words.end) : (claim?.surface ?? "");
  const choose = (to: Partial<ClaimIn>) => {
    bench.close();
    void bench.change(field, claim, to, t("did_edit", { field: t(`f_${field}`), what: told(to, bench) || says })).then(() => (bench.toRow.value += 1));
  };
  const rests = words ?? spanOf(claim);
  return (
    <Frame bench={bench} title={t(`f_${field}`)} words={says}>
      {field === "type" && <TypePick codes={bench.codes} now={claim?.value as string} words={bench.account.value?.surface ?? ""} onChoose={(code) => choose({ code, spans: spansOf(claim) })} />}
      {field === "realis" && <CodePick title={t("f_realis")} entries={bench.codes.codes["realis"] ?? []} now={claim?.value as string} onChoose={(code) => choose({ code, spans: spansOf(claim) })} />}
      {field === "date" && <DatePick bench={bench} words={rests} now={daysOf(claim?.value)} onChoose={choose} />}
      {field === "place" && <PlacePick bench={bench} claim={claim} words={words} onChoose={choose} />}
      {field === "actor" && <ActorPick bench={bench} claim={claim} words={words} onChoose={choose} />}
      {field === "toll" && <TollPick bench={bench} claim={claim} words={words} onChoose={choose} />}
    </Frame>
  );
}

function spanOf(claim: ClaimOut | null): Place | null {
  const span = claim?.spans[0];
  return span ? { start: span.start16, end: span.end16 } : null;
}

function spansOf(claim: ClaimOut | null): ClaimIn["spans"] {
  return claim?.spans.map(({ start16, end16 }) => ({ start16, end16 })) ?? [];
}

/** Put what was chosen into words, for the notice and for a conflict. */
function told(to: Partial<ClaimIn>, bench: Bench): string {
  if (to.first) return days(to.first, to.last, "");
  const code = to.code && [...bench.codes.types, ...(bench.codes.codes["realis"] ?? [])].find((one) => one.code === to.code);
  if (code) return say(code);
  return to.name ?? "";
}
