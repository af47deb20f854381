// Two handles at the ends of the current claim's words; drag one to move that end, with Alt by letters.
import { useSignal, useSignalEffect, type ReadonlySignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Bench } from "./bench";
import { hold, movable, settle } from "./deeds";
import type { Ground } from "./places";
import { edgeNear, type Place } from "./segments";

type Point = { x: number; y: number; tall: number };
type Side = "start" | "end";

export function Handles({ bench, ground, lines }: { bench: Bench; ground: { current: Ground | null }; lines: ReadonlySignal<unknown> }) {
  const at = useSignal<Record<Side, Point> | null>(null);
  const put = () => {
    const claim = bench.rows.peek().find((row) => row.key === bench.at.peek())?.claim;
    const moving = bench.moving.peek();
    const words = moving && moving.claim.id === claim?.id ? moving.words : movable(claim);
    at.value = words && ground.current ? ends(ground.current, words) : null;
  };
  useSignalEffect(() => {
    void [lines.value, bench.current.value, bench.at.value, bench.moving.value, bench.rows.value];
    requestAnimationFrame(put);
  });
  useEffect(() => {
    const watch = new ResizeObserver(put);
    if (ground.current) watch.observe(ground.current.pane);
    void document.fonts.ready.then(put);
    return () => watch.disconnect();
  }, []);
  const drag = (side: Side) => (event: PointerEvent) => {
    const claim = bench.row?.claim;
    let words = movable(claim);
    if (!claim || !words || !ground.current) return;
    event.preventDefault();
    const handle = event.currentTarget as HTMLElement;
    handle.setPointerCapture(event.pointerId);
    // The handle is under the pointer: let the text be found through it.
    handle.style.pointerEvents = "none";
    const move = (to: PointerEvent) => {
      const place = ground.current!.under(to.clientX, to.clientY);
      if (place === null || !words) return;
      const edge = to.altKey ? place : edgeNear(bench.words.peek(), place, side);
      const next = { ...words, [side]: edge };
      if (next.start < next.end) hold(bench, claim, (words = next));
    };
    const done = () => {
      handle.removeEventListener("pointermove", move);
      handle.style.pointerEvents = "";
      settle(bench);
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", done, { once: true });
    handle.addEventListener("pointercancel", done, { once: true });
  };
  const places = at.value;
  if (!places) return null;
  return (
    <>
      {(["start", "end"] as const).map((side) => (
        <span key={side} class={`handle ${side}`} aria-hidden="true" onPointerDown={drag(side)} style={{ left: `${places[side].x}px`, top: `${places[side].y}px`, height: `${places[side].tall}px` }} />
      ))}
    </>
  );
}

function ends(ground: Ground, words: Place): Record<Side, Point> | null {
  const boxes = [...(ground.range(words)?.getClientRects() ?? [])].filter((box) => box.width);
  const [first, last] = [boxes[0], boxes.at(-1)];
  if (!first || !last) return null;
  const pane = ground.pane.getBoundingClientRect();
  const y = (box: DOMRect) => box.top - pane.top + ground.pane.scrollTop - ground.pane.clientTop;
  const x = (place: number) => place - pane.left - ground.pane.clientLeft + ground.pane.scrollLeft;
  // Right to left: words begin at the right.
  return { start: { x: x(first.right), y: y(first), tall: first.height }, end: { x: x(last.left), y: y(last), tall: last.height } };
}
