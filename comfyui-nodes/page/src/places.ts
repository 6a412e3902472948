// Where nodes are: a subgraph is one object, however many nodes stand for it.
//
// A place is named as in a prompt: "9" is #9 on the canvas, "25:9" is #9 in what #25 stands for.

import type { CanvasNode, Graph } from "./comfy.ts";

const DEEPEST = 30;

export interface Place {
  /** What stands before the ids of its nodes: "", or such as "25:". */
  prefix: string;
  graph: Graph;
}

/** The workflow and each place of its subgraphs. */
export function* placesIn(graph: Graph, prefix = "", depth = 0): Generator<Place> {
  yield { prefix, graph };
  if (depth === DEEPEST) return;
  for (const node of graph.nodes) {
    if (node.subgraph) yield* placesIn(node.subgraph, `${prefix}${node.id}:`, depth + 1);
  }
}

/** The prefixes of all places where a graph is. */
export function prefixesOf(root: Graph, graph: Graph): string[] {
  if (graph === root) return [""];
  return [...placesIn(root)].filter((place) => place.graph === graph).map((place) => place.prefix);
}

/** The nodes that lead to a path, the last of which is what it names; null where none is there. */
export function wayTo(root: Graph, path: string): CanvasNode[] | null {
  const way: CanvasNode[] = [];
  let graph: Graph | undefined = root;
  for (const id of path.split(":")) {
    const node: CanvasNode | undefined = graph && nodeOf(graph, id);
    if (!node) return null;
    way.push(node);
    graph = node.subgraph;
  }
  return way;
}

/** Ids are numbers in some front-ends and texts in others. */
function nodeOf(graph: Graph, id: string): CanvasNode | undefined {
  return graph.nodes.find((node) => String(node.id) === id);
}

/** Each graph of a workflow once. */
export function graphsOf(root: Graph): Set<Graph> {
  return new Set([...placesIn(root)].map((place) => place.graph));
}

/** Remembers through which node a subgraph was entered last. */
export class Entered {
  readonly #through = new WeakMap<Graph, string>();

  note(from: Graph, node: CanvasNode, into: Graph): void {
    this.#through.set(into, `${this.#through.get(from) ?? ""}${node.id}:`);
  }

  /** The place that is looked at, among those where a graph is. */
  prefix(graph: Graph, prefixes: readonly string[]): string {
    const last = this.#through.get(graph);
    return last !== undefined && prefixes.includes(last) ? last : (prefixes[0] ?? "");
  }
}
