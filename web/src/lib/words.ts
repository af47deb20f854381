// Words of the pages, Arabic and English side by side. Every page has a `words.json`; a key holds both languages, or the
// plural forms of both: { "ar": { "zero": …, "one": …, "two": …, "few": …, "many": …, "other": … }, "en": { "one": …, "other": … } }.
import { effect, signal } from "@preact/signals";

export type Language = "ar" | "en";
export type Both = { ar: string; en: string };
type Forms = Partial<Record<Intl.LDMLPluralRule, string>>;
type Entry = { ar: string | Forms; en: string | Forms };
export type Values = Record<string, string | number>;

const KEPT = "marsad.language";

export const language = signal<Language>(localStorage.getItem(KEPT) === "en" ? "en" : "ar");

effect(() => {
  localStorage.setItem(KEPT, language.value);
  document.documentElement.lang = language.value;
  document.documentElement.dir = language.value === "ar" ? "rtl" : "ltr";
});

/** Give words that the API tells in both languages. */
export function say(both: Both): string {
  return both[language.value];
}

/** Give the way to speak the words of a page: `t("events", { n: 3 })`. `n` chooses the plural form. */
export function wordsOf<W extends Record<string, Entry>>(words: W): (key: keyof W & string, values?: Values) => string {
  return (key, values = {}) => {
    const entry = words[key];
    if (entry === undefined) throw new Error(`no words for ${key}`);
    const told = entry[language.value];
    return fill(typeof told === "string" ? told : form(told, Number(values["n"])), values);
  };
}

function form(forms: Forms, n: number): string {
  return forms[new Intl.PluralRules(language.value).select(n)] ?? forms.other ?? "";
}

function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === "number" ? number(value) : value;
  });
}

const figures = new Map<number, Intl.NumberFormat>();
const calendars = new Map<string, Intl.DateTimeFormat>();

/** Have what is dear to make once. */
function once<K, V>(held: Map<K, V>, key: K, make: () => V): V {
  const found = held.get(key) ?? make();
  held.set(key, found);
  return found;
}

/** Write a number, in figures that both languages read. */
export function number(value: number, digits = 0): string {
  return once(figures, digits, () => new Intl.NumberFormat("en-GB", { maximumFractionDigits: digits })).format(value);
}

/** Write a share as a percentage. */
export function percent(share: number): string {
  return `${number(Math.round(100 * share))}%`;
}

/** Write a day (ISO 8601) in words, with the month names of the Levant. */
export function day(iso: string, short = false): string {
  const locale = language.value === "ar" ? "ar-SY-u-nu-latn-ca-gregory" : "en-GB-u-ca-gregory";
  const form = () => new Intl.DateTimeFormat(locale, { day: "numeric", month: short ? "short" : "long", year: "numeric", timeZone: "UTC" });
  return once(calendars, `${locale} ${short}`, form).format(new Date(`${iso}T00:00:00Z`));
}

/** Write an interval of days; `unknown` where nobody says. */
export function days(first: string | null | undefined, last: string | null | undefined, unknown: string): string {
  if (!first) return unknown;
  if (!last || first === last) return day(first);
  return `${day(first)} – ${day(last)}`;
}
