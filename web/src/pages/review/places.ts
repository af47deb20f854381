// Between places in a text and what stands on the screen.
import type { Place } from "./segments";

type Node = { node: Text; start: number };

/** Knows the text nodes of a pane; each line tells where it starts. */
export class Ground {
  private nodes: Node[] = [];

  constructor(readonly pane: HTMLElement) {}

  /** Look again after lines were drawn anew. */
  survey(): void {
    this.nodes = [];
    for (const line of this.pane.querySelectorAll<HTMLElement>("p[data-start]")) {
      let start = Number(line.dataset["start"]);
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
        this.nodes.push({ node, start });
        start += node.data.length;
      }
    }
  }

  /** Give the range of some words, or nothing when they are not on the screen. */
  range({ start, end }: Place): Range | null {
    const [from, to] = [this.at(start), this.at(end - 1)];
    if (!from || !to) return null;
    const range = new Range();
    range.setStart(from.node, Math.max(0, Math.min(start - from.start, from.node.length)));
    range.setEnd(to.node, Math.max(0, Math.min(end - to.start, to.node.length)));
    return range;
  }

  /** Give the place in the text that a point of the page is over. */
  under(x: number, y: number): number | null {
    const caret = document.caretPositionFromPoint?.(x, y);
    return caret ? this.placeOf(caret.offsetNode, caret.offset) : null;
  }

  /** Give the place in the text of a place in the page. */
  placeOf(node: globalThis.Node, offset: number): number | null {
    const found = this.nodes.find((one) => one.node === node);
    if (found) return found.start + offset;
    const child = node.childNodes[offset] ?? node;
    if (!this.pane.contains(child)) return null;
    const inside = this.nodes.find((one) => child.contains(one.node));
    return inside ? inside.start : null;
  }

  private at(place: number): Node | undefined {
    let [low, high] = [0, this.nodes.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.nodes[middle]!.start <= place) low = middle;
      else high = middle - 1;
    }
    return this.nodes[low];
  }

  /** Bring words into view, without moving anything but the pane. */
  reveal(words: Place): void {
    const range = this.range(words);
    if (!range) return;
    const [box, pane] = [range.getBoundingClientRect(), this.pane.getBoundingClientRect()];
    const room = Math.min(48, pane.height / 4);
    if (box.top < pane.top + room || box.bottom > pane.bottom - room) this.pane.scrollTop += box.top - pane.top - pane.height / 3;
  }
}

const own = typeof CSS !== "undefined" && "highlights" in CSS;

/** Light words without touching the lines: the cursor, words being chosen or moved. */
export function light(name: "chosen" | "moving", range: Range | null): void {
  if (!own) return;
  if (range) CSS.highlights.set(`review-${name}`, new Highlight(range));
  else CSS.highlights.delete(`review-${name}`);
}
