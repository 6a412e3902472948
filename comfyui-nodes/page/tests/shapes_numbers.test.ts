// Sizes, counts and colours as people see them.

import assert from "node:assert/strict";
import { test } from "node:test";

import { bytesText, countText, shapeText } from "../src/shapes/numbers.ts";
import { COSTS, costAfter, gradient, position, shade } from "../src/shapes/scale.ts";

test("counts have three digits and a unit", () => {
  const expected: [number, string][] = [
    [0, "0"], [160, "160"], [999, "999"], [1000, "1 k"], [1234, "1.23 k"], [14_500_000, "14.5 M"],
    [999_499, "999 k"], [999_500, "1 M"], [3.1e9, "3.1 G"], [2e15, "2 P"], [5e18, "5000 P"],
  ];
  for (const [count, text] of expected) assert.equal(countText(count), text);
});

test("bytes are told in powers of ten", () => {
  assert.equal(bytesText(512), "512 B");
  assert.equal(bytesText(12_330_000), "12.3 MB");
});

test("a shape is its sizes; a single number has the shape of one", () => {
  assert.equal(shapeText([16, 8, 8]), "16 × 8 × 8");
  assert.equal(shapeText([]), "1");
});

test("a cost stands on the scale by its root, and never beyond its ends", () => {
  assert.equal(position(25, 100), 0.5);
  assert.equal(position(0, 100), 0);
  assert.equal(position(200, 100), 1);
  assert.equal(position(1, 0), 0);
});

test("colours grow lighter with cost, and are written on in black or white", () => {
  const lightness = [0, 0.25, 0.5, 0.75, 1].map((at) => {
    const [red, green, blue] = shade(at).background.match(/\d+/g)!.map(Number);
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  });
  assert.deepEqual(lightness, lightness.toSorted((one, other) => one - other));
  assert.equal(shade(0).text, "#fff");
  assert.equal(shade(1).text, "#000");
  assert.deepEqual(shade(7), shade(1));
  assert.match(gradient(), /^linear-gradient\(to right, rgb\(0, 34, 78\).*rgb\(254, 232, 56\)\)$/);
});

test("the command goes through all costs and back to none", () => {
  let cost = COSTS[0] as (typeof COSTS)[number];
  const met = COSTS.map(() => (cost = costAfter(cost)));
  assert.deepEqual(met, [...COSTS.slice(1), "off"]);
});
