// Which model is wired into a forward test, and the order of questions.

import assert from "node:assert/strict";
import { test } from "node:test";

import type { CanvasNode, Graph } from "../src/comfy.ts";
import type { PredictionTold } from "../src/messages.ts";
import { Latest } from "../src/trying/latest.ts";

Object.assign(globalThis, {
  comfyAPI: { app: { app: { graph: { nodes: [] } } }, api: { api: {} } },
});
const { sourceOf } = await import("../src/trying/wired_model.ts");
const { inWords } = await import("../src/trying/answer.ts");
const { app } = await import("../src/comfy.ts");

interface Made {
  type: string;
  mode?: number;
  widgets?: Record<string, string>;
  /** The ids of what comes in, by input. */
  from?: Record<string, number>;
  kind?: string;
}

/** A graph of nodes by their numbers. */
function graphOf(made: Record<number, Made>, inputNode?: number): Graph {
  const graph = {
    inputNode: inputNode === undefined ? undefined : { id: inputNode, slots: [] },
    getNodeById: (id: number) => graph.nodes.find((node) => Number(node.id) === id) ?? null,
    nodes: [] as CanvasNode[],
  };
  graph.nodes = Object.entries(made).map(([id, node]) => {
    const widgets = Object.entries(node.widgets ?? {}).map(([name, value]) => ({ name, value }));
    const inputs = Object.entries(node.from ?? {}).map(([name, link]) => ({ name, link, type: node.kind ?? "NETWRIGHT_MODEL" }));
    const getInputLink = (slot: number) => ({ origin_id: inputs[slot]!.link, origin_slot: 0 });
    const made = { id: Number(id), type: node.type, mode: node.mode ?? 0, widgets, inputs, graph, getInputLink };
    return made as unknown as CanvasNode;
  });
  return graph as unknown as Graph;
}

const test_of = (from: number): Made => ({ type: "NetwrightForwardTest", from: { model: from } });

test("the file of a Load model node is found, also behind reroutes and bypassed nodes", () => {
  const graph = graphOf({
    1: { type: "NetwrightLoadModel", widgets: { file: "pets.onnx" } },
    2: { type: "Reroute", from: { "": 1 }, kind: "*" },
    3: { type: "NetwrightQuantize", mode: 4, from: { model: 2 } },
    4: test_of(3),
  });
  assert.deepEqual(sourceOf(graph.nodes[3]!), { file: "pets.onnx" });
});

test("a run that is resumed or loaded is known by its name", () => {
  for (const type of ["NetwrightResume", "NetwrightLoadRun"]) {
    const graph = graphOf({ 1: { type, widgets: { run: "pets-02" } }, 2: test_of(1) });
    assert.deepEqual(sourceOf(graph.nodes[1]!), { file: "netwright/runs/pets-02/model.onnx" });
  }
});

test("of a Train node, the node itself is told", () => {
  const graph = graphOf({ 1: { type: "NetwrightTrain" }, 2: test_of(1) });
  assert.deepEqual(sourceOf(graph.nodes[1]!), { train: graph.nodes[0] });
});

test("what makes a new model, and a wire in a circle, tell none", () => {
  const unknown = graphOf({ 1: { type: "NetwrightQuantize", from: { model: 9 } }, 2: test_of(1) });
  assert.equal(sourceOf(unknown.nodes[1]!), null);
  const circle = graphOf({ 1: { type: "Reroute", from: { "": 2 } }, 2: { type: "Reroute", from: { "": 1 } }, 3: test_of(1) });
  assert.equal(sourceOf(circle.nodes[2]!), null);
  assert.equal(sourceOf(graphOf({ 1: { type: "NetwrightForwardTest" } }).nodes[0]!), null);
});

test("a wire that comes into a subgraph is followed outside", () => {
  const inner = graphOf({ 5: test_of(-10) }, -10);
  const outer = graphOf({
    1: { type: "NetwrightLoadModel", widgets: { file: "pets.onnx" } },
    2: { type: "a-subgraph", from: { model: 1 } },
  });
  Object.assign(outer.nodes[1]!, { subgraph: inner });
  Object.assign(app, { graph: outer });
  assert.deepEqual(sourceOf(inner.nodes[0]!), { file: "pets.onnx" });
});

test("of questions that come while one is under way, the last alone is asked", async () => {
  const asked: number[] = [];
  const latest = new Latest<number>(async (question) => {
    asked.push(question);
    await new Promise((done) => setTimeout(done, 5));
  });
  const first = latest.put(1);
  for (const question of [2, 3, 4]) void latest.put(question);
  assert.ok(latest.stale);
  await first;
  assert.deepEqual(asked, [1, 4]);
});

test("an answer is told in words too", () => {
  const told: PredictionTold = {
    task: "classification",
    label: "cat",
    shares: [{ label: "cat", share: 0.934, colour: "" }],
    numbers: [{ name: "weight", value: null }],
    picture: "",
    milliseconds: 1,
  };
  assert.equal(inWords(told), "cat 93.4%, weight –");
});
