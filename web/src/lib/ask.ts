// Ask the desk for something and show it; ask again when something was written.
import { useSignal, type Signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Refused, written } from "./api";

export type Asked<T> = {
  /** The last answer, kept while the next one is on its way. */
  data: Signal<T | undefined>;
  fault: Signal<string | undefined>;
  busy: Signal<boolean>;
  again: () => Promise<void>;
};

/** Ask when the component comes, when `on` changes and, unless told otherwise, after every write. */
export function useAnswer<T>(send: () => Promise<T>, on: readonly unknown[], follow = true): Asked<T> {
  const data = useSignal<T | undefined>(undefined);
  const fault = useSignal<string | undefined>(undefined);
  const busy = useSignal(false);
  const turn = useRef(0);
  const sending = useRef(send);
  sending.current = send;
  const again = async (): Promise<void> => {
    const mine = ++turn.current;
    busy.value = true;
    try {
      const answer = await sending.current();
      if (mine === turn.current) [data.value, fault.value] = [answer, undefined];
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (mine === turn.current) fault.value = error.message;
    } finally {
      if (mine === turn.current) busy.value = false;
    }
  };
  const since = follow ? written.value : 0;
  useEffect(() => {
    void again();
  }, [...on, since]);
  return { data, fault, busy, again };
}
