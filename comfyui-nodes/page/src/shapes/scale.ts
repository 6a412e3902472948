// The colours of cost: cividis (Nuñez, Anderton and Renslow, 2018), which those who tell red from
// green badly read as others do, and whose lightness alone says the order too.

type Colour = readonly [number, number, number];

const CIVIDIS: readonly Colour[] = [
  [0, 34, 78],
  [38, 64, 108],
  [87, 93, 109],
  [125, 124, 120],
  [166, 157, 117],
  [211, 193, 100],
  [254, 232, 56],
];

/** The luminance on which black and white are read equally well. */
const EVEN = 0.179;

export const COSTS = ["off", "parameters", "multiply_adds"] as const;
export type Cost = (typeof COSTS)[number];

export interface Shade {
  background: string;
  text: string;
}

/** Where a cost stands between none and the most: by its root, since few layers cost nearly all. */
export function position(cost: number, most: number): number {
  return most <= 0 ? 0 : Math.sqrt(Math.min(1, Math.max(0, cost / most)));
}

/** The colour at a position from 0 to 1, and one to write on it in. */
export function shade(at: number): Shade {
  const scaled = Math.min(1, Math.max(0, at)) * (CIVIDIS.length - 1);
  const below = Math.min(Math.floor(scaled), CIVIDIS.length - 2);
  const mixed = between(CIVIDIS[below]!, CIVIDIS[below + 1]!, scaled - below);
  return { background: `rgb(${mixed.join(", ")})`, text: luminance(mixed) > EVEN ? "#000" : "#fff" };
}

/** The whole scale, as CSS. */
export function gradient(): string {
  const colours = CIVIDIS.map((colour) => `rgb(${colour.join(", ")})`);
  return `linear-gradient(to right, ${colours.join(", ")})`;
}

/** What comes after a kind of cost when the command is given once more. */
export function costAfter(cost: Cost): Cost {
  return COSTS[(COSTS.indexOf(cost) + 1) % COSTS.length]!;
}

function between(from: Colour, to: Colour, share: number): Colour {
  const mix = (axis: 0 | 1 | 2) => Math.round(from[axis] + (to[axis] - from[axis]) * share);
  return [mix(0), mix(1), mix(2)];
}

/** From 0 to 1, as WCAG counts it. */
function luminance([red, green, blue]: Colour): number {
  const linear = (value: number) => (value / 255) ** 2.2;
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}
