// Choosing runs of the same folder to be laid over the one that is shown.

import { get } from "../ask.ts";
import type { RunNamesTold } from "../messages.ts";
import { say } from "../words.ts";
import { make } from "../elements.ts";
import { button, write } from "./elements.ts";
import { pastColour } from "./curves.ts";
import type { Course } from "./course.ts";
import { follow, type Following } from "./following.ts";
import type { Look } from "./look.ts";

const MOST = 8;

export class Past {
  readonly element = make("div", "past");
  readonly #own: () => string | null;
  readonly #look: Look;
  readonly #changed: () => void;
  readonly #chosen = make("select", "");
  readonly #entries = make("span", "entries");
  #followed: Following[] = [];

  constructor(own: () => string | null, look: Look, changed: () => void) {
    this.#own = own;
    this.#look = look;
    this.#changed = changed;
    this.#chosen.setAttribute("aria-label", say("training_lay_over"));
    this.#chosen.title = say("training_lay_over");
    this.#offer([]);
    for (const event of ["pointerdown", "focus"]) {
      this.#chosen.addEventListener(event, () => void this.#load());
    }
    this.#chosen.addEventListener("pointerdown", (event) => event.stopPropagation());
    this.#chosen.addEventListener("change", () => this.#add(this.#chosen.value));
    this.element.append(this.#chosen, this.#entries);
    for (const run of look.past) this.#follow(run);
    this.#list();
  }

  courses(): Course[] {
    return this.#followed.map((one) => one.course);
  }

  close(): void {
    for (const one of this.#followed) one.leave(this.#changed);
  }

  async #load(): Promise<void> {
    const { names } = await get<RunNamesTold>("/run-names");
    const others = names.filter((name) => name !== this.#own() && !this.#look.past.includes(name));
    this.#offer(others);
  }

  #offer(names: string[]): void {
    const texts = [...this.#chosen.options].slice(1).map((option) => option.value);
    if (this.#chosen.options.length > 0 && texts.join("\n") === names.join("\n")) return;
    const none = make("option", "", {}, say("training_lay_over"));
    none.value = "";
    this.#chosen.replaceChildren(none, ...names.map((name) => make("option", "", {}, name)));
  }

  #add(run: string): void {
    this.#chosen.value = "";
    if (!run || this.#look.past.includes(run) || this.#look.past.length >= MOST) return;
    this.#look.past.push(run);
    this.#follow(run);
    this.#list();
    void this.#load();
  }

  #follow(run: string): void {
    this.#followed.push(follow(run, this.#changed));
  }

  #remove(run: string): void {
    this.#look.past = this.#look.past.filter((name) => name !== run);
    for (const one of this.#followed) if (one.run === run) one.leave(this.#changed);
    this.#followed = this.#followed.filter((one) => one.run !== run);
    this.#list();
    this.#chosen.focus();
    this.#changed();
  }

  /** How far the runs are that are laid over: one that another process trains goes on. */
  show(): void {
    const written = this.#followed.map(({ course }) => course.rows.at(-1)?.written ?? "");
    [...this.#entries.children].forEach((entry, place) => {
      const value = entry.querySelector("output");
      if (value) write(value, written[place] ?? "");
    });
  }

  #list(): void {
    const entries = this.#followed.map(({ run }, place) => {
      const mark = make("i", "");
      mark.style.background = pastColour(place);
      const hint = say("training_take_away", { run });
      const away = button("×", hint, () => this.#remove(run));
      away.setAttribute("aria-label", hint);
      return make("span", "", {}, mark, `${run} `, make("output", ""), away);
    });
    this.#entries.replaceChildren(...entries);
    this.show();
  }
}
