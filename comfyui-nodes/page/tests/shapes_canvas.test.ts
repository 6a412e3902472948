// What is read of a canvas: what the server is told of it, where its nodes are, whether it changed.

import assert from "node:assert/strict";
import { test } from "node:test";

import type { CanvasNode, Graph, Link, SavedGraph } from "../src/comfy.ts";
import { freePlace } from "../src/shapes/free_place.ts";
import { isHeard, isOfNetwork, learnKind } from "../src/shapes/kinds.ts";
import { Entered, graphsOf, prefixesOf, wayTo } from "../src/places.ts";
import { signature } from "../src/shapes/signature.ts";
import { stripped } from "../src/shapes/stripping.ts";

learnKind({ name: "Conv", category: "Netwright/Layers/Convolution" });
learnKind({ name: "Dataset", category: "Netwright/Data" });
learnKind({ name: "Old", category: "Build and train your network" });
learnKind({ name: "KSampler", category: "sampling" });

const kinds = { isHeard, isOfNetwork };

function node(id: number | string, type: string, more: Partial<CanvasNode> = {}): CanvasNode {
  return { id, type, mode: 0, inputs: [], outputs: [], widgets: [], ...more } as CanvasNode;
}

function graph(nodes: CanvasNode[]): Graph {
  return { nodes } as unknown as Graph;
}

test("layers and what builds networks are of a network; data is only heard", () => {
  assert.deepEqual(["Conv", "Old", "Dataset", "KSampler"].map(isOfNetwork), [true, true, false, false]);
  const types = ["Conv", "Old", "Dataset", "PrimitiveInt", "KSampler"];
  assert.deepEqual(types.map(isHeard), [true, true, true, true, false]);
});

const saved: SavedGraph = {
  id: "w",
  nodes: [
    { id: 1, type: "Conv", mode: 0, pos: [3, 4], size: [9, 9], inputs: [], widgets_values: [8] },
    { id: 2, type: "CLIPTextEncode", mode: 0, widgets_values: ["a secret"], properties: { a: 1 } },
    { id: 3, type: "sub", widgets_values: [7], properties: { proxyWidgets: [["-1", "width"]] } },
  ],
  links: [[1, 1, 0, 2, 0, "T"]],
  extra: { ds: { scale: 2 } },
  definitions: {
    subgraphs: [{ id: "sub", nodes: [{ id: 4, type: "KSampler", widgets_values: [1] }], links: [],
      inputNode: { id: -10 }, widgets: [] }],
  },
};

test("the server is told of foreign nodes that they are there, and not what is in them", () => {
  assert.deepEqual(stripped(saved, isHeard), {
    id: "w",
    links: [[1, 1, 0, 2, 0, "T"]],
    nodes: [
      { id: 1, type: "Conv", mode: 0, inputs: [], widgets_values: [8] },
      { id: 2, type: "CLIPTextEncode", mode: 0 },
      { id: 3, type: "sub", widgets_values: [7], properties: { proxyWidgets: [["-1", "width"]] } },
    ],
    definitions: {
      subgraphs: [{ id: "sub", links: [], inputNode: { id: -10 }, nodes: [{ id: 4, type: "KSampler" }] }],
    },
  });
});

test("where nodes are is no part of what the server is told", () => {
  const moved = structuredClone(saved);
  moved.nodes[0]!["pos"] = [500, 500];
  moved["extra"] = {};
  assert.deepEqual(stripped(moved, isHeard), stripped(saved, isHeard));
});

const inner = node(9, "Conv");
const subgraph = graph([inner]);
const [one, other] = [node("5", "sub", { subgraph }), node("6", "sub", { subgraph })];
const root = graph([one, other, node("7", "Conv")]);

test("a subgraph that two nodes stand for is in two places, and is one graph", () => {
  assert.deepEqual(prefixesOf(root, subgraph), ["5:", "6:"]);
  assert.deepEqual(prefixesOf(root, root), [""]);
  assert.equal(graphsOf(root).size, 2);
});

test("a path leads to a node through those that hold it, whether ids are texts or numbers", () => {
  assert.deepEqual(wayTo(root, "6:9"), [other, inner]);
  assert.equal(wayTo(root, "7:9"), null);
  assert.equal(wayTo(root, "8"), null);
});

test("the place that was entered last is the one that is looked at", () => {
  const entered = new Entered();
  assert.equal(entered.prefix(subgraph, ["5:", "6:"]), "5:");
  entered.note(root, other, subgraph);
  assert.equal(entered.prefix(subgraph, ["5:", "6:"]), "6:");
  assert.equal(entered.prefix(subgraph, ["5:"]), "5:");
});

test("a canvas without a node of a network has no signature", () => {
  assert.equal(signature(graph([node(1, "KSampler"), node(2, "Dataset")]), kinds), null);
});

test("a signature changes with wires, values, modes and nodes, in subgraphs too", () => {
  const at = (value: unknown, mode = 0, origin = 1, more: CanvasNode[] = []) => {
    const inputs = [{ name: "input", type: "T", link: 3 }];
    const widgets = [{ name: "size", value }];
    const link: Link = { id: 3, origin_id: origin, origin_slot: 0, target_id: 2, target_slot: 0 };
    const conv = node(2, "Conv", { inputs, widgets, mode, getInputLink: () => link });
    const held = node(8, "sub", { subgraph: graph([conv, ...more]) });
    return signature(graph([held]), kinds);
  };
  const all = [at(1), at(2), at(1, 4), at(1, 0, 9), at(1, 0, 1, [node(5, "Conv")])];
  assert.equal(new Set(all).size, all.length);
  assert.equal(at(1), all[0]);
});

test("what is typed into foreign nodes changes no signature", () => {
  const at = (value: string) => {
    const foreign = node(1, "CLIPTextEncode", { widgets: [{ name: "text", value }] });
    return signature(graph([foreign, node(2, "Conv")]), kinds);
  };
  assert.equal(at("a"), at("b"));
});

const placed = (x: number, y: number): Pick<CanvasNode, "pos" | "size"> => ({
  pos: [x, y],
  size: [200, 100],
});

test("a node that is put into a wire goes between two nodes where there is room", () => {
  const [source, target] = [placed(0, 0), placed(700, 0)];
  assert.deepEqual(freePlace([source, target], source, target, [200, 100]), [350, 0]);
});

test("a node that is put into a wire covers no other", () => {
  const [source, target] = [placed(0, 0), placed(220, 0)];
  const nodes = [source, target, placed(0, 170), placed(-20, 340)];
  const [x, y] = freePlace(nodes, source, target, [200, 100]);
  for (const { pos, size } of nodes) {
    const apart = x + 200 <= pos[0] || pos[0] + size[0] <= x || y + 100 <= pos[1] || pos[1] + size[1] <= y;
    assert.ok(apart, `${x}, ${y} covers ${pos}`);
  }
});
