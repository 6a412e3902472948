// One question at a time: of those that come while one is under way, the last is asked next.

export class Latest<Question> {
  readonly #ask: (question: Question) => Promise<void>;
  #waiting: { question: Question } | null = null;
  #asking = false;

  constructor(ask: (question: Question) => Promise<void>) {
    this.#ask = ask;
  }

  async put(question: Question): Promise<void> {
    this.#waiting = { question };
    if (this.#asking) return;
    this.#asking = true;
    try {
      while (this.#waiting !== null) {
        const next: { question: Question } = this.#waiting;
        this.#waiting = null;
        await this.#ask(next.question);
      }
    } finally {
      this.#asking = false;
    }
  }

  /** Whether another question has come meanwhile. */
  get stale(): boolean {
    return this.#waiting !== null;
  }
}
