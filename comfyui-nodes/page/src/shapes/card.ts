// What stands at a node: under it its shape and cost, around it the colour of its cost.

import { overlaps, type Box } from "./geometry.ts";
import { make } from "../elements.ts";
import type { Shade } from "./scale.ts";

export interface Caption {
  shape: string;
  costs: string;
  /** Said with the pointer on it. */
  all: string;
  muted: boolean;
  shade: Shade | null;
}

const LINE = 13;
const COLOUR = 3;
const CHARACTER = 6.5;

export class Card {
  readonly element = make("div", "nw-card");
  readonly #shape = make("span", "nw-shape");
  readonly #costs = make("span", "nw-costs");
  readonly #caption = make("div", "nw-caption", {}, this.#shape, this.#costs);
  #placed = "";
  #length = 0;
  #shaded = false;

  constructor() {
    this.element.append(make("div", "nw-halo"), this.#caption);
  }

  write(caption: Caption): void {
    this.#length = caption.shape.length + caption.costs.length + 3;
    this.#shaded = caption.shade !== null;
    this.#shape.textContent = caption.shape;
    this.#costs.textContent = caption.costs;
    this.#caption.title = caption.all;
    this.#caption.hidden = !caption.shape && !caption.costs;
    this.element.classList.toggle("nw-muted", caption.muted);
    this.element.classList.toggle("nw-shaded", this.#shaded);
    this.element.style.setProperty("--nw-shade", caption.shade?.background ?? "");
    this.element.style.setProperty("--nw-on-shade", caption.shade?.text ?? "");
  }

  place(box: Box): void {
    this.#placed = placed(this.element, box, this.#placed);
  }

  /** Whether there is another node below, so that the line goes, shortened, into the title. */
  isCovered(box: Box, all: readonly Box[], enlarged: number): boolean {
    const below = this.#below(box, enlarged);
    return all.some((other) => other !== box && overlaps(other, below));
  }

  /** Go onto a layer, into the title or below the node. */
  settle(layer: HTMLElement, covered: boolean): void {
    if (this.element.parentElement !== layer) layer.append(this.element);
    this.element.classList.toggle("nw-covered", covered);
  }

  /** A line below the node, and below the colour that may be around it. Its width is reckoned: to
   * measure it would cost a layout. */
  #below(box: Box, enlarged: number): Box {
    const y = box.y + box.height + 3;
    const height = (LINE + (this.#shaded ? COLOUR : 0)) * enlarged;
    const width = Math.min(box.width, this.#length * CHARACTER * enlarged);
    return { x: box.x, y, width, height };
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
