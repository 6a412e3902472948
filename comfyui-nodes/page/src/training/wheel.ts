// The wheel over a view that is laid over ComfyUI's canvas, where nothing else hands it on.

import { app } from "../comfy.ts";

const OWN = ".epochs, .warnings";

/** Let the wheel move ComfyUI's canvas, as it does beside the view; what has more to show scrolls. */
export function passWheel(view: HTMLElement): void {
  view.addEventListener(
    "wheel",
    (event) => {
      const own = (event.target as HTMLElement).closest(OWN);
      const scrolls = own !== null && own.scrollHeight > own.clientHeight;
      if (scrolls || view.closest("[data-node-id]")) return; // Vue nodes hand it on themselves.
      event.preventDefault();
      app.canvas.canvas.dispatchEvent(new WheelEvent("wheel", event));
    },
    { passive: false },
  );
}
