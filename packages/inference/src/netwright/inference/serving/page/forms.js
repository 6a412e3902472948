// Forms for the models that read no images: rows, texts, arrays.

import { found, made } from "/page/elements.js";

// `given` is called with a sample, as JSON takes it; `failed` with what cannot be one.
export function listenToForms(given, failed) {
  found("table-input").addEventListener("submit", (event) => {
    event.preventDefault();
    given(row(event.target));
  });
  found("text-input").addEventListener("submit", (event) => {
    event.preventDefault();
    given(found("text").value);
  });
  found("array-input").addEventListener("submit", (event) => {
    event.preventDefault();
    try {
      given(JSON.parse(found("array").value));
    } catch (error) {
      failed(error);
    }
  });
}

function row(form) {
  return Object.fromEntries(
    [...form.elements].filter((field) => field.name).map((field) => [field.name, field.value]),
  );
}

export function prepareTable(preprocessing) {
  found("columns").replaceChildren(...preprocessing.columns.map(field));
}

function field(column, index) {
  const id = `column-${index}`;
  const label = made("label", { htmlFor: id }, column.name);
  return made("div", { className: "field" }, label, input(column, id));
}

function input(column, id) {
  if (column.kind === "number") {
    const value = Number(column.fill.toPrecision(4));
    return made("input", { id, name: column.name, type: "number", step: "any", value });
  }
  const gap = made("option", { value: "" }, "(unknown)");
  const words = column.values.map((word) => made("option", { value: word }, word));
  return made("select", { id, name: column.name }, ...words, gap);
}

export function prepareArray(preprocessing) {
  const zeros = preprocessing.shape.reduceRight((inner, size) => Array(size).fill(inner), 0);
  found("array").value = JSON.stringify(zeros);
}
