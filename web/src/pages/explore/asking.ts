// Ask while somebody brushes: at once when nothing was asked just before, else when the hand rests; what is overtaken is given up.
import { useSignal, type Signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Refused, written } from "@/lib/api";

const RESTS = 60;

export type Quick<T> = { data: Signal<T | undefined>; fault: Signal<string | undefined>; busy: Signal<boolean> };

/** Ask when `on` changes and after every write. The old answer stays until the new one is there; `later` lets others go first. */
export function useQuick<T>(send: (signal: AbortSignal) => Promise<T>, on: string, { wanted = true, later = 0 } = {}): Quick<T> {
  const data = useSignal<T | undefined>(undefined);
  const fault = useSignal<string | undefined>(undefined);
  const busy = useSignal(false);
  const sending = useRef(send);
  sending.current = send;
  const before = useRef(0);
  const since = written.value;
  useEffect(() => {
    if (!wanted) return;
    const ending = new AbortController();
    const now = performance.now();
    const wait = now - before.current < RESTS * 4 ? RESTS : 0;
    before.current = now;
    const timer = setTimeout(async () => {
      busy.value = true;
      try {
        const answer = await sending.current(ending.signal);
        if (!ending.signal.aborted) [data.value, fault.value] = [answer, undefined];
      } catch (error) {
        if (ending.signal.aborted) return;
        if (!(error instanceof Refused)) throw error;
        fault.value = error.message;
      } finally {
        if (!ending.signal.aborted) busy.value = false;
      }
    }, wait + later);
    return () => {
      clearTimeout(timer);
      ending.abort();
    };
  }, [on, since, wanted]);
  return { data, fault, busy };
}
