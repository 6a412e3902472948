// Numbers and times as people read them, in the language of the browser.

const plain = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 4 });
const tiny = new Intl.NumberFormat(undefined, { notation: "scientific", maximumSignificantDigits: 3 });
const round = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });

/** Four digits that say something, such as 0.01234 or 12,340. */
export function figure(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  return size > 0 && (size < 1e-4 || size >= 1e7) ? tiny.format(value) : plain.format(value);
}

export function whole(value: number): string {
  return round.format(value);
}

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/** The two largest units, such as 2m 5s. */
export function duration(seconds: number): string {
  let left = Math.max(0, Math.round(seconds));
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(left / size);
    left -= count * size;
    const isFirst = parts.length === 0;
    if (isFirst && count === 0 && unit !== "second") continue;
    if (count > 0 || isFirst) parts.push(inUnit(count, unit));
    if (parts.length === 2 || (!isFirst && count === 0)) break;
  }
  return parts.join(" ");
}

function inUnit(count: number, unit: string): string {
  return new Intl.NumberFormat(undefined, { style: "unit", unit, unitDisplay: "narrow" }).format(count);
}
