// Sizes and times as people of the page's language write them.

import { locale } from "../words.ts";

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["second", 60],
  ["minute", 60],
  ["hour", 24],
  ["day", 30],
  ["month", 12],
  ["year", Number.POSITIVE_INFINITY],
];

/** Such as 1.2 MB. */
export function size(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** step;
  const options = { style: "unit", unit: UNITS[step]!, maximumFractionDigits: value < 10 ? 1 : 0 };
  return new Intl.NumberFormat(locale(), options as Intl.NumberFormatOptions).format(value);
}

/** How long ago a moment was, in seconds since 1970; such as 5 minutes ago. */
export function ago(moment: number, now: number = Date.now() / 1000): string {
  let value = Math.max(0, now - moment);
  for (const [unit, length] of STEPS) {
    if (value < length) {
      const format = new Intl.RelativeTimeFormat(locale(), { numeric: "auto", style: "short" });
      return format.format(-Math.floor(value), unit);
    }
    value /= length;
  }
  return "";
}

/** The moment in full, for a hint. */
export function moment(seconds: number): string {
  return new Date(seconds * 1000).toLocaleString(locale());
}

/** Such as 4.2 s, 3:05 or 2:10:00. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const [minutes, rest] = [Math.floor(seconds / 60), Math.round(seconds % 60)];
  const two = (number: number) => String(number).padStart(2, "0");
  if (minutes < 60) return `${minutes}:${two(rest)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(rest)}`;
}

export function count(number: number): string {
  return new Intl.NumberFormat(locale()).format(number);
}
