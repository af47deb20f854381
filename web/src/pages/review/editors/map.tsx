// The small map of an editor; loaded when the first place is looked at.
import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";

type Area = { lat: number; lon: number; radius_km: number; label: string; chosen: boolean };
type Small = ComponentType<{ areas: Area[] }>;

const made = import.meta.glob<{ SmallMap: Small }>("/src/parts/map/small.tsx");

export function Map({ areas }: { areas: Area[] }) {
  const drawn = useSignal<Small | null>(null);
  useEffect(() => {
    const load = Object.values(made)[0];
    if (load) void load().then(({ SmallMap }) => (drawn.value = SmallMap));
  }, []);
  const Small = drawn.value;
  return <div class="editor-map">{Small && areas.length > 0 && <Small areas={areas} />}</div>;
}
