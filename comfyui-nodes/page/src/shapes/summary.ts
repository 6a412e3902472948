// The networks at a glance, in a corner of the canvas: size, cost, memory, what does not fit.

import type { CanvasTold, NetworkTold } from "../messages.ts";
import { say, type Word } from "../words.ts";
import { button, make } from "../elements.ts";
import { FORMS, type Form } from "./exporting.ts";
import { countText } from "./numbers.ts";
import { COSTS, gradient, type Cost } from "./scale.ts";
import { networkCosts, networkMemory } from "./sentences.ts";

export interface Presses {
  nextProblem(): void;
  cost(cost: Cost): void;
  batchSize(size: number): void;
  export(node: string, form: Form): void;
}

export interface Glance {
  told: CanvasTold | null;
  problems: number;
  cost: Cost;
  most: number;
  batchSize: number;
  notice: string;
}

export const COST_WORDS: Record<Cost, Word> = {
  off: "shapesCostOff",
  parameters: "shapesCostParameters",
  multiply_adds: "shapesCostMultiplyAdds",
};

export class Summary {
  readonly element = make("section", "nw-summary", { hidden: true });
  readonly #presses: Presses;
  readonly #totals = make("div", "");
  readonly #exports = make("div", "");
  readonly #problems: HTMLButtonElement;
  readonly #notice = make("p", "nw-notice");
  readonly #batch = make("input", "nw-batch", { type: "number", min: "1", max: "1000000" });
  readonly #cost: HTMLSelectElement;
  readonly #legend = make("div", "nw-legend");
  #written = "";

  constructor(presses: Presses) {
    this.#presses = presses;
    this.element.setAttribute("aria-label", say("shapesSummary"));
    this.#problems = button("nw-problems", "", () => presses.nextProblem());
    this.#cost = costChoice((cost) => presses.cost(cost));
    this.#batch.addEventListener("change", () => presses.batchSize(this.#batch.valueAsNumber));
    this.element.append(this.#problems, this.#legend, this.#details(), this.#notice);
  }

  write(glance: Glance): void {
    const written = JSON.stringify([glance, glance.told?.networks]);
    if (written === this.#written) return;
    this.#written = written;
    const networks = glance.told?.networks ?? [];
    this.element.hidden = !glance.told && !glance.notice;
    this.#totals.replaceChildren(...totals(networks));
    this.#exports.replaceChildren(...networks.map((network) => this.#exportsOf(network)));
    this.#problems.textContent = `⚠ ${say("shapesProblems", { count: glance.problems })}`;
    this.#problems.hidden = glance.problems === 0;
    this.#batch.value = String(glance.batchSize);
    this.#cost.value = glance.cost;
    this.#notice.textContent = glance.notice;
    this.#notice.hidden = !glance.notice;
    this.#legend.hidden = glance.cost === "off";
    this.#legend.replaceChildren("0", gradientBar(), countText(glance.most));
  }

  #details(): HTMLElement {
    const more = make("div", "nw-more", {}, this.#exports, this.#settings());
    return make("details", "", {}, make("summary", "nw-totals", {}, this.#totals), more);
  }

  #exportsOf(network: NetworkTold): HTMLElement {
    const press = (form: Form) => () => this.#presses.export(network.node, form);
    const buttons = FORMS.map(([form, word]) => button("nw-export", say(word), press(form)));
    return make("div", "nw-exports", {}, `${network.name}:`, ...buttons);
  }

  #settings(): HTMLElement {
    const batch = make("label", "", {}, say("shapesBatchSize"), this.#batch);
    const cost = make("label", "", {}, say("shapesColours"), this.#cost);
    return make("div", "nw-row", {}, batch, cost);
  }
}

/** What is seen of each network without opening anything. */
function totals(networks: readonly NetworkTold[]): HTMLElement[] {
  if (networks.length === 0) return [make("div", "nw-quiet", {}, say("shapesNoNetwork"))];
  return networks.map((network) => {
    const name = make("strong", "", { textContent: network.name });
    const memory = make("div", "nw-quiet", { textContent: networkMemory(network) });
    return make("div", "", {}, name, ` ${networkCosts(network)}`, memory);
  });
}

function costChoice(choose: (cost: Cost) => void): HTMLSelectElement {
  const options = COSTS.map((value) => make("option", "", { value, text: say(COST_WORDS[value]) }));
  const choice = make("select", "nw-cost", {}, ...options);
  choice.addEventListener("change", () => choose(choice.value as Cost));
  return choice;
}

function gradientBar(): HTMLElement {
  const bar = make("span", "nw-gradient");
  bar.style.background = gradient();
  return bar;
}
