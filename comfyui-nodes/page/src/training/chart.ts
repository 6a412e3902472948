// Draws curves on a canvas, with a few round values beside them.

import { figure } from "./figures.ts";
import { within, type Range } from "./look.ts";
import { along, scaleOf, ticks, type Scale } from "./scale.ts";
import type { Point } from "./series.ts";

export interface Curve {
  name: string;
  points: Point[];
  colour: string;
  width: number;
  dots?: boolean;
}

export interface Picture {
  curves: Curve[];
  range: Range;
  logarithmic: boolean;
  pointed: number | null;
  chosen: Range | null;
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const MARGIN = { left: 46, right: 8, top: 5, bottom: 16 };
const FONT = "10px sans-serif";
const SHARPNESS = 2; // The canvas of ComfyUI is looked at enlarged, too.
const MOST_DOTS = 60;

/** Where the epochs lie on a canvas that is so wide. */
export function epochAt(x: number, width: number, [from, to]: Range): number {
  const part = (x - MARGIN.left) / Math.max(1, width - MARGIN.left - MARGIN.right);
  return from + (to - from) * Math.min(1, Math.max(0, part));
}

export function draw(canvas: HTMLCanvasElement, picture: Picture): void {
  const context = canvas.getContext("2d");
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (!context || width === 0 || height === 0) return;
  fit(canvas, context, width, height);
  const box = { left: MARGIN.left, right: width - MARGIN.right, top: MARGIN.top, bottom: height - MARGIN.bottom };
  const style = getComputedStyle(canvas);
  const parts = picture.curves.map((curve) => within(curve.points, picture.range));
  const values = parts.flatMap((points) => points.map((point) => point.y));
  const vertical = scaleOf(values, picture.logarithmic);
  const horizontal = { low: picture.range[0], high: picture.range[1], logarithmic: false };
  drawAxes(context, box, horizontal, vertical, style);
  context.save();
  context.beginPath();
  // Dots at the rim are seen whole.
  context.rect(box.left - 3, box.top - 3, box.right - box.left + 6, box.bottom - box.top + 6);
  context.clip();
  picture.curves.forEach((curve, place) => {
    const places = placed(parts[place] ?? [], box, horizontal, vertical);
    drawLine(context, curve, places);
  });
  context.restore();
  drawMarks(context, box, horizontal, picture, style);
}

function fit(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D, width: number, height: number): void {
  const sharpness = Math.max(SHARPNESS, globalThis.devicePixelRatio || 1);
  const [across, down] = [Math.round(width * sharpness), Math.round(height * sharpness)];
  if (canvas.width !== across || canvas.height !== down) [canvas.width, canvas.height] = [across, down];
  context.setTransform(sharpness, 0, 0, sharpness, 0, 0);
  context.clearRect(0, 0, width, height);
}

function placed(points: Point[], box: Box, horizontal: Scale, vertical: Scale): Point[] {
  const shown = vertical.logarithmic ? points.filter((point) => point.y > 0) : points;
  return shown.map(({ x, y }) => ({
    x: box.left + (box.right - box.left) * along(horizontal, x),
    y: box.bottom - (box.bottom - box.top) * along(vertical, y),
  }));
}

function drawLine(context: CanvasRenderingContext2D, curve: Curve, places: Point[]): void {
  context.strokeStyle = context.fillStyle = curve.colour;
  context.lineWidth = curve.width;
  context.lineJoin = "round";
  context.beginPath();
  for (const { x, y } of places) context.lineTo(x, y);
  context.stroke();
  if (!(curve.dots && places.length <= MOST_DOTS)) return;
  for (const { x, y } of places) {
    context.beginPath();
    context.arc(x, y, curve.width + 0.7, 0, 2 * Math.PI);
    context.fill();
  }
}

function drawAxes(
  context: CanvasRenderingContext2D,
  box: Box,
  horizontal: Scale,
  vertical: Scale,
  style: CSSStyleDeclaration,
): void {
  context.font = FONT;
  context.lineWidth = 1;
  context.strokeStyle = style.getPropertyValue("--netwright-grid").trim() || "#8884";
  context.fillStyle = style.color;
  context.textAlign = "right";
  context.textBaseline = "middle";
  const rows = Math.max(2, Math.floor((box.bottom - box.top) / 34));
  for (const value of ticks(vertical, rows)) {
    const y = box.bottom - (box.bottom - box.top) * along(vertical, value);
    line(context, box.left, y, box.right, y);
    context.fillText(figure(value), box.left - 5, y);
  }
  context.textAlign = "center";
  context.textBaseline = "top";
  for (const value of ticks(horizontal, Math.max(2, Math.floor((box.right - box.left) / 70)))) {
    const x = box.left + (box.right - box.left) * along(horizontal, value);
    context.fillText(figure(value), x, box.bottom + 4);
  }
}

function drawMarks(
  context: CanvasRenderingContext2D,
  box: Box,
  horizontal: Scale,
  picture: Picture,
  style: CSSStyleDeclaration,
): void {
  const place = (epoch: number) => box.left + (box.right - box.left) * along(horizontal, epoch);
  if (picture.chosen) {
    const [from, to] = picture.chosen.map(place) as Range;
    context.fillStyle = "#5b9bd540";
    context.fillRect(Math.min(from, to), box.top, Math.abs(to - from), box.bottom - box.top);
  } else if (picture.pointed !== null) {
    context.strokeStyle = style.color;
    line(context, place(picture.pointed), box.top, place(picture.pointed), box.bottom);
  }
}

function line(context: CanvasRenderingContext2D, x: number, y: number, toX: number, toY: number): void {
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(toX, toY);
  context.stroke();
}
