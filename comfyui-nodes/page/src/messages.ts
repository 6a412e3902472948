// Written by 'npm run messages' from messages.schema.json.

export interface Messages {}
/**
 * A canvas as the page saves it, foreign nodes without their widgets.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "CanvasAsked".
 */
export interface CanvasAsked {
  batch_size: number;
  workflow: {
    [k: string]: unknown;
  };
}
/**
 * Of each node of a network that is on the canvas and not off.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "CanvasTold".
 */
export interface CanvasTold {
  networks: NetworkTold[];
  nodes: {
    [k: string]: NodeTold;
  };
}
/**
 * A whole network, seen from the node that ends it. Memory is in bytes, at the batch size.
 *
 * `inference_memory` is of the weights, and of the tensors between layers where they are most.
 * `training_memory` is of the weights, of gradients and two moments (as AdamW keeps them) of those
 * that are trained, and of all tensors between layers. What layers need within themselves, and
 * torch or a GPU for itself, comes on top.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "NetworkTold".
 */
export interface NetworkTold {
  inference_memory: number;
  layers: number;
  multiply_adds: number;
  name: string;
  node: string;
  parameters: number;
  training_memory: number;
}
/**
 * What is known of a node.
 *
 * `inferred` holds the values of widgets that are left out, by name. `parameters` and
 * `multiply_adds` (of one sample) are None where the node does not fit or learns after others
 * that do not. `waiting` names the sockets that need a wire, or whose wire comes from a node that
 * does not fit: such a node has no problem of its own. `assumed` names the sockets of data sets
 * that no run has read yet: what is typed stands for their sizes. The outputs of a node that gives
 * a whole network are those of the network.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "NodeTold".
 */
export interface NodeTold {
  assumed: string[];
  inferred: {
    [k: string]: boolean | number | string;
  };
  multiply_adds: number | null;
  outputs: Flow[];
  parameters: number | null;
  problem: Problem | null;
  waiting: string[];
}
/**
 * What leaves an output: sizes without the batch axis.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "Flow".
 */
export interface Flow {
  dtype: string;
  name: string;
  shape: number[];
}
/**
 * Why a node does not fit.
 *
 * `input` is the socket whose wire does not fit; None where a widget or the node itself is wrong.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "Problem".
 */
export interface Problem {
  fix: string;
  input: string | null;
  message: string;
  path: string | null;
  repairs: Repair[];
}
/**
 * A change of the canvas that was tried and makes the node fit.
 *
 * It is `action`, and then `also`, in order. Several nodes that go into one wire come in the order
 * in which data flow: each is put between those before it and the node.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "Repair".
 */
export interface Repair {
  action: SetWidget | InsertNode;
  also: (SetWidget | InsertNode)[];
  label: string;
}
/**
 * Give a widget of a node another value. `leaves_out` where that value stands for none.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "SetWidget".
 */
export interface SetWidget {
  kind: "set";
  leaves_out: boolean;
  node: string;
  value: boolean | number | string;
  widget: string;
}
/**
 * Put a node into the wire that ends at an input of a node: its first input, first output.
 *
 * `widgets` holds those that differ from what a new node has.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "InsertNode".
 */
export interface InsertNode {
  input: string;
  kind: "insert";
  node: string;
  type: string;
  widgets: {
    [k: string]: boolean | number | string;
  };
}
/**
 * What was asked for is so; nothing more is to be told.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "Done".
 */
export interface Done {
  done: boolean;
}
/**
 * One network of the canvas, to take away: that of a Network node, or up to any layer node.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "ExportAsked".
 */
export interface ExportAsked {
  form: "document" | "code" | "diagram";
  node: string;
  workflow: {
    [k: string]: unknown;
  };
}
/**
 * A file's name, its kind, and its text.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "ExportTold".
 */
export interface ExportTold {
  filename: string;
  media_type: string;
  text: string;
}
