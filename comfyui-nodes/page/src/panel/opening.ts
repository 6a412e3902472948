// Workflows of the server on the canvas: as one of their own, or put into what is there.

import { app, liteGraph, type CanvasNode } from "../comfy.ts";
import type { WorkflowTold } from "../messages.ts";
import { say } from "../words.ts";
import { agreed, tell } from "./telling.ts";
import { showAll } from "./view.ts";

interface SavedFlow {
  nodes: { id: number; type: string; pos: [number, number]; widgets_values?: unknown[] }[];
  links: [number, number, number, number, number, string][];
}

const GAP = 60;

/** Open it as a workflow of its own. Where the page has no tabs, what is there is asked about. */
export async function openWorkflow(told: WorkflowTold): Promise<void> {
  const store = app.extensionManager.workflow;
  if (store === undefined && app.graph.nodes.length > 0) {
    if (!(await agreed(say("panelOpen"), say("panelReplaceAsk", { name: told.name })))) return;
  }
  // A saved workflow of the same name would be opened in its place.
  const taken = store?.getWorkflowByPath?.(`workflows/${told.name}.json`) != null;
  await app.loadGraphData(told.workflow, true, true, taken ? null : told.name);
  // Some front-ends choose a view of their own in the next frame.
  await frame();
  await frame();
  showAll(document.querySelector(".nwp-panel"));
  for (const note of told.notes) tell("warn", note);
}

function frame(): Promise<unknown> {
  return new Promise((drawn) => requestAnimationFrame(drawn));
}

/** Put its nodes into the graph that is looked at, where there is room. */
export function addToCanvas(told: WorkflowTold): void {
  const { canvas } = app;
  const graph = canvas.graph ?? app.graph;
  const flow = told.workflow as unknown as SavedFlow;
  const [left, top] = place(flow);
  canvas.emitBeforeChange();
  const made = new Map<number, CanvasNode>();
  for (const saved of flow.nodes) {
    const node = liteGraph().createNode(saved.type);
    if (node === null) continue;
    node.pos = [left + saved.pos[0], top + saved.pos[1]];
    graph.add(node);
    fill(node, saved.widgets_values ?? []);
    made.set(saved.id, node);
  }
  for (const [, from, output, to, input] of flow.links) {
    const [source, target] = [made.get(from), made.get(to)];
    if (source && target) source.connect(output, target, input);
  }
  canvas.emitAfterChange();
  const first = made.values().next().value;
  if (first) look(first);
}

/** The values of a saved node, in the order of its widgets. */
function fill(node: CanvasNode, values: unknown[]): void {
  const widgets = (node.widgets ?? []).filter((widget) => widget.serialize !== false);
  widgets.forEach((widget, index) => {
    if (index >= values.length) return;
    widget.value = values[index];
    widget.callback?.(values[index]);
  });
}

/** To the right of all nodes that are there, at the height of the topmost. */
function place(flow: SavedFlow): [number, number] {
  const there = (app.canvas.graph ?? app.graph).nodes;
  const [x, y] = [Math.min(...flow.nodes.map((n) => n.pos[0])), Math.min(...flow.nodes.map((n) => n.pos[1]))];
  if (there.length === 0) return [-x, -y];
  const right = Math.max(...there.map((node) => node.pos[0] + node.size[0]));
  return [right + GAP - x, Math.min(...there.map((node) => node.pos[1])) - y];
}

function look(node: CanvasNode): void {
  app.canvas.deselectAll();
  app.canvas.select(node);
  app.canvas.centerOnNode(node);
  app.canvas.setDirty(true, true);
}
