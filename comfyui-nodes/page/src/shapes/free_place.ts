// Where a node that is put into a wire has room.

import type { CanvasNode } from "../comfy.ts";

type Point = [number, number];
type Placed = Pick<CanvasNode, "pos" | "size">;

const GAP = 40;
const TITLE = 30;

/** Between two nodes where there is room, else beside or below them; never over another node. */
export function freePlace(
  nodes: readonly Placed[],
  source: Placed,
  target: Placed,
  size: readonly number[],
): Point {
  const [width, height] = [size[0] ?? 0, size[1] ?? 0];
  const middle = (axis: 0 | 1, length: number) =>
    (source.pos[axis] + source.size[axis] + target.pos[axis] - length) / 2;
  const candidates: Point[] = [
    [middle(0, width), target.pos[1]],
    [target.pos[0], middle(1, height)],
    [target.pos[0] - width - GAP, target.pos[1]],
    [source.pos[0], source.pos[1] + source.size[1] + TITLE + GAP],
  ];
  const free = candidates.find((place) => !nodes.some((node) => overlap(node, place, width, height)));
  return free ?? below(nodes, target, width, height);
}

function overlap({ pos, size }: Placed, [x, y]: Point, width: number, height: number): boolean {
  const apartX = x + width + 10 < pos[0] || pos[0] + size[0] + 10 < x;
  const apartY = y + height + 10 < pos[1] - TITLE || pos[1] + size[1] + 10 < y - TITLE;
  return !apartX && !apartY;
}

function below(nodes: readonly Placed[], target: Placed, width: number, height: number): Point {
  const place: Point = [target.pos[0] - width - GAP, target.pos[1]];
  // Each step passes the node that is in the way, so it ends after as many as there are nodes.
  for (let steps = 0; steps < nodes.length; steps += 1) {
    const inTheWay = nodes.find((node) => overlap(node, place, width, height));
    if (!inTheWay) break;
    place[1] = inTheWay.pos[1] + inTheWay.size[1] + TITLE + GAP;
  }
  return place;
}
