// The two ways to end a training from its node.

import { post, Refused } from "../ask.ts";
import { app } from "../comfy.ts";
import type { Done, TrainingTold } from "../messages.ts";
import { say } from "../words.ts";
import { make } from "../elements.ts";
import { button } from "./elements.ts";

export class Stopping {
  readonly element = make("div", "stopping");
  readonly #keep: HTMLButtonElement;
  readonly #discard: HTMLButtonElement;
  #run = "";

  constructor() {
    this.#keep = button(say("training_keep"), say("training_keep_hint"), () => void this.#stop(true));
    this.#discard = button(say("training_discard"), say("training_discard_hint"), () => void this.#confirmed());
    this.#discard.classList.add("discard");
    this.element.append(this.#keep, this.#discard);
  }

  show(training: TrainingTold): void {
    this.#run = training.run ?? "";
    this.element.hidden = training.state === "ended" || training.run === null;
    const isTraining = training.state === "training" && !training.stopping;
    this.#keep.disabled = this.#discard.disabled = !isTraining;
  }

  async #confirmed(): Promise<void> {
    const title = say("training_discard");
    const message = say("training_discard_question", { run: this.#run });
    const dialog = app.extensionManager.dialog;
    const asked = dialog ? dialog.confirm({ title, message, type: "delete" }) : confirm(message);
    if (await asked) await this.#stop(false);
  }

  async #stop(keep: boolean): Promise<void> {
    try {
      await post<Done>(`/runs/${encodeURIComponent(this.#run)}/stop`, { keep });
    } catch (error) {
      const detail = error instanceof Refused ? `${error.message} ${error.fix}` : String(error);
      app.extensionManager.toast?.add({ severity: "error", summary: this.#run, detail, life: 8_000 });
    }
  }
}
