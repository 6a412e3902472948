// Where a node's box is on the canvas, whichever draws it.

import { liteGraph, type CanvasNode } from "../comfy.ts";

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const TITLE_HEIGHT = 30;
const COLLAPSED_WIDTH = 80;

/** Boxes of nodes. Those that Vue draws are measured: it sizes them by what is in them. */
export class Boxes {
  readonly #elements = new Map<string, HTMLElement>();

  /** With its title. */
  of(node: CanvasNode): Box {
    const [x, y] = [node.pos[0], node.pos[1] - TITLE_HEIGHT];
    const element = liteGraph().vueNodesMode ? this.element(node) : undefined;
    // Layout sizes: what zooming does to them is not in these.
    if (element) return { x, y, width: element.offsetWidth, height: element.offsetHeight };
    if (!node.flags.collapsed) {
      return { x, y, width: node.size[0], height: node.size[1] + TITLE_HEIGHT };
    }
    return { x, y, width: node._collapsed_width ?? COLLAPSED_WIDTH, height: TITLE_HEIGHT };
  }

  /** What Vue draws of a node. */
  element(node: CanvasNode): HTMLElement | undefined {
    const id = String(node.id);
    const known = this.#elements.get(id);
    if (known?.isConnected) return known;
    const found = document.querySelector<HTMLElement>(`.lg-node[data-node-id="${CSS.escape(id)}"]`);
    if (found) this.#elements.set(id, found);
    else this.#elements.delete(id);
    return found ?? undefined;
  }
}
