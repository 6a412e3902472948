// What can be done by keyboard and from ComfyUI's menu.

import type { Command, Keybinding } from "../comfy.ts";
import { say } from "../words.ts";
import type { Shapes } from "./shapes.ts";

const PREFIX = "Netwright.";

/** Keys as editors of code have them: F8 for the next problem, Ctrl+. for the quick fix. */
export const KEYBINDINGS: Keybinding[] = [
  { commandId: `${PREFIX}NextProblem`, combo: { key: "F8" } },
  { commandId: `${PREFIX}ApplyFix`, combo: { key: ".", ctrl: true } },
  { commandId: `${PREFIX}ReadShape`, combo: { key: "F8", shift: true } },
  { commandId: `${PREFIX}CostColours`, combo: { key: "F8", alt: true } },
];

/** The commands. `shapes` is there once the page is set up. */
export function commands(shapes: () => Shapes | undefined): Command[] {
  return [
    {
      id: `${PREFIX}NextProblem`,
      label: say("shapesCommandNext"),
      icon: "pi pi-exclamation-triangle",
      function: () => shapes()?.nextProblem(),
    },
    {
      id: `${PREFIX}ApplyFix`,
      label: say("shapesCommandFix"),
      icon: "pi pi-wrench",
      function: () => shapes()?.applyFix(),
    },
    {
      id: `${PREFIX}ReadShape`,
      label: say("shapesCommandRead"),
      icon: "pi pi-volume-up",
      function: () => shapes()?.readShape(),
    },
    {
      id: `${PREFIX}CostColours`,
      label: say("shapesCommandColours"),
      icon: "pi pi-palette",
      function: () => shapes()?.nextCost(),
    },
  ];
}
