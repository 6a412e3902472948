// The check of a data set: begun by a button, done by the server meanwhile, its findings shown.

import { get, post, remove } from "../ask.ts";
import type { CheckTold, FindingTold } from "../messages.ts";
import { make } from "../elements.ts";
import { say, type Word } from "../words.ts";
import { action, table } from "./entry.ts";
import { trying } from "./telling.ts";

const REST = 500;
const MARKS: Record<FindingTold["severity"], [string, Word]> = {
  misleading: ["✗", "panelMisleading"],
  warning: ["!", "panelWarning"],
  note: ["·", "panelNote"],
};

export class Check {
  readonly element = make("div", "nwp-findings");
  readonly buttons: HTMLElement[];
  readonly #path: string;
  readonly #status = make("p", "nwp-note", { role: "status" });
  readonly #bar = make("progress", "nwp-progress", { hidden: true });
  readonly #found = make("div", "");
  readonly #start: HTMLButtonElement;
  readonly #stop: HTMLButtonElement;
  readonly #target = make("input", "nwp-field", { type: "text", placeholder: say("panelTarget"), ariaLabel: say("panelTarget") });
  #watching = false;

  /** `hasColumns` tells whether a column to be predicted can be named. */
  constructor(path: string, hasColumns: boolean) {
    this.#path = path;
    this.#start = action(say("panelCheck"), () => trying(() => this.#begin()), "nwp-main");
    this.#stop = action(say("panelStop"), () => trying(() => this.#end()));
    this.#target.hidden = !hasColumns;
    this.buttons = [this.#start, this.#stop, this.#target];
    this.#stop.hidden = true;
    this.element.append(this.#status, this.#bar, this.#found);
    void trying(() => this.#look());
  }

  async #begin(): Promise<void> {
    // What was found before is not to be taken for what is found now.
    this.#found.replaceChildren();
    this.#show(await post<CheckTold>("/datasets/check", { path: this.#path, target: this.#target.value }));
  }

  async #end(): Promise<void> {
    this.#show(await remove<CheckTold>(`/datasets/check?path=${encodeURIComponent(this.#path)}`));
  }

  async #look(): Promise<void> {
    this.#watching = false;
    this.#show(await get<CheckTold>(`/datasets/check?path=${encodeURIComponent(this.#path)}`));
  }

  #show(told: CheckTold): void {
    const going = told.state === "waiting" || told.state === "running";
    this.#start.hidden = going;
    this.#stop.hidden = !going;
    this.#bar.hidden = !going;
    if (told.total > 0) Object.assign(this.#bar, { max: told.total, value: told.done });
    else this.#bar.removeAttribute("value");
    this.#status.textContent = status(told);
    this.#found.replaceChildren(...(told.state === "done" ? report(told) : []));
    if (!going || this.#watching) return;
    this.#watching = true;
    setTimeout(() => void trying(() => this.#look()), REST);
  }
}

function status(told: CheckTold): string {
  if (told.state === "waiting") return say("panelWaiting");
  if (told.state === "running") return told.doing;
  if (told.state === "failed") return [told.error, told.fix].filter(Boolean).join("\n");
  if (told.state === "stopped") return say("panelCheckStopped");
  return told.verdict;
}

function report(told: CheckTold): HTMLElement[] {
  const findings = make("ul", "nwp-found", {}, ...told.findings.map(finding));
  return [findings, table(Object.entries(told.facts))];
}

function finding(found: FindingTold): HTMLElement {
  const [mark, word] = MARKS[found.severity];
  const title = make("strong", "", {}, `${mark} ${found.check}`);
  const severity = make("span", `nwp-badge nwp-${found.severity}`, {}, say(word));
  const head = make("p", "", {}, title, " ", severity);
  const samples = found.samples.length > 0 ? [make("p", "nwp-samples", {}, found.samples.join("\n"))] : [];
  return make("li", `nwp-${found.severity}`, {}, head, make("p", "", {}, found.message), make("p", "nwp-note", {}, found.fix), ...samples);
}
