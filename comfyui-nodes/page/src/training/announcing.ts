// Says what happens to those who hear the page: politely, and not more often than one can listen.

import { make } from "../elements.ts";

const MILLISECONDS_BETWEEN = 5_000;

export class Announcer {
  readonly element = make("div", "unseen");
  #said = "";
  #at = -Infinity;
  #waiting = 0;

  constructor() {
    this.element.setAttribute("role", "status");
    this.element.setAttribute("aria-live", "polite");
  }

  /** The newest of what is told within a few seconds is said; at once where nothing was said lately. */
  tell(text: string): void {
    if (!text || text === this.#said) return;
    this.#said = text;
    clearTimeout(this.#waiting);
    const wait = Math.max(0, this.#at + MILLISECONDS_BETWEEN - performance.now());
    this.#waiting = window.setTimeout(() => {
      this.#at = performance.now();
      this.element.textContent = text;
    }, wait);
  }

  close(): void {
    clearTimeout(this.#waiting);
  }
}
