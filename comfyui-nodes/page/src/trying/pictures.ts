// Pictures that are dropped onto an element, pasted there or chosen.

import { make } from "../elements.ts";

/** Take pictures of an element. ComfyUI would open what is dropped or pasted as a workflow. */
export function takePictures(place: HTMLElement, take: (file: File) => void): void {
  const over = (event: DragEvent, inside: boolean) => {
    event.preventDefault();
    event.stopPropagation();
    place.classList.toggle("nwt-over", inside);
  };
  place.addEventListener("dragenter", (event) => over(event, true));
  place.addEventListener("dragover", (event) => over(event, true));
  place.addEventListener("dragleave", (event) => over(event, false));
  place.addEventListener("drop", (event) => {
    over(event, false);
    const file = event.dataTransfer?.files[0];
    if (file) take(file);
  });
  place.addEventListener("paste", (event) => {
    const file = event.clipboardData?.files[0];
    if (!file) return;
    event.preventDefault();
    event.stopPropagation();
    take(file);
  });
}

/** A field that is not seen; `choose` opens the system's window for files. */
export function fileField(take: (file: File) => void): { element: HTMLInputElement; choose: () => void } {
  const element = make("input", "nwt-file", { type: "file", accept: "image/*", hidden: true });
  element.addEventListener("change", () => {
    const file = element.files?.[0];
    if (file) take(file);
    element.value = "";
  });
  return { element, choose: () => element.click() };
}
