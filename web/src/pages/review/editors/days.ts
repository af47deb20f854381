// Read a day as a person writes it: 2025-03-11, 11/3/2025, 11/3, or 11 alone; what is not written comes from the anchor.

/** Give the day in ISO 8601; `null` when this is none. */
export function readDay(written: string, anchor: string | null): string | null {
  const plain = written.replace(/[\u0660-\u0669]/g, (one) => String(one.charCodeAt(0) - 0x660)).trim();
  const parts = plain.split(/[\s./\\-]+/).filter(Boolean);
  if (!parts.length || parts.length > 3 || parts.some((part) => !/^\d{1,4}$/.test(part))) return null;
  const [year, month] = (anchor ?? "").split("-");
  const named = parts[0]!.length === 4 ? parts : [...parts].reverse();
  const full = parts.length === 3 ? named : parts.length === 2 ? [year, ...named] : [year, month, parts[0]];
  if (full.some((part) => !part)) return null;
  const [y, m, d] = full.map(Number) as [number, number, number];
  const day = new Date(Date.UTC(y < 100 ? 2000 + y : y, m - 1, d));
  return day.getUTCMonth() === m - 1 && day.getUTCDate() === d && day.getUTCFullYear() > 1000 ? day.toISOString().slice(0, 10) : null;
}
