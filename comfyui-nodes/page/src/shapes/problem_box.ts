// What stands at a node that does not fit: why, and buttons that mend it.

import type { Problem, Repair } from "../messages.ts";
import { say } from "../words.ts";
import { placed } from "./card.ts";
import { button, make } from "../elements.ts";
import { overlaps, type Box } from "./geometry.ts";
import { briefly } from "./sentences.ts";

/** Of one line and a row of buttons, and what is between it and the node. */
const HEIGHT = 58;

export class ProblemBox {
  readonly element = make("div", "nw-place");
  readonly #box = make("div", "nw-problem");
  readonly #mend: (repair: Repair) => void;
  #reason = make("button", "nw-reason");
  #written = "";
  #placed = "";

  constructor(mend: (repair: Repair) => void) {
    this.#mend = mend;
    this.#box.setAttribute("role", "group");
    this.element.append(this.#box);
  }

  write(title: string, problem: Problem): void {
    const written = JSON.stringify([title, problem]);
    if (written === this.#written) return;
    this.#written = written;
    const whole = this.#whole(problem);
    this.#reason = reasonOf(problem, whole);
    this.#box.setAttribute("aria-label", say("shapesProblemOf", { title }));
    this.#box.replaceChildren(this.#reason, whole, ...this.#repairs(problem));
  }

  place(box: Box): void {
    this.#placed = placed(this.element, box, this.#placed);
  }

  /** Below the node where that is free, else above it: sockets are seldom at a node's lower end. */
  keepClear(box: Box, all: readonly Box[], enlarged: number): void {
    const below = { x: box.x, y: box.y + box.height, width: box.width, height: HEIGHT * enlarged };
    const covers = all.some((other) => other !== box && overlaps(other, below));
    this.#box.classList.toggle("nw-above", covers);
  }

  focus(): void {
    this.#reason.focus({ preventScroll: true });
  }

  #whole(problem: Problem): HTMLElement {
    const whole = make("div", "nw-whole", { hidden: true });
    for (const text of [problem.message, problem.fix]) {
      if (text) whole.append(make("p", "", { textContent: text }));
    }
    if (problem.path) whole.append(make("p", "nw-quiet", { textContent: problem.path }));
    return whole;
  }

  #repairs(problem: Problem): HTMLElement[] {
    if (problem.repairs.length === 0) return [];
    const press = (repair: Repair) =>
      button("nw-repair", repair.label, () => this.#mend(repair));
    return [make("div", "nw-repairs", {}, ...problem.repairs.map(press))];
  }
}

function reasonOf(problem: Problem, whole: HTMLElement): HTMLButtonElement {
  const reason = button("nw-reason", `⚠ ${briefly(problem.message)}`, () => {
    whole.hidden = !whole.hidden;
    reason.setAttribute("aria-expanded", String(!whole.hidden));
  });
  reason.title = [problem.message, problem.fix].filter(Boolean).join("\n");
  reason.setAttribute("aria-expanded", "false");
  return reason;
}
