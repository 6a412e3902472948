// The model that is wired into a node, told by the node that it comes from.

import type { CanvasNode, Graph, Slot } from "../comfy.ts";
import { rootGraph } from "../comfy.ts";

/** Where a model comes from: its file, or the node that trains it. */
export type Source = { file: string } | { train: CanvasNode };

const BYPASSED = 4;
const MOST_STEPS = 100;
const KIND = "NETWRIGHT_MODEL";

export function sourceOf(node: CanvasNode): Source | null {
  let place = upstream(node, node.inputs.find((input) => input.name === "model"));
  for (let step = 0; place !== null && step < MOST_STEPS; step += 1) {
    const { type, mode, inputs } = place;
    if (type === "NetwrightLoadModel") return named(value(place, "file"));
    if (type === "NetwrightResume" || type === "NetwrightLoadRun") return named(fileOf(value(place, "run")));
    if (type === "NetwrightTrain" && mode !== BYPASSED) return { train: place };
    if (type !== "Reroute" && mode !== BYPASSED) return null;
    place = upstream(place, inputs.find((input) => type === "Reroute" || input.type === KIND));
  }
  return null;
}

/** The model of a run, as the node Load model names it. */
export const fileOf = (run: string): string => (run ? `netwright/runs/${run}/model.onnx` : "");

const named = (file: string): Source | null => (file ? { file } : null);

function value(node: CanvasNode, name: string): string {
  return String(node.widgets?.find((widget) => widget.name === name)?.value ?? "");
}

/** The node at the other end of an input's wire, also where that is outside of the subgraph. */
function upstream(node: CanvasNode, input: Slot | undefined): CanvasNode | null {
  const { graph } = node;
  const link = input && node.getInputLink(node.inputs.indexOf(input));
  if (!graph || !link) return null;
  const origin = graph.getNodeById(link.origin_id);
  if (origin !== null || String(link.origin_id) !== String(graph.inputNode?.id)) return origin;
  const host = hostOf(graph, rootGraph());
  return host && upstream(host, host.inputs[link.origin_slot]);
}

/** The node that stands for a subgraph. */
function hostOf(graph: Graph, within: Graph): CanvasNode | null {
  for (const node of within.nodes) {
    if (node.subgraph === graph) return node;
    const deeper = node.subgraph && hostOf(graph, node.subgraph);
    if (deeper) return deeper;
  }
  return null;
}
