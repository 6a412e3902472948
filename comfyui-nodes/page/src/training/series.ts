// A curve of any number of points in bounded memory. Where points are many, of each stretch the
// lowest and the highest are kept, so that no peak is lost.

const MOST_STRETCHES = 512;

/** The points of a stretch that are kept, in their order: one, or the lowest and the highest. */
interface Stretch {
  points: Point[];
  count: number;
}

export interface Point {
  x: number;
  y: number;
}

export class Series {
  #stretches: Stretch[] = [];
  #each = 1;
  #last: Point | null = null;

  /** Points that are not finite leave no mark, as there is no place for one. */
  add(x: number, y: number | null): void {
    if (y === null || !Number.isFinite(y)) return;
    this.#last = { x, y };
    const newest = this.#stretches.at(-1);
    if (newest && newest.count < this.#each) {
      merge(newest, { points: [this.#last], count: 1 });
      return;
    }
    this.#stretches.push({ points: [this.#last], count: 1 });
    if (this.#stretches.length > MOST_STRETCHES) this.#halve();
  }

  clear(): void {
    this.#stretches = [];
    this.#each = 1;
    this.#last = null;
  }

  get last(): Point | null {
    return this.#last;
  }

  /** In their order; the last one is always among them. */
  points(): Point[] {
    const kept = this.#stretches.flatMap((stretch) => stretch.points);
    if (this.#last && kept.at(-1) !== this.#last) kept.push(this.#last);
    return kept;
  }

  #halve(): void {
    this.#each *= 2;
    const whole = this.#stretches;
    this.#stretches = [];
    for (let place = 0; place < whole.length; place += 2) {
      const [stretch, next] = [whole[place], whole[place + 1]];
      if (stretch && next) merge(stretch, next);
      if (stretch) this.#stretches.push(stretch);
    }
  }
}

/** Take in the stretch that comes after. */
function merge(stretch: Stretch, next: Stretch): void {
  const all = [...stretch.points, ...next.points];
  const lowest = all.reduce((low, point) => (point.y < low.y ? point : low));
  const highest = all.reduce((high, point) => (point.y > high.y ? point : high));
  stretch.points = all.filter((point) => point === lowest || point === highest);
  stretch.count += next.count;
}

/** The place of the point nearest to `x` in points that are in order; -1 where there are none. */
export function nearest(points: Point[], x: number): number {
  let [low, high] = [0, points.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.x ?? x) <= x) low = middle;
    else high = middle;
  }
  if (high < 0) return -1;
  const isHigh = Math.abs((points[high]?.x ?? x) - x) < Math.abs((points[low]?.x ?? x) - x);
  return isHigh ? high : low;
}
