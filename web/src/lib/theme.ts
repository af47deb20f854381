// Light or dark: as the machine has it, or as the person chose.
import { effect, signal } from "@preact/signals";

export type Theme = "auto" | "light" | "dark";
const KEPT = "marsad.theme";
const told = localStorage.getItem(KEPT);

export const theme = signal<Theme>(told === "light" || told === "dark" ? told : "auto");
const night = matchMedia("(prefers-color-scheme: dark)");
export const dark = signal(false);

effect(() => {
  localStorage.setItem(KEPT, theme.value);
  dark.value = theme.value === "dark" || (theme.value === "auto" && night.matches);
  document.documentElement.dataset["theme"] = dark.value ? "dark" : "light";
});
night.addEventListener("change", () => {
  if (theme.value === "auto") {
    dark.value = night.matches;
    document.documentElement.dataset["theme"] = dark.value ? "dark" : "light";
  }
});
