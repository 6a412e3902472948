// In the forward test: a square to draw on or to drop a picture onto, and what the model says of it.

import { get, upload } from "../ask.ts";
import type { CanvasNode } from "../comfy.ts";
import type { HeatTold, PredictionTold, ReadingTold } from "../messages.ts";
import { messageOf } from "../panel/telling.ts";
import { button, make } from "../elements.ts";
import { say } from "../words.ts";
import { inWords, shown } from "./answer.ts";
import { Latest } from "./latest.ts";
import { ModelChoice } from "./model_choice.ts";
import { Pad } from "./pad.ts";
import { fileField, takePictures } from "./pictures.ts";

export class TryBox {
  readonly element = make("div", "nwt-box", { role: "group", ariaLabel: say("tryTitle") });
  readonly #node: CanvasNode;
  readonly #choice: ModelChoice;
  readonly #pad: Pad;
  readonly #square = make("div", "nwt-square");
  readonly #hint = make("p", "nwt-hint");
  readonly #given = make("img", "nwt-given", { hidden: true });
  readonly #heated = make("img", "nwt-given nwt-heat", { hidden: true });
  readonly #answer = make("div", "nwt-answer");
  readonly #said = make("p", "nwt-said", { ariaLive: "polite" });
  readonly #heat = button("nwt-button", say("tryHeat"), () => this.#toggleHeat());
  readonly #invert = button("nwt-button", say("tryInvert"), () => this.#inverted());
  readonly #questions = new Latest<null>(() => this.#ask());
  #reading: ReadingTold | null = null;
  #file: File | null = null;

  constructor(node: CanvasNode) {
    this.#node = node;
    this.#choice = new ModelChoice(node, () => void this.refresh());
    this.#pad = new Pad(() => this.#drawn(), (words) => (this.#said.textContent = words));
    const field = fileField((file) => this.#take(file));
    const choose = button("nwt-button", say("tryChoose"), field.choose);
    const clear = button("nwt-button", say("tryClear"), () => this.#clear());
    this.#heat.title = say("tryHeatHint");
    this.#heat.ariaPressed = "false";
    this.#invert.title = say("tryInvertHint");
    this.#square.append(this.#pad.element, this.#hint, this.#given, this.#heated);
    const buttons = make("div", "nwt-buttons", {}, choose, clear, this.#invert, this.#heat, field.element);
    const drawn = make("div", "nwt-drawn", {}, this.#square, this.#answer);
    this.element.append(this.#choice.element, drawn, buttons, this.#said);
    takePictures(this.element, (file) => this.#take(file));
    this.element.addEventListener("pointerdown", (event) => event.stopPropagation());
    this.element.addEventListener("pointerenter", () => void this.refresh());
    this.element.addEventListener("focusin", () => void this.refresh());
    this.#pad.clear();
    this.#show();
  }

  /** Look again at which model is wired and what it reads. */
  async refresh(): Promise<void> {
    try {
      const before = this.#reading;
      await this.#choice.refresh();
      await this.#read(this.#choice.name);
      if (this.#reading !== before && this.#has()) void this.#questions.put(null);
    } catch (error) {
      this.#fail(error);
    }
  }

  async #read(name: string): Promise<void> {
    if (name === (this.#reading?.name ?? "")) return;
    this.#reading = null;
    if (name) this.#reading = await get<ReadingTold>(`/models/reading?model=${encodeURIComponent(name)}`);
    const { width, height, dark, drawn } = this.#reading ?? { width: 1, height: 1, dark: true, drawn: true };
    const same = this.#pad.dark === dark && !this.#pad.empty;
    if (!same) this.#pad.prepare(width, height, dark);
    this.#pad.open = drawn;
    this.#answer.replaceChildren();
    this.#show();
  }

  #has(): boolean {
    return this.#file !== null || !this.#pad.empty;
  }

  #show(): void {
    const drawn = this.#reading?.drawn ?? true;
    this.#hint.textContent = say(drawn ? "tryDraw" : "tryDrop");
    this.#hint.hidden = this.#has();
    this.#given.hidden = this.#file === null;
    this.#invert.hidden = !drawn || this.#file !== null;
    this.#heat.hidden = !(this.#reading?.explains ?? false);
    this.#square.style.aspectRatio = `${this.#pad.element.width} / ${this.#pad.element.height}`;
    this.#square.classList.toggle("nwt-dark", this.#pad.dark);
  }

  #drawn(): void {
    this.#forget();
    this.#heated.hidden = true;
    this.#show();
    void this.#questions.put(null);
  }

  #inverted(): void {
    this.#pad.invert();
    this.#show();
    if (this.#has()) void this.#questions.put(null);
  }

  #take(file: File): void {
    this.#forget();
    this.#file = file;
    this.#given.src = URL.createObjectURL(file);
    this.#given.alt = say("tryPicture", { name: file.name });
    this.#heated.hidden = true;
    this.#show();
    void this.#questions.put(null);
  }

  #clear(): void {
    this.#forget();
    this.#pad.clear();
    this.#heated.hidden = true;
    this.#answer.replaceChildren();
    this.#said.textContent = "";
    this.#show();
  }

  #forget(): void {
    if (this.#file !== null) URL.revokeObjectURL(this.#given.src);
    this.#file = null;
  }

  #toggleHeat(): void {
    const on = this.#heat.ariaPressed !== "true";
    this.#heat.ariaPressed = String(on);
    this.#heated.hidden = true;
    if (on && this.#has()) void this.#questions.put(null);
  }

  async #ask(): Promise<void> {
    try {
      if (this.#reading === null) await this.refresh();
      const picture = this.#file ?? (this.#pad.empty ? null : await this.#pad.picture());
      const model = encodeURIComponent(this.#choice.name);
      if (picture === null) return;
      if (!model) return this.#fail(new Error(say("tryNoModel")));
      const top = Number(this.#node.widgets?.find(({ name }) => name === "top")?.value ?? 3);
      const told = await upload<PredictionTold>(`/models/predict?model=${model}&top=${top}`, picture);
      if (!this.#has()) return;
      this.#answer.replaceChildren(...shown(told));
      if (this.#questions.stale) return;
      this.#said.textContent = inWords(told);
      if (this.#reading?.explains && this.#heat.ariaPressed === "true") await this.#askHeat(model, picture);
    } catch (error) {
      this.#fail(error);
    }
  }

  async #askHeat(model: string, picture: Blob): Promise<void> {
    const told = await upload<HeatTold>(`/models/heat?model=${model}`, picture);
    if (this.#questions.stale || !this.#has()) return;
    this.#heated.src = `data:image/png;base64,${told.picture}`;
    this.#heated.alt = say("tryHeatOver", { label: told.label, method: told.method });
    this.#heated.title = this.#heated.alt;
    this.#heated.hidden = false;
  }

  #fail(error: unknown): void {
    this.#answer.replaceChildren(make("p", "nwt-wrong", { role: "alert" }, messageOf(error)));
  }
}
