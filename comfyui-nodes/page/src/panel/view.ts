// What part of the canvas is seen.

import { app, type Canvas, type CanvasNode } from "../comfy.ts";

const MARGIN = 60;
const TITLE = 30;
/** Smaller, nothing can be read any more: then the beginning of the workflow is seen. */
const SMALLEST = 0.2;

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Show all nodes, in the part of the canvas that is free to the right of `panel`. */
export function showAll(panel: Element | null): void {
  const { canvas, graph } = app;
  const free = freeOf(canvas, panel);
  const { scale, offset } = fitted(around(graph.nodes), free);
  canvas.ds.scale = scale;
  canvas.ds.offset[0] = offset[0];
  canvas.ds.offset[1] = offset[1];
  canvas.setDirty(true, true);
}

export function around(nodes: CanvasNode[]): Box {
  const [left, top] = [Math.min(...nodes.map((n) => n.pos[0])), Math.min(...nodes.map((n) => n.pos[1] - TITLE))];
  const right = Math.max(...nodes.map((n) => n.pos[0] + n.size[0]));
  const bottom = Math.max(...nodes.map((n) => n.pos[1] + n.size[1]));
  return { left, top, width: right - left, height: bottom - top };
}

/** The scale and the offset at which a box fills a place of the window, never enlarged. */
export function fitted(box: Box, free: Box): { scale: number; offset: [number, number] } {
  const room = { width: free.width - 2 * MARGIN, height: free.height - 2 * MARGIN };
  const whole = Math.min(1, room.width / box.width, room.height / box.height);
  const scale = Math.max(whole, SMALLEST);
  const spare = (side: "width" | "height") => Math.max(0, room[side] - box[side] * scale) / 2;
  const x = free.left + MARGIN + spare("width");
  const y = free.top + MARGIN + spare("height");
  return { scale, offset: [x / scale - box.left, y / scale - box.top] };
}

/** In the canvas element's own pixels. */
function freeOf(canvas: Canvas, panel: Element | null): Box {
  const whole = canvas.canvas.getBoundingClientRect();
  const beside = panel?.getBoundingClientRect();
  const isLeft = beside !== undefined && beside.left - whole.left < whole.width / 2;
  const left = isLeft ? Math.max(0, beside.right - whole.left) : 0;
  const right = beside === undefined || isLeft ? whole.width : beside.left - whole.left;
  return { left, top: 0, width: Math.max(1, right - left), height: whole.height };
}
