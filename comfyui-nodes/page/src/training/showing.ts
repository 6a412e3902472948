// Which node shows which training, now and after the page was loaded anew or shows another workflow.

import { get } from "../ask.ts";
import { api, app, type CanvasNode, type Graph } from "../comfy.ts";
import type { TrainingsTold, TrainingTold } from "../messages.ts";
import { lookOf } from "./look.ts";
import { addStyle } from "./style.ts";
import { View } from "./view.ts";

const TYPES = new Set(["NetwrightTrain", "NetwrightResume", "create_training_task"]);
const WIDGET = "netwright_training";
const NEWS = "netwright.training";
const [WIDTH, HEIGHT] = [440, 420];

const views = new WeakMap<CanvasNode, View>();

export function registerTraining(): void {
  app.registerExtension({
    name: "netwright.training",
    init() {
      addStyle();
      api.addEventListener(NEWS, (event) => void hear((event as CustomEvent<TrainingTold>).detail));
      // Whatever happened meanwhile was not heard.
      api.addEventListener("reconnected", () => void showAll());
    },
    afterConfigureGraph() {
      void showAll();
    },
  });
}

/** Show what the server knows of the workflow that is open. */
async function showAll(): Promise<void> {
  const workflow = root().id ?? "";
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
  if (!node) return;
  const known = views.get(node);
  if (known) known.tell(training);
  else add(node, new View(training, lookOf(`${training.workflow} ${training.node}`)));
}

/** The node that trains, where it is in the workflow that is open. */
function nodeOf(training: TrainingTold): CanvasNode | null {
  if (!training.workflow || training.workflow !== root().id) return null;
  let graph: Graph | undefined = root();
  let node: CanvasNode | null = null;
  for (const id of training.node.split(":")) {
    node = graph?.getNodeById(id) ?? graph?.getNodeById(Number(id)) ?? null;
    graph = node?.subgraph;
  }
  return node && TYPES.has(node.type) ? node : null;
}

function root(): Graph {
  return app.rootGraph ?? app.graph;
}

function add(node: CanvasNode, view: View): void {
  views.set(node, view);
  // Neither sent with a prompt nor saved with a workflow, whose widgets go by position.
  const widget = node.addDOMWidget(WIDGET, WIDGET, view.element, {
    serialize: false,
    hideOnZoom: false,
    getMinHeight: () => HEIGHT,
    margin: 6,
  });
  widget.serialize = false;
  const before = node.onRemoved;
  node.onRemoved = function () {
    before?.call(this);
    view.close();
  };
  const [width, height] = node.computeSize();
  node.setSize([Math.max(node.size[0], width, WIDTH), Math.max(node.size[1], height)]);
  node.setDirtyCanvas(true, false);
}
