// What is made of the server's answers, and when it is asked.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as after } from "node:timers/promises";

import type { CanvasTold, NodeTold } from "../src/messages.ts";
import { Asker } from "../src/shapes/asking.ts";
import { mostOf, problemAfter, problemsOf, seen } from "../src/shapes/seen.ts";
import { briefly, costText, outputsText, spoken } from "../src/shapes/sentences.ts";
import { speak } from "../src/words.ts";

speak("en");

const problem = { message: "Linear expects 784, gets 1024.\nin_features: 784", fix: "Set it.",
  path: null, input: "input", repairs: [] };

function told(more: Partial<NodeTold> = {}): NodeTold {
  const outputs = [{ name: "output", shape: [16, 8, 8], dtype: "float32" }];
  return { outputs, inferred: {}, parameters: 160, multiply_adds: 9216, problem: null, waiting: [],
    assumed: [], ...more };
}

const answer: CanvasTold = {
  networks: [],
  nodes: {
    "1": told(),
    "5:9": told({ parameters: 10 }),
    "6:9": told({ parameters: 20, outputs: [{ name: "output", shape: [4], dtype: "float32" }] }),
    "7": told({ problem, outputs: [], parameters: null, multiply_adds: null }),
  },
};

test("of a node in two places the one that is looked at is shown, and the other is told of", () => {
  const what = seen(answer, 9, "6:", ["5:", "6:"]);
  assert.equal(what?.path, "6:9");
  assert.deepEqual(what?.elsewhere, ["5:9"]);
});

test("places that give the same need no word", () => {
  const alike = { ...answer, nodes: { "5:9": told(), "6:9": told() } };
  assert.deepEqual(seen(alike, 9, "5:", ["5:", "6:"])?.elsewhere, []);
});

test("a node that the server does not know is shown nothing", () => {
  assert.equal(seen(answer, 2, "", [""]), null);
});

test("problems come in the order of the server, and after the last the first again", () => {
  assert.deepEqual(problemsOf(answer), ["7"]);
  assert.equal(problemAfter(["3", "7"], null), "3");
  assert.equal(problemAfter(["3", "7"], "3"), "7");
  assert.equal(problemAfter(["3", "7"], "7"), "3");
  assert.equal(problemAfter([], "7"), null);
});

test("the dearest node sets the end of the scale", () => {
  assert.equal(mostOf(answer, "parameters"), 160);
});

test("a node's numbers are short on the canvas and whole to a screen reader", () => {
  assert.equal(outputsText(told()), "16 × 8 × 8");
  const both = [{ name: "output", shape: [5, 7], dtype: "" }, { name: "hidden", shape: [7], dtype: "" }];
  assert.equal(outputsText(told({ outputs: both })), "output 5 × 7 · hidden 7");
  assert.equal(costText(told()), "160 params · 9.22 k MACs");
  assert.equal(costText(told({ parameters: 0, multiply_adds: 0 })), "");
  assert.equal(spoken("Conv2d", told()), "Conv2d gives 16 × 8 × 8; 160 params · 9.22 k MACs.");
  assert.equal(spoken("Add", told({ outputs: [], waiting: ["inputs.input_0"] })),
    "Add waits for inputs.input_0.");
  assert.match(spoken("Linear", answer.nodes["7"]!), /^Linear does not fit: Linear expects 784/);
  assert.equal(briefly(problem.message), "Linear expects 784, gets 1024");
});

function recorded(questions: (string | null)[], answers: (signal: AbortSignal) => Promise<string>) {
  const heard: unknown[] = [];
  const asker = new Asker<string>(
    {
      question: () => questions.shift() ?? null,
      ask: (question, signal) => (heard.push(`? ${question}`), answers(signal)),
      told: (told) => heard.push(told),
      failed: (error) => (heard.push(error), error !== "refused"),
    },
    5,
    1000,
  );
  return { asker, heard };
}

test("edits that follow each other are asked about once", async () => {
  const { asker, heard } = recorded(["a", "b"], () => Promise.resolve("yes"));
  for (let edit = 0; edit < 5; edit += 1) asker.soon();
  await after(30);
  assert.deepEqual(heard, ["? a", "yes"]);
});

test("nothing is asked where nothing has changed", async () => {
  const { asker, heard } = recorded([null], () => Promise.resolve("yes"));
  asker.soon();
  await after(30);
  assert.deepEqual(heard, []);
});

test("a server that does not answer is asked again, each time later", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const goOn = async (milliseconds: number) => {
    context.mock.timers.tick(milliseconds);
    await new Promise(setImmediate);
  };
  let times = 0;
  const { asker, heard } = recorded(["a", "a", "a"], () =>
    (times += 1) < 3 ? Promise.reject("down") : Promise.resolve("yes"));
  asker.soon();
  await goOn(5);
  assert.deepEqual(heard, ["? a", "down"]);
  await goOn(1000);
  assert.deepEqual(heard, ["? a", "down", "? a", "down"]);
  await goOn(1999);
  assert.equal(heard.length, 4);
  await goOn(1);
  assert.deepEqual(heard.slice(4), ["? a", "yes"]);
});

test("what was refused is not asked again", async () => {
  const { asker, heard } = recorded(["a", "b"], () => Promise.reject("refused"));
  asker.soon();
  await after(80);
  assert.deepEqual(heard, ["? a", "refused"]);
});

test("a question that is overtaken is cancelled, and its answer is not heard", async () => {
  const signals: AbortSignal[] = [];
  const { asker, heard } = recorded(["a", "b"], async (signal) => {
    signals.push(signal);
    await after(signals.length === 1 ? 40 : 1);
    return signals.length === 1 ? "late" : "right";
  });
  asker.soon();
  await after(15);
  asker.soon();
  await after(80);
  assert.equal(signals[0]?.aborted, true);
  assert.deepEqual(heard, ["? a", "? b", "right"]);
});

test("a failure is told once, and what is stopped tells nothing", async () => {
  const refused = new Error("no");
  const { asker, heard } = recorded(["a", "b"], () => Promise.reject(refused));
  asker.soon();
  await after(30);
  asker.soon();
  asker.stop();
  await after(30);
  assert.deepEqual(heard, ["? a", refused]);
});
