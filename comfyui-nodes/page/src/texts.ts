// Shows in a node the text that it gave: ComfyUI shows pictures of any node, but no texts.

import { app, type CanvasNode, type Widget } from "./comfy.ts";

const CATEGORIES = /^(Netwright|Build and train your network)/;
const WIDGET = "netwright_text";
const LINE_HEIGHT = 14;
const CHARACTER_WIDTH = 6.7;
const MOST_LINES = 24;
const WIDEST = 720;

function textWidget(node: CanvasNode): Widget {
  const known = node.widgets?.find((candidate) => candidate.name === WIDGET);
  if (known) return known;
  const element = document.createElement("textarea");
  element.readOnly = true;
  element.className = "comfy-multiline-input";
  element.style.cssText = `font: 11px/${LINE_HEIGHT}px monospace; white-space: pre; overflow: auto;`;
  // Neither sent with a prompt nor saved with a workflow, whose widgets go by position.
  const widget = node.addDOMWidget(WIDGET, WIDGET, element, {
    serialize: false,
    getMinHeight: () => element.rows * LINE_HEIGHT + 12,
  });
  widget.serialize = false;
  return widget;
}

function show(node: CanvasNode, text: string): void {
  const element = textWidget(node).element as HTMLTextAreaElement;
  const lines = text.split("\n");
  const longest = Math.max(...lines.map((line) => line.length));
  element.value = text;
  element.rows = Math.min(lines.length + 1, MOST_LINES);
  const [width, height] = node.computeSize();
  const fitting = Math.min(longest * CHARACTER_WIDTH + 40, WIDEST);
  node.setSize([Math.max(node.size[0], width, fitting), Math.max(node.size[1], height)]);
  node.setDirtyCanvas(true, false);
}

export function registerTexts(): void {
  app.registerExtension({
    name: "netwright.texts",
    beforeRegisterNodeDef(nodeType, nodeData) {
      if (!CATEGORIES.test(nodeData.category ?? "")) return;
      const before = nodeType.prototype.onExecuted;
      nodeType.prototype.onExecuted = function (output) {
        before?.call(this, output);
        const text = output?.["text"] as string | string[] | undefined;
        if (text?.length) show(this, [text].flat().join(""));
      };
    },
  });
}
