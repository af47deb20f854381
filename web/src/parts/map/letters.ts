// Words on maps. The map library orders right-to-left words and turns their brackets round; but it draws each sign on a canvas
// that has the direction of the page, and in a right-to-left page that canvas turns brackets round once more.
/** The faces of words on maps: those of the pages. */
export const FACE = ["Noto Sans Arabic Variable", "Noto Sans Variable"];

const TURNED: Record<string, string> = { "(": ")", ")": "(", "[": "]", "]": "[", "{": "}", "}": "{", "«": "»", "»": "«", "<": ">", ">": "<" };

/** Words as a map must be given them to draw their brackets the right way round. */
export function lettered(text: string): string {
  return document.documentElement.dir === "rtl" ? text.replace(/[()[\]{}«»<>]/g, (sign) => TURNED[sign] ?? sign) : text;
}
