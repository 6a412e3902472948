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

export function overlaps(one: Box, other: Box): boolean {
  const apartX = one.x + one.width <= other.x || other.x + other.width <= one.x;
  const apartY = one.y + one.height <= other.y || other.y + other.height <= one.y;
  return !apartX && !apartY;
}

/** Boxes of nodes. Those that Vue draws are measured, since it sizes them by what is in them; by an
 * observer, since to ask an element for its size can cost a layout of the whole page. */
export class Boxes {
  readonly #elements = new Map<string, HTMLElement>();
  readonly #sizes = new WeakMap<Element, { width: number; height: number }>();
  readonly #observer = new ResizeObserver((entries) => {
    for (const { target, borderBoxSize } of entries) {
      const size = borderBoxSize[0];
      if (size) this.#sizes.set(target, { width: size.inlineSize, height: size.blockSize });
    }
  });

  /** With its title. */
  of(node: CanvasNode): Box {
    const [x, y] = [node.pos[0], node.pos[1] - TITLE_HEIGHT];
    const element = this.element(node);
    const measured = element && this.#sizes.get(element);
    if (measured) return { x, y, ...measured };
    if (!node.flags.collapsed) {
      return { x, y, width: node.size[0], height: node.size[1] + TITLE_HEIGHT };
    }
    return { x, y, width: node._collapsed_width ?? COLLAPSED_WIDTH, height: TITLE_HEIGHT };
  }

  /** What Vue draws of a node, where Vue does. */
  element(node: CanvasNode): HTMLElement | undefined {
    if (!liteGraph().vueNodesMode) return undefined;
    const id = String(node.id);
    const known = this.#elements.get(id);
    if (known?.isConnected) return known;
    const found = document.querySelector<HTMLElement>(`.lg-node[data-node-id="${CSS.escape(id)}"]`);
    if (found) this.#elements.set(id, found);
    else this.#elements.delete(id);
    if (found) this.#observer.observe(found);
    if (known) this.#observer.unobserve(known);
    return found ?? undefined;
  }
}
