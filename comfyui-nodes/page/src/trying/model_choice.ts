// Which model answers: the one that is wired, or one that is chosen.

import { get } from "../ask.ts";
import type { CanvasNode } from "../comfy.ts";
import type { ModelsTold, ModelTold, TrainingsTold } from "../messages.ts";
import { option } from "../panel/entry.ts";
import { make } from "../elements.ts";
import { say } from "../words.ts";
import { fileOf, sourceOf } from "./wired_model.ts";

export class ModelChoice {
  readonly element = make("select", "nwt-model", { ariaLabel: say("tryModel"), title: say("tryModel") });
  readonly #node: CanvasNode;
  #stamp = "";
  #models: ModelTold[] = [];
  #wired = "";

  constructor(node: CanvasNode, changed: () => void) {
    this.#node = node;
    this.element.addEventListener("change", changed);
    for (const kind of ["pointerdown", "keydown"]) {
      this.element.addEventListener(kind, (event) => event.stopPropagation());
    }
  }

  /** The name of the model; nothing where there is none. */
  get name(): string {
    return this.element.value || this.#wired;
  }

  /** Look again at the wires and at the models that are there. */
  async refresh(): Promise<void> {
    const told = await get<ModelsTold>(`/models?known=${this.#stamp}`);
    this.#stamp = told.stamp;
    this.#models = (told.models ?? this.#models).filter((model) => model.looks);
    this.#wired = await this.#look();
    this.#draw();
  }

  async #look(): Promise<string> {
    const source = sourceOf(this.#node);
    if (source === null) return "";
    if ("file" in source) return source.file;
    return fileOf((await trainedBy(source.train)) || this.#latest(source.train));
  }

  /** The newest run of the name that the node gives; of no name, the newest one of all. */
  #latest(train: CanvasNode): string {
    const name = String(train.widgets?.find((widget) => widget.name === "name")?.value ?? "").trim();
    const runs = this.#models.filter((model) => model.run);
    return (name ? runs.find(({ run }) => run.startsWith(`${name}-`)) : runs[0])?.run ?? "";
  }

  #draw(): void {
    const chosen = this.element.value;
    const wired = this.#wired ? say("tryWired", { name: short(this.#wired) }) : this.#none();
    const options = this.#models.map(({ name }) => option(short(name), name));
    this.element.replaceChildren(option(wired, ""), ...options);
    this.element.value = this.#models.some(({ name }) => name === chosen) ? chosen : "";
  }

  #none(): string {
    return say(this.#models.length > 0 ? "tryNoModel" : "tryNone");
  }
}

/** The run that a node of this page trained last, as far as the server knows since it began. */
async function trainedBy(node: CanvasNode): Promise<string> {
  const { trainings } = await get<TrainingsTold>("/trainings");
  const own = trainings.filter((training) => training.node.split(":").at(-1) === String(node.id));
  return own.find((training) => training.state === "ended" && training.run)?.run ?? "";
}

function short(name: string): string {
  return name.replace(/^netwright\/runs\/(.+)\/model\.onnx$/, "$1").replace(/\.onnx$/, "");
}
