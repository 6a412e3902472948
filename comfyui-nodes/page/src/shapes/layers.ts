// Two sheets that lie on the canvas and move with it: one under the nodes that Vue draws, for what
// belongs to a node, and one over them, for what has to be pressed.

import { app, liteGraph } from "../comfy.ts";
import { make } from "../elements.ts";

/** Below this zoom ComfyUI draws no texts either. */
const FARTHEST = 0.3;
const FAR = 0.7;

export class Layers {
  readonly under = make("div", "nw-layer");
  readonly over = make("div", "nw-layer nw-over");
  /** Does not move: a corner of the window. */
  readonly corner = make("div", "nw-corner");
  /** How much larger texts are than those of nodes. */
  size = 1;
  #drawn = "";

  constructor() {
    const canvas = app.canvas.canvas;
    canvas.after(this.under);
    canvas.parentElement?.append(this.over, this.corner);
    this.over.addEventListener("wheel", passOn, { passive: false });
    // To ask where the canvas is costs a layout of the page, but for after one.
    const observer = new ResizeObserver(() => {
      for (const layer of [this.under, this.over]) {
        layer.style.left = `${canvas.offsetLeft}px`;
        layer.style.top = `${canvas.offsetTop}px`;
      }
    });
    observer.observe(canvas);
    observer.observe(document.body);
  }

  /** Lie where the canvas is now. Costs nothing while it has not moved. */
  follow(): void {
    const { ds } = app.canvas;
    const classic = !liteGraph().vueNodesMode;
    const drawn = `${ds.offset[0]},${ds.offset[1]},${ds.scale},${classic}`;
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.size = enlarged(ds.scale);
    for (const layer of [this.under, this.over]) {
      layer.style.transform = `scale(${ds.scale}) translate(${ds.offset[0]}px, ${ds.offset[1]}px)`;
      layer.style.setProperty("--nw-text", String(this.size));
      layer.classList.toggle("nw-classic", classic);
      layer.classList.toggle("nw-far", ds.scale < FAR);
      layer.classList.toggle("nw-farthest", ds.scale < FARTHEST);
    }
  }

  show(visible: boolean): void {
    for (const layer of [this.under, this.over, this.corner]) layer.hidden = !visible;
  }
}

/** How much larger texts are than the nodes' own, so that they can be read from afar, and still fit
 * between two nodes. In steps: each is a new layout of all of them. */
function enlarged(scale: number): number {
  return [1.75, 1.5, 1.25].find((size) => size <= 1 / scale) ?? 1;
}

/** The wheel zooms, wherever it is turned. */
function passOn(event: WheelEvent): void {
  event.preventDefault();
  app.canvas.canvas.dispatchEvent(new WheelEvent(event.type, event));
}
