// Hands the canvas that knows to ComfyUI.

import { app } from "../comfy.ts";
import { commands, KEYBINDINGS } from "./commands.ts";
import { isOfNetwork, learnKind } from "./kinds.ts";
import { addExportMenu } from "./node_menu.ts";
import { settings } from "./settings.ts";
import { Shapes } from "./shapes.ts";
import { STYLE } from "./style.ts";
import { make } from "../elements.ts";

export function registerShapes(): void {
  let shapes: Shapes | undefined;
  const given = commands(() => shapes);
  app.registerExtension({
    name: "netwright.shapes",
    commands: given,
    keybindings: KEYBINDINGS,
    menuCommands: [{ path: ["Netwright"], commands: given.map((command) => command.id) }],
    // ComfyUI tells of a change before it can be read.
    settings: settings(() => void setTimeout(() => shapes?.settingsChanged())),
    beforeRegisterNodeDef(type, definition) {
      learnKind(definition);
      if (!isOfNetwork(definition.name)) return;
      addExportMenu(type, (node) => shapes?.pathOf(node) ?? String(node.id));
    },
    setup() {
      document.head.append(make("style", "", { textContent: STYLE }));
      shapes = new Shapes();
    },
  });
}
