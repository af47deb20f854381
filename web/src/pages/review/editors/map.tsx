// The small map of an editor; loaded when the first place is looked at.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { wordsOf } from "@/lib/words";
import type { Area, SmallMap } from "@/parts/map/small";
import own from "../words.json";

const t = wordsOf(own);

export function Map({ areas }: { areas: Area[] }) {
  const drawn = useSignal<{ SmallMap: typeof SmallMap } | null>(null);
  useEffect(() => void import("@/parts/map/small").then((made) => (drawn.value = made)), []);
  const Small = drawn.value?.SmallMap;
  return areas.length ? <div class="editor-map">{Small && <Small areas={areas} label={t("map_of_ways")} />}</div> : null;
}
