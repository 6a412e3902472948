// Puts the square to try a model on into each forward test.

import { api, app, type CanvasNode } from "../comfy.ts";
import { STYLE } from "./style.ts";
import { TryBox } from "./try_box.ts";

const TYPE = "NetwrightForwardTest";
const WIDGET = "netwright_try";
const HEIGHT = 262;
const WIDTH = 380;
/** After a node is made, its widgets are given their values and its wires are put in. */
const SETTLED = 300;

function addTo(node: CanvasNode): void {
  const box = new TryBox(node);
  // Neither sent with a prompt nor saved with a workflow, whose widgets go by position.
  const widget = node.addDOMWidget(WIDGET, WIDGET, box.element, {
    serialize: false,
    hideOnZoom: false,
    getMinHeight: () => HEIGHT,
  });
  widget.serialize = false;
  const [width, height] = node.computeSize();
  node.setSize([Math.max(node.size[0], width, WIDTH), Math.max(node.size[1], height)]);
  const refresh = () => void box.refresh();
  const connected = node.onConnectionsChange;
  node.onConnectionsChange = function (...changed) {
    connected?.apply(this, changed);
    setTimeout(refresh, 0);
  };
  const removed = node.onRemoved;
  node.onRemoved = function () {
    removed?.call(this);
    api.removeEventListener("execution_success", refresh);
  };
  api.addEventListener("execution_success", refresh);
  setTimeout(refresh, SETTLED);
}

export function registerTrying(): void {
  app.registerExtension({
    name: "netwright.trying",
    setup() {
      document.head.append(Object.assign(document.createElement("style"), { textContent: STYLE }));
    },
    nodeCreated(node) {
      if (node.type === TYPE || node.comfyClass === TYPE) addTo(node);
    },
  });
}
