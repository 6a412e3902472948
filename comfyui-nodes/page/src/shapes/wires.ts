// Red wires: those that bring what their node cannot take.

import { app, type CanvasNode, type Link } from "../comfy.ts";

/** Vermilion, which those who tell red from green badly see apart from the wires' own green. */
const RED = "#ff4d3d";
/** Where the colour stands among what a wire is drawn with. */
const COLOUR = 6;

export class RedWires {
  /** Links are saved without their colours; the colour is that of their bends alone. */
  readonly #red = new Map<Link, string | null>();

  constructor() {
    const { canvas } = app;
    const plain = canvas.renderLink;
    const red = this.#red;
    canvas.renderLink = function (...drawn) {
      const link = drawn[3] as Link | null;
      if (link && red.has(link)) drawn[COLOUR] ??= RED;
      return plain.apply(this, drawn);
    };
  }

  /** Let these be red and no others. */
  show(wires: ReadonlySet<Link>): void {
    for (const [link, colour] of this.#red) {
      if (wires.has(link)) continue;
      link.color = colour;
      this.#red.delete(link);
    }
    for (const link of wires) {
      if (this.#red.has(link)) continue;
      this.#red.set(link, link.color ?? "");
      link.color = RED;
    }
    app.canvas.setDirty(true, true);
  }
}

/** The wire that ends at an input, by the input's name. */
export function wireInto(node: CanvasNode, input: string | null): Link | null {
  const slot = node.inputs.findIndex((socket) => socket.name === input);
  return slot < 0 ? null : node.getInputLink(slot);
}
