// The course of a run so far, gathered from its record in bounded memory.

import type { EndTold, EpochTold, EventsTold, StartTold, StepTold, WarningTold } from "../messages.ts";
import { Series } from "./series.ts";

const MOST_ROWS = 100;
const MOST_WARNINGS = 10;

export class Course {
  readonly steps = new Series();
  readonly train = new Series();
  readonly val = new Series();
  readonly values = new Series();
  start: StartTold | null = null;
  end: EndTold | null = null;
  running = false;
  metric = "";
  /** The newest epochs, the newest last. */
  rows: EpochTold[] = [];
  warnings: WarningTold[] = [];
  samplesPerSecond: number | null = null;
  learningRate: number | null = null;
  epoch = 0;
  step = 0;
  #time = 0;

  /** Take in a part of the record. */
  take(told: EventsTold): void {
    if (told.anew) this.#forget();
    this.running = told.running;
    for (const start of told.starts) this.#begin(start);
    for (const step of told.steps) this.#step(step);
    for (const epoch of told.epochs) this.#epoch(epoch);
    this.warnings = [...this.warnings, ...told.warnings].slice(-MOST_WARNINGS);
    this.end = told.end ?? this.end;
  }

  /** Such as 2.5 in the middle of the third epoch. */
  get epochsDone(): number {
    if (!this.start) return 0;
    const first = Math.max(0, this.start.first_epoch - 1);
    return Math.max(first, this.#place(this.epoch, this.step));
  }

  /** How long it will take if it goes on so; null before that can be told. By the server's clock. */
  get secondsLeft(): number | null {
    if (!this.start || this.end) return null;
    const done = this.epochsDone - (this.start.first_epoch - 1);
    const taken = this.#time - this.start.time;
    return done > 0 && taken > 0 ? (taken / done) * (this.start.epochs - this.epochsDone) : null;
  }

  #forget(): void {
    for (const series of [this.steps, this.train, this.val, this.values]) series.clear();
    this.start = this.end = this.samplesPerSecond = this.learningRate = null;
    this.rows = [];
    this.warnings = [];
    this.epoch = this.step = this.#time = 0;
  }

  #begin(start: StartTold): void {
    this.start = start;
    this.end = null;
    this.#time = start.time;
  }

  #step(told: StepTold): void {
    this.steps.add(this.#place(told.epoch, told.step), told.loss);
    this.#reach(told.epoch, told.step, told.time);
    this.samplesPerSecond = told.samples_per_second;
    this.learningRate = told.learning_rate ?? this.learningRate;
  }

  #epoch(told: EpochTold): void {
    this.train.add(told.epoch, told.train_loss);
    this.val.add(told.epoch, told.val_loss);
    this.values.add(told.epoch, told.value);
    this.metric = told.metric ?? this.metric;
    this.rows = [...this.rows, told].slice(-MOST_ROWS);
    this.#reach(told.epoch, this.start?.steps_per_epoch ?? 0, told.time);
    this.learningRate = told.learning_rate;
    this.samplesPerSecond ??= (this.start?.train_samples ?? 0) / told.seconds;
  }

  #reach(epoch: number, step: number, time: number): void {
    if (this.#place(epoch, step) < this.#place(this.epoch, this.step)) return;
    [this.epoch, this.step, this.#time] = [epoch, step, time];
  }

  #place(epoch: number, step: number): number {
    return epoch - 1 + step / Math.max(1, this.start?.steps_per_epoch ?? 1);
  }
}
