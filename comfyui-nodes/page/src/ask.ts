// Asking Netwright's routes on the server of ComfyUI.

import { api } from "./comfy.ts";

/** What the server says is wrong, in the one format of Netwright's errors. */
export class Refused extends Error {
  readonly fix: string;
  readonly status: number;

  constructor(message: string, fix: string, status = 400) {
    super(message);
    this.fix = fix;
    this.status = status;
  }
}

/** The header without which no route answers: pages of other sites cannot send it. */
const OWN_PAGE = { "X-Netwright": "1" };

export function get<Told>(path: string, signal?: AbortSignal): Promise<Told> {
  return answer<Told>(path, { method: "GET", signal: signal ?? null });
}

export function post<Told>(path: string, asked: unknown, signal?: AbortSignal): Promise<Told> {
  const headers = { "Content-Type": "application/json" };
  const body = JSON.stringify(asked);
  return answer<Told>(path, { method: "POST", headers, body, signal: signal ?? null });
}

/** As `post`, with the bytes of a file. */
export function upload<Told>(path: string, content: Blob, signal?: AbortSignal): Promise<Told> {
  const headers = { "Content-Type": "application/octet-stream" };
  return answer<Told>(path, { method: "POST", headers, body: content, signal: signal ?? null });
}

export function remove<Told>(path: string): Promise<Told> {
  return answer<Told>(path, { method: "DELETE" });
}

async function answer<Told>(path: string, options: RequestInit): Promise<Told> {
  const headers = { ...options.headers, ...OWN_PAGE };
  const response = await api.fetchApi(`/netwright${path}`, { ...options, headers });
  if (response.ok) return (await response.json()) as Told;
  throw await refusal(response);
}

async function refusal(response: Response): Promise<Refused> {
  try {
    const { message, fix } = (await response.json()) as { message: string; fix: string };
    return new Refused(message, fix, response.status);
  } catch {
    const said = `The server answers ${response.status} ${response.statusText}.`;
    return new Refused(said, "", response.status);
  }
}
