// What of it all can be set, in ComfyUI's own settings. None of it is part of a workflow.

import { app, type Setting } from "../comfy.ts";
import { say } from "../words.ts";
import { COSTS, type Cost } from "./scale.ts";
import { COST_WORDS } from "./summary.ts";

const SHAPES = "Netwright.Shapes";
const COST = "Netwright.CostColours";
const BATCH_SIZE = "Netwright.BatchSize";
const MOST = 1_000_000;

export const showsShapes = (): boolean => setting(SHAPES) !== false;

export const cost = (): Cost => COSTS.find((each) => each === setting(COST)) ?? "off";

export const setCost = (to: Cost): void => set(COST, to);

export function batchSize(): number {
  const size = Number(setting(BATCH_SIZE));
  return Number.isInteger(size) && size >= 1 && size <= MOST ? size : 32;
}

export function setBatchSize(to: number): void {
  if (Number.isFinite(to)) set(BATCH_SIZE, Math.min(MOST, Math.max(1, Math.round(to))));
}

/** The settings, each with what is to be done when it changes. */
export function settings(changed: () => void): Setting[] {
  const common = { onChange: changed };
  return [
    {
      ...common,
      id: SHAPES,
      category: ["Netwright", "Canvas", "Shapes"],
      name: say("shapesSettingShow"),
      type: "boolean",
      defaultValue: true,
    },
    {
      ...common,
      id: COST,
      category: ["Netwright", "Canvas", "Colours"],
      name: say("shapesSettingColours"),
      type: "combo",
      options: COSTS.map((value) => ({ value, text: say(COST_WORDS[value]) })),
      defaultValue: "off",
    },
    {
      ...common,
      id: BATCH_SIZE,
      category: ["Netwright", "Canvas", "Batch"],
      name: say("shapesSettingBatchSize"),
      type: "number",
      attrs: { min: 1, max: MOST, step: 1 },
      defaultValue: 32,
    },
  ];
}

function setting(id: string): unknown {
  return app.extensionManager.setting?.get(id);
}

function set(id: string, value: unknown): void {
  void app.extensionManager.setting?.set(id, value);
}
