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
 * Look for what would mislead. `target` names the columns of a table to be predicted.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "CheckAsked".
 */
export interface CheckAsked {
  path: string;
  target: string;
}
/**
 * How far a check is, and what it found. `error` says why it could not be done.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "CheckTold".
 */
export interface CheckTold {
  doing: string;
  done: number;
  error: string;
  facts: {
    [k: string]: string;
  };
  findings: FindingTold[];
  fix: string;
  path: string;
  state: "none" | "waiting" | "running" | "done" | "failed" | "stopped";
  total: number;
  verdict: string;
}
/**
 * One thing that was found. The severity `misleading` is the gravest.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "FindingTold".
 */
export interface FindingTold {
  check: string;
  fix: string;
  message: string;
  samples: string[];
  severity: "misleading" | "warning" | "note";
}
/**
 * Runs side by side. `verdict` says which is better, `warning` why figures do not compare.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "ComparisonTold".
 */
export interface ComparisonTold {
  curves: CurvesTold[];
  differences: {
    [k: string]: Row[];
  };
  metrics: Row[];
  runs: string[];
  verdict: string;
  warning: string | null;
}
/**
 * What is drawn over each other. `name` is the column's, such as ``val_accuracy``.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "CurvesTold".
 */
export interface CurvesTold {
  curves: Curve[];
  name: string;
  words: string;
}
/**
 * A column of a run's metrics, epoch by epoch.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "Curve".
 */
export interface Curve {
  epochs: number[];
  run: string;
  values: (number | null)[];
}
/**
 * What is not the same in runs, or a metric of each: a cell a run.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "Row".
 */
export interface Row {
  cells: string[];
  name: string;
}
/**
 * All data sets by name; None where they are as the page knows them by their `stamp`.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "DataListed".
 */
export interface DataListed {
  sets: DataTold[] | null;
  stamp: string;
}
/**
 * What lies in ComfyUI's input folder and can be trained on.
 *
 * `path` is what the node Dataset is told. `files` counts those that were seen, which is not all
 * of them where `more` is so.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "DataTold".
 */
export interface DataTold {
  bytes: number;
  changed: number;
  files: number;
  kind: "classes" | "labels" | "masks" | "pairs" | "pictures" | "table" | "arrays" | "text" | "shards" | "many";
  more: boolean;
  path: string;
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
 * How the run ended; `best_epoch` is 0 where no epoch was finished.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "EndTold".
 */
export interface EndTold {
  best_epoch: number;
  epochs: number;
  reason: "completed" | "stopped" | "diverged";
  seconds: number;
  time: number;
}
/**
 * An epoch that was trained and validated.
 *
 * `metric` is what the most telling metric is called; `written` is its value as people read it.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "EpochTold".
 */
export interface EpochTold {
  epoch: number;
  learning_rate: number;
  metric: string | null;
  seconds: number;
  time: number;
  train_loss: number | null;
  val_loss: number | null;
  value: number | null;
  written: string;
}
/**
 * A part of a run's record.
 *
 * `cursor` is what to ask with for the next part, which is there already where `more` is true.
 * `anew` says that the record is another than the one that was told so far, as after Resume, and
 * that this is its beginning. Where steps are many, the lowest and highest losses are told.
 * `running` says whether any process trains it now.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "EventsTold".
 */
export interface EventsTold {
  anew: boolean;
  cursor: string;
  end: EndTold | null;
  epochs: EpochTold[];
  more: boolean;
  running: boolean;
  starts: StartTold[];
  steps: StepTold[];
  warnings: WarningTold[];
}
/**
 * How training began, or went on with `first_epoch`.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "StartTold".
 */
export interface StartTold {
  device: string;
  epochs: number;
  first_epoch: number;
  parameters: number;
  steps_per_epoch: number;
  time: number;
  train_samples: number;
  val_samples: number;
}
/**
 * A step of `epoch`; both count from 1. `loss` is that of its batch.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "StepTold".
 */
export interface StepTold {
  epoch: number;
  learning_rate: number | null;
  loss: number | null;
  samples_per_second: number;
  step: number;
  time: number;
}
/**
 * Something that a person should know while training goes on.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "WarningTold".
 */
export interface WarningTold {
  fix: string;
  message: string;
  time: number;
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
/**
 * Where a model looks: heat in colours over the picture, a PNG in base64.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "HeatTold".
 */
export interface HeatTold {
  label: string;
  method: string;
  picture: string;
}
/**
 * A model in the list.
 *
 * `name` is what the node Load model is told; `run` names the run that a model belongs to. `reads`
 * says what samples it takes, in words, and `looks` whether these are pictures. `metric` is the
 * most telling one, as people write it. `bytes` is the file's size, `changed` in seconds since
 * 1970. Of a file that cannot be used, `error` says why.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "ModelTold".
 */
export interface ModelTold {
  bytes: number;
  changed: number;
  error: string;
  labels: string[];
  looks: boolean;
  metric: string;
  more_labels: number;
  name: string;
  reads: string;
  run: string;
  task: string;
}
/**
 * All models, the newest first; None where they are as the page knows them by their `stamp`.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "ModelsTold".
 */
export interface ModelsTold {
  models: ModelTold[] | null;
  more: number;
  stamp: string;
}
/**
 * A number that a model gives, by what it is called.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "Number".
 */
export interface Number {
  name: string;
  value: number | null;
}
/**
 * What a model says of a picture. `picture` is a PNG in base64: a mask, a filtered picture.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "PredictionTold".
 */
export interface PredictionTold {
  label: string;
  milliseconds: number;
  numbers: Number[];
  picture: string;
  shares: Share[];
  task: string;
}
/**
 * A label and its probability, or a class and its share of the picture, with its colour.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "Share".
 */
export interface Share {
  colour: string;
  label: string;
  share: number;
}
/**
 * What pictures a model reads: their size, in how many channels, and how a drawing begins.
 *
 * `dark` says whether strokes are bright on black; `drawn` whether a drawing may resemble what it
 * was trained on.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "ReadingTold".
 */
export interface ReadingTold {
  channels: number;
  dark: boolean;
  drawn: boolean;
  explains: boolean;
  height: number;
  labels: string[];
  name: string;
  task: string;
  width: number;
}
/**
 * The runs of ComfyUI's folder, the newest first.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "RunNamesTold".
 */
export interface RunNamesTold {
  names: string[];
}
/**
 * A run in the list.
 *
 * `metric` is what decides in its task, `best` its value in the best epoch, and `shown` that value
 * as people write it. `began` is in seconds since 1970. Of a broken run, `error` says why.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "RunTold".
 */
export interface RunTold {
  began: number;
  best: number | null;
  best_epoch: number | null;
  data: string;
  epochs: number;
  error: string;
  has_model: boolean;
  has_report: boolean;
  metric: string;
  name: string;
  network: string;
  of_epochs: number;
  seconds: number;
  shown: string;
  state: "running" | "completed" | "stopped" | "diverged" | "killed" | "broken";
  task: string;
}
/**
 * Runs to look at side by side, by their names.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "RunsCompared".
 */
export interface RunsCompared {
  /**
   * @minItems 2
   * @maxItems 8
   */
  runs:
    | [string, string]
    | [string, string, string]
    | [string, string, string, string]
    | [string, string, string, string, string]
    | [string, string, string, string, string, string]
    | [string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string];
}
/**
 * All runs, the newest first; None where they are as the page knows them by their `stamp`.
 *
 * `more` counts older ones that are left out.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "RunsTold".
 */
export interface RunsTold {
  more: number;
  runs: RunTold[] | null;
  stamp: string;
}
/**
 * End a training: with its best epoch exported, or with nothing left of it.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "StopAsked".
 */
export interface StopAsked {
  keep: boolean;
}
/**
 * A training of this process, and the node that shows it.
 *
 * `workflow` is the id that the page gave its workflow; None where the prompt came without.
 * `run` is None until the run's folder is there. `outcome` is None until the training has ended.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "TrainingTold".
 */
export interface TrainingTold {
  node: string;
  outcome: ("completed" | "kept" | "cancelled" | "discarded" | "failed") | null;
  run: string | null;
  since: number;
  state: "preparing" | "training" | "exporting" | "ended";
  stopping: boolean;
  workflow: string | null;
}
/**
 * All trainings that run in this process or have ended in it, the newest of each node.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "TrainingsTold".
 */
export interface TrainingsTold {
  trainings: TrainingTold[];
}
/**
 * A workflow to be opened, and what a person should know of it.
 *
 * This interface was referenced by `Messages`'s JSON-Schema
 * via the `definition` "WorkflowTold".
 */
export interface WorkflowTold {
  name: string;
  notes: string[];
  workflow: {
    [k: string]: unknown;
  };
}
