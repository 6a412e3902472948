// A row of a list: a line that says what it is, which opens to tell more and to be acted on.

import { button, make } from "../elements.ts";

export interface Entry {
  name: string;
  /** What stands at the end of the first line. */
  figure: string;
  /** What stands below, in one line. */
  facts: string;
  badge?: { text: string; kind: string };
  before?: HTMLElement;
  /** Makes what is seen when it is open. */
  inside: () => (HTMLElement | string)[];
}

/** The row, which remembers by its key whether it is open: it may be made anew meanwhile. */
export function entry(about: Entry, key: string, open: Set<string>): HTMLElement {
  const inside = make("div", "nwp-inside", { hidden: true });
  const head = button("nwp-head", "", () => show(!open.has(key)));
  const badge = about.badge ? [make("span", `nwp-badge nwp-${about.badge.kind}`, {}, about.badge.text)] : [];
  const first = make("span", "nwp-first", {}, make("span", "nwp-name", { title: about.name }, about.name), ...badge);
  const line = make("span", "nwp-line", {}, first, make("span", "nwp-figure", {}, about.figure));
  head.append(line, make("span", "nwp-facts", {}, about.facts));
  const show = (opened: boolean) => {
    if (opened) open.add(key);
    else open.delete(key);
    head.ariaExpanded = String(opened);
    inside.hidden = !opened;
    inside.replaceChildren(...(opened ? about.inside() : []));
  };
  show(open.has(key));
  const body = make("div", "nwp-body", {}, head, inside);
  return make("li", "nwp-row", {}, ...(about.before ? [about.before] : []), body);
}

/** One of the choices of a select. */
export function option(textContent: string, value: string): HTMLOptionElement {
  return make("option", "", { textContent, value });
}

/** Names with values below each other. */
export function table(rows: [string, string][]): HTMLElement {
  const told = rows.filter(([, value]) => value);
  const parts = told.flatMap(([name, value]) => [make("dt", "", {}, name), make("dd", "", {}, value)]);
  return make("dl", "nwp-table", {}, ...parts);
}

export function actions(...buttons: HTMLElement[]): HTMLElement {
  return make("div", "nwp-actions", {}, ...buttons);
}

/** A button of the panel. `act` may take a while, in which it is not pressed again. */
export function action(text: string, act: () => void | Promise<void>, kind = ""): HTMLButtonElement {
  const made = button(`nwp-button ${kind}`.trim(), text, () => {
    if (made.ariaDisabled === "true") return;
    made.ariaDisabled = "true";
    void Promise.resolve(act()).finally(() => {
      made.ariaDisabled = null;
    });
  });
  return made;
}
