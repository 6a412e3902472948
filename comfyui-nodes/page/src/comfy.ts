// All that is used of ComfyUI's page. No other file asks for anything of it.
//
// What stands here as optional is missing in one of the front-ends from 1.27 on.

export interface Widget {
  name: string;
  label?: string;
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
  widget?: { name: string };
}

export interface Link {
  id: number;
  origin_id: number | string;
  origin_slot: number;
  target_id: number | string;
  target_slot: number;
  color?: string | null;
}

/** Where wires come into a subgraph. */
export interface Entry {
  id: number | string;
  slots: { connect(slot: Slot, node: CanvasNode): unknown }[];
}

export interface Graph {
  /** The workflow's, of the root. */
  id?: string;
  nodes: CanvasNode[];
  inputNode?: Entry;
  add(node: CanvasNode): unknown;
  serialize(): SavedGraph;
  getNodeById(id: number | string): CanvasNode | null;
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
  _collapsed_width?: number;
  properties: Record<string, unknown>;
  widgets?: Widget[];
  inputs: Slot[];
  outputs: Slot[];
  graph: Graph | null;
  subgraph?: Graph;
  getInputLink(slot: number): Link | null;
  connect(output: number, target: CanvasNode, input: number): unknown;
  /** In some front-ends the type is told only later. */
  comfyClass?: string;
  onNodeCreated?: () => void;
  onRemoved?: () => void;
  onConnectionsChange?: (...changed: unknown[]) => void;
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

export interface MenuItem {
  content: string;
  callback?: () => void;
  submenu?: { options: MenuItem[] };
}

export interface NodeClass {
  prototype: CanvasNode & {
    onExecuted?: (output: Record<string, unknown>) => void;
    getExtraMenuOptions?: (canvas: Canvas, items: (MenuItem | null)[]) => unknown;
  };
}

export interface Command {
  id: string;
  label: string;
  icon?: string;
  function: () => void | Promise<void>;
}

export interface Keybinding {
  commandId: string;
  combo: { key: string; ctrl?: boolean; alt?: boolean; shift?: boolean };
}

export interface Setting {
  id: string;
  name: string;
  tooltip?: string;
  category: string[];
  type: "boolean" | "number" | "combo";
  defaultValue: unknown;
  options?: { value: string; text: string }[];
  attrs?: Record<string, unknown>;
  onChange?: (value: unknown) => void;
}

export interface Extension {
  name: string;
  commands?: Command[];
  keybindings?: Keybinding[];
  menuCommands?: { path: string[]; commands: string[] }[];
  settings?: Setting[];
  init?(): void | Promise<void>;
  setup?(): void | Promise<void>;
  beforeRegisterNodeDef?(type: NodeClass, definition: NodeDefinition): void;
  nodeCreated?(node: CanvasNode): void;
  afterConfigureGraph?(): void;
  [hook: string]: unknown;
}

/** The view of a graph: the workflow's, or that of a subgraph that was entered. */
export interface Canvas {
  canvas: HTMLCanvasElement;
  graph: Graph | null;
  ds: { scale: number; offset: [number, number] };
  selectedItems: Set<unknown>;
  onDrawForeground?: (...drawn: unknown[]) => void;
  onSelectionChange?: (...selected: unknown[]) => void;
  renderLink(...drawn: unknown[]): void;
  emitBeforeChange(): void;
  emitAfterChange(): void;
  setDirty(foreground: boolean, background: boolean): void;
  setGraph(graph: Graph): void;
  openSubgraph(graph: Graph, from: CanvasNode): void;
  deselectAll(): void;
  select(node: CanvasNode): void;
  centerOnNode(node: CanvasNode): void;
}

export interface SidebarTab {
  id: string;
  icon: string;
  title: string;
  tooltip: string;
  type: "custom";
  /** Called again for the same element whenever the page likes. */
  render(place: HTMLElement): void;
  destroy?(): void;
}

export interface App {
  graph: Graph;
  rootGraph?: Graph;
  canvas: Canvas;
  extensionManager: {
    registerSidebarTab?(tab: SidebarTab): void;
    toast?: { add(message: Record<string, unknown>): void };
    setting?: { get(id: string): unknown; set(id: string, value: unknown): Promise<void> };
    dialog?: { confirm(options: Record<string, unknown>): Promise<boolean | null> };
    workflow?: {
      activeWorkflow?: { changeTracker?: { squashState?: unknown } } | null;
      getWorkflowByPath?(path: string): unknown;
    };
  };
  /** Opens it in a tab of its own; under no name, it gets one. */
  loadGraphData(
    workflow: unknown,
    clean: boolean,
    restoreView: boolean,
    name: string | null,
  ): Promise<void>;
  registerExtension(extension: Extension): void;
}

export interface Api extends EventTarget {
  fetchApi(route: string, options?: RequestInit): Promise<Response>;
  apiURL(route: string): string;
}

interface LiteGraph {
  createNode(type: string): CanvasNode | null;
  /** Whether Vue draws the nodes; the canvas does otherwise. */
  vueNodesMode?: boolean;
  WIDGET_DISABLED_TEXT_COLOR: string;
}

interface Page {
  comfyAPI: { app: { app: App }; api: { api: Api } };
  LiteGraph: LiteGraph;
}

// What the page's own /scripts/app.js and /scripts/api.js hand on.
const page = (globalThis as unknown as Page).comfyAPI;

export const app: App = page.app.app;
export const api: Api = page.api.api;

/** The classes of the canvas; they are there once the page is set up. */
export const liteGraph = (): LiteGraph => (globalThis as unknown as Page).LiteGraph;

/** The workflow itself, whichever of its subgraphs is looked at. */
export const rootGraph = (): Graph => app.rootGraph ?? app.graph;
