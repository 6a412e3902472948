// Which node shows which training, now and after the page was loaded anew or shows another workflow.

import { get } from "../ask.ts";
import { api, app, rootGraph, type CanvasNode } from "../comfy.ts";
import type { TrainingsTold, TrainingTold } from "../messages.ts";
import { wayTo } from "../places.ts";
import { addPlace, placeOf } from "./place.ts";
import { addStyle } from "./style.ts";

const TYPES = new Set(["NetwrightTrain", "NetwrightResume", "create_training_task"]);
const NEWS = "netwright.training";

export function registerTraining(): void {
  app.registerExtension({
    name: "netwright.training",
    init() {
      addStyle();
      api.addEventListener(NEWS, (event) => void hear((event as CustomEvent<TrainingTold>).detail));
      // Whatever happened meanwhile was not heard.
      api.addEventListener("reconnected", () => void showAll());
    },
    beforeRegisterNodeDef({ prototype }, { name }) {
      if (!TYPES.has(name)) return;
      const before = prototype.onNodeCreated;
      prototype.onNodeCreated = function () {
        before?.call(this);
        addPlace(this);
      };
    },
    afterConfigureGraph() {
      void showAll();
    },
  });
}

/** Show what the server knows of the workflow that is open. */
async function showAll(): Promise<void> {
  const workflow = rootGraph().id ?? "";
  const { trainings } = await get<TrainingsTold>(`/trainings?workflow=${encodeURIComponent(workflow)}`);
  for (const training of trainings) show(training);
}

async function hear(training: TrainingTold): Promise<void> {
  show(training);
  // That this page draws it is told by asking: ComfyUI's own picture of the curves is left out then.
  if (training.state === "preparing" && nodeOf(training)) await showAll();
}

function show(training: TrainingTold): void {
  const node = nodeOf(training);
  if (node) placeOf(node)?.show(training);
}

/** The node that trains, where it is in the workflow that is open. */
function nodeOf(training: TrainingTold): CanvasNode | null {
  if (!training.workflow || training.workflow !== rootGraph().id) return null;
  return wayTo(rootGraph(), training.node)?.at(-1) ?? null;
}
