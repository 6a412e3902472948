// A run in the list.

import { get, remove } from "../ask.ts";
import { api } from "../comfy.ts";
import type { RunTold, WorkflowTold } from "../messages.ts";
import { make } from "../elements.ts";
import { say, type Word } from "../words.ts";
import { action, actions, entry, table } from "./entry.ts";
import { ago, duration, moment } from "./numbers.ts";
import { openWorkflow } from "./opening.ts";
import { deletion, trying } from "./telling.ts";

const STATES: Record<RunTold["state"], Word> = {
  running: "panelRunning",
  completed: "panelFinished",
  stopped: "panelStopped",
  diverged: "panelDiverged",
  killed: "panelKilled",
  broken: "panelBroken",
};

export interface RunActs {
  chosen(): boolean;
  choose(on: boolean): void;
  changed(): void;
}

export function runRow(run: RunTold, open: Set<string>, acts: RunActs): HTMLElement {
  const box = make("input", "nwp-choose", {
    type: "checkbox",
    checked: acts.chosen(),
    disabled: run.state === "broken",
    title: say("panelChoose", { name: run.name }),
    ariaLabel: say("panelChoose", { name: run.name }),
  });
  box.addEventListener("change", () => acts.choose(box.checked));
  const epochs = run.of_epochs ? say("panelEpochs", { done: run.epochs, all: run.of_epochs }) : "";
  return entry(
    {
      name: run.name,
      figure: run.shown ? `${run.metric} ${run.shown}` : "",
      facts: [run.task.replaceAll("_", " "), run.network, epochs, ago(run.began)].filter(Boolean).join(" · "),
      badge: { text: say(STATES[run.state]), kind: run.state },
      before: box,
      inside: () => inside(run, acts),
    },
    run.name,
    open,
  );
}

function inside(run: RunTold, acts: RunActs): HTMLElement[] {
  const facts = table([
    [say("panelData"), run.data],
    [say("panelNetwork"), run.network],
    [say("panelBest"), run.best_epoch === null ? "" : say("panelBestEpoch", { value: run.shown, epoch: run.best_epoch })],
    [say("panelBegan"), run.began ? moment(run.began) : ""],
    [say("panelTook"), run.seconds ? duration(run.seconds) : ""],
    [say("panelWrong"), run.error],
  ]);
  const path = encodeURIComponent(run.name);
  const report = action(say("panelReport"), () => openReport(path));
  report.disabled = !run.has_report;
  const canvas = action(say("panelOpen"), () => trying(async () => openWorkflow(await get<WorkflowTold>(`/runs/${path}/workflow`))));
  canvas.disabled = run.state === "broken";
  const away = action(say("panelDelete"), () => trying(() => deleteRun(run.name, acts.changed)), "nwp-danger");
  away.disabled = run.state === "running";
  if (away.disabled) away.title = say("panelTrainsNow");
  return [facts, actions(report, canvas, away)];
}

function openReport(path: string): void {
  globalThis.open(api.apiURL(`/netwright/runs/${path}/files/report/index.html`), "_blank", "noopener");
}

async function deleteRun(name: string, changed: () => void): Promise<void> {
  if (!(await deletion(name))) return;
  await remove(`/runs/${encodeURIComponent(name)}`);
  changed();
}
