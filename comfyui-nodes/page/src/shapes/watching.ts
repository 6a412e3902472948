// Sees when the canvas changes, in every way that it can: wires, typing, paste, undo, another
// workflow, another extension. Front-ends tell of these in different ways, and of some in none; so
// the graph itself is read a few times a second, which takes a fraction of a millisecond.

import { api, app, rootGraph, type CanvasNode, type Graph } from "../comfy.ts";
import { isHeard, isOfNetwork } from "./kinds.ts";
import { signature } from "./signature.ts";
import { timed } from "./timing.ts";

const EVERY = 150;

export interface Sees {
  /** The networks may be others than they were. */
  changed(): void;
  /** No node of a network is there. */
  empty(): void;
  /** Another graph is looked at: the workflow's, or that of a subgraph. */
  moved(): void;
  entered(from: Graph, node: CanvasNode, into: Graph): void;
  /** A prompt has ended, in whatever way. */
  ran(): void;
  selected(): void;
  drawn(): void;
  ticked(): void;
}

export class Watch {
  readonly #sees: Sees;
  #signature: string | null | undefined;
  #graph: Graph | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(sees: Sees) {
    this.#sees = sees;
    this.#listen();
  }

  start(): void {
    this.#timer ??= setInterval(() => timed("netwright.look", () => this.look()), EVERY);
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
    if (this.#timer === undefined || document.hidden) return;
    const now = signature(rootGraph(), { isHeard, isOfNetwork });
    const graph = app.canvas.graph;
    const moved = graph !== this.#graph;
    this.#graph = graph;
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
    // A run reads data sets, whose sizes are known from then on.
    for (const ended of ["execution_success", "execution_error", "execution_interrupted"]) {
      api.addEventListener(ended, () => this.#sees.ran());
    }
    canvas.canvas.addEventListener("subgraph-opened", (event) => {
      const { detail } = event as CustomEvent<{
        subgraph: Graph;
        closingGraph: Graph;
        fromNode?: CanvasNode;
      }>;
      if (detail.fromNode) this.#sees.entered(detail.closingGraph, detail.fromNode, detail.subgraph);
      this.look();
    });
  }
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
