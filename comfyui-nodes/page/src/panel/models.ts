// Models: what each tells apart, how good and how large it is.

import { get, remove } from "../ask.ts";
import type { ModelsTold, ModelTold, WorkflowTold } from "../messages.ts";
import { make } from "../elements.ts";
import { say } from "../words.ts";
import { action, actions, entry, table } from "./entry.ts";
import { List } from "./list.ts";
import { ago, moment, size } from "./numbers.ts";
import { addToCanvas } from "./opening.ts";
import type { Section } from "./section.ts";
import { deletion, trying } from "./telling.ts";

export class Models implements Section {
  readonly title = say("panelModels");
  readonly element = make("div", "nwp-section");
  readonly #open = new Set<string>();
  readonly #list: List<ModelTold>;
  #stamp = "";

  constructor() {
    this.#list = new List<ModelTold>({
      label: this.title,
      empty: say("panelNoModels"),
      orders: [
        { key: "new", label: say("panelNewest"), by: (model) => model.changed },
        { key: "name", label: say("panelByName"), by: named },
        { key: "task", label: say("panelByTask"), by: (model) => `${model.task} ${named(model)}` },
        { key: "size", label: say("panelBySize"), by: (model) => model.bytes },
      ],
      key: (model) => model.name,
      words: (model) => [model.name, model.task, model.reads, ...model.labels].join(" "),
      row: (model) => ({ element: this.#row(model) }),
    });
    this.element.append(this.#list.element);
  }

  busy(): boolean {
    return false;
  }

  async refresh(signal: AbortSignal): Promise<void> {
    const told = await get<ModelsTold>(`/models?known=${this.#stamp}`, signal);
    if (told.models === null) return;
    this.#stamp = told.stamp;
    this.#list.show(told.models);
  }

  #row(model: ModelTold): HTMLElement {
    const facts = [model.task.replaceAll("_", " "), model.reads, size(model.bytes), ago(model.changed)];
    const ofRun = { text: say("panelOfRun"), kind: "run" };
    return entry(
      {
        name: named(model),
        figure: model.metric,
        facts: facts.filter(Boolean).join(" · "),
        ...(model.error ? { badge: { text: say("panelBroken"), kind: "broken" } } : model.run ? { badge: ofRun } : {}),
        inside: () => this.#inside(model),
      },
      model.name,
      this.#open,
    );
  }

  #inside(model: ModelTold): HTMLElement[] {
    const labels = make("ul", "nwp-labels", { ariaLabel: say("panelLabels") });
    labels.append(...model.labels.map((label) => make("li", "", {}, label)));
    if (model.more_labels) labels.append(make("li", "", {}, say("panelMoreLabels", { number: model.more_labels })));
    const facts = table([
      [say("panelTask"), model.task.replaceAll("_", " ")],
      [say("panelReads"), model.reads],
      [say("panelBest"), model.metric],
      [say("panelSize"), size(model.bytes)],
      [say("panelWritten"), moment(model.changed)],
      [say("panelFile"), model.name],
      [say("panelWrong"), model.error],
    ]);
    return [facts, ...(model.labels.length ? [labels] : []), actions(...this.#buttons(model)), ...this.#note(model)];
  }

  #buttons(model: ModelTold): HTMLElement[] {
    const path = `/models/workflow?name=${encodeURIComponent(model.name)}`;
    const add = action(say("panelAdd"), () => trying(async () => addToCanvas(await get<WorkflowTold>(path))));
    add.disabled = model.error !== "";
    const away = action(say("panelDelete"), () => trying(() => this.#delete(model)), "nwp-danger");
    return model.run ? [add] : [add, away];
  }

  #note(model: ModelTold): HTMLElement[] {
    return model.run ? [make("p", "nwp-note", {}, say("panelBelongs", { run: model.run }))] : [];
  }

  async #delete(model: ModelTold): Promise<void> {
    if (!(await deletion(model.name))) return;
    await remove(`/models?name=${encodeURIComponent(model.name)}`);
    await this.refresh(new AbortController().signal);
  }
}

function named(model: ModelTold): string {
  return model.run || model.name.replace(/\.onnx$/, "");
}
