// Runs side by side: curves over each other, metrics, and what is not the same.

import { post } from "../ask.ts";
import type { ComparisonTold, Row } from "../messages.ts";
import { button, make } from "../elements.ts";
import { say, type Word } from "../words.ts";
import { COLOURS, DASHES, drawCurves, part } from "./curves.ts";
import { option } from "./entry.ts";

const PARTS: Record<string, Word> = { recipe: "panelRecipe", network: "panelNetwork", data: "panelData" };

export class Comparison {
  readonly element = make("div", "nwp-comparison");
  readonly #told: ComparisonTold;
  readonly #heading = make("h3", "nwp-heading", { tabIndex: -1 }, say("panelSideBySide"));
  readonly #metric = make("select", "nwp-field", { ariaLabel: say("panelCurve") });
  readonly #logarithmic = make("input", "", { type: "checkbox" });
  readonly #chart = make("div", "nwp-drawn");

  static async of(runs: string[], back: () => void): Promise<Comparison> {
    return new Comparison(await post<ComparisonTold>("/runs/compare", { runs }), back);
  }

  constructor(told: ComparisonTold, back: () => void) {
    this.#told = told;
    const head = make("div", "nwp-tools", {}, button("nwp-button", `‹ ${say("panelBack")}`, back), this.#heading);
    this.element.append(head, make("p", "nwp-verdict", {}, told.verdict));
    if (told.warning) this.element.append(make("p", "nwp-warned", {}, say("panelNotComparable", { why: told.warning })));
    if (told.curves.length > 0) this.#addChart();
    this.element.append(this.#legend());
    this.#addTable(say("panelMetrics"), told.metrics);
    for (const [name, rows] of Object.entries(told.differences)) {
      this.#addTable(say("panelDiffers", { part: say(PARTS[name] ?? "panelRecipe") }), rows);
    }
    if (Object.keys(told.differences).length === 0) this.element.append(make("p", "nwp-note", {}, say("panelSame")));
  }

  focus(): void {
    this.#heading.focus();
  }

  #addChart(): void {
    this.#metric.append(...this.#told.curves.map(({ name, words }) => option(words, name)));
    const draw = () => this.#draw();
    this.#metric.addEventListener("change", draw);
    this.#logarithmic.addEventListener("change", draw);
    const log = make("label", "nwp-check", {}, this.#logarithmic, say("panelLog"));
    this.element.append(make("div", "nwp-tools", {}, this.#metric, log), this.#chart);
    draw();
  }

  #draw(): void {
    const { curves } = this.#told;
    const told = curves.find(({ name }) => name === this.#metric.value) ?? curves[0]!;
    this.#chart.replaceChildren(drawCurves(told, this.#logarithmic.checked));
  }

  #legend(): HTMLElement {
    const items = this.#told.runs.map((run, index) => make("li", "", {}, sample(index), run));
    return make("ul", "nwp-legend", {}, ...items);
  }

  #addTable(title: string, rows: Row[]): void {
    if (rows.length === 0) return;
    const cell = (text: string, scope: string) => {
      const made = make("th", "", {}, text);
      made.scope = scope;
      return made;
    };
    const head = make("tr", "", {}, make("td", ""), ...this.#told.runs.map((run) => cell(run, "col")));
    const lines = rows.map(({ name, cells }) =>
      make("tr", "", {}, cell(name, "row"), ...cells.map((text) => make("td", "", {}, text))),
    );
    const table = make("table", "", {}, make("thead", "", {}, head), make("tbody", "", {}, ...lines));
    const around = make("div", "nwp-wide", { tabIndex: 0, role: "region", ariaLabel: title }, table);
    this.element.append(make("h4", "nwp-heading", {}, title), around);
  }
}

function sample(index: number): Element {
  const svg = part("svg", { width: 28, height: 10, "aria-hidden": "true" });
  const look = { stroke: COLOURS[index % COLOURS.length]!, "stroke-dasharray": DASHES[index % DASHES.length]! };
  svg.append(part("line", { x1: 0, x2: 28, y1: 5, y2: 5, class: "nwp-curve", ...look }));
  return svg;
}
