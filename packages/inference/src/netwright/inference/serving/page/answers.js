// Shows an answer: bars, numbers, a picture, a text.

import { made } from "/page/elements.js";

const percent = (share) => `${(100 * share).toFixed(1)} %`;
const rounded = (number) => (number === null ? "no number" : Number(number.toPrecision(6)));

// What is shown for an answer; `explain` is called with a label, or null where none is explained.
export function shown(answer, explain) {
  if (answer.top) {
    return [heading(answer), bars(answer.top.map(pair), answer.label ? explain : null)];
  }
  if (answer.probabilities) {
    const labels = answer.labels.join(", ") || "no label";
    return [made("p", { className: "label" }, labels), bars(entries(answer), explain)];
  }
  const parts = [];
  if (answer.png) parts.push(picture(answer.png));
  if (answer.shares) parts.push(shares(answer));
  if (answer.error !== undefined) parts.push(made("p", {}, `error ${rounded(answer.error)}`));
  if (answer.columns) parts.push(numbers(Object.entries(answer.columns)));
  if (answer.values) parts.push(values(answer.values));
  return parts;
}

export function picture(png, alt = "The picture that the model made") {
  return made("img", { className: "picture", src: `data:image/png;base64,${png}`, alt });
}

const pair = (entry) => [entry.label ?? JSON.stringify(entry.text), entry.probability];
const entries = (answer) => Object.entries(answer.probabilities);

function heading(answer) {
  const name = answer.label ?? JSON.stringify(answer.text);
  const text = made("strong", {}, name);
  return made("p", { className: "label" }, text, ` ${percent(answer.probability)}`);
}

function bars(pairs, explain) {
  const rows = pairs.map(([label, share]) => {
    const name = explain ? explaining(label, explain) : label;
    const bar = made("meter", { min: 0, max: 1, value: share, ariaLabel: `${label} ${percent(share)}` });
    const number = made("td", { className: "number" }, percent(share));
    return made("tr", {}, made("th", { scope: "row" }, name), made("td", {}, bar), number);
  });
  return made("table", {}, made("tbody", {}, ...rows));
}

function explaining(label, explain) {
  const title = `Show what speaks for ${label}`;
  const button = made("button", { type: "button", title }, label);
  button.addEventListener("click", () => explain(label));
  return button;
}

function shares(answer) {
  const rows = Object.entries(answer.shares).map(([label, share]) => {
    const name = made("th", { scope: "row" }, swatch(answer.colors[label]), label);
    return made("tr", {}, name, made("td", { className: "number" }, percent(share)));
  });
  return made("table", {}, made("tbody", {}, ...rows));
}

function swatch(color) {
  const canvas = made("canvas", { className: "swatch", width: 14, height: 14 });
  const pen = canvas.getContext("2d");
  pen.fillStyle = color;
  pen.fillRect(0, 0, 14, 14);
  return canvas;
}

function values(content) {
  if (Array.isArray(content)) return made("pre", {}, JSON.stringify(content));
  return numbers(Object.entries(content));
}

export function numbers(pairs) {
  const rows = pairs.map(([name, value]) => {
    const cell = typeof value === "string" ? value : rounded(value);
    return made("tr", {}, made("th", { scope: "row" }, name), made("td", { className: "number" }, `${cell}`));
  });
  return made("table", {}, made("tbody", {}, ...rows));
}
