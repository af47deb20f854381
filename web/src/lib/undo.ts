// Undo and redo. What one act decided is taken back together; what was taken back can be made again.
import { signal } from "@preact/signals";
import { api, Refused, told } from "./api";
import { notice } from "./notices";

type Act = { decisions: number[]; label: string };

export const done = signal<readonly Act[]>([]);
export const undone = signal<readonly Act[]>([]);

/** Remember what an act decided, so that it can be taken back. */
export function remember(decisions: readonly number[], label: string): void {
  if (!decisions.length) return;
  done.value = [...done.peek(), { decisions: [...decisions], label }];
  undone.value = [];
}

/** Take the last act back; says whether there was one. */
export async function undo(): Promise<boolean> {
  return move(done, undone, (decisions) => told(api.POST("/api/1/undo", { body: { decisions } })));
}

/** Make the act again that was taken back last. */
export async function redo(): Promise<boolean> {
  return move(undone, done, (decisions) => told(api.POST("/api/1/redo", { body: { decisions } })));
}

type Stack = typeof done;

async function move(from: Stack, to: Stack, send: (decisions: number[]) => Promise<{ decisions: number[] }>): Promise<boolean> {
  const act = from.peek().at(-1);
  if (!act) return false;
  from.value = from.peek().slice(0, -1);
  try {
    const answer = await send(act.decisions);
    // Taking back keeps the numbers, for making again needs them; making again gives new ones.
    const decisions = from === done ? act.decisions : answer.decisions;
    to.value = [...to.peek(), { ...act, decisions }];
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    notice(error.message, "bad");
  }
  return true;
}
