// Sizes that are left out, and known from the wires: grey in their widgets. Only what is drawn is
// another; the widget's value, which is saved and sent, stays as it is.

import { liteGraph, type CanvasNode, type Widget } from "../comfy.ts";
import type { NodeTold } from "../messages.ts";

/** What the canvas asks a widget for when it draws it. */
const DRAWN = "_displayValue";
const COLOUR = "text_color";
const ATTRIBUTE = "data-netwright-inferred";

interface Shown {
  of: string;
  element: HTMLElement | undefined;
  clear: () => void;
}

export class InferredValues {
  readonly #shown = new Map<CanvasNode, Shown>();

  /** Show a node's, where they are not shown already. */
  show(node: CanvasNode, inferred: NodeTold["inferred"], element: HTMLElement | undefined): void {
    const of = JSON.stringify([inferred, node.widgets?.map((widget) => widget.value)]);
    const known = this.#shown.get(node);
    if (known?.of === of && known.element === element) return;
    known?.clear();
    const undoing = Object.entries(inferred).flatMap(([name, value]) =>
      greyed(node, element, name, String(value)),
    );
    this.#shown.set(node, { of, element, clear: () => undoing.forEach((undo) => undo()) });
  }

  /** Let go of all nodes but these. */
  keep(nodes: ReadonlySet<CanvasNode>): void {
    for (const [node, { clear }] of this.#shown) {
      if (nodes.has(node)) continue;
      clear();
      this.#shown.delete(node);
    }
  }
}

function greyed(
  node: CanvasNode,
  element: HTMLElement | undefined,
  name: string,
  value: string,
): (() => void)[] {
  const widget = node.widgets?.find((candidate) => candidate.name === name);
  if (!widget) return [];
  const input = element && inputOf(element, widget);
  return input ? [onCanvas(widget, value), inVue(input, value)] : [onCanvas(widget, value)];
}

/** The canvas draws the value until the widget has another one. */
function onCanvas(widget: Widget, value: string): () => void {
  const before = widget.value;
  const kept = (name: string) => Reflect.get(Object.getPrototypeOf(widget) as object, name, widget);
  const shown = (name: string, grey: unknown) =>
    Object.defineProperty(widget, name, {
      configurable: true,
      get: () => (widget.value === before ? grey : kept(name)),
    });
  shown(DRAWN, value);
  shown(COLOUR, liteGraph().WIDGET_DISABLED_TEXT_COLOR);
  return () => {
    Reflect.deleteProperty(widget, DRAWN);
    Reflect.deleteProperty(widget, COLOUR);
  };
}

/** Vue's own input keeps its text; ours stands over it until it is typed into. */
function inVue(input: HTMLInputElement, value: string): () => void {
  const holder = input.parentElement;
  if (!holder) return () => undefined;
  const clear = () => {
    holder.removeAttribute(ATTRIBUTE);
    input.removeEventListener("input", clear);
  };
  holder.setAttribute(ATTRIBUTE, value);
  align(holder, input);
  input.addEventListener("input", clear);
  return clear;
}

let unaligned: (readonly [HTMLElement, HTMLInputElement])[] = [];

/** Let the text stand where the input's does. All at once with the next frame, which has a layout:
 * to ask in between costs one for each. */
function align(holder: HTMLElement, input: HTMLInputElement): void {
  unaligned.push([holder, input]);
  if (unaligned.length > 1) return;
  requestAnimationFrame(() => {
    const aligned = unaligned;
    unaligned = [];
    const lefts = aligned.map(([, each]) => each.offsetLeft);
    aligned.forEach(([each], at) => each.style.setProperty("--nw-left", `${lefts[at]}px`));
  });
}

/** By its label, which front-ends give in different ways. */
function inputOf(element: HTMLElement, widget: Widget): HTMLInputElement | null {
  const name = CSS.escape(widget.name);
  const labelled = element.querySelector<HTMLElement>(
    `input[aria-label="${name}"], [aria-label="${name}"] input, [data-widget-name="${name}"] input`,
  );
  if (labelled) return labelled as HTMLInputElement;
  for (const row of element.querySelectorAll<HTMLElement>(".lg-widget-container, .lg-node-widget")) {
    if (row.textContent?.trim() === (widget.label ?? widget.name)) return row.querySelector("input");
  }
  return null;
}
