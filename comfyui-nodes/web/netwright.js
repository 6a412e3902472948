// Built from comfyui-nodes/page by 'npm run build'. Change it there.

// src/comfy.ts
var page = globalThis.comfyAPI;
var app = page.app.app;
var api = page.api.api;

// src/texts.ts
var CATEGORIES = /^(Netwright|Build and train your network)/;
var WIDGET = "netwright_text";
var LINE_HEIGHT = 14;
var CHARACTER_WIDTH = 6.7;
var MOST_LINES = 24;
var WIDEST = 720;
function textWidget(node) {
  const known = node.widgets?.find((candidate) => candidate.name === WIDGET);
  if (known) return known;
  const element = document.createElement("textarea");
  element.readOnly = true;
  element.className = "comfy-multiline-input";
  element.style.cssText = `font: 11px/${LINE_HEIGHT}px monospace; white-space: pre; overflow: auto;`;
  const widget = node.addDOMWidget(WIDGET, WIDGET, element, {
    serialize: false,
    getMinHeight: () => element.rows * LINE_HEIGHT + 12
  });
  widget.serialize = false;
  return widget;
}
function show(node, text) {
  const element = textWidget(node).element;
  const lines = text.split("\n");
  const longest = Math.max(...lines.map((line) => line.length));
  element.value = text;
  element.rows = Math.min(lines.length + 1, MOST_LINES);
  const [width, height] = node.computeSize();
  const fitting = Math.min(longest * CHARACTER_WIDTH + 40, WIDEST);
  node.setSize([Math.max(node.size[0], width, fitting), Math.max(node.size[1], height)]);
  node.setDirtyCanvas(true, false);
}
function registerTexts() {
  app.registerExtension({
    name: "netwright.texts",
    beforeRegisterNodeDef(nodeType, nodeData) {
      if (!CATEGORIES.test(nodeData.category ?? "")) return;
      const before = nodeType.prototype.onExecuted;
      nodeType.prototype.onExecuted = function(output) {
        before?.call(this, output);
        const text = output?.["text"];
        if (text?.length) show(this, [text].flat().join(""));
      };
    }
  });
}

// src/main.ts
registerTexts();
