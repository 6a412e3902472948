// Sizes and counts as people read them.

const THOUSANDS = ["", " k", " M", " G", " T", " P"];
const BYTES = [" B", " kB", " MB", " GB", " TB", " PB"];

/** Sizes of axes, without the batch: "16 × 8 × 8". */
export function shapeText(shape: readonly number[]): string {
  return shape.length === 0 ? "1" : shape.join(" × ");
}

/** A count of parameters or operations: "160", "1.23 k", "14.5 M". */
export function countText(count: number): string {
  return shortened(count, THOUSANDS);
}

/** Bytes, in powers of ten: "12.3 MB". */
export function bytesText(bytes: number): string {
  return shortened(bytes, BYTES);
}

function shortened(count: number, units: readonly string[]): string {
  let [value, unit] = [count, 0];
  // From 999.5 on, three digits would be rounded up to a thousand.
  while (value >= 999.5 && unit < units.length - 1) [value, unit] = [value / 1000, unit + 1];
  const digits = unit === 0 ? String(value) : String(Number(value.toPrecision(3)));
  return digits + units[unit];
}
