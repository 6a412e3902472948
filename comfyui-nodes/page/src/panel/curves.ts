// The curves of several runs in one picture, with what each is.

import type { CurvesTold } from "../messages.ts";
import { locale, say } from "../words.ts";

const SVG = "http://www.w3.org/2000/svg";
const [WIDTH, HEIGHT] = [330, 200];
const [LEFT, RIGHT, TOP, BOTTOM] = [46, 8, 10, 22];

/** Colours that are told apart on light and on dark, also by those who see no red or green. */
export const COLOURS = ["#3b82f6", "#f58518", "#10a37f", "#d6409f", "#8b8b00", "#7c5cff", "#0ea5b7", "#a0522d"];
/** Beside its colour, each is known by its dashes. */
export const DASHES = ["", "6 3", "2 3", "8 3 2 3", "12 4", "4 2", "1 2", "10 2 2 2 2 2"];

export interface Scale {
  low: number;
  high: number;
  logarithmic: boolean;
}

/** The values' range; a logarithmic one where that is asked for and all are above 0. */
export function scaleOf(values: number[], logarithmic: boolean): Scale {
  const log = logarithmic && values.length > 0 && values.every((value) => value > 0);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (values.length === 0) return { low: 0, high: 1, logarithmic: false };
  if (low < high) return { low, high, logarithmic: log };
  const room = Math.abs(low) / 10 || 1;
  return { low: log ? low / 2 : low - room, high: log ? high * 2 : high + room, logarithmic: log };
}

/** Where a value is, from 0 at the low end to 1 at the high end. */
export function share(value: number, { low, high, logarithmic }: Scale): number {
  if (!logarithmic) return (value - low) / (high - low);
  return (Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low));
}

export function drawCurves(told: CurvesTold, logarithmic: boolean): SVGElement {
  const values = told.curves.flatMap((curve) => curve.values.filter((value) => value !== null));
  const last = Math.max(1, ...told.curves.flatMap((curve) => curve.epochs));
  const scale = scaleOf(values, logarithmic);
  const first = Math.min(last - 1, ...told.curves.flatMap((curve) => curve.epochs.slice(0, 1)));
  const x = (epoch: number) => LEFT + ((WIDTH - LEFT - RIGHT) * (epoch - first)) / (last - first || 1);
  const y = (value: number) => HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share(value, scale);
  const svg = part("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "nwp-chart", role: "img" });
  svg.setAttribute("aria-label", described(told));
  for (const level of [0, 0.5, 1]) {
    const value = between(scale, level);
    svg.append(part("line", { x1: LEFT, x2: WIDTH - RIGHT, y1: y(value), y2: y(value), class: "nwp-grid" }));
    svg.append(text(LEFT - 5, y(value) + 4, short(value), "end"));
  }
  svg.append(text(LEFT, HEIGHT - 6, short(first), "start"), text(WIDTH - RIGHT, HEIGHT - 6, say("panelEpoch", { epoch: last }), "end"));
  told.curves.forEach((curve, index) => {
    const points = curve.values.flatMap((value, place) =>
      value === null ? [] : [`${x(curve.epochs[place]!).toFixed(1)},${y(value).toFixed(1)}`],
    );
    const look = { stroke: COLOURS[index % COLOURS.length]!, "stroke-dasharray": DASHES[index % DASHES.length]! };
    svg.append(part("polyline", { points: points.join(" "), class: "nwp-curve", ...look }));
    if (points.length === 1) svg.append(dot(points[0]!, look.stroke));
  });
  return svg;
}

/** The picture in words: where each curve begins and ends. */
export function described(told: CurvesTold): string {
  const parts = told.curves.map((curve) => {
    const known = curve.values.filter((value) => value !== null);
    if (known.length === 0) return say("panelCurveNone", { run: curve.run });
    return say("panelCurveSaid", { run: curve.run, first: short(known[0]!), last: short(known.at(-1)!) });
  });
  return `${told.words}: ${parts.join("; ")}`;
}

function between({ low, high, logarithmic }: Scale, level: number): number {
  if (!logarithmic) return low + level * (high - low);
  return Math.exp(Math.log(low) + level * (Math.log(high) - Math.log(low)));
}

function short(value: number): string {
  return new Intl.NumberFormat(locale(), { maximumSignificantDigits: 3 }).format(value);
}

function dot(point: string, fill: string): SVGElement {
  const [cx, cy] = point.split(",");
  return part("circle", { cx: cx!, cy: cy!, r: 3, fill });
}

function text(x: number, y: number, content: string, anchor: string): SVGElement {
  const made = part("text", { x, y, "text-anchor": anchor, class: "nwp-tick" });
  made.textContent = content;
  return made;
}

export function part(name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(SVG, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}
