// Applies what the server suggests: each a change of the canvas that one Ctrl-Z takes back.

import { app, liteGraph, rootGraph, type CanvasNode, type Graph, type Link } from "../comfy.ts";
import type { InsertNode, Repair, SetWidget } from "../messages.ts";
import { freePlace } from "./free_place.ts";
import { wayTo } from "../places.ts";
import { wireInto } from "./wires.ts";

/** Milliseconds after which Vue has laid out a node. */
const MEASURED = 150;

/** Whether it could be applied: the canvas may be another by now. */
export function mend({ action, also }: Repair): boolean {
  app.canvas.emitBeforeChange();
  try {
    return [action, ...also].every(apply);
  } finally {
    app.canvas.setDirty(true, true);
    endChange();
  }
}

function apply(action: SetWidget | InsertNode): boolean {
  const node = wayTo(rootGraph(), action.node)?.at(-1);
  if (!node?.graph) return false;
  return action.kind === "set" ? set(node, action) : insert(node.graph, node, action);
}

/** Vue gives a new node its size some frames later, which else would be a step of its own to undo.
 * Newer front-ends join what follows a change to it by themselves. */
function endChange(): void {
  const tracker = app.extensionManager.workflow?.activeWorkflow?.changeTracker;
  const joins = tracker?.squashState !== undefined;
  if (liteGraph().vueNodesMode && !joins) setTimeout(() => app.canvas.emitAfterChange(), MEASURED);
  else app.canvas.emitAfterChange();
}

function set(node: CanvasNode, { widget: name, value }: Pick<SetWidget, "widget" | "value">): boolean {
  const widget = node.widgets?.find((candidate) => candidate.name === name);
  if (!widget) return false;
  widget.value = value;
  widget.callback?.(value, app.canvas, node);
  return true;
}

function insert(graph: Graph, target: CanvasNode, action: InsertNode): boolean {
  const link = wireInto(target, action.input);
  const added = liteGraph().createNode(action.type);
  const into = target.inputs.findIndex((socket) => socket.name === action.input);
  if (!link || !added || into < 0) return false;
  const source = graph.getNodeById(link.origin_id);
  added.pos = freePlace(graph.nodes, source ?? target, target, added.size);
  graph.add(added);
  for (const [widget, value] of Object.entries(action.widgets)) {
    set(added, { widget, value });
  }
  return rewire(graph, link, added, target, into);
}

/** What came over the wire goes through the new node. */
function rewire(
  graph: Graph,
  link: Link,
  added: CanvasNode,
  target: CanvasNode,
  into: number,
): boolean {
  const socket = added.inputs.findIndex((candidate) => !candidate.widget);
  const input = added.inputs[socket];
  if (!input) return false;
  const { origin_id, origin_slot } = link;
  const source = graph.getNodeById(origin_id);
  if (source) source.connect(origin_slot, added, socket);
  // In a subgraph a wire may begin where the subgraph does.
  else graph.inputNode?.slots[origin_slot]?.connect(input, added);
  added.connect(0, target, into);
  return true;
}
