// What is said of a node and of a network, in the words of the page.

import type { NetworkTold, NodeTold, Problem } from "../messages.ts";
import { say } from "../words.ts";
import { bytesText, countText, shapeText } from "./numbers.ts";

/** What leaves a node: "16 × 8 × 8", or "output 5 × 7 · hidden 7". */
export function outputsText(told: NodeTold): string {
  const [first, ...others] = told.outputs;
  if (!first) return "";
  if (others.length === 0) return shapeText(first.shape);
  return told.outputs.map((flow) => `${flow.name} ${shapeText(flow.shape)}`).join(" · ");
}

/** What a node costs, briefly: "1.2 k params · 74 k MACs"; nothing where it costs nothing. */
export function costText(told: NodeTold): string {
  const parts: string[] = [];
  if (told.parameters) parts.push(say("shapesParameters", { count: countText(told.parameters) }));
  if (told.multiply_adds) {
    parts.push(say("shapesMultiplyAdds", { count: countText(told.multiply_adds) }));
  }
  return parts.join(" · ");
}

/** All of a node in one sentence, for a screen reader and a tooltip. */
export function spoken(title: string, told: NodeTold): string {
  if (told.problem) return say("shapesSpokenProblem", { title, problem: problemText(told.problem) });
  if (told.outputs.length === 0 && told.waiting.length > 0) {
    return say("shapesSpokenWaiting", { title, sockets: told.waiting.join(", ") });
  }
  const costs = costText(told) || say("shapesNoParameters");
  return say("shapesSpoken", { title, shape: outputsText(told), costs });
}

export function problemText(problem: Problem): string {
  return [problem.message, problem.fix].filter(Boolean).join(" ");
}

/** The first line, without the full stop: what fits beside a node. */
export function briefly(message: string): string {
  return (message.split("\n")[0] ?? "").replace(/\.$/, "");
}

export function networkCosts(network: NetworkTold): string {
  return [
    say("shapesParameters", { count: countText(network.parameters) }),
    say("shapesMultiplyAdds", { count: countText(network.multiply_adds) }),
  ].join(" · ");
}

export function networkMemory(network: NetworkTold): string {
  return say("shapesMemory", {
    training: bytesText(network.training_memory),
    inference: bytesText(network.inference_memory),
  });
}
