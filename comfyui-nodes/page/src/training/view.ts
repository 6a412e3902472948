// The view of a training that lies in its node.

import { say } from "../words.ts";
import type { TrainingTold, WarningTold } from "../messages.ts";
import { Announcer } from "./announcing.ts";
import { Course } from "./course.ts";
import { Curves } from "./curves.ts";
import { make } from "../elements.ts";
import { button, write } from "./elements.ts";
import { Epochs } from "./epochs.ts";
import { follow, type Following } from "./following.ts";
import type { Look } from "./look.ts";
import { Past } from "./past.ts";
import { epochInWords, factsOf, stateOf } from "./saying.ts";
import { Stopping } from "./stopping.ts";
import { passWheel } from "./wheel.ts";

const NOTHING = new Course();

export class View {
  readonly element = make("section", "netwright-training");
  readonly #look: Look;
  readonly #name = make("b", "");
  readonly #state = make("span", "state");
  readonly #facts = make("dl", "facts");
  readonly #problem = make("p", "problem");
  readonly #warnings = make("ul", "warnings");
  readonly #logarithmic: HTMLButtonElement;
  readonly #curves: Curves;
  readonly #past: Past;
  readonly #stopping = new Stopping();
  readonly #epochs = new Epochs();
  readonly #announcer = new Announcer();
  readonly #changed = () => this.#show();
  #training: TrainingTold;
  #followed: Following | null = null;
  #warned: WarningTold[] = [];

  constructor(training: TrainingTold, look: Look) {
    this.#training = training;
    this.#look = look;
    this.#curves = new Curves(look);
    this.#past = new Past(() => this.#training.run, look, this.#changed);
    this.#logarithmic = button(say("training_log"), say("training_log_hint"), () => this.#toggle());
    const all = button(say("training_all"), say("training_all_hint"), () => this.#seeAll());
    const tools = make("div", "tools", {}, this.#logarithmic, all, this.#past.element);
    this.element.append(
      make("header", "", {}, this.#name, this.#state),
      this.#facts,
      this.#problem,
      this.#warnings,
      this.#curves.element,
      tools,
      this.#epochs.element,
      this.#stopping.element,
      this.#announcer.element,
    );
    passWheel(this.element);
    this.tell(training);
  }

  /** News of the training. */
  tell(training: TrainingTold): void {
    this.#training = training;
    const isGone = training.outcome === "discarded";
    if (training.run && training.run !== this.#followed?.run && !isGone) {
      this.#followed?.leave(this.#changed);
      this.#followed = follow(training.run, this.#changed);
    }
    if (!isGone) this.#followed?.wake();
    this.#show();
  }

  close(): void {
    this.#followed?.leave(this.#changed);
    this.#past.close();
    this.#curves.close();
    this.#announcer.close();
  }

  #show(): void {
    const training = this.#training;
    const course = this.#followed?.course ?? NOTHING;
    const state = stateOf(training, course);
    write(this.#name, training.run ?? "");
    write(this.#state, state);
    this.element.setAttribute("aria-label", say("training_of", { run: training.run ?? "" }));
    this.#showFacts(factsOf(course));
    this.#showWarnings(course.warnings);
    const problem = training.outcome === "discarded" ? "" : (this.#followed?.problem ?? "");
    write(this.#problem, problem);
    this.#problem.hidden = !problem;
    this.#logarithmic.setAttribute("aria-pressed", String(this.#look.logarithmic));
    this.#stopping.show(training);
    this.#epochs.show(course);
    this.#past.show();
    this.#curves.show(course, this.#past.courses());
    this.#announcer.tell(training.state === "training" ? epochInWords(course) : state);
  }

  #showFacts(facts: [string, string][]): void {
    if (facts.flat().join("\n") === this.#facts.dataset["said"]) return;
    this.#facts.dataset["said"] = facts.flat().join("\n");
    const pairs = facts.map(([name, value]) =>
      make("div", "", {}, make("dt", "", {}, name), make("dd", "", {}, value)),
    );
    this.#facts.replaceChildren(...pairs);
  }

  #showWarnings(warnings: WarningTold[]): void {
    if (warnings.at(-1) === this.#warned.at(-1) && warnings.length === this.#warned.length) return;
    this.#warned = warnings;
    this.#warnings.replaceChildren(
      ...warnings.map(({ message, fix }) =>
        make("li", "", {}, message, " ", make("em", "", {}, say("training_fix", { fix }))),
      ),
    );
    const newest = warnings.at(-1);
    if (newest) this.#announcer.tell(`${newest.message} ${newest.fix}`);
  }

  #toggle(): void {
    this.#look.logarithmic = !this.#look.logarithmic;
    this.#show();
  }

  #seeAll(): void {
    this.#look.range = null;
    this.#show();
  }
}
