// The network as it is drawn: where each actor stands is worked out once from the whole span, so that it stays there in every
// slice of time. Loaded with the graph library.
import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import Sigma from "sigma";
import type { NetworkOut } from "@/lib/api";
import { say } from "@/lib/words";
import { few } from "./few";

const STEPS = 240;

type At = { x: number; y: number };

const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const tones = (): Record<string, string> => ({ organization: token("--map-area"), person: token("--f-actor-ink"), other: token("--ink-soft"), incident: token("--f-trigger-ink"), line: token("--line-strong"), lit: token("--map-chosen"), faint: token("--line") });

/** Make the graph of an answer: actors, and incidents where they are few. */
function graphOf(network: NetworkOut): Graph {
  const graph = new Graph();
  const most = Math.max(1, ...network.actors.map((one) => one.incidents));
  for (const one of network.actors) {
    const kind = one.kind === "person" || one.kind === "organization" ? one.kind : "other";
    graph.addNode(one.id, { kind, label: say(one.name), size: 5 + 11 * Math.sqrt(one.incidents / most), x: 0, y: 0 });
  }
  if (few(network)) {
    network.incidents.forEach((id) => graph.addNode(`incident ${id}`, { kind: "incident", label: "", size: 3.5, x: 0, y: 0 }));
    network.actor.forEach((actor, n) => graph.mergeEdge(network.actors[actor]!.id, `incident ${network.incidents[network.incident[n]!]}`, { size: 1.2, weight: 1 }));
  } else {
    const widest = Math.max(1, ...network.shared);
    network.left.forEach((left, n) => graph.mergeEdge(network.actors[left]!.id, network.actors[network.right[n]!]!.id, { size: 0.6 + 4.4 * (network.shared[n]! / widest), weight: network.shared[n]! / widest }));
  }
  return graph;
}

/** Work out where nodes stand: from a ring in the order of their names, in a set number of steps, so it is the same each time. */
function stand(graph: Graph): Map<string, At> {
  const names = graph.nodes().sort();
  names.forEach((name, n) => graph.mergeNodeAttributes(name, { x: Math.cos((2 * Math.PI * n) / names.length), y: Math.sin((2 * Math.PI * n) / names.length) }));
  if (graph.order > 1) forceAtlas2.assign(graph, { iterations: STEPS, settings: { ...forceAtlas2.inferSettings(graph), adjustSizes: false, gravity: 1.2, strongGravityMode: true, scalingRatio: 8, barnesHutOptimize: false }, getEdgeWeight: "weight" });
  return new Map(graph.nodes().map((name) => [name, { x: graph.getNodeAttribute(name, "x"), y: graph.getNodeAttribute(name, "y") }]));
}

let pen: OffscreenCanvasRenderingContext2D | null = null;

/** How wide words are, in pixels. */
function widthOf(words: string): number {
  if (!pen) {
    pen = new OffscreenCanvas(1, 1).getContext("2d")!;
    pen.font = `600 12px ${token("--sans")}`;
  }
  return pen.measureText(words).width;
}

type Told = { onOver: (id: string | null) => void; onClick: (id: string) => void };

/** Draws networks into an element. */
export class Network {
  readonly #sigma: Sigma;
  readonly #names: HTMLElement;
  #graph = new Graph();
  #places = new Map<string, At>();
  #lit: ReadonlySet<string> = new Set();

  constructor(into: HTMLElement, names: HTMLElement, { onOver, onClick }: Told) {
    this.#names = names;
    this.#sigma = new Sigma(this.#graph, into, {
      // The library's own letters do not join as Arabic ones must, so names are written over the picture.
      settings: { renderLabels: false, itemSizesReference: "screen", stagePadding: 46, allowInvalidContainer: true, enableCameraRotation: false, gestureTarget: "graph", minCameraRatio: 0.2, maxCameraRatio: 2 },
    });
    const actor = (node: string): string | null => (node.startsWith("incident ") ? null : node);
    this.#sigma.on("enterNode", ({ node }) => onOver(actor(node)));
    this.#sigma.on("leaveNode", () => onOver(null));
    this.#sigma.on("clickNode", ({ node }) => actor(node) && onClick(node));
    this.#sigma.on("afterRender", () => this.#write());
  }

  /** Work out where everybody stands, over the whole span. */
  whole(network: NetworkOut): void {
    this.#places = stand(graphOf(network));
  }

  /** Show a network; those who are not in it stay where they stand, faint. */
  show(network: NetworkOut, whole: NetworkOut): void {
    const graph = graphOf(network);
    const places = this.#places;
    for (const one of whole.actors) if (!graph.hasNode(one.id)) graph.addNode(one.id, { kind: "faint", label: "", size: 4, x: 0, y: 0 });
    graph.forEachNode((name) => {
      const around = graph.neighbors(name).map((other) => places.get(other)).filter((at): at is At => !!at);
      const middle = around.length ? { x: around.reduce((sum, at) => sum + at.x, 0) / around.length, y: around.reduce((sum, at) => sum + at.y, 0) / around.length } : { x: 0, y: 0 };
      graph.mergeNodeAttributes(name, places.get(name) ?? middle);
    });
    this.#graph = graph;
    this.#colours();
    this.#sigma.setGraph(graph);
    this.#sigma.refresh();
  }

  /** Light actors, and who shares incidents with them. */
  light(ids: ReadonlySet<string> | undefined): void {
    this.#lit = ids ?? new Set();
    this.#colours();
    this.#sigma.refresh();
  }

  /** Colour for the appearance that is on. */
  paint(): void {
    this.#colours();
    this.#sigma.refresh();
  }

  #colours(): void {
    const tone = tones();
    this.#graph.updateEachNodeAttributes((name, old) => ({ ...old, color: this.#lit.has(name) ? tone["lit"] : tone[old["kind"] as string] }));
    this.#graph.updateEachEdgeAttributes((_, old, source, target) => ({ ...old, color: this.#lit.has(source) || this.#lit.has(target) ? tone["lit"] : tone["line"] }));
  }

  /** Write names beside nodes: the largest first, none over another. */
  #write(): void {
    const { width, height } = this.#sigma.getDimensions();
    const taken: [number, number, number, number][] = [];
    const shown: HTMLElement[] = [];
    const order = this.#graph.nodes().filter((name) => this.#graph.getNodeAttribute(name, "label")).sort((one, other) => Number(this.#lit.has(other)) - Number(this.#lit.has(one)) || this.#graph.getNodeAttribute(other, "size") - this.#graph.getNodeAttribute(one, "size"));
    for (const name of order) {
      const { label, size, x, y } = this.#graph.getNodeAttributes(name) as { label: string; size: number; x: number; y: number };
      const at = this.#sigma.graphToViewport({ x, y });
      const wide = Math.min(160, widthOf(label) + 6);
      const boxes = [at.y + size + 1, at.y - size - 18].map((top): [number, number, number, number] => [at.x - wide / 2, top, at.x + wide / 2, top + 17]);
      const free = boxes.find((box) => box[2] > 0 && box[0] < width && box[1] > 0 && box[3] < height && !taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]));
      if (!free) continue;
      taken.push(free);
      const words = document.createElement("bdi");
      words.textContent = label;
      if (this.#lit.has(name)) words.className = "lit";
      words.style.transform = `translate(-50%, 0) translate(${at.x.toFixed(1)}px, ${free[1].toFixed(1)}px)`;
      shown.push(words);
    }
    this.#names.replaceChildren(...shown);
  }

  zoom(by: number): void {
    const camera = this.#sigma.getCamera();
    camera.setState({ ratio: Math.max(0.2, Math.min(2, camera.getState().ratio * by)) });
  }

  remove(): void {
    this.#sigma.kill();
  }
}
