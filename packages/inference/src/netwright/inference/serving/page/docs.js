// Shows the server's own description, with a command for each example.

import { ask } from "/page/asking.js";
import { found, made, show } from "/page/elements.js";

const LONGEST = 600;

function operations(paths) {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => section(path, method, operation)),
  );
}

function section(path, method, operation) {
  const title = made("h2", {}, `${method.toUpperCase()} ${path}`);
  const parts = [title, made("p", {}, operation.description ?? operation.summary)];
  const parameters = operation.parameters ?? [];
  if (parameters.length) parts.push(made("ul", {}, ...parameters.map(parameter)));
  const examples = operation.requestBody?.content["application/json"].examples ?? {};
  for (const [name, example] of Object.entries(examples)) {
    parts.push(made("pre", {}, command(path.replace("{name}", name), example.value)));
  }
  parts.push(...answers(operation.responses["200"]?.content?.["application/json"]));
  return made("section", {}, ...parts);
}

const parameter = ({ name, description }) => made("li", {}, `${name}: ${description}`);

function command(path, body) {
  const quoted = JSON.stringify(body).replaceAll("'", "'\\''");
  return `curl ${location.origin}${path} \\\n  -H 'Content-Type: application/json' \\\n  -d '${cut(quoted)}'`;
}

function answers(content = {}) {
  const examples = Object.values(content.examples ?? {}).map(({ value }) => value);
  if (content.example) examples.push(content.example);
  return examples.slice(0, 1).map((value) => made("pre", {}, cut(JSON.stringify(value, null, 1))));
}

const cut = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST)} ...` : text);

try {
  const { paths } = await ask("/openapi.json");
  found("operations").replaceChildren(...operations(paths));
} catch (error) {
  found("problem").textContent = error.message;
  show("problem", true);
}
