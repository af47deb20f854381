// A few codes beside each other, chosen with the arrows.
import { useId } from "preact/hooks";
import type { CodebookOut, CodeEntry } from "@/lib/api";
import { useKeys } from "@/lib/keys";
import { say, wordsOf } from "@/lib/words";
import { Kbd, Told } from "@/parts/basics";
import own from "../words.json";

const t = wordsOf(own);

type CodesProps = { legend: string; entries: readonly CodeEntry[]; value: string; onChoose: (code: string) => void; /** The number from which Alt and a number choose. */ from?: number };

export function Codes({ legend, entries, value, onChoose, from = 1 }: CodesProps) {
  const name = useId();
  const key = (n: number) => `Alt+${(from + n) % 10}`;
  useKeys(legend, entries.map((one, n) => ({ keys: key(n), label: say(one), inFields: true, run: () => onChoose(one.code) })));
  const now = entries.find((one) => one.code === value);
  return (
    <fieldset class="codes">
      <legend>{legend}</legend>
      <div class="codes-row">
        {entries.map((one, n) => (
          <label key={one.code} title={say(one.means) || one.means.en}>
            <input type="radio" name={name} checked={one.code === value} onChange={() => onChoose(one.code)} />
            <Told words={one} /> <Kbd keys={key(n)} />
          </label>
        ))}
      </div>
      {now && <p class="small soft"><Told words={now.means} /></p>}
    </fieldset>
  );
}

/** The roles that a place or an actor may have. */
export function Roles({ codes, of, value, onChoose }: { codes: CodebookOut; of: readonly string[]; value: string; onChoose: (code: string) => void }) {
  const entries = (codes.codes["roles"] ?? []).filter((one) => of.includes(one.code));
  return <Codes legend={t("role")} entries={entries} value={value} onChoose={onChoose} />;
}
