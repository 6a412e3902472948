// What is so of a training, in sentences and short facts.

import type { TrainingTold } from "../messages.ts";
import { say } from "../words.ts";
import type { Course } from "./course.ts";
import { duration, figure, whole } from "./figures.ts";

/** What is being done now, or how it ended. */
export function stateOf(training: TrainingTold, course: Course): string {
  if (training.outcome === "completed" && course.end?.reason === "diverged") return say("training_diverged");
  if (training.outcome) return say(`training_${training.outcome}`);
  if (training.state === "exporting") return say("training_exporting");
  if (training.stopping) return say("training_stopping");
  if (!course.start) return say("training_preparing");
  const { epochs, steps_per_epoch: steps } = course.start;
  const epoch = Math.min(epochs, Math.floor(course.epochsDone) + 1);
  const at = say("training_at", { epoch: whole(epoch), epochs: whole(epochs) });
  // Steps that take no time at all are not told.
  if (course.epoch !== epoch || course.step === 0) return at;
  return `${at}, ${say("training_step", { step: whole(course.step), steps: whole(steps) })}`;
}

/** Name and value, of what is known. */
export function factsOf(course: Course): [string, string][] {
  const facts: [string, string][] = [];
  if (course.secondsLeft !== null && course.secondsLeft > 0) {
    facts.push([say("training_left"), duration(course.secondsLeft)]);
  }
  if (course.end) facts.push([say("training_took"), duration(course.end.seconds)]);
  if (course.end?.best_epoch) facts.push([say("training_best"), bestOf(course, course.end.best_epoch)]);
  if (course.samplesPerSecond !== null) facts.push([say("training_speed"), whole(course.samplesPerSecond)]);
  if (course.learningRate !== null) facts.push([say("training_rate"), figure(course.learningRate)]);
  if (course.start) {
    facts.push([say("training_parameters"), whole(course.start.parameters)]);
    facts.push([say("training_device"), course.start.device]);
  }
  return facts;
}

/** What the newest epoch gave, to be read out. */
export function epochInWords(course: Course): string {
  const row = course.rows.at(-1);
  if (!row) return "";
  const loss = { epoch: whole(row.epoch), train: figure(row.train_loss), val: figure(row.val_loss) };
  const metric = row.metric ? `, ${row.metric} ${row.written}` : "";
  return say("training_epoch_done", loss) + metric;
}

function bestOf(course: Course, epoch: number): string {
  const row = course.rows.find((one) => one.epoch === epoch);
  const named = say("training_best_epoch", { epoch: whole(epoch) });
  return row ? `${row.written} (${named})` : named;
}
