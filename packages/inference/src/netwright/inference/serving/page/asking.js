// Asks the server, with the token where there is one.

export class Refusal extends Error {
  constructor(error, status) {
    const places = Object.entries(error.where).map(([name, place]) => `${name}: ${place}`);
    super([error.message, ...places, error.fix].join("\n"));
    this.status = status;
  }
}

export function useToken(token) {
  sessionStorage.setItem("netwright-token", token);
}

export async function ask(path, options = {}) {
  const headers = new Headers(options.headers);
  const token = sessionStorage.getItem("netwright-token");
  if (token) headers.set("Authorization", `Bearer ${token}`);
  const response = await fetch(path, { ...options, headers });
  const content = await response.json();
  if (!response.ok) throw new Refusal(content.error, response.status);
  return content;
}

// What is sent for one sample: an image as it is, anything else as JSON.
export function requestOf(sample) {
  if (sample instanceof Blob) {
    const headers = { "Content-Type": sample.type || "application/octet-stream" };
    return { method: "POST", headers, body: sample };
  }
  return jsonRequest({ inputs: [sample] });
}

export function jsonRequest(content) {
  const headers = { "Content-Type": "application/json" };
  return { method: "POST", headers, body: JSON.stringify(content) };
}
