// A list with a field to look in it and a choice of orders. Rows stay as they are while what they
// show does, so that what is open or has the focus is not lost when the list is asked for anew.

import { make } from "../elements.ts";
import { say } from "../words.ts";
import { found, ordered, PAGE, type Order } from "./choosing.ts";
import { option } from "./entry.ts";

export interface Row {
  element: HTMLElement;
}

export interface Listed<Item> {
  /** What the list is called, to a screen reader. */
  label: string;
  empty: string;
  orders: Order<Item>[];
  key: (item: Item) => string;
  words: (item: Item) => string;
  row: (item: Item) => Row;
}

export class List<Item> {
  readonly element = make("div", "nwp-listing");
  readonly #about: Listed<Item>;
  readonly #field = make("input", "nwp-field", { type: "search" });
  readonly #order = make("select", "nwp-field");
  readonly #rows = make("ul", "nwp-rows");
  readonly #note = make("p", "nwp-note", { ariaLive: "polite" });
  readonly #more = make("button", "nwp-button", { type: "button" });
  readonly #kept = new Map<string, { content: string; row: Row }>();
  #items: readonly Item[] | null = null;
  #pages = 1;

  constructor(about: Listed<Item>) {
    this.#about = about;
    this.#field.placeholder = say("panelFind");
    this.#field.ariaLabel = say("panelFind");
    this.#order.ariaLabel = say("panelOrder");
    this.#order.append(...about.orders.map(({ key, label }) => option(label, key)));
    this.#rows.ariaLabel = about.label;
    this.#more.textContent = say("panelMore");
    this.#field.addEventListener("input", () => this.#from(1));
    this.#order.addEventListener("change", () => this.#from(1));
    this.#more.addEventListener("click", () => this.#from(this.#pages + 1));
    const tools = make("div", "nwp-tools", {}, this.#field, this.#order);
    this.element.append(tools, this.#note, this.#rows, this.#more);
    this.#draw();
  }

  show(items: readonly Item[]): void {
    this.#items = items;
    this.#draw();
  }

  /** What cannot be shown, and why. */
  fail(message: string): void {
    this.#note.textContent = message;
  }

  #from(pages: number): void {
    this.#pages = pages;
    this.#draw();
  }

  #draw(): void {
    const { orders, key, words } = this.#about;
    const items = this.#items ?? [];
    const order = orders.find((candidate) => candidate.key === this.#order.value) ?? orders[0]!;
    const all = ordered(found(items, this.#field.value, words), order);
    const shown = all.slice(0, this.#pages * PAGE);
    this.#put(shown.map((item) => this.#row(key(item), item)));
    this.#more.hidden = shown.length === all.length;
    this.#note.textContent = this.#said(items.length, all.length);
    const there = new Set(items.map(key));
    for (const name of this.#kept.keys()) if (!there.has(name)) this.#kept.delete(name);
  }

  #said(all: number, shown: number): string {
    if (this.#items === null) return say("panelLoading");
    if (all === 0) return this.#about.empty;
    return this.#field.value ? say("panelFound", { shown, all }) : "";
  }

  #row(name: string, item: Item): Row {
    const content = JSON.stringify(item);
    const known = this.#kept.get(name);
    if (known?.content === content) return known.row;
    const row = this.#about.row(item);
    this.#kept.set(name, { content, row });
    return row;
  }

  /** The rows in their order; those that are there already are not taken out and put in again. */
  #put(rows: Row[]): void {
    const wanted = new Set<Element>(rows.map((row) => row.element));
    for (const element of [...this.#rows.children]) if (!wanted.has(element)) element.remove();
    let place = this.#rows.firstElementChild;
    for (const { element } of rows) {
      if (element === place) place = place.nextElementSibling;
      else this.#rows.insertBefore(element, place);
    }
  }
}
