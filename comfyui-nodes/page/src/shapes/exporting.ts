// Takes a network away as a file: its document, its Python code, its diagram.

import { post, Refused } from "../ask.ts";
import { app, rootGraph } from "../comfy.ts";
import type { ExportAsked, ExportTold } from "../messages.ts";
import { say, type Word } from "../words.ts";
import { make } from "../elements.ts";
import { isHeard } from "./kinds.ts";
import { stripped } from "./stripping.ts";

export type Form = ExportAsked["form"];

export const FORMS: readonly (readonly [Form, Word])[] = [
  ["diagram", "shapesDiagram"],
  ["code", "shapesCode"],
  ["document", "shapesDocument"],
];

/** Download the network up to a node, which is named by its path. */
export async function download(node: string, form: Form): Promise<void> {
  const workflow = stripped(rootGraph().serialize(), isHeard);
  try {
    const told = await post<ExportTold>("/canvas/export", { node, form, workflow });
    save(told);
  } catch (error) {
    tell(error);
  }
}

function save({ filename, media_type, text }: ExportTold): void {
  const href = URL.createObjectURL(new Blob([text], { type: media_type }));
  make("a", "", { href, download: filename }).click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

function tell(error: unknown): void {
  const detail =
    error instanceof Refused ? `${error.message} ${error.fix}`.trim() : say("shapesNoServer");
  const summary = say("shapesNotExported");
  app.extensionManager.toast?.add({ severity: "warn", summary, detail, life: 8000 });
}
