// Runs: what became of each, how good it is, and several side by side.

import { get } from "../ask.ts";
import type { RunsTold, RunTold } from "../messages.ts";
import { button, make } from "../elements.ts";
import { say } from "../words.ts";
import { Comparison } from "./comparison.ts";
import { List } from "./list.ts";
import { runRow } from "./run_row.ts";
import type { Section } from "./section.ts";
import { trying } from "./telling.ts";

const MOST_COMPARED = 8;

export class Runs implements Section {
  readonly title = say("panelRuns");
  readonly element = make("div", "nwp-section");
  readonly #open = new Set<string>();
  readonly #chosen = new Set<string>();
  readonly #list: List<RunTold>;
  readonly #bar = make("div", "nwp-bar", { hidden: true });
  readonly #said = make("span", "nwp-figure", { ariaLive: "polite" });
  #stamp = "";
  #runs: RunTold[] = [];

  constructor() {
    const row = (run: RunTold) => ({
      element: runRow(run, this.#open, {
        chosen: () => this.#chosen.has(run.name),
        choose: (on) => this.#choose(run.name, on),
        changed: () => void trying(() => this.refresh(new AbortController().signal)),
      }),
    });
    this.#list = new List<RunTold>({
      label: this.title,
      empty: say("panelNoRuns"),
      orders: [
        { key: "new", label: say("panelNewest"), by: (run) => run.began },
        { key: "name", label: say("panelByName"), by: (run) => run.name },
        { key: "task", label: say("panelByTask"), by: (run) => `${run.task} ${run.name}` },
        { key: "best", label: say("panelByMetric"), by: (run) => run.best ?? Number.NEGATIVE_INFINITY },
        { key: "long", label: say("panelByTime"), by: (run) => run.seconds },
      ],
      key: (run) => run.name,
      words: (run) => [run.name, run.task, run.data, run.network, run.state].join(" "),
      row,
    });
    const compare = button("nwp-button nwp-main", say("panelCompare"), () => this.#compare());
    const none = button("nwp-button", say("panelNone"), () => this.#forget());
    this.#bar.append(this.#said, compare, none);
    this.element.append(this.#list.element, this.#bar);
  }

  busy(): boolean {
    return this.#runs.some((run) => run.state === "running");
  }

  async refresh(signal: AbortSignal): Promise<void> {
    const told = await get<RunsTold>(`/runs?known=${this.#stamp}`, signal);
    if (told.runs === null) return;
    this.#stamp = told.stamp;
    this.#runs = told.runs;
    this.#list.show(told.runs);
    const there = new Set(told.runs.map((run) => run.name));
    for (const name of this.#chosen) if (!there.has(name)) this.#chosen.delete(name);
    this.#draw();
  }

  #choose(name: string, on: boolean): void {
    if (on) this.#chosen.add(name);
    else this.#chosen.delete(name);
    this.#draw();
  }

  #forget(): void {
    this.#chosen.clear();
    for (const box of this.element.querySelectorAll<HTMLInputElement>(".nwp-choose")) box.checked = false;
    this.#draw();
  }

  #draw(): void {
    const number = this.#chosen.size;
    this.#bar.hidden = number === 0;
    this.#said.textContent = say("panelChosen", { number });
    const compare = this.#bar.querySelector<HTMLButtonElement>(".nwp-main")!;
    compare.disabled = number < 2 || number > MOST_COMPARED;
    compare.title = number > MOST_COMPARED ? say("panelTooMany", { most: MOST_COMPARED }) : say("panelCompareHint");
  }

  #compare(): void {
    const back = () => {
      this.element.replaceChildren(this.#list.element, this.#bar);
      this.#bar.querySelector<HTMLButtonElement>(".nwp-main")?.focus();
    };
    void trying(async () => {
      const comparison = await Comparison.of([...this.#chosen], back);
      this.element.replaceChildren(comparison.element);
      comparison.focus();
    });
  }
}
