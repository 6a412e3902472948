// Puts what the server told onto the nodes of the graph that is looked at.

import { app, rootGraph, type CanvasNode, type Graph, type Link } from "../comfy.ts";
import type { CanvasTold, NetworkTold, Repair } from "../messages.ts";
import { Card, type Caption } from "./card.ts";
import { Boxes } from "./geometry.ts";
import { InferredValues } from "./inferred.ts";
import type { Layers } from "./layers.ts";
import { Entered, prefixesOf } from "../places.ts";
import { ProblemBox } from "./problem_box.ts";
import { position, shade, type Cost, type Shade } from "./scale.ts";
import { mostOf, seen, type Seen } from "./seen.ts";
import { costText, networkCosts, networkMemory, outputsText, spoken } from "./sentences.ts";
import { say } from "../words.ts";
import { RedWires, wireInto } from "./wires.ts";

const NOTHING: CanvasTold = { nodes: {}, networks: [] };

interface Shown {
  card: Card;
  written: string;
  problem: ProblemBox | null;
}

export class Overlay {
  readonly entered = new Entered();
  readonly #layers: Layers;
  readonly #mend: (repair: Repair) => void;
  readonly #boxes = new Boxes();
  readonly #wires = new RedWires();
  readonly #inferred = new InferredValues();
  readonly #shown = new Map<CanvasNode, Shown>();
  /** How often something was written, and for what all was arranged last. */
  #written = 0;
  #arranged = "";
  #told = NOTHING;
  #seen = new Map<CanvasNode, Seen>();

  constructor(layers: Layers, mend: (repair: Repair) => void) {
    this.#layers = layers;
    this.#mend = mend;
  }

  /** Show this of the graph that is looked at; nothing where it is null. */
  show(told: CanvasTold | null, cost: Cost): void {
    this.#told = told ?? NOTHING;
    const graph = app.canvas.graph;
    this.#seen = graph ? this.#seenOf(graph) : new Map();
    const most = cost === "off" ? 0 : mostOf(this.#told, cost);
    for (const [node, what] of this.#seen) this.#write(node, what, shadeOf(what, cost, most));
    for (const node of this.#shown.keys()) if (!this.#seen.has(node)) this.#drop(node);
    this.#wires.show(this.#redWires());
    this.greyInferred();
    this.frame();
    this.arrange();
  }

  /** Follow the nodes. Called with each drawing of the canvas: does nothing for what has not moved. */
  frame(): void {
    this.#layers.follow();
    const graph = app.canvas.graph;
    for (const [node, shown] of this.#shown) {
      if (node.graph !== graph) {
        this.#drop(node);
        continue;
      }
      const box = this.#boxes.of(node);
      shown.card.place(box);
      shown.problem?.place(box);
    }
  }

  /** Keep clear of other nodes. Done now and then: what is moved may be wrong for a moment. */
  arrange(): void {
    const boxes = new Map(app.canvas.graph?.nodes.map((node) => [node, this.#boxes.of(node)]));
    const arranged = JSON.stringify([...boxes.values(), this.#layers.size, this.#written]);
    if (arranged === this.#arranged) return;
    this.#arranged = arranged;
    const all = [...boxes.values()];
    const { size, over, under } = this.#layers;
    for (const [node, shown] of this.#shown) {
      const box = boxes.get(node);
      if (!box) continue;
      const covered = shown.card.isCovered(box, all, size);
      shown.card.settle(covered ? over : under, covered);
      shown.problem?.keepClear(box, all, size);
    }
  }

  /** Vue makes its elements anew at times; those get their grey values again. */
  greyInferred(): void {
    for (const [node, { told }] of this.#seen) {
      this.#inferred.show(node, told.inferred, this.#boxes.element(node));
    }
    this.#inferred.keep(new Set(this.#seen.keys()));
  }

  /** What is known of a node of the graph that is looked at. */
  seenOf(node: CanvasNode): Seen | undefined {
    return this.#seen.get(node);
  }

  /** The path of a node of the graph that is looked at. */
  pathOf(node: CanvasNode): string {
    const graph = app.canvas.graph;
    return `${graph ? this.#place(graph).prefix : ""}${node.id}`;
  }

  focusProblem(node: CanvasNode): void {
    this.#shown.get(node)?.problem?.focus();
  }

  #place(graph: Graph): { prefix: string; prefixes: string[] } {
    const prefixes = prefixesOf(rootGraph(), graph);
    return { prefixes, prefix: this.entered.prefix(graph, prefixes) };
  }

  #seenOf(graph: Graph): Map<CanvasNode, Seen> {
    const { prefix, prefixes } = this.#place(graph);
    const found = new Map<CanvasNode, Seen>();
    for (const node of graph.nodes) {
      const what = seen(this.#told, node.id, prefix, prefixes);
      if (what) found.set(node, what);
    }
    return found;
  }

  #write(node: CanvasNode, what: Seen, shaded: Shade | null): void {
    const shown = this.#shown.get(node) ?? this.#add(node);
    shown.card.element.dataset["node"] = what.path;
    const network = this.#told.networks.find((each) => each.node === what.path);
    const caption = captionOf(node, what, network, shaded, this.#elsewhere(node, what));
    const written = JSON.stringify([caption, what.told.problem]);
    if (written === shown.written) return;
    shown.written = written;
    this.#written += 1;
    shown.card.write(caption);
    this.#writeProblem(node, what, shown);
  }

  #elsewhere(node: CanvasNode, { elsewhere }: Seen): string {
    const places = elsewhere.map((path) => `${path}: ${spoken(node.title, this.#told.nodes[path]!)}`);
    return places.length === 0 ? "" : say("shapesElsewhere", { places: places.join("\n") });
  }

  #writeProblem(node: CanvasNode, { told, path }: Seen, shown: Shown): void {
    if (!told.problem) {
      shown.problem?.element.remove();
      shown.problem = null;
      return;
    }
    if (!shown.problem) {
      shown.problem = new ProblemBox(this.#mend);
      this.#layers.over.append(shown.problem.element);
    }
    shown.problem.element.dataset["node"] = path;
    shown.problem.write(node.title, told.problem);
  }

  #add(node: CanvasNode): Shown {
    const shown = { card: new Card(), written: "", problem: null };
    this.#layers.under.append(shown.card.element);
    this.#shown.set(node, shown);
    return shown;
  }

  #drop(node: CanvasNode): void {
    const shown = this.#shown.get(node);
    shown?.card.element.remove();
    shown?.problem?.element.remove();
    this.#shown.delete(node);
  }

  #redWires(): Set<Link> {
    const red = new Set<Link>();
    for (const [node, { told }] of this.#seen) {
      const link = told.problem && wireInto(node, told.problem.input);
      if (link) red.add(link);
    }
    return red;
  }
}

function shadeOf({ told }: Seen, cost: Cost, most: number): Shade | null {
  if (cost === "off") return null;
  const spent = told[cost];
  return spent === null ? null : shade(position(spent, most));
}

function captionOf(
  node: CanvasNode,
  { told }: Seen,
  network: NetworkTold | undefined,
  shaded: Shade | null,
  elsewhere: string,
): Caption {
  if (network) {
    const [shape, costs] = [networkCosts(network), networkMemory(network)];
    return { shape, costs, all: `${network.name}: ${shape}, ${costs}`, muted: false, shade: null };
  }
  const waits = told.outputs.length === 0 && told.waiting.length > 0;
  const assumed = told.assumed.length > 0 ? say("shapesAssumed") : "";
  const all = [spoken(node.title, told), assumed, elsewhere].filter(Boolean).join("\n");
  const needs = say("shapesWaiting", { sockets: told.waiting.join(", ") });
  const marks = (assumed ? " ?" : "") + (elsewhere ? " *" : "");
  const shape = waits ? needs : outputsText(told) + marks;
  return { shape, costs: costText(told), all, muted: waits, shade: shaded };
}
