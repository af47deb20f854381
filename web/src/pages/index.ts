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
  /** Only in the menu of those who have this right. */
  right?: string;
};

export const PLACES: readonly Place[] = [
  { path: "/", load: () => import("./queue/page"), nav: "nav_queue", key: "q" },
  { path: "/review/:key", load: () => import("./review/page") },
  { path: "/incident/:id", load: () => import("./incident/page") },
  { path: "/explore", load: () => import("./explore/page"), nav: "nav_explore", key: "e" },
  { path: "/actor/:id", load: () => import("./actor/page") },
  { path: "/place/:id", load: () => import("./place/page") },
  { path: "/trends", load: () => import("./trends/page"), nav: "nav_trends", key: "t" },
  { path: "/search", load: () => import("./search/page"), nav: "nav_search", key: "s" },
  { path: "/pairs", load: () => import("./pairs/page"), nav: "nav_pairs", key: "p" },
  { path: "/adjudicate/:key", load: () => import("./adjudicate/page") },
  { path: "/agreement", load: () => import("./agreement/page"), nav: "nav_agreement", key: "c", right: "adjudicate" },
  { path: "/lessons", load: () => import("./lessons/page"), nav: "nav_lessons", key: "l", right: "code" },
  { path: "/add", load: () => import("./add/page"), nav: "nav_add", key: "a", right: "add" },
  { path: "/export", load: () => import("./export/page"), nav: "nav_export", key: "x", right: "export" },
  { path: "/people", load: () => import("./people/page"), nav: "nav_people", key: "u", right: "administer" },
  { path: "/settings", load: () => import("./settings/page"), nav: "nav_settings", key: "," },
];
