// Who is in the same incidents, as a whole or one slice of time after another. Beside the picture the same as a list.
import { useSignal } from "@preact/signals";
import { utcDay, utcMonth, utcWeek } from "d3-time";
import { useEffect, useRef } from "preact/hooks";
import type { NetworkOut } from "@/lib/api";
import { dark } from "@/lib/theme";
import { days, language, number, wordsOf } from "@/lib/words";
import { Nothing, Told } from "@/parts/basics";
import { few } from "./few";
import type { Network } from "./graph";
import { lit, spread } from "./lit";
import type { Span } from "./timeline";
import own from "./words.json";

const t = wordsOf(own);

export type Slice = { first: string; last: string };

/** Cut a span of days into slices: months, weeks or days, as it is long. */
export function slicesOf(span: Span): Slice[] {
  if (!span) return [];
  const [from, to] = [new Date(`${span.first}T00:00:00Z`), new Date(`${span.last}T00:00:00Z`)];
  const long = utcDay.count(from, to);
  const unit = long > 100 ? utcMonth : long > 20 ? utcWeek : utcDay;
  const out: Slice[] = [];
  for (let start = unit.floor(from); start <= to && out.length < 240; start = unit.offset(start, 1)) {
    const end = utcDay.offset(unit.offset(start, 1), -1);
    out.push({ first: iso(start < from ? from : start), last: iso(end > to ? to : end) });
  }
  return out;
}

const iso = (when: Date): string => when.toISOString().slice(0, 10);

type Props = {
  whole: NetworkOut | undefined;
  /** The network of the slice; the whole one when no slice is chosen. */
  now: NetworkOut | undefined;
  slices: readonly Slice[];
  slice: number;
  onSlice: (at: number) => void;
  onActor: (id: string) => void;
};

/** The network, its slices and its list. */
export function ActorNetwork({ whole, now, slices, slice, onSlice, onActor }: Props) {
  const into = useRef<HTMLDivElement>(null);
  const names = useRef<HTMLDivElement>(null);
  const drawing = useRef<Network | null>(null);
  const state = useSignal<"waiting" | "drawn" | "none">("waiting");
  const acting = useRef(onActor);
  acting.current = onActor;
  const started = !!whole?.actors.length;
  useEffect(() => {
    if (!started) return;
    let wanted = true;
    void Promise.all([import("./graph"), document.fonts.ready]).then(([{ Network: Drawing }]) => {
      if (!wanted || !into.current || !names.current) return;
      if (!document.createElement("canvas").getContext("webgl2")) return void (state.value = "none");
      const onOver = (id: string | null) => (lit.value = id ? { by: "actor", id, actors: new Set([id]) } : null);
      drawing.current = new Drawing(into.current, names.current, { onOver, onClick: (id) => acting.current(id) });
      state.value = "drawn";
    });
    return () => {
      wanted = false;
      drawing.current?.remove();
      drawing.current = null;
      state.value = "waiting";
    };
  }, [started]);
  useEffect(() => {
    if (!whole || !now || !drawing.current) return;
    drawing.current.whole(whole);
    drawing.current.show(now, whole);
  }, [whole, now, state.value, language.value]);
  useEffect(() => drawing.current?.light(spread.value.actors), [spread.value, state.value]);
  useEffect(() => drawing.current?.paint(), [dark.value, state.value]);
  const chosen = slices[slice];
  return (
    <section class="network" aria-label={t("network")}>
      <p class="caution">{t("no_guilt")}</p>
      {slices.length > 1 && (
        <label class="slices">
          <span>{t("slice")}</span>
          <input type="range" min={-1} max={slices.length - 1} value={slice} onInput={(event) => onSlice(Number(event.currentTarget.value))} aria-valuetext={chosen ? days(chosen.first, chosen.last, "") : t("whole_span")} />
          <output>{chosen ? days(chosen.first, chosen.last, "") : t("whole_span")}</output>
        </label>
      )}
      {whole && !started && <Nothing>{t("no_actors")}</Nothing>}
      {started && state.value === "none" && <p class="map-none">{t("no_network")}</p>}
      {started && state.value !== "none" && (
        <div class="network-box" aria-hidden="true" onMouseLeave={() => (lit.value = null)}>
          <div ref={into} class="network-canvas" />
          <div ref={names} class="network-names" />
        </div>
      )}
      {started && (
        <p class="legend" aria-hidden="true">
          {(["organization", "person", "described"] as const).map((kind) => <span key={kind} class={`dot ${kind}`}>{t(kind)}</span>)}
          {now && few(now) ? <span class="dot incident">{t("one_incident")}</span> : <span class="line">{t("shared_line")}</span>}
        </p>
      )}
      {now && started && <p class="soft small">{now.left_out ? t("left_out", { n: now.left_out }) : t("network_words", { n: now.actors.length })}</p>}
      {now && <Actors network={now} onActor={onActor} />}
    </section>
  );
}

const WITH = 4;

function Actors({ network, onActor }: { network: NetworkOut; onActor: (id: string) => void }) {
  const ties = network.actors.map((): [number, number][] => []);
  network.left.forEach((left, n) => {
    const [right, shared] = [network.right[n]!, network.shared[n]!];
    ties[left]?.push([right, shared]);
    ties[right]?.push([left, shared]);
  });
  return (
    <ol class="actors" aria-label={t("actors")}>
      {network.actors.map((one, n) => {
        const light = () => (lit.value = { by: "actor", id: one.id, actors: new Set([one.id]) });
        const beside = ties[n]!.sort((left, right) => right[1] - left[1]).slice(0, WITH);
        return (
          <li key={one.id} class={spread.value.actors.has(one.id) && lit.value?.by !== "actor" ? "lit" : ""} onMouseEnter={light} onMouseLeave={() => (lit.value = null)}>
            <button type="button" class="link" onFocus={light} onClick={() => onActor(one.id)}>
              <Told words={one.name} />
            </button>{" "}
            <span class="soft">
              {t(one.kind === "person" ? "person" : one.kind === "organization" ? "organization" : "described")} · {t("in_incidents", { n: one.incidents })}
            </span>
            {beside.length > 0 && (
              <span class="ties">
                {t("shares_with")}{" "}
                {beside.map(([other, shared], at) => (
                  <span key={other}>
                    {at > 0 && (language.value === "ar" ? "، " : ", ")}
                    <Told words={network.actors[other]!.name} /> ({number(shared)})
                  </span>
                ))}
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
