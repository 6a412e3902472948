// The panel's own reckoning, and its lists in a page without a browser.

import assert from "node:assert/strict";
import { before, test } from "node:test";

import { Window } from "happy-dom";

import type { CurvesTold } from "../src/messages.ts";
import { found, ordered } from "../src/panel/choosing.ts";

before(() => {
  const window = new Window();
  const app = { graph: { nodes: [] }, extensionManager: {} };
  const { document, HTMLElement, Event, Node } = window;
  Object.assign(globalThis, { document, HTMLElement, Event, Node });
  Object.assign(globalThis, { comfyAPI: { app: { app }, api: { api: {} } } });
});

const runs = [
  { name: "digits-2", task: "classification", best: 0.9 },
  { name: "digits-10", task: "classification", best: null },
  { name: "coins", task: "segmentation", best: 0.95 },
];
const words = (run: (typeof runs)[0]) => `${run.name} ${run.task}`;

test("all words of a filter must be there, whatever their capitals and order", () => {
  assert.deepEqual(found(runs, "CLASS digits", words).map((run) => run.name), ["digits-2", "digits-10"]);
  assert.deepEqual(found(runs, "  ", words).length, 3);
  assert.deepEqual(found(runs, "digits coins", words), []);
});

test("texts go from A on with numbers as numbers, numbers from the largest on", () => {
  const byName = ordered(runs, { key: "name", label: "", by: (run) => run.name });
  assert.deepEqual(byName.map((run) => run.name), ["coins", "digits-2", "digits-10"]);
  const byBest = ordered(runs, { key: "best", label: "", by: (run) => run.best ?? Number.NEGATIVE_INFINITY });
  assert.deepEqual(byBest.map((run) => run.name), ["coins", "digits-2", "digits-10"]);
});

test("sizes and times are written as in the page's language", async () => {
  const { ago, duration, size } = await import("../src/panel/numbers.ts");
  assert.equal(size(299_390), "299 kB");
  assert.equal(size(1_250_000), "1.3 MB");
  assert.equal(size(0), "0 byte");
  assert.equal(ago(1000, 1000 + 7300), "2 hr. ago");
  assert.equal(duration(4.23), "4.2 s");
  assert.equal(duration(185), "3:05");
  assert.equal(duration(7800), "2:10:00");
});

test("a scale is logarithmic only where all values allow it", async () => {
  const { scaleOf, share } = await import("../src/panel/curves.ts");
  const log = scaleOf([0.01, 1], true);
  assert.ok(Math.abs(share(0.1, log) - 0.5) < 1e-9);
  assert.equal(scaleOf([0, 1], true).logarithmic, false);
  const flat = scaleOf([5, 5], false);
  assert.ok(flat.low < 5 && flat.high > 5);
  assert.deepEqual(scaleOf([], true), { low: 0, high: 1, logarithmic: false });
});

test("curves are drawn and said in words; what is not finite is left out", async () => {
  const { drawCurves } = await import("../src/panel/curves.ts");
  const told: CurvesTold = {
    name: "val_loss",
    words: "loss (val)",
    curves: [
      { run: "a-01", epochs: [1, 2, 3], values: [2, null, 0.5] },
      { run: "b-01", epochs: [], values: [] },
    ],
  };
  const svg = drawCurves(told, false);
  assert.equal(svg.querySelectorAll("polyline").length, 2);
  assert.equal(svg.querySelector("polyline")!.getAttribute("points")!.split(" ").length, 2);
  assert.equal(svg.getAttribute("aria-label"), "loss (val): a-01 goes from 2 to 0.5; b-01 has none");
});

test("a box is fitted into the free part of the window, and never enlarged", async () => {
  const { fitted } = await import("../src/panel/view.ts");
  const free = { left: 300, top: 0, width: 1000, height: 800 };
  const small = fitted({ left: 10, top: 20, width: 100, height: 100 }, free);
  assert.equal(small.scale, 1);
  assert.equal(10 + small.offset[0] + 50, 800);
  const wide = fitted({ left: 0, top: 0, width: 1760, height: 100 }, free);
  assert.equal(wide.scale, 0.5);
  assert.equal((0 + wide.offset[0]) * 0.5, 360);
  assert.equal(fitted({ left: 0, top: 0, width: 100_000, height: 10 }, free).scale, 0.2);
});

test("a list of 500 shows a page of it, and keeps the rows that have not changed", async () => {
  const { List } = await import("../src/panel/list.ts");
  let made = 0;
  const list = new List<{ name: string; mark: number }>({
    label: "Runs",
    empty: "none",
    orders: [{ key: "name", label: "Name", by: (item) => item.name }],
    key: (item) => item.name,
    words: (item) => item.name,
    row: (item) => {
      made += 1;
      const element = document.createElement("li");
      element.textContent = `${item.name} ${item.mark}`;
      return { element };
    },
  });
  const items = Array.from({ length: 500 }, (_, index) => ({ name: `run-${index}`, mark: 0 }));
  list.show(items);
  const rows = () => [...list.element.querySelectorAll("li")];
  assert.equal(rows().length, 60);
  const [first, second] = rows();
  list.show(items.map((item) => (item.name === "run-1" ? { ...item, mark: 1 } : item)));
  assert.equal(made, 61);
  assert.equal(rows()[0], first);
  assert.notEqual(rows()[1], second);
  list.element.querySelector("button")!.click();
  assert.equal(rows().length, 120);
  const field = list.element.querySelector("input")!;
  field.value = "run-49";
  field.dispatchEvent(new Event("input"));
  assert.equal(rows().length, 11);
});
