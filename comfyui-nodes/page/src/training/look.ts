// How a person looks at the curves of a run: kept while the page is open, as a node's view is made
// anew by undo and by each switch of the workflow.

import type { Point } from "./series.ts";

export type Range = [number, number];

export class Look {
  /** The epochs that are seen; null for all. */
  range: Range | null = null;
  logarithmic = false;
  /** The epoch that is pointed at. */
  pointed: number | null = null;
  /** The epochs that are being chosen with the pointer. */
  chosen: Range | null = null;
  /** Runs that are laid over. */
  past: string[] = [];

  /** What is seen of curves that go so far. */
  seen(last: number): Range {
    return this.range ?? [0, Math.max(last, 1)];
  }

  /** See more or less around a place; all, where that is as much as there is. */
  zoom(factor: number, around: number, last: number): void {
    const [from, to] = this.seen(last);
    const [low, high] = [around - (around - from) * factor, around + (to - around) * factor];
    this.#see(low, high, last);
  }

  /** Move by a part of what is seen. */
  move(part: number, last: number): void {
    const [from, to] = this.seen(last);
    const by = Math.max(-from, Math.min((to - from) * part, Math.max(last, 1) - to));
    this.#see(from + by, to + by, last);
  }

  #see(low: number, high: number, last: number): void {
    const end = Math.max(last, 1);
    const least = end / 1e4;
    if (high - low < least) return;
    this.range = low <= 0 && high >= end ? null : [Math.max(0, low), Math.min(end, high)];
  }
}

const looks = new Map<string, Look>();

/** That of a node in a workflow. */
export function lookOf(key: string): Look {
  const found = looks.get(key) ?? new Look();
  looks.set(key, found);
  return found;
}

/** The points of a curve that are seen, and one more on each side, to which lines lead. */
export function within(points: Point[], [from, to]: Range): Point[] {
  const first = points.findIndex((point) => point.x >= from);
  if (first < 0) return points.slice(-1);
  const after = points.findIndex((point) => point.x > to);
  return points.slice(Math.max(0, first - 1), after < 0 ? points.length : after + 1);
}
