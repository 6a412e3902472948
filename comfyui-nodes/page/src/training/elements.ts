// Elements of the page, made of text alone: nothing that comes from the server is read as HTML.

export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  name: string,
  ...content: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...content);
  return made;
}

/** Write a text, if it is another one: what is written is read out and laid out again. */
export function write(target: HTMLElement, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}

export function button(text: string, hint: string, act: () => void): HTMLButtonElement {
  const made = element("button", "", text);
  made.type = "button";
  made.title = hint;
  made.addEventListener("click", (event) => {
    event.stopPropagation();
    act();
  });
  made.addEventListener("pointerdown", (event) => event.stopPropagation());
  return made;
}
