// What stands at a node: under it its shape and cost, around it the colour of its cost.

import type { Box } from "./geometry.ts";
import { make } from "./elements.ts";
import type { Shade } from "./scale.ts";

export interface Caption {
  shape: string;
  costs: string;
  /** Said with the pointer on it. */
  all: string;
  muted: boolean;
  shade: Shade | null;
}

export class Card {
  readonly element = make("div", "nw-card");
  readonly #shape = make("span", "nw-shape");
  readonly #costs = make("span", "nw-costs");
  readonly #caption = make("div", "nw-caption", {}, this.#costs, this.#shape);
  #placed = "";

  constructor() {
    this.element.append(make("div", "nw-halo"), this.#caption);
  }

  write(caption: Caption): void {
    this.#shape.textContent = caption.shape;
    this.#costs.textContent = caption.costs;
    this.#caption.title = caption.all;
    this.#caption.hidden = !caption.shape && !caption.costs;
    this.element.classList.toggle("nw-muted", caption.muted);
    this.element.classList.toggle("nw-shaded", caption.shade !== null);
    this.element.style.setProperty("--nw-shade", caption.shade?.background ?? "");
    this.element.style.setProperty("--nw-on-shade", caption.shade?.text ?? "");
  }

  place(box: Box): void {
    this.#placed = placed(this.element, box, this.#placed);
  }
}

/** Put an element over a box, where it is not there already. */
export function placed(element: HTMLElement, box: Box, before: string): string {
  const now = `${box.x},${box.y},${box.width},${box.height}`;
  if (now !== before) {
    element.style.transform = `translate(${box.x}px, ${box.y}px)`;
    element.style.width = `${box.width}px`;
    element.style.height = `${box.height}px`;
  }
  return now;
}
