// Texts and buttons of the view of a training.

import { make } from "../elements.ts";

/** Write a text, if it is another one: what is written is read out and laid out again. */
export function write(target: HTMLElement, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}

export function button(text: string, hint: string, act: () => void): HTMLButtonElement {
  const made = make("button", "", { type: "button", title: hint }, text);
  made.addEventListener("click", (event) => {
    event.stopPropagation();
    act();
  });
  made.addEventListener("pointerdown", (event) => event.stopPropagation());
  return made;
}
