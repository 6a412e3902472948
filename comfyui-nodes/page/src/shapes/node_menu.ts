// The entry in the menu of a node from which a network is taken away.

import type { CanvasNode, NodeClass } from "../comfy.ts";
import { say } from "../words.ts";
import { download, FORMS } from "./exporting.ts";

/** Add it to a type of node; `pathOf` names a node. */
export function addExportMenu(type: NodeClass, pathOf: (node: CanvasNode) => string): void {
  const before = type.prototype.getExtraMenuOptions;
  type.prototype.getExtraMenuOptions = function (canvas, items) {
    const given = before?.call(this, canvas, items);
    const options = FORMS.map(([form, word]) => ({
      content: say(word),
      callback: () => void download(pathOf(this), form),
    }));
    items.push({ content: say("shapesExport"), submenu: { options } });
    return given;
  };
}
