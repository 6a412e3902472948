// What is said to the person, and what is asked before something is taken away.

import { Refused } from "../ask.ts";
import { app } from "../comfy.ts";
import { say } from "../words.ts";

const LIFE = 8000;

/** Do it; what goes wrong is shown where ComfyUI shows such things. */
export async function trying(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    tell("error", messageOf(error));
  }
}

export function messageOf(error: unknown): string {
  if (error instanceof Refused) return [error.message, error.fix].filter(Boolean).join("\n");
  return error instanceof Error ? error.message : String(error);
}

export function tell(severity: "error" | "info" | "warn", detail: string): void {
  app.extensionManager.toast?.add({ severity, summary: "Netwright", detail, life: LIFE });
}

/** Whether the person agrees to something that cannot be undone. */
export async function agreed(title: string, message: string): Promise<boolean> {
  const dialog = app.extensionManager.dialog;
  if (dialog === undefined) return globalThis.confirm(`${title}\n\n${message}`);
  return (await dialog.confirm({ title, message, type: "delete" })) === true;
}

export const deletion = (name: string): Promise<boolean> =>
  agreed(say("panelDelete"), say("panelDeleteAsk", { name }));
