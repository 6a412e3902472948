// What pointer, wheel and keys do on a chart: point at an epoch, choose a range, zoom, move.

import { epochAt } from "./chart.ts";
import type { Look, Range } from "./look.ts";

const LEAST_DRAG = 4;
const ZOOM = 1.25;

interface Handled {
  canvas: HTMLCanvasElement;
  look: Look;
  /** How many epochs the curves go. */
  last: () => number;
  changed: () => void;
}

export function handle(handled: Handled): void {
  handlePointer(handled);
  handleWheel(handled);
  handleKeys(handled);
}

function handlePointer({ canvas, look, last, changed }: Handled): void {
  let began: number | null = null;
  // Places of the element itself, whatever ComfyUI's zoom makes of them on the screen.
  const epoch = (x: number) => epochAt(x, canvas.clientWidth, look.seen(last()));
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.stopPropagation(); // Or the node would be moved.
    canvas.focus({ preventScroll: true });
    canvas.setPointerCapture(event.pointerId);
    began = event.offsetX;
  });
  canvas.addEventListener("pointermove", (event) => {
    look.pointed = epoch(event.offsetX);
    if (began !== null) {
      event.stopPropagation();
      look.chosen = Math.abs(event.offsetX - began) < LEAST_DRAG ? null : [epoch(began), look.pointed];
    }
    changed();
  });
  const end = () => {
    if (look.chosen) look.range = look.chosen.toSorted((a, b) => a - b) as Range;
    look.chosen = began = null;
    changed();
  };
  canvas.addEventListener("pointerup", end);
  canvas.addEventListener("pointercancel", end);
  canvas.addEventListener("pointerleave", () => {
    look.pointed = null;
    changed();
  });
  canvas.addEventListener("dblclick", (event) => {
    event.stopPropagation();
    look.range = null;
    changed();
  });
}

function handleWheel({ canvas, look, last, changed }: Handled): void {
  // The wheel is ComfyUI's, until the person has turned to the chart by a click.
  canvas.addEventListener("focus", () => (canvas.dataset["captureWheel"] = "true"));
  canvas.addEventListener("blur", () => delete canvas.dataset["captureWheel"]);
  canvas.addEventListener(
    "wheel",
    (event) => {
      if (document.activeElement !== canvas) return;
      event.preventDefault();
      event.stopPropagation();
      const around = epochAt(event.offsetX, canvas.clientWidth, look.seen(last()));
      look.zoom(event.deltaY > 0 ? ZOOM : 1 / ZOOM, around, last());
      changed();
    },
    { passive: false },
  );
}

function handleKeys({ canvas, look, last, changed }: Handled): void {
  const middle = () => look.seen(last()).reduce((from, to) => (from + to) / 2);
  const keys: Record<string, () => void> = {
    "+": () => look.zoom(1 / ZOOM, middle(), last()),
    "=": () => look.zoom(1 / ZOOM, middle(), last()),
    "-": () => look.zoom(ZOOM, middle(), last()),
    "0": () => (look.range = null),
    ArrowLeft: () => look.move(-0.2, last()),
    ArrowRight: () => look.move(0.2, last()),
  };
  canvas.setAttribute("aria-keyshortcuts", "+ - 0 ArrowLeft ArrowRight");
  canvas.addEventListener("keydown", (event) => {
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation(); // ComfyUI's own keys zoom its canvas and move nodes.
    act();
    changed();
  });
}
