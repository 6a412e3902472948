// Data sets in ComfyUI's input folder, and the check of each.

import { get } from "../ask.ts";
import type { DataListed, DataTold, WorkflowTold } from "../messages.ts";
import { make } from "../elements.ts";
import { say, type Word } from "../words.ts";
import { Check } from "./check.ts";
import { action, actions, entry } from "./entry.ts";
import { List } from "./list.ts";
import { ago, count, size } from "./numbers.ts";
import { addToCanvas } from "./opening.ts";
import type { Section } from "./section.ts";
import { trying } from "./telling.ts";

const KINDS: Record<DataTold["kind"], Word> = {
  classes: "panelKindClasses",
  labels: "panelKindLabels",
  masks: "panelKindMasks",
  pairs: "panelKindPairs",
  pictures: "panelKindPictures",
  table: "panelKindTable",
  arrays: "panelKindArrays",
  text: "panelKindText",
  shards: "panelKindShards",
  many: "panelKindMany",
};

export class DataSets implements Section {
  readonly title = say("panelDataSets");
  readonly element = make("div", "nwp-section");
  readonly #open = new Set<string>();
  readonly #checks = new Map<string, Check>();
  readonly #list: List<DataTold>;
  #stamp = "";

  constructor() {
    this.#list = new List<DataTold>({
      label: this.title,
      empty: say("panelNoData"),
      orders: [
        { key: "name", label: say("panelByName"), by: (data) => data.path },
        { key: "kind", label: say("panelByKind"), by: (data) => `${data.kind} ${data.path}` },
        { key: "new", label: say("panelNewest"), by: (data) => data.changed },
        { key: "size", label: say("panelByFiles"), by: (data) => data.files },
      ],
      key: (data) => data.path,
      words: (data) => `${data.path} ${say(KINDS[data.kind])}`,
      row: (data) => ({ element: this.#row(data) }),
    });
    this.element.append(this.#list.element);
  }

  busy(): boolean {
    return false;
  }

  async refresh(signal: AbortSignal): Promise<void> {
    const told = await get<DataListed>(`/datasets?known=${this.#stamp}`, signal);
    if (told.sets === null) return;
    this.#stamp = told.stamp;
    this.#list.show(told.sets);
  }

  #row(data: DataTold): HTMLElement {
    const files = `${count(data.files)}${data.more ? "+" : ""}`;
    const much = data.files > 1 ? say("panelFiles", { number: files }) : data.bytes ? size(data.bytes) : "";
    return entry(
      {
        name: data.path,
        figure: much,
        facts: [say(KINDS[data.kind]), ago(data.changed)].filter(Boolean).join(" · "),
        inside: () => this.#inside(data),
      },
      data.path,
      this.#open,
    );
  }

  #inside(data: DataTold): HTMLElement[] {
    const check = this.#checks.get(data.path) ?? new Check(data.path, ["table", "labels"].includes(data.kind));
    this.#checks.set(data.path, check);
    const path = `/datasets/workflow?path=${encodeURIComponent(data.path)}`;
    const add = action(say("panelAdd"), () => trying(async () => addToCanvas(await get<WorkflowTold>(path))));
    return [actions(...check.buttons, add), check.element];
  }
}
