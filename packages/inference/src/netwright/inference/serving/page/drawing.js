// A canvas to draw on, with a pointer or the keyboard.

const SIDE = 280;
const STEP = SIDE / 28;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Drawing {
  // `changed` is called when a stroke ends.
  constructor(canvas, changed) {
    this.canvas = canvas;
    this.pen = canvas.getContext("2d", { willReadFrequently: true });
    this.changed = changed;
    this.dark = true;
    this.place = null;
    this.lowered = false;
    canvas.addEventListener("pointerdown", (event) => this.begin(event));
    canvas.addEventListener("pointermove", (event) => this.go(event));
    canvas.addEventListener("pointerup", () => this.end());
    canvas.addEventListener("pointercancel", () => this.end());
    canvas.addEventListener("keydown", (event) => this.key(event));
  }

  // The canvas for pictures of that size; `dark` says whether strokes are bright on black.
  prepare(height, width, dark) {
    const scale = SIDE / Math.max(height, width);
    this.canvas.width = Math.max(1, Math.round(width * scale));
    this.canvas.height = Math.max(1, Math.round(height * scale));
    this.dark = dark;
    this.clear();
  }

  clear() {
    this.pen.fillStyle = this.dark ? "black" : "white";
    this.pen.fillRect(0, 0, this.canvas.width, this.canvas.height);
    this.at = [this.canvas.width / 2, this.canvas.height / 2];
  }

  invert() {
    this.dark = !this.dark;
    const image = this.pen.getImageData(0, 0, this.canvas.width, this.canvas.height);
    for (let index = 0; index < image.data.length; index += 1) {
      if (index % 4 !== 3) image.data[index] = 255 - image.data[index];
    }
    this.pen.putImageData(image, 0, 0);
  }

  blob() {
    return new Promise((resolve) => this.canvas.toBlob(resolve, "image/png"));
  }

  begin(event) {
    this.canvas.setPointerCapture(event.pointerId);
    this.place = this.where(event);
    this.line(this.place, this.place);
  }

  go(event) {
    if (this.place === null) return;
    const next = this.where(event);
    this.line(this.place, next);
    this.place = next;
  }

  end() {
    if (this.place === null) return;
    this.place = null;
    this.changed();
  }

  key(event) {
    const arrow = ARROWS[event.key];
    if (event.key === " ") {
      this.lowered = !this.lowered;
      if (this.lowered) this.line(this.at, this.at);
    } else if (arrow) {
      const next = [this.at[0] + arrow[0] * STEP, this.at[1] + arrow[1] * STEP];
      if (this.lowered) this.line(this.at, next);
      this.at = next;
    } else {
      return;
    }
    event.preventDefault();
    if (this.lowered) this.changed();
  }

  where(event) {
    const box = this.canvas.getBoundingClientRect();
    return [
      ((event.clientX - box.left) * this.canvas.width) / box.width,
      ((event.clientY - box.top) * this.canvas.height) / box.height,
    ];
  }

  line(from, to) {
    this.pen.strokeStyle = this.dark ? "white" : "black";
    this.pen.lineWidth = SIDE / 11;
    this.pen.lineCap = "round";
    this.pen.beginPath();
    this.pen.moveTo(...from);
    this.pen.lineTo(...to);
    this.pen.stroke();
  }
}
