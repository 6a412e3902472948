// An image that is chosen, dropped, pasted or drawn.

import { Drawing } from "/page/drawing.js";
import { found, show } from "/page/elements.js";

const PAUSE = 250;

export class ImageInput {
  // `given` is called with a Blob.
  constructor(given) {
    this.given = given;
    this.drawing = new Drawing(found("canvas"), () => this.drawn());
    this.timer = null;
    this.address = null;
    found("file").addEventListener("change", (event) => this.take(event.target.files[0]));
    found("clear").addEventListener("click", () => this.drawing.clear());
    found("dark").addEventListener("change", () => {
      this.drawing.invert();
      this.drawn();
    });
    this.listenForDrops(found("drop"));
    document.addEventListener("paste", (event) => {
      if (!found("image-input").hidden) this.take(event.clipboardData.files[0]);
    });
  }

  // For a model that reads such images; `drawn` says whether they may also be drawn.
  prepare(preprocessing, drawn) {
    // Of most drawings that a model learns from, the ground is what there is more of.
    const dark = preprocessing.mean[0] < 0.5;
    found("dark").checked = dark;
    this.drawing.prepare(preprocessing.height, preprocessing.width, dark);
    show("drawing", drawn);
    show("chosen", false);
    found("file").value = "";
  }

  take(file) {
    if (!file) return;
    if (this.address) URL.revokeObjectURL(this.address);
    this.address = URL.createObjectURL(file);
    found("chosen").src = this.address;
    found("chosen").alt = `The chosen image ${file.name}`;
    show("chosen", true);
    this.given(file);
  }

  drawn() {
    clearTimeout(this.timer);
    this.timer = setTimeout(async () => this.given(await this.drawing.blob()), PAUSE);
    show("chosen", false);
  }

  listenForDrops(area) {
    const over = (event, inside) => {
      event.preventDefault();
      area.classList.toggle("over", inside);
    };
    area.addEventListener("dragover", (event) => over(event, true));
    area.addEventListener("dragleave", (event) => over(event, false));
    area.addEventListener("drop", (event) => {
      over(event, false);
      this.take(event.dataTransfer.files[0]);
    });
  }
}
