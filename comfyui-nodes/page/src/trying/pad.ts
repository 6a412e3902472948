// A square to draw on, with a mouse, a pen, a finger or the keyboard.

import { make } from "../elements.ts";
import { say } from "../words.ts";

const SIDE = 280;
const STEP = SIDE / 28;
const PEN = SIDE / 11;
const ARROWS: Record<string, Point> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

type Point = [number, number];

export class Pad {
  readonly element = make("canvas", "nwt-pad", { width: SIDE, height: SIDE, tabIndex: 0 });
  /** Whether strokes are bright on black. */
  dark = true;
  /** Whether it takes strokes. */
  open = true;
  #empty = true;
  #from: Point | null = null;
  #at: Point = [SIDE / 2, SIDE / 2];
  #lowered = false;
  readonly #changed: () => void;
  readonly #told: (words: string) => void;

  /** `changed` is called at each stroke; `told` with what a hand on the keyboard does not see. */
  constructor(changed: () => void, told: (words: string) => void) {
    this.#changed = changed;
    this.#told = told;
    this.element.setAttribute("role", "application");
    this.element.setAttribute("aria-label", say("tryPad"));
    this.element.addEventListener("pointerdown", (event) => this.#begin(event));
    this.element.addEventListener("pointermove", (event) => this.#go(event));
    this.element.addEventListener("pointerup", (event) => this.#end(event));
    this.element.addEventListener("pointercancel", (event) => this.#end(event));
    this.element.addEventListener("keydown", (event) => this.#key(event));
  }

  get empty(): boolean {
    return this.#empty;
  }

  /** Make it of the shape of pictures of that size, and clear it. */
  prepare(width: number, height: number, dark: boolean): void {
    const scale = SIDE / Math.max(width, height, 1);
    this.element.width = Math.max(1, Math.round(width * scale));
    this.element.height = Math.max(1, Math.round(height * scale));
    this.dark = dark;
    this.clear();
  }

  clear(): void {
    const { width, height } = this.element;
    const pen = this.#pen();
    pen.fillStyle = this.dark ? "black" : "white";
    pen.fillRect(0, 0, width, height);
    this.#at = [width / 2, height / 2];
    this.#lowered = false;
    this.#empty = true;
  }

  invert(): void {
    this.dark = !this.dark;
    const pen = this.#pen();
    const image = pen.getImageData(0, 0, this.element.width, this.element.height);
    image.data.forEach((value, index) => {
      if (index % 4 !== 3) image.data[index] = 255 - value;
    });
    pen.putImageData(image, 0, 0);
  }

  picture(): Promise<Blob | null> {
    return new Promise((resolve) => this.element.toBlob(resolve, "image/png"));
  }

  #pen(): CanvasRenderingContext2D {
    return this.element.getContext("2d", { willReadFrequently: true })!;
  }

  #begin(event: PointerEvent): void {
    if (!this.open || event.button !== 0) return;
    event.stopPropagation();
    this.element.setPointerCapture(event.pointerId);
    this.#from = this.#where(event);
    this.#line(this.#from, this.#from);
  }

  #go(event: PointerEvent): void {
    if (this.#from === null) return;
    event.stopPropagation();
    const next = this.#where(event);
    this.#line(this.#from, next);
    this.#from = next;
  }

  #end(event: PointerEvent): void {
    if (this.#from === null) return;
    event.stopPropagation();
    this.#from = null;
    this.#changed();
  }

  #key(event: KeyboardEvent): void {
    const arrow = ARROWS[event.key];
    if (!this.open || (event.key !== " " && !arrow)) return;
    // ComfyUI moves its canvas by these keys.
    event.preventDefault();
    event.stopPropagation();
    if (!arrow) {
      this.#lowered = !this.#lowered;
      this.#told(say(this.#lowered ? "tryPenDown" : "tryPenUp"));
      if (this.#lowered) this.#line(this.#at, this.#at);
      return;
    }
    const { width, height } = this.element;
    const next: Point = [
      Math.min(width, Math.max(0, this.#at[0] + arrow[0] * STEP)),
      Math.min(height, Math.max(0, this.#at[1] + arrow[1] * STEP)),
    ];
    if (this.#lowered) this.#line(this.#at, next);
    this.#at = next;
  }

  #where(event: PointerEvent): Point {
    const box = this.element.getBoundingClientRect();
    return [
      ((event.clientX - box.left) * this.element.width) / box.width,
      ((event.clientY - box.top) * this.element.height) / box.height,
    ];
  }

  #line(from: Point, to: Point): void {
    const pen = this.#pen();
    pen.strokeStyle = this.dark ? "white" : "black";
    pen.lineWidth = PEN;
    pen.lineCap = "round";
    pen.beginPath();
    pen.moveTo(...from);
    pen.lineTo(...to);
    pen.stroke();
    this.#empty = false;
    this.#changed();
  }
}
