// All that is used of ComfyUI's page. No other file asks for anything of it.
//
// What stands here as optional is missing in one of the front-ends from 1.27 on.

export interface Widget {
  name: string;
  type?: string;
  value: unknown;
  disabled?: boolean;
  hidden?: boolean;
  serialize?: boolean;
  tooltip?: string;
  options?: Record<string, unknown>;
  element?: HTMLElement;
  callback?: (value: unknown, ...rest: unknown[]) => void;
}

export interface Slot {
  name: string;
  type: string;
  label?: string;
  link?: number | null;
  links?: number[] | null;
}

export interface Link {
  id: number;
  origin_id: number | string;
  origin_slot: number;
  target_id: number | string;
  target_slot: number;
  color?: string;
}

export interface Graph {
  /** The workflow's, of the root. */
  id?: string;
  nodes: CanvasNode[];
  serialize(): SavedGraph;
  getNodeById(id: number | string): CanvasNode | null;
  getLink?(id: number): Link | undefined;
  setDirtyCanvas(foreground: boolean, background: boolean): void;
}

export interface SavedGraph {
  nodes: SavedNode[];
  [key: string]: unknown;
}

export interface SavedNode {
  id: number | string;
  type: string;
  [key: string]: unknown;
}

export interface CanvasNode {
  id: number | string;
  type: string;
  title: string;
  mode: number;
  size: [number, number];
  pos: [number, number];
  flags: { collapsed?: boolean };
  properties: Record<string, unknown>;
  widgets?: Widget[];
  inputs: Slot[];
  outputs: Slot[];
  graph: Graph | null;
  subgraph?: Graph;
  onNodeCreated?: () => void;
  onRemoved?: () => void;
  computeSize(): [number, number];
  setSize(size: [number, number]): void;
  setDirtyCanvas(foreground: boolean, background?: boolean): void;
  addDOMWidget(
    name: string,
    type: string,
    element: HTMLElement,
    options?: Record<string, unknown>,
  ): Widget;
}

export interface NodeDefinition {
  name: string;
  category?: string;
  output_node?: boolean;
}

export interface NodeClass {
  prototype: CanvasNode & { onExecuted?: (output: Record<string, unknown>) => void };
}

export interface Command {
  id: string;
  label: string;
  icon?: string;
  function: () => void | Promise<void>;
}

export interface Extension {
  name: string;
  commands?: Command[];
  init?(): void | Promise<void>;
  setup?(): void | Promise<void>;
  beforeRegisterNodeDef?(type: NodeClass, definition: NodeDefinition): void;
  nodeCreated?(node: CanvasNode): void;
  afterConfigureGraph?(): void;
  [hook: string]: unknown;
}

export interface App {
  graph: Graph;
  rootGraph?: Graph;
  canvas: { setDirty(foreground: boolean, background: boolean): void };
  extensionManager: {
    registerSidebarTab?(tab: Record<string, unknown>): void;
    toast?: { add(message: Record<string, unknown>): void };
    setting?: { get(id: string): unknown };
    dialog?: { confirm(options: Record<string, unknown>): Promise<boolean | null> };
  };
  registerExtension(extension: Extension): void;
}

export interface Api extends EventTarget {
  fetchApi(route: string, options?: RequestInit): Promise<Response>;
  apiURL(route: string): string;
}

interface Page {
  comfyAPI: { app: { app: App }; api: { api: Api } };
}

// What the page's own /scripts/app.js and /scripts/api.js hand on.
const page = (globalThis as unknown as Page).comfyAPI;

export const app: App = page.app.app;
export const api: Api = page.api.api;
