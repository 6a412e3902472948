// What the server is told of a canvas: what decides about networks, and nothing else.

import type { SavedGraph, SavedNode } from "../comfy.ts";

type Saved = Record<string, unknown>;

const OF_NODES = ["id", "type", "mode", "inputs", "outputs", "title"];
const OF_GRAPHS = ["links", "reroutes", "inputs", "outputs", "inputNode", "outputNode", "id", "name"];

/**
 * A workflow without what is foreign to networks: texts and files in the widgets of other nodes,
 * and where on the canvas nodes are. So a move is no change.
 */
export function stripped(workflow: SavedGraph, isHeard: (type: string) => boolean): Saved {
  const subgraphs = subgraphsOf(workflow);
  const hosts = new Set(subgraphs.map((subgraph) => String(subgraph["id"])));
  const keeps = (type: string) => isHeard(type) || hosts.has(type);
  const told = graph(workflow, keeps);
  if (subgraphs.length === 0) return told;
  return { ...told, definitions: { subgraphs: subgraphs.map((inner) => graph(inner, keeps)) } };
}

function subgraphsOf(workflow: SavedGraph): SavedGraph[] {
  const definitions = workflow["definitions"] as { subgraphs?: SavedGraph[] } | undefined;
  return definitions?.subgraphs ?? [];
}

function graph(saved: SavedGraph, keeps: (type: string) => boolean): Saved {
  return { ...picked(saved, OF_GRAPHS), nodes: saved.nodes.map((each) => node(each, keeps)) };
}

function node(saved: SavedNode, keeps: (type: string) => boolean): Saved {
  const told = picked(saved, OF_NODES);
  if (!keeps(saved.type)) return told;
  return { ...told, ...picked(saved, ["widgets_values", "properties"]) };
}

function picked(saved: Saved, names: readonly string[]): Saved {
  const present = names.filter((name) => saved[name] !== undefined);
  return Object.fromEntries(present.map((name) => [name, saved[name]]));
}
