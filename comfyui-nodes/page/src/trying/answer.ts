// What a model says, shown: bars, numbers, a picture; and in words.

import type { PredictionTold } from "../messages.ts";
import { make } from "../elements.ts";
import { locale, say } from "../words.ts";

export function percent(share: number): string {
  return new Intl.NumberFormat(locale(), { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(share);
}

export function written(value: number | null): string {
  if (value === null) return "–";
  return new Intl.NumberFormat(locale(), { maximumSignificantDigits: 5 }).format(value);
}

/** The answer in words, as it is read out. */
export function inWords(told: PredictionTold): string {
  const shares = told.shares.map(({ label, share }) => `${label} ${percent(share)}`);
  const numbers = told.numbers.map(({ name, value }) => `${name} ${written(value)}`);
  const made = told.picture ? [say("tryMade")] : [];
  return [...shares, ...numbers, ...made].join(", ");
}

export function shown(told: PredictionTold): HTMLElement[] {
  const parts: HTMLElement[] = [];
  if (told.task === "classification" || told.task === "multi_label") {
    parts.push(make("p", "nwt-label", {}, told.label || say("tryNoLabel")));
  }
  if (told.picture) parts.push(picture(told.picture, say("tryMade")));
  if (told.shares.length > 0) parts.push(bars(told));
  if (told.numbers.length > 0) parts.push(numbers(told));
  parts.push(make("p", "nwt-quiet", {}, say("tryTook", { time: told.milliseconds.toFixed(1) })));
  return parts;
}

export function picture(png: string, alt: string): HTMLImageElement {
  return make("img", "nwt-made", { src: `data:image/png;base64,${png}`, alt, title: alt });
}

function bars(told: PredictionTold): HTMLElement {
  const rows = told.shares.map(({ label, share, colour }) => {
    const fill = make("div", "nwt-fill");
    fill.style.width = `${100 * share}%`;
    if (colour) fill.style.background = colour;
    const bar = make("div", "nwt-bar", { ariaHidden: "true" }, fill);
    const name = make("span", "nwt-name", { title: label }, label);
    return make("li", "", {}, name, bar, make("span", "nwt-share", {}, percent(share)));
  });
  return make("ul", "nwt-bars", {}, ...rows);
}

function numbers(told: PredictionTold): HTMLElement {
  const rows = told.numbers.flatMap(({ name, value }) => [
    make("dt", "", {}, name),
    make("dd", "", {}, written(value)),
  ]);
  return make("dl", "nwt-numbers", {}, ...rows);
}
