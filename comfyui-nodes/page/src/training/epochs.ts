// The newest epochs as a table, for those who read rather than look.

import { make } from "../elements.ts";
import type { Course } from "./course.ts";
import { duration, figure, whole } from "./figures.ts";
import { say } from "../words.ts";

export class Epochs {
  readonly element = make("details", "epochs");
  readonly #table = make("table", "");
  #course: Course | null = null;
  #shown = "";

  constructor() {
    this.element.append(make("summary", "", {}, say("training_epochs")), this.#table);
    this.element.dataset["captureWheel"] = "true"; // So that Vue nodes let it scroll.
    this.element.addEventListener("toggle", () => this.#write());
  }

  show(course: Course): void {
    this.#course = course;
    this.#write();
  }

  /** Rows are made while they are seen, and only when there are others. */
  #write(): void {
    const course = this.#course;
    const state = `${course?.rows[0]?.time} ${course?.rows.at(-1)?.time}`;
    if (!course || !this.element.open || this.#shown === state) return;
    this.#shown = state;
    const heads = [
      say("training_epoch"),
      `${say("training_loss")}, ${say("training_train")}`,
      `${say("training_loss")}, ${say("training_val")}`,
      course.metric,
      say("training_rate"),
      say("training_time"),
    ];
    const rows = course.rows.toReversed().map((row) => [
      whole(row.epoch),
      figure(row.train_loss),
      figure(row.val_loss),
      row.written,
      figure(row.learning_rate),
      duration(row.seconds),
    ]);
    this.#table.replaceChildren(
      make("thead", "", {}, line("th", heads)),
      make("tbody", "", {}, ...rows.map((cells) => line("td", cells))),
    );
  }
}

function line(kind: "th" | "td", cells: string[]): HTMLElement {
  return make("tr", "", {}, ...cells.map((cell) => make(kind, "", {}, cell)));
}
