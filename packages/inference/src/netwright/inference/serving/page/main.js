// The page: a model is chosen, a sample is given, an answer and what speaks for it are shown.

import { numbers, picture, shown } from "/page/answers.js";
import { ask, jsonRequest, requestOf, useToken } from "/page/asking.js";
import { found, made, show } from "/page/elements.js";
import { listenToForms, prepareArray, prepareTable } from "/page/forms.js";
import { ImageInput } from "/page/images.js";

const INPUTS = ["image", "table", "text", "array"];
const EXPLAINED = ["classification", "multi_label", "regression"];
// Masks and filters are for photographs; what is drawn is told apart.
const DRAWN = ["classification", "multi_label", "regression", "autoencoding"];
const images = new ImageInput((image) => predict(image));
let model = null;
let sample = null;
// An answer that comes after a later question is not shown.
let question = 0;

async function start() {
  const { models } = await ask("/v1/models");
  found("model").replaceChildren(...models.map(option));
  await choose();
}

function option(entry) {
  const name = `${entry.name}@${entry.version}`;
  return made("option", { value: name }, `${name} (${entry.task.replace("_", " ")})`);
}

async function choose() {
  model = await ask(`/v1/models/${encodeURIComponent(found("model").value)}`);
  question += 1;
  sample = null;
  found("about").textContent = about(model);
  found("answer").replaceChildren(made("p", {}, "Nothing was asked yet."));
  show("explanation", false);
  for (const kind of INPUTS) show(`${kind}-input`, kind === model.reads);
  show("continue", model.task === "next_token");
  const raw = model.preprocessing;
  if (model.reads === "image") images.prepare(raw, raw.mode === "L" && DRAWN.includes(model.task));
  if (model.reads === "table") prepareTable(raw);
  if (model.reads === "array") prepareArray(raw);
}

function about(page) {
  const metrics = Object.entries(page.metrics).filter(([name]) => name.startsWith("val_"));
  const told = metrics.map(([name, value]) => `${name.slice(4)} ${Number(value.toPrecision(4))}`);
  return [page.labels.length ? `${page.labels.length} labels` : "", ...told].filter(Boolean).join(", ");
}

const address = (what) => `/v1/models/${model.name}@${model.version}/${what}`;

async function predict(given) {
  const asked = (question += 1);
  await attempt(async () => {
    const { answers } = await ask(address("predict"), requestOf(given));
    if (asked !== question) return;
    sample = given;
    found("answer").replaceChildren(...shown(answers[0], canExplain() ? explain : null));
    if (canExplain()) await explain(null);
  });
}

const canExplain = () => EXPLAINED.includes(model.task);

async function explain(label) {
  const asked = question;
  await attempt(async () => {
    const query = label === null ? "" : `?label=${encodeURIComponent(label)}`;
    const told = await ask(`${address("explain")}${query}`, requestOf(sample));
    if (asked !== question) return;
    found("heat").replaceChildren(told.png ? heat(told) : effects(told));
    found("heat-caption").textContent = `What speaks for ${told.label} (${told.method})`;
    show("explanation", true);
  });
}

const heat = (told) => picture(told.png, `Heat map: where the model sees ${told.label}`);

function effects(told) {
  const ofArray = [{ column: `at ${told.strongest}`, effect: told.effect }];
  const pairs = (told.parts ?? ofArray).map((part) => [part.column ?? part.word, part.effect]);
  return numbers(pairs.sort((one, other) => Math.abs(other[1]) - Math.abs(one[1])));
}

async function goOn() {
  await attempt(async () => {
    const asked = jsonRequest({ prompt: found("text").value, tokens: 200 });
    const { prompt, text } = await ask(address("continue"), asked);
    found("answer").replaceChildren(made("p", {}, prompt, made("strong", {}, text)));
  });
}

async function attempt(work) {
  try {
    await work();
    show("problem", false);
  } catch (error) {
    fail(error);
  }
}

function fail(error) {
  show("token-form", error.status === 401);
  found("problem").textContent = error.message;
  show("problem", true);
}

listenToForms(predict, fail);
found("model").addEventListener("change", () => attempt(choose));
found("continue").addEventListener("click", goOn);
found("token-form").addEventListener("submit", (event) => {
  event.preventDefault();
  useToken(found("token").value);
  show("token-form", false);
  attempt(start);
});
attempt(start);
