// The view of a training, in a page that stands in for ComfyUI's.

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Window } from "happy-dom";

import type { EventsTold, TrainingTold } from "../src/messages.ts";

const window = new Window();
let hidden = false;
Object.defineProperty(window.document, "hidden", { get: () => hidden });
let asked: { path: string; body: unknown }[] = [];
let answers: Record<string, unknown> = {};
let isConfirmed = true;

Object.assign(globalThis, {
  window,
  document: window.document,
  ResizeObserver: class {
    observe() {}
    disconnect() {}
  },
  getComputedStyle: window.getComputedStyle.bind(window),
  requestAnimationFrame: (draw: () => void) => setTimeout(draw, 0),
  cancelAnimationFrame: clearTimeout,
  comfyAPI: {
    app: { app: { extensionManager: { dialog: { confirm: async () => isConfirmed } } } },
    api: {
      api: {
        async fetchApi(path: string, { body }: { body?: string }) {
          asked.push({ path, body: body && JSON.parse(body) });
          const [plain = ""] = path.split("?");
          const answer = answers[plain];
          return new Response(JSON.stringify(answer ?? { message: "no run", fix: "" }), {
            status: answer ? 200 : 400,
          });
        },
      },
    },
  },
});

const { View } = await import("../src/training/view.ts");
const { Look } = await import("../src/training/look.ts");

const EVENTS = "/netwright/runs/digits-01/events";
const TRAINING: TrainingTold = {
  node: "3", workflow: "one", run: "digits-01", state: "training", since: 1, stopping: false, outcome: null,
};
const PART: EventsTold = {
  cursor: "9-ab", anew: false, more: false, running: false,
  starts: [{
    time: 1, device: "cpu", epochs: 9, first_epoch: 1, steps_per_epoch: 10,
    train_samples: 640, val_samples: 64, parameters: 5,
  }],
  steps: [],
  epochs: [{
    time: 2, epoch: 1, train_loss: 0.5, val_loss: 0.25, metric: "accuracy", value: 0.9,
    written: "90.00%", learning_rate: 0.1, seconds: 1,
  }],
  warnings: [{ time: 2, message: "it over-fits.", fix: "more data." }],
  end: null,
};

let view: InstanceType<typeof View>;

const at = (selector: string) => view.element.querySelector<HTMLElement>(selector);
const says = (selector: string) => at(selector)?.textContent ?? "";
const settle = () => new Promise((done) => setTimeout(done, 30));

function button(text: string): HTMLButtonElement {
  const found = [...view.element.querySelectorAll("button")].find((one) => one.textContent === text);
  assert.ok(found, text);
  return found;
}

async function open(training: TrainingTold, look = new Look()): Promise<void> {
  view = new View(training, look);
  document.body.append(view.element);
  await settle();
}

beforeEach(() => {
  asked = [];
  answers = { [EVENTS]: PART, "/netwright/runs/digits-01/stop": { done: true } };
  hidden = false;
  isConfirmed = true;
});

afterEach(() => {
  view.close();
  view.element.remove();
});

test("it says how far the run is, what it warns of, and the values of the newest epoch", async () => {
  await open(TRAINING);
  assert.equal(says(".state"), "Epoch 2 of 9");
  assert.match(says(".facts"), /samples\/s640.*learning rate0.1.*devicecpu/);
  assert.equal(says(".warnings"), "it over-fits. Fix: more data.");
  assert.match(says(".curves"), /train 0.5val 0.25accuracyval 90.00%/);
  assert.equal(at("canvas")?.getAttribute("aria-label"), "loss, train 0.5, val 0.25");
});

test("one that hears the page is told of the epoch", async () => {
  await open(TRAINING);
  const epoch = "Epoch 1: loss 0.5 in training, 0.25 in validation, accuracy 90.00%";
  assert.equal(says("[role=status]"), epoch);
});

test("stop and keep asks the server at once, and neither button can be pressed again", async () => {
  await open(TRAINING);
  button("Stop and keep").click();
  await settle();
  assert.deepEqual(asked.at(-1), { path: "/netwright/runs/digits-01/stop", body: { keep: true } });
  view.tell({ ...TRAINING, stopping: true });
  assert.equal(says(".state"), "Stopping after this batch …");
  assert.ok(button("Stop and keep").disabled && button("Stop and discard").disabled);
});

test("stop and discard asks the person first", async () => {
  await open(TRAINING);
  isConfirmed = false;
  button("Stop and discard").click();
  await settle();
  assert.ok(!asked.some(({ path }) => path.endsWith("/stop")));
  isConfirmed = true;
  button("Stop and discard").click();
  await settle();
  assert.deepEqual(asked.at(-1)?.body, { keep: false });
});

test("how it ended is said, and there is nothing to stop any more", async () => {
  await open({ ...TRAINING, state: "ended", outcome: "kept" });
  assert.match(says(".state"), /^Stopped; the best epoch is kept/);
  assert.ok(at(".stopping")?.hidden);
});

test("a run that goes on is asked for again from where the last answer ended", async () => {
  answers[EVENTS] = { ...PART, running: true };
  await open(TRAINING);
  await new Promise((done) => setTimeout(done, 600));
  const paths = asked.map(({ path }) => path);
  assert.deepEqual(paths.slice(0, 2), [`${EVENTS}?cursor=`, `${EVENTS}?cursor=9-ab`]);
  assert.ok(paths.length <= 3);
});

test("a page that is not seen does not ask", async () => {
  hidden = true;
  await open(TRAINING);
  assert.deepEqual(asked, []);
  hidden = false;
  document.dispatchEvent(new window.Event("visibilitychange") as unknown as Event);
  await settle();
  assert.equal(asked.length, 1);
});

test("a run that is over is asked for once", async () => {
  await open({ ...TRAINING, state: "ended", outcome: "completed" });
  await new Promise((done) => setTimeout(done, 600));
  assert.equal(asked.length, 1);
});

test("what the server says is wrong stands in the node", async () => {
  answers = {};
  await open({ ...TRAINING, state: "ended", outcome: "completed" });
  assert.equal(says(".problem"), "no run");
});

test("a run is laid over and taken away, and stays while the workflow is another", async () => {
  answers["/netwright/run-names"] = { names: ["digits-01", "other-01"] };
  answers["/netwright/runs/other-01/events"] = PART;
  const look = new Look();
  await open(TRAINING, look);
  const chosen = view.element.querySelector("select")!;
  chosen.dispatchEvent(new window.Event("focus") as unknown as Event);
  await settle();
  assert.deepEqual([...chosen.options].map((option) => option.value), ["", "other-01"]);
  chosen.value = "other-01";
  chosen.dispatchEvent(new window.Event("change") as unknown as Event);
  await settle();
  assert.match(says(".past .entries"), /other-01 90.00%/);
  view.close();
  await open(TRAINING, look);
  view.element.querySelector<HTMLButtonElement>(".past button")?.click();
  assert.equal(says(".past .entries"), "");
  assert.deepEqual(look.past, []);
});
