// All pages of the desk: their addresses, their place in the menu, and the keys that lead to them.
import type { Page } from "@/parts/basics";
import type words from "@/parts/words.json";

type Place = {
  /** Address; steps with a colon are parameters. */
  path: string;
  load: () => Promise<{ default: Page }>;
  /** Its words in the menu; pages without any are reached from others. */
  nav?: keyof typeof words;
  /** Pressed after `g`. */
  key?: string;
};

export const PLACES: readonly Place[] = [
  { path: "/", load: () => import("./queue/page"), nav: "nav_queue", key: "q" },
];
