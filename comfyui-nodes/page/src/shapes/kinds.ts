// Which of the nodes on a canvas belong to a network.

import type { NodeDefinition } from "../comfy.ts";

const NETWORK = /^(Netwright\/(Build|Layers)|Build and train your network)/;
const OURS = /^(Netwright|Build and train your network)/;
const TYPED = /^Primitive/;

const ofNetworks = new Set<string>();
const ours = new Set<string>();

/** Take down what ComfyUI tells of a type of node. */
export function learnKind(definition: NodeDefinition): void {
  const category = definition.category ?? "";
  if (OURS.test(category)) ours.add(definition.name);
  if (NETWORK.test(category)) ofNetworks.add(definition.name);
}

/** Whether a network is made of such nodes: a canvas without any is not asked about. */
export const isOfNetwork = (type: string): boolean => ofNetworks.has(type);

/** Whether what is typed into such a node may matter to a network: ours, and what only holds a
 * value for others. */
export const isHeard = (type: string): boolean => ours.has(type) || TYPED.test(type);
