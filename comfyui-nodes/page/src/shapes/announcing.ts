// Says to a screen reader what the canvas shows to the eye.

import { make } from "../elements.ts";

/** Long enough that the words of one edit are not said in pieces. */
const REST = 400;

export class Announcer {
  readonly element = make("div", "nw-said");
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last = "";

  constructor() {
    this.element.setAttribute("role", "status");
    this.element.setAttribute("aria-live", "polite");
    document.body.append(this.element);
  }

  /** Say it once things have come to rest. */
  say(text: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.now(text), REST);
  }

  /** Say it at once. What is said twice is read twice: the text changes by a space that is not seen. */
  now(text: string): void {
    clearTimeout(this.#timer);
    this.#last = text === this.#last ? `${text}\u00a0` : text;
    this.element.textContent = this.#last;
  }
}
