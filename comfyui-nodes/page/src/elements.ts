// Making elements of the page.

type Properties<Tag extends keyof HTMLElementTagNameMap> = Partial<
  Omit<HTMLElementTagNameMap[Tag], "style">
>;

/** An element of a class, with properties and with what is in it. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  properties: Properties<Tag> = {},
  ...within: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.className = className;
  Object.assign(element, properties);
  element.append(...within);
  return element;
}

/** A button that does one thing. */
export function button(className: string, text: string, press: () => void): HTMLButtonElement {
  const made = make("button", className, { type: "button", textContent: text });
  made.addEventListener("click", press);
  return made;
}
