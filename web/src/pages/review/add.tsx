// A new event, by the words that name it: only its type is asked; the rest follows by the keys of the fields.
import { api, told } from "@/lib/api";
import { say, wordsOf } from "@/lib/words";
import type { Bench } from "./bench";
import { Frame } from "./editors/frame";
import { TypePick } from "./editors/type";
import type { Place } from "./segments";
import own from "./words.json";

const t = wordsOf(own);

export function Add({ bench, words }: { bench: Bench; words: Place }) {
  const { key, text } = bench.report.value;
  const says = text.slice(words.start, words.end);
  const send = async (type: string) => {
    bench.close();
    const named = bench.codes.types.find((one) => one.code === type);
    const label = t("did_add", { what: `${named ? say(named) : type} «${says}»` });
    const trigger = { start16: words.start, end16: words.end };
    const done = await bench.next(async () => {
      const made = await told(api.POST("/api/1/reports/{key}/accounts", { params: { path: { key } }, body: { trigger, type, realis: "actual", claims: {}, note: "" } }));
      bench.take(made, label);
      return made;
    });
    const event = done?.accounts[0]?.event;
    if (event) bench.focus(event);
  };
  return (
    <li class="event-card new">
      <Frame bench={bench} title={t("add")} words={says}>
        <TypePick codes={bench.codes} words={says} onChoose={(code) => void send(code)} />
      </Frame>
    </li>
  );
}
