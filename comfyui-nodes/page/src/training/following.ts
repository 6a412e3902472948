// Following the record of a run: read what is there, then look twice a second for more while a
// process trains it. A page that is not seen does not ask.

import { get, Refused } from "../ask.ts";
import type { EventsTold } from "../messages.ts";
import { Course } from "./course.ts";

const MILLISECONDS_BETWEEN_LOOKS = 500;

type Listener = () => void;

const followed = new Map<string, Following>();

/** Be told of each change in a run's course, until `leave` is called. Views of a run share one. */
export function follow(run: string, listener: Listener): Following {
  const found = followed.get(run) ?? new Following(run);
  followed.set(run, found);
  found.listeners.add(listener);
  found.wake();
  return found;
}

export class Following {
  readonly run: string;
  readonly course = new Course();
  readonly listeners = new Set<Listener>();
  /** What is wrong with the record, in the server's words. */
  problem = "";
  #cursor = "";
  #looking = false;
  #asked = false;

  constructor(run: string) {
    this.run = run;
  }

  leave(listener: Listener): void {
    this.listeners.delete(listener);
    if (this.listeners.size === 0) followed.delete(this.run);
  }

  /** Look, as there may be more to read than the last look found. */
  wake(): void {
    this.#asked = true;
    if (this.#looking) return;
    this.#looking = true;
    void this.#look().finally(() => {
      this.#looking = false;
    });
  }

  async #look(): Promise<void> {
    let goesOn = true;
    while ((goesOn || this.#asked) && this.listeners.size > 0) {
      await seen();
      this.#asked = false;
      goesOn = await this.#read();
      for (const listener of this.listeners) listener();
      if (goesOn) await pause(MILLISECONDS_BETWEEN_LOOKS);
    }
  }

  /** Whether there will be more. */
  async #read(): Promise<boolean> {
    try {
      for (;;) {
        const path = `/runs/${encodeURIComponent(this.run)}/events?cursor=${this.#cursor}`;
        const told = await get<EventsTold>(path);
        this.#cursor = told.cursor;
        this.course.take(told);
        this.problem = "";
        if (!told.more) return told.running;
      }
    } catch (error) {
      // A server that is not there comes back, or the page says so.
      this.problem = error instanceof Refused ? error.message : "";
      this.course.running = false;
      return !(error instanceof Refused);
    }
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}

/** At once where the page is seen, else when it is again. */
function seen(): Promise<void> {
  if (!document.hidden) return Promise.resolve();
  return new Promise((done) => {
    document.addEventListener("visibilitychange", () => done(), { once: true });
  });
}
