// Short words about what happened, read out too.
import { signal } from "@preact/signals";

export type Notice = { id: number; text: string; tone: "good" | "bad" };

export const notices = signal<readonly Notice[]>([]);
let counted = 0;

/** Tell what happened; it goes by itself, a refusal stays longer. */
export function notice(text: string, tone: Notice["tone"] = "good"): void {
  const id = ++counted;
  notices.value = [...notices.peek().slice(-3), { id, text, tone }];
  setTimeout(() => forget(id), tone === "bad" ? 12000 : 5000);
}

/** Take a notice away. */
export function forget(id: number): void {
  notices.value = notices.peek().filter((one) => one.id !== id);
}
