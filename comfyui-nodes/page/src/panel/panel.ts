// The panel beside the canvas: three lists, one of which is seen and kept up to date.

import { api } from "../comfy.ts";
import { make } from "../elements.ts";
import { say } from "../words.ts";
import { DataSets } from "./datasets.ts";
import { Models } from "./models.ts";
import { Runs } from "./runs.ts";
import type { Section } from "./section.ts";
import { messageOf } from "./telling.ts";

const REST = 5000;
const REST_WHILE_BUSY = 2000;

export class Panel {
  readonly element = make("div", "nwp-panel");
  readonly #sections: Section[] = [new Runs(), new Models(), new DataSets()];
  readonly #tabs: HTMLButtonElement[];
  readonly #place = make("div", "nwp-place", { id: "nwp-place" });
  readonly #wrong = make("p", "nwp-warned", { role: "alert", hidden: true });
  #shown = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | null = null;
  #ended = () => this.#soon(0);

  constructor() {
    this.#tabs = this.#sections.map((section, index) => this.#tab(section, index));
    const tabs = make("div", "nwp-tabs", { role: "tablist", ariaLabel: say("panelLists") }, ...this.#tabs);
    tabs.addEventListener("keydown", (event) => this.#key(event));
    this.#place.setAttribute("role", "tabpanel");
    this.element.append(tabs, this.#wrong, this.#place);
    this.#choose(0);
  }

  /** From now on it is seen, and asks the server now and then. */
  show(): void {
    api.addEventListener("execution_success", this.#ended);
    api.addEventListener("execution_interrupted", this.#ended);
    document.addEventListener("visibilitychange", this.#ended);
    this.#soon(0);
  }

  hide(): void {
    api.removeEventListener("execution_success", this.#ended);
    api.removeEventListener("execution_interrupted", this.#ended);
    document.removeEventListener("visibilitychange", this.#ended);
    clearTimeout(this.#timer);
    this.#asking?.abort();
  }

  #tab(section: Section, index: number): HTMLButtonElement {
    const tab = make("button", "nwp-tab", { type: "button", role: "tab" }, section.title);
    tab.setAttribute("aria-controls", this.#place.id);
    tab.addEventListener("click", () => this.#choose(index));
    return tab;
  }

  #key(event: KeyboardEvent): void {
    const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = (this.#shown + step + this.#tabs.length) % this.#tabs.length;
    this.#choose(next);
    this.#tabs[next]!.focus();
  }

  #choose(index: number): void {
    this.#shown = index;
    this.#tabs.forEach((tab, place) => {
      tab.ariaSelected = String(place === index);
      tab.tabIndex = place === index ? 0 : -1;
    });
    this.#place.ariaLabel = this.#sections[index]!.title;
    this.#place.replaceChildren(this.#sections[index]!.element);
    if (this.element.isConnected) this.#soon(0);
  }

  #soon(rest: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#refresh(), rest);
  }

  async #refresh(): Promise<void> {
    if (document.visibilityState === "hidden") return;
    this.#asking?.abort();
    const asking = (this.#asking = new AbortController());
    const section = this.#sections[this.#shown]!;
    try {
      await section.refresh(asking.signal);
      this.#wrong.hidden = true;
    } catch (error) {
      if (asking.signal.aborted) return;
      this.#wrong.textContent = messageOf(error);
      this.#wrong.hidden = false;
    }
    this.#soon(section.busy() ? REST_WHILE_BUSY : REST);
  }
}
