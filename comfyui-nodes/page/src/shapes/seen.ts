// What there is to show of each node of the graph that is looked at.

import type { CanvasTold, NodeTold } from "../messages.ts";

export interface Seen {
  /** The node in the place that is looked at. */
  path: string;
  told: NodeTold;
  /** What other places of the same node give, where that is something else. */
  elsewhere: string[];
}

/** What is known of node `id` of a graph, of which `prefix` is looked at among `prefixes`. */
export function seen(
  told: CanvasTold,
  id: number | string,
  prefix: string,
  prefixes: readonly string[],
): Seen | null {
  const order = [prefix, ...prefixes.filter((other) => other !== prefix)];
  const known = order.map((each) => `${each}${id}`).filter((path) => told.nodes[path]);
  const [path, ...others] = known;
  if (path === undefined) return null;
  const here = told.nodes[path]!;
  const elsewhere = others.filter((other) => !alike(told.nodes[other]!, here));
  return { path, told: here, elsewhere };
}

function alike(one: NodeTold, other: NodeTold): boolean {
  const shown = ({ outputs, parameters, problem }: NodeTold) =>
    JSON.stringify([outputs, parameters, problem?.message]);
  return shown(one) === shown(other);
}

/** The paths of nodes that do not fit, in the order of the server, which is that of the wires. */
export function problemsOf(told: CanvasTold): string[] {
  return Object.keys(told.nodes).filter((path) => told.nodes[path]!.problem);
}

/** The problem after one, round again at the end. */
export function problemAfter(problems: readonly string[], path: string | null): string | null {
  return problems[(problems.indexOf(path ?? "") + 1) % problems.length] ?? null;
}

/** The dearest of all nodes, of the one kind of cost or the other. */
export function mostOf(told: CanvasTold, cost: "parameters" | "multiply_adds"): number {
  return Math.max(0, ...Object.values(told.nodes).map((node) => node[cost] ?? 0));
}
