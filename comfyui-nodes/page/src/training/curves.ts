// The curves of a run and of those laid over it: the loss, and the metric that tells most.

import { make } from "../elements.ts";
import { write } from "./elements.ts";
import { draw, type Curve } from "./chart.ts";
import type { Course } from "./course.ts";
import { figure } from "./figures.ts";
import { handle } from "./handling.ts";
import type { Look } from "./look.ts";
import { nearest } from "./series.ts";
import { say } from "../words.ts";

const STEPS = "#5b9bd555";
const TRAIN = "#5b9bd5";
const VAL = "#f58518";
const PAST = ["#8a8a8a", "#a9764f", "#6f8f72", "#8b78a8", "#a88f3f", "#5f8f9f", "#b07a8a", "#777799"];

/** The grey, nearly, that a run laid over has. */
export function pastColour(place: number): string {
  return PAST[place % PAST.length] ?? VAL;
}

export class Curves {
  readonly element = make("div", "curves");
  readonly #look: Look;
  readonly #loss: Panel;
  readonly #metric: Panel;
  readonly #observer: ResizeObserver;
  #course: Course | null = null;
  #past: Course[] = [];
  #frame = 0;

  constructor(look: Look) {
    this.#look = look;
    const changed = () => this.#ask();
    const last = () => this.#last();
    this.#loss = new Panel(look, last, changed);
    this.#metric = new Panel(look, last, changed);
    this.element.append(this.#loss.element, this.#metric.element);
    this.#observer = new ResizeObserver(changed);
    this.#observer.observe(this.element);
  }

  show(course: Course, past: Course[]): void {
    this.#course = course;
    this.#past = past;
    this.#ask();
  }

  close(): void {
    this.#observer.disconnect();
    cancelAnimationFrame(this.#frame);
  }

  /** Draw once before the page is next seen, however often it is asked for. */
  #ask(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#course) this.#draw(this.#course);
    });
  }

  #draw(course: Course): void {
    const alike = this.#past.filter((past) => past.metric === course.metric);
    const [losses, values] = [lossCurves(course, this.#past), metricCurves(course, alike)];
    // All that asks for the layout before anything that changes it.
    this.#loss.draw(losses, this.#look.logarithmic);
    this.#metric.draw(values, false);
    this.#loss.write(say("training_loss"), losses);
    this.#metric.write(course.metric, values, course);
    this.#metric.element.hidden = !course.values.last;
  }

  #last(): number {
    const courses = [...(this.#course ? [this.#course] : []), ...this.#past];
    return Math.max(1, ...courses.map((course) => course.epochsDone));
  }
}

function lossCurves(course: Course, past: Course[]): Curve[] {
  return [
    ...past.map((one, place) => pastCurve(one.val.points(), place)),
    { name: say("training_steps"), points: course.steps.points(), colour: STEPS, width: 1 },
    { name: say("training_train"), points: course.train.points(), colour: TRAIN, width: 1.8, dots: true },
    { name: say("training_val"), points: course.val.points(), colour: VAL, width: 1.8, dots: true },
  ];
}

function metricCurves(course: Course, past: Course[]): Curve[] {
  return [
    ...past.map((one, place) => pastCurve(one.values.points(), place)),
    { name: say("training_val"), points: course.values.points(), colour: VAL, width: 1.8, dots: true },
  ];
}

function pastCurve(points: Curve["points"], place: number): Curve {
  return { name: "", points, colour: pastColour(place), width: 1.1 };
}

/** A chart with a line above it that says what is drawn, and how much it is where one points. */
class Panel {
  readonly element = make("div", "panel");
  readonly #look: Look;
  readonly #last: () => number;
  readonly #canvas = make("canvas", "");
  readonly #title = make("b", "");
  readonly #entries = make("span", "entries");

  constructor(look: Look, last: () => number, changed: () => void) {
    this.#look = look;
    this.#last = last;
    this.#canvas.tabIndex = 0;
    this.#canvas.setAttribute("role", "img");
    this.#canvas.title = say("training_chart_hint");
    this.element.append(make("div", "legend", {}, this.#title, this.#entries), this.#canvas);
    handle({ canvas: this.#canvas, look, last, changed });
  }

  draw(curves: Curve[], logarithmic: boolean): void {
    const { pointed, chosen } = this.#look;
    draw(this.#canvas, { curves, range: this.#look.seen(this.#last()), logarithmic, pointed, chosen });
  }

  write(title: string, curves: Curve[], course?: Course): void {
    const said = curves.filter((curve) => curve.name && curve.points.length > 0);
    const texts = said.map((curve) => `${curve.name} ${valueAt(curve, this.#look.pointed, course)}`.trim());
    const label = [title, ...texts].join(", ");
    if (label === this.#canvas.getAttribute("aria-label")) return;
    this.#canvas.setAttribute("aria-label", label);
    write(this.#title, title);
    this.#entries.replaceChildren(...said.map((curve, place) => entry(curve, texts[place] ?? "")));
  }
}

/** Where one points, else at the end. An epoch that is remembered whole has its value in words. */
function valueAt(curve: Curve, pointed: number | null, course?: Course): string {
  if (pointed === null && curve.colour === STEPS) return ""; // The last that was told may be old.
  const place = pointed === null ? curve.points.length - 1 : nearest(curve.points, pointed);
  const point = curve.points[place];
  const row = course?.rows.find((one) => one.epoch === point?.x);
  return row?.written || figure(point?.y ?? null);
}

function entry(curve: Curve, text: string): HTMLElement {
  const mark = make("i", "");
  mark.style.background = curve.colour;
  return make("span", "", {}, mark, text);
}
