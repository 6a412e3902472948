// Asks the server what a canvas gives: once an edit has come to rest, and only the last time counts.

export interface Asks<Told> {
  /** What to ask; null where nothing has changed. */
  question(): string | null;
  ask(question: string, signal: AbortSignal): Promise<Told>;
  told(answer: Told): void;
  failed(error: unknown): void;
}

export class Asker<Told> {
  readonly #asks: Asks<Told>;
  readonly #rest: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: AbortController | undefined;

  /** `rest` is in milliseconds: what comes within it after an edit joins it. */
  constructor(asks: Asks<Told>, rest: number) {
    this.#asks = asks;
    this.#rest = rest;
  }

  /** Something may have changed. What was asked before is overtaken. */
  soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#now(), this.#rest);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#running?.abort();
    this.#running = undefined;
  }

  async #now(): Promise<void> {
    const question = this.#asks.question();
    if (question === null) return;
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    try {
      const answer = await this.#asks.ask(question, running.signal);
      // An answer that was overtaken may still arrive where the server was done already.
      if (this.#running === running) this.#asks.told(answer);
    } catch (error) {
      if (this.#running === running) this.#asks.failed(error);
    }
  }
}
