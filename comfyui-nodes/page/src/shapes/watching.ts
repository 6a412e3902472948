// Sees when the canvas changes, in every way that it can: wires, typing, paste, undo, another
// workflow, another extension. Front-ends tell of these in different ways, and of some in none; so
// the graph itself is read: after each key and click, and a few times a second.

import { api, app, rootGraph, type CanvasNode, type Graph } from "../comfy.ts";
import { isHeard, isOfNetwork } from "./kinds.ts";
import { signature } from "./signature.ts";
import { timed } from "./timing.ts";

const EVERY = 400;
const EDITS = ["keyup", "pointerup", "change"];

export interface Sees {
  /** The networks may be others than they were. */
  changed(): void;
  /** No node of a network is there. */
  empty(): void;
  /** Another graph is looked at: the workflow's, or that of a subgraph; or the nodes are others. */
  moved(): void;
  entered(from: Graph, node: CanvasNode, into: Graph): void;
  /** A prompt has ended, in whatever way. */
  ran(): void;
  selected(): void;
  drawn(): void;
  ticked(): void;
}

type Opening = CustomEvent<{ subgraph: Graph; closingGraph: Graph; fromNode?: CanvasNode }>;

export class Watch {
  readonly #sees: Sees;
  #signature: string | null | undefined;
  #graph: Graph | null = null;
  #nodes: CanvasNode[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(sees: Sees) {
    this.#sees = sees;
    this.#listen();
  }

  start(): void {
    this.#timer ??= setInterval(() => this.look(), EVERY);
    this.again();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Take what is there for new. */
  again(): void {
    this.#signature = undefined;
    this.look();
  }

  look(): void {
    if (this.#timer !== undefined && !document.hidden) timed("netwright.look", () => this.#look());
  }

  /** Look, and tell whether there is a network at this moment. */
  isThere(): boolean {
    this.#look();
    return this.#signature !== null;
  }

  #look(): void {
    const now = signature(rootGraph(), { isHeard, isOfNetwork });
    const graph = app.canvas.graph;
    const nodes = graph?.nodes ?? [];
    // Undo and loading make all nodes anew, also where the networks stay what they were.
    const moved = graph !== this.#graph || !isSame(nodes, this.#nodes);
    this.#graph = graph;
    this.#nodes = [...nodes];
    if (now !== this.#signature) {
      this.#signature = now;
      if (now === null) this.#sees.empty();
      else this.#sees.changed();
    }
    if (moved) this.#sees.moved();
    if (now !== null) this.#sees.ticked();
  }

  #listen(): void {
    const { canvas } = app;
    canvas.onDrawForeground = after(canvas.onDrawForeground, () => this.#sees.drawn());
    canvas.onSelectionChange = after(canvas.onSelectionChange, () => this.#sees.selected());
    // Once those whose event it is have done what they do.
    const soon = () => void setTimeout(() => this.look());
    for (const edit of EDITS) document.addEventListener(edit, soon, { capture: true });
    // A run reads data sets, whose sizes are known from then on.
    for (const ended of ["execution_success", "execution_error", "execution_interrupted"]) {
      api.addEventListener(ended, () => this.#sees.ran());
    }
    canvas.canvas.addEventListener("subgraph-opening", (event) => this.#opening(event as Opening));
    canvas.canvas.addEventListener("subgraph-opened", () => this.look());
  }

  /** Older front-ends do not tell through which node; it was clicked, so it is selected. */
  #opening({ detail: { subgraph, closingGraph, fromNode } }: Opening): void {
    const selected = [...app.canvas.selectedItems] as CanvasNode[];
    const through = fromNode ?? selected.find((node) => node.subgraph === subgraph);
    if (through) this.#sees.entered(closingGraph, through, subgraph);
  }
}

function isSame(some: CanvasNode[], others: CanvasNode[]): boolean {
  return some.length === others.length && some.every((node, at) => node === others[at]);
}

/** What is called first, as ever, and then this. */
function after(
  first: ((...given: unknown[]) => void) | undefined,
  then: () => void,
): (...given: unknown[]) => void {
  return function (this: unknown, ...given) {
    first?.apply(this, given);
    then();
  };
}
