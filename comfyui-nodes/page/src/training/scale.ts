// From values to places along an axis, and the round values that are written beside it.

export interface Scale {
  low: number;
  high: number;
  logarithmic: boolean;
}

/** A scale that the values fit on, with a little room; a logarithmic one leaves out what is not above 0. */
export function scaleOf(values: number[], logarithmic: boolean): Scale {
  const shown = logarithmic ? values.filter((value) => value > 0) : values;
  if (shown.length === 0) return { low: logarithmic ? 0.1 : 0, high: 1, logarithmic };
  const scale = { ...bounds(shown), logarithmic };
  const [low, high] = [measure(scale, scale.low), measure(scale, scale.high)];
  const room = (high - low) * 0.06 || Math.abs(high) * 0.05 || 0.5;
  return { low: back(scale, low - room), high: back(scale, high + room), logarithmic };
}

/** How far along the axis a value is: 0 at its low end, 1 at its high end. */
export function along(scale: Scale, value: number): number {
  const [low, high] = [measure(scale, scale.low), measure(scale, scale.high)];
  return high > low ? (measure(scale, value) - low) / (high - low) : 0.5;
}

/** About so many round values between the ends, two at least where the scale has an extent. */
export function ticks(scale: Scale, many: number): number[] {
  const decades = scale.logarithmic ? decadesIn(scale, many) : [];
  if (decades.length > 1) return decades;
  const found = [many, 2 * many, 4 * many].map((most) => evenly(scale, most));
  return found.find((values) => values.length > 1) ?? [];
}

function evenly(scale: Scale, most: number): number[] {
  const span = scale.high - scale.low;
  const rough = span / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.ceil(scale.low / step);
  const count = Math.max(0, Math.floor(scale.high / step) - first + 1);
  return Array.from({ length: count }, (_, place) => Number(((first + place) * step).toPrecision(12)));
}

function decadesIn(scale: Scale, most: number): number[] {
  const [first, last] = [Math.ceil(Math.log10(scale.low)), Math.floor(Math.log10(scale.high))];
  const every = Math.max(1, Math.ceil((last - first + 1) / most));
  const count = Math.max(0, Math.floor((last - first) / every) + 1);
  return Array.from({ length: count }, (_, place) => 10 ** (first + place * every));
}

function bounds(values: number[]): { low: number; high: number } {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}

const measure = (scale: Scale, value: number) => (scale.logarithmic ? Math.log10(value) : value);
const back = (scale: Scale, measured: number) => (scale.logarithmic ? 10 ** measured : measured);
