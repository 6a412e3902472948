// The place in a node where a training is shown. It is there from the beginning, as Vue nodes take
// no widget that comes later, and takes no room until there is something to show.

import type { CanvasNode } from "../comfy.ts";
import type { TrainingTold } from "../messages.ts";
import { make } from "../elements.ts";
import { lookOf } from "./look.ts";
import { View } from "./view.ts";

const WIDGET = "netwright_training";
const [WIDTH, HEIGHT] = [440, 420];

const places = new WeakMap<CanvasNode, Place>();

export function placeOf(node: CanvasNode): Place | undefined {
  return places.get(node);
}

export function addPlace(node: CanvasNode): void {
  places.set(node, new Place(node));
}

class Place {
  readonly #node: CanvasNode;
  readonly #element = make("div", "netwright-training-place");
  #view: View | null = null;

  constructor(node: CanvasNode) {
    this.#node = node;
    this.#element.hidden = true;
    const height = () => (this.#view ? HEIGHT : 0);
    // Neither sent with a prompt nor saved with a workflow, whose widgets go by position.
    const widget = node.addDOMWidget(WIDGET, WIDGET, this.#element, {
      serialize: false,
      hideOnZoom: false,
      getMinHeight: height,
      margin: 6,
    });
    widget.serialize = false;
    widget.hidden = true;
    const before = node.onRemoved;
    node.onRemoved = () => {
      before?.call(node);
      this.#view?.close();
    };
  }

  show(training: TrainingTold): void {
    if (this.#view) this.#view.tell(training);
    else this.#open(new View(training, lookOf(`${training.workflow} ${training.node}`)));
  }

  #open(view: View): void {
    this.#view = view;
    this.#element.append(view.element);
    this.#element.hidden = false;
    const node = this.#node;
    for (const widget of node.widgets ?? []) if (widget.name === WIDGET) widget.hidden = false;
    const [width, height] = node.computeSize();
    node.setSize([Math.max(node.size[0], width, WIDTH), Math.max(node.size[1], height)]);
    node.setDirtyCanvas(true, false);
    this.#widen(node.size[0]);
  }

  /** Vue nodes have a width of their own, in the way that the handle at their corner changes it. */
  #widen(width: number): void {
    const vue = this.#element.closest<HTMLElement>("[data-node-id]");
    if (vue && vue.offsetWidth < width) vue.style.setProperty("--node-width", `${width}px`);
  }
}
