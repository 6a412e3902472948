// What is kept of a run's record, and where it is drawn.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Course } from "../src/training/course.ts";
import { duration, figure } from "../src/training/figures.ts";
import { Look, within } from "../src/training/look.ts";
import { along, scaleOf, ticks } from "../src/training/scale.ts";
import { nearest, Series } from "../src/training/series.ts";
import type { EventsTold } from "../src/messages.ts";

const NOTHING: EventsTold = {
  cursor: "", anew: false, more: false, running: true,
  starts: [], steps: [], epochs: [], warnings: [], end: null,
};

const START = {
  time: 1000, device: "cpu", epochs: 4, first_epoch: 1, steps_per_epoch: 10,
  train_samples: 640, val_samples: 64, parameters: 5,
};

const step = (number: number, time: number, loss: number | null = 1) => ({
  time, epoch: Math.floor((number - 1) / 10) + 1, step: ((number - 1) % 10) + 1,
  loss, samples_per_second: 64, learning_rate: 0.1,
});

const epoch = (number: number) => ({
  time: 1000 + number, epoch: number, train_loss: 1 / number, val_loss: 2 / number,
  metric: "accuracy", value: 0.5, written: "50.00%", learning_rate: 0.01, seconds: 1,
});

test("a curve of a million points keeps a thousand, its extremes and its end among them", () => {
  const series = new Series();
  for (let x = 0; x < 1_000_000; x += 1) series.add(x, x === 654_321 ? 99 : x === 77 ? -99 : Math.sin(x));
  const points = series.points();
  assert.ok(points.length <= 1_030, String(points.length));
  assert.ok(points.some(({ x, y }) => x === 654_321 && y === 99));
  assert.ok(points.some(({ x, y }) => x === 77 && y === -99));
  assert.equal(points.at(-1)?.x, 999_999);
  assert.ok(points.every(({ x }, place) => place === 0 || x > points[place - 1]!.x));
});

test("few points are all kept, and what is not finite leaves none", () => {
  const series = new Series();
  for (const y of [3, null, Number.NaN, 1]) series.add(series.points().length, y);
  assert.deepEqual(series.points(), [{ x: 0, y: 3 }, { x: 1, y: 1 }]);
});

test("the nearest point is found", () => {
  const points = [0, 1, 4, 9].map((x) => ({ x, y: 0 }));
  assert.deepEqual([-5, 0.4, 0.6, 3, 100].map((x) => nearest(points, x)), [0, 0, 1, 2, 3]);
  assert.equal(nearest([], 1), -1);
});

test("a course tells how far it is, how fast, and how long it will take", () => {
  const course = new Course();
  course.take({ ...NOTHING, starts: [START], steps: [step(5, 1005), step(15, 1015)] });
  assert.equal(course.epochsDone, 1.5);
  assert.equal(course.secondsLeft, 25);
  assert.equal(course.samplesPerSecond, 64);
  course.take({ ...NOTHING, epochs: [epoch(1), epoch(2)] });
  assert.equal(course.epochsDone, 2);
  assert.equal(course.learningRate, 0.01);
  assert.equal(course.metric, "accuracy");
});

test("a run that was gone on with counts from where it went on", () => {
  const course = new Course();
  course.take({ ...NOTHING, starts: [START], epochs: [epoch(1)] });
  course.take({ ...NOTHING, starts: [{ ...START, first_epoch: 2, time: 5000 }], steps: [step(15, 5010)] });
  assert.equal(course.secondsLeft, 50);
});

test("a record that became another is taken from its beginning", () => {
  const course = new Course();
  course.take({ ...NOTHING, starts: [START], epochs: [epoch(1), epoch(2), epoch(3)] });
  course.take({ ...NOTHING, anew: true, starts: [START], epochs: [epoch(1)] });
  assert.deepEqual(course.rows.map((row) => row.epoch), [1]);
  assert.equal(course.val.points().length, 1);
  assert.equal(course.epochsDone, 1);
});

test("what is kept of a long course is bounded", () => {
  const course = new Course();
  course.take({ ...NOTHING, starts: [{ ...START, epochs: 1e6 }] });
  for (let number = 1; number <= 20_000; number += 1) {
    course.take({ ...NOTHING, steps: [step(number * 10, number)], epochs: [epoch(number)] });
  }
  assert.equal(course.rows.length, 100);
  for (const series of [course.steps, course.train, course.val, course.values]) {
    assert.ok(series.points().length <= 1_030);
  }
});

test("axes have a few round values, of any size of numbers", () => {
  for (const [low, high] of [[0, 1], [0.04, 1.02], [-3e-7, 2e-7], [5, 5.001], [0, 123_456]] as const) {
    const values = ticks({ low, high, logarithmic: false }, 3);
    assert.ok(values.length >= 2 && values.length <= 13, `${low} to ${high}: ${values}`);
    assert.ok(values.every((value) => value >= low && value <= high));
  }
  assert.deepEqual(ticks({ low: 0.0005, high: 50, logarithmic: true }, 5), [0.001, 0.01, 0.1, 1, 10]);
});

test("a scale holds all values; a logarithmic one those above zero", () => {
  const scale = scaleOf([2, 4, 3], false);
  assert.ok(along(scale, 2) > 0 && along(scale, 4) < 1);
  const log = scaleOf([0, 1, 100], true);
  assert.ok(Math.abs(along(log, 10) - 0.5) < 1e-9);
  assert.deepEqual(scaleOf([], false), { low: 0, high: 1, logarithmic: false });
  assert.ok(along(scaleOf([7, 7], false), 7) === 0.5);
});

test("zooming keeps the place that one points at, and ends where all is seen", () => {
  const look = new Look();
  look.zoom(0.5, 10, 40);
  assert.deepEqual(look.range, [5, 25]);
  look.move(1, 40);
  assert.deepEqual(look.range, [20, 40]);
  look.move(-9, 40);
  assert.deepEqual(look.range, [0, 20]);
  look.zoom(8, 10, 40);
  assert.equal(look.range, null);
});

test("a curve is cut to what is seen, with one point more on each side", () => {
  const points = [0, 1, 2, 3, 4].map((x) => ({ x, y: x }));
  assert.deepEqual(within(points, [1.5, 2.5]).map(({ x }) => x), [1, 2, 3]);
  assert.deepEqual(within(points, [0, 9]).length, 5);
});

test("numbers and times are short", () => {
  assert.deepEqual([0.0123456, 12345.6, null, Number.NaN].map(figure).slice(2), ["–", "–"]);
  assert.match(figure(0.0000123), /E-5/);
  assert.match(duration(125), /^2\D+5\D+$/);
  assert.match(duration(3 * 3600), /^3\D+$/);
  assert.match(duration(0.2), /^0\D+$/);
});
