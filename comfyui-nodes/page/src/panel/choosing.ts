// Which rows of a list are shown: those that a text is found in, in an order, page by page.

export interface Order<Item> {
  key: string;
  label: string;
  /** What is sorted by: texts from A on, numbers from the largest on. */
  by: (item: Item) => string | number;
}

export const PAGE = 60;

/** The items whose text has every word of what is looked for, whatever its capitals. */
export function found<Item>(items: readonly Item[], text: string, words: (item: Item) => string): Item[] {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return [...items];
  return items.filter((item) => {
    const own = words(item).toLowerCase();
    return wanted.every((word) => own.includes(word));
  });
}

export function ordered<Item>(items: readonly Item[], order: Order<Item>): Item[] {
  return [...items].sort((one, other) => compare(order.by(one), order.by(other)));
}

function compare(one: string | number, other: string | number): number {
  if (typeof one === "number" && typeof other === "number") return other - one;
  return String(one).localeCompare(String(other), undefined, { numeric: true });
}
