// Asks the server what a canvas gives: once an edit has come to rest, and only the last time counts.

export interface Asks<Told> {
  /** What to ask; null where nothing has changed. */
  question(): string | null;
  ask(question: string, signal: AbortSignal): Promise<Told>;
  told(answer: Told): void;
  /** Gives whether it may be asked once more as it is: not what the server has refused. */
  failed(error: unknown): boolean;
}

const LONGEST = 60_000;

export class Asker<Told> {
  readonly #asks: Asks<Told>;
  readonly #rest: number;
  readonly #patience: number;
  #wait: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: AbortController | undefined;

  /**
   * Both are in milliseconds: what comes within `rest` after an edit joins it; after a failure
   * `patience` goes by before it is tried again, and twice as long each time that fails too.
   */
  constructor(asks: Asks<Told>, rest: number, patience: number) {
    this.#asks = asks;
    this.#rest = rest;
    this.#patience = patience;
    this.#wait = patience;
  }

  /** Something may have changed. What was asked before is overtaken. */
  soon(): void {
    this.#in(this.#rest);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#running?.abort();
    this.#running = undefined;
  }

  #in(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#now(), milliseconds);
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
      if (this.#running !== running) return;
      this.#wait = this.#patience;
      this.#asks.told(answer);
    } catch (error) {
      if (this.#running === running && this.#asks.failed(error)) this.#later();
    }
  }

  #later(): void {
    this.#in(this.#wait);
    this.#wait = Math.min(2 * this.#wait, LONGEST);
  }
}
