// Tells cheaply whether a canvas may be another than it was: read several times a second.

import type { CanvasNode, Graph, Link, Widget } from "../comfy.ts";
import { graphsOf } from "../places.ts";

export interface Kinds {
  isOfNetwork(type: string): boolean;
  isHeard(type: string): boolean;
}

/** A text that changes with what networks are made of; null where no node of a network is. */
export function signature(root: Graph, kinds: Kinds): string | null {
  const parts: string[] = [];
  let found = false;
  for (const graph of graphsOf(root)) {
    for (const node of graph.nodes) {
      found ||= kinds.isOfNetwork(node.type);
      parts.push(ofNode(node, kinds));
    }
    parts.push("/");
  }
  return found ? parts.join("\n") : null;
}

function ofNode(node: CanvasNode, kinds: Kinds): string {
  const wires = node.inputs.map((_, slot) => ofWire(node.getInputLink(slot)));
  const heard = node.subgraph !== undefined || kinds.isHeard(node.type);
  const values = heard ? (node.widgets ?? []).map(ofValue) : [];
  return [node.id, node.type, node.mode, node.outputs.length, ...wires, ...values].join("|");
}

function ofWire(link: Link | null): string {
  return link ? `${link.origin_id}.${link.origin_slot}` : "";
}

function ofValue(widget: Widget): string {
  try {
    const { value } = widget;
    return typeof value === "object" ? JSON.stringify(value) : String(value);
  } catch {
    // A widget that stands for one in a damaged subgraph refuses to be read.
    return "";
  }
}
