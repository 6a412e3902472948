// One of the lists of the panel.

export interface Section {
  /** The word it is chosen by. */
  title: string;
  element: HTMLElement;
  /** Ask the server for what is there now. */
  refresh(signal: AbortSignal): Promise<void>;
  /** Whether something is under way, so that it is worth asking more often. */
  busy(): boolean;
}
