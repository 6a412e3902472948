// Built from comfyui-nodes/page by 'npm run build'. Change it there.

// src/comfy.ts
var page = globalThis.comfyAPI;
var app = page.app.app;
var api = page.api.api;

// src/texts.ts
var CATEGORIES = /^(Netwright|Build and train your network)/;
var WIDGET = "netwright_text";
var LINE_HEIGHT = 14;
var CHARACTER_WIDTH = 6.7;
var MOST_LINES = 24;
var WIDEST = 720;
function textWidget(node) {
  const known = node.widgets?.find((candidate) => candidate.name === WIDGET);
  if (known) return known;
  const element2 = document.createElement("textarea");
  element2.readOnly = true;
  element2.className = "comfy-multiline-input";
  element2.style.cssText = `font: 11px/${LINE_HEIGHT}px monospace; white-space: pre; overflow: auto;`;
  const widget = node.addDOMWidget(WIDGET, WIDGET, element2, {
    serialize: false,
    getMinHeight: () => element2.rows * LINE_HEIGHT + 12
  });
  widget.serialize = false;
  return widget;
}
function show(node, text) {
  const element2 = textWidget(node).element;
  const lines = text.split("\n");
  const longest = Math.max(...lines.map((line3) => line3.length));
  element2.value = text;
  element2.rows = Math.min(lines.length + 1, MOST_LINES);
  const [width, height] = node.computeSize();
  const fitting = Math.min(longest * CHARACTER_WIDTH + 40, WIDEST);
  node.setSize([Math.max(node.size[0], width, fitting), Math.max(node.size[1], height)]);
  node.setDirtyCanvas(true, false);
}
function registerTexts() {
  app.registerExtension({
    name: "netwright.texts",
    beforeRegisterNodeDef(nodeType, nodeData) {
      if (!CATEGORIES.test(nodeData.category ?? "")) return;
      const before = nodeType.prototype.onExecuted;
      nodeType.prototype.onExecuted = function(output) {
        before?.call(this, output);
        const text = output?.["text"];
        if (text?.length) show(this, [text].flat().join(""));
      };
    }
  });
}

// src/ask.ts
var Refused = class extends Error {
  fix;
  constructor(message, fix) {
    super(message);
    this.fix = fix;
  }
};
var OWN_PAGE = { "X-Netwright": "1" };
function get(path, signal) {
  return answer(path, { method: "GET", signal: signal ?? null });
}
function post(path, asked, signal) {
  const headers = { "Content-Type": "application/json" };
  const body = JSON.stringify(asked);
  return answer(path, { method: "POST", headers, body, signal: signal ?? null });
}
async function answer(path, options) {
  const headers = { ...options.headers, ...OWN_PAGE };
  const response = await api.fetchApi(`/netwright${path}`, { ...options, headers });
  if (response.ok) return await response.json();
  throw await refusal(response);
}
async function refusal(response) {
  try {
    const { message, fix } = await response.json();
    return new Refused(message, fix);
  } catch {
    return new Refused(`The server answers ${response.status} ${response.statusText}.`, "");
  }
}

// src/training/elements.ts
function element(tag, name, ...content) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...content);
  return made;
}
function write(target, text) {
  if (target.textContent !== text) target.textContent = text;
}
function button(text, hint, act) {
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

// src/training/look.ts
var Look = class {
  /** The epochs that are seen; null for all. */
  range = null;
  logarithmic = false;
  /** The epoch that is pointed at. */
  pointed = null;
  /** The epochs that are being chosen with the pointer. */
  chosen = null;
  /** Runs that are laid over. */
  past = [];
  /** What is seen of curves that go so far. */
  seen(last) {
    return this.range ?? [0, Math.max(last, 1)];
  }
  /** See more or less around a place; all, where that is as much as there is. */
  zoom(factor, around, last) {
    const [from, to] = this.seen(last);
    const [low, high] = [around - (around - from) * factor, around + (to - around) * factor];
    this.#see(low, high, last);
  }
  /** Move by a part of what is seen. */
  move(part, last) {
    const [from, to] = this.seen(last);
    const by = Math.max(-from, Math.min((to - from) * part, Math.max(last, 1) - to));
    this.#see(from + by, to + by, last);
  }
  #see(low, high, last) {
    const end = Math.max(last, 1);
    const least = end / 1e4;
    if (high - low < least) return;
    this.range = low <= 0 && high >= end ? null : [Math.max(0, low), Math.min(end, high)];
  }
};
var looks = /* @__PURE__ */ new Map();
function lookOf(key) {
  const found = looks.get(key) ?? new Look();
  looks.set(key, found);
  return found;
}
function within(points, [from, to]) {
  const first = points.findIndex((point) => point.x >= from);
  if (first < 0) return points.slice(-1);
  const after = points.findIndex((point) => point.x > to);
  return points.slice(Math.max(0, first - 1), after < 0 ? points.length : after + 1);
}

// src/words/common/en.json
var en_default = {
  undo: "Undo"
};

// src/words/common/zh.json
var zh_default = {
  undo: "撤销"
};

// src/words/common/zh-TW.json
var zh_TW_default = {
  undo: "復原"
};

// src/words/panel/en.json
var en_default2 = {};

// src/words/panel/zh.json
var zh_default2 = {};

// src/words/panel/zh-TW.json
var zh_TW_default2 = {};

// src/words/shapes/en.json
var en_default3 = {};

// src/words/shapes/zh.json
var zh_default3 = {};

// src/words/shapes/zh-TW.json
var zh_TW_default3 = {};

// src/words/training/en.json
var en_default4 = {
  training_all: "Show all",
  training_all_hint: "Show all epochs again (double click, or the key 0)",
  training_at: "Epoch {epoch} of {epochs}",
  training_best: "best",
  training_best_epoch: "epoch {epoch}",
  training_cancelled: "Cancelled. What was learnt is kept; the node Resume goes on with it.",
  training_chart_hint: "Drag to zoom in, double click to see all. After a click: wheel, + and - zoom, arrows move.",
  training_completed: "Completed",
  training_device: "device",
  training_discard: "Stop and discard",
  training_discard_hint: "End training now and remove its run folder",
  training_discard_question: "Training ends, and the run {run} is removed with all that it has learnt. This cannot be undone.",
  training_discarded: "Discarded. Nothing of the run is left.",
  training_diverged: "Diverged: the loss was not finite any more",
  training_epoch: "epoch",
  training_epoch_done: "Epoch {epoch}: loss {train} in training, {val} in validation",
  training_epochs: "Newest epochs as a table",
  training_exporting: "Exporting the best epoch and writing the report …",
  training_failed: "Ended by an error",
  training_fix: "Fix: {fix}",
  training_keep: "Stop and keep",
  training_keep_hint: "End training now, export the best epoch, and go on with the nodes after this one",
  training_kept: "Stopped; the best epoch is kept. The node Resume goes on with it.",
  training_lay_over: "Lay a run over …",
  training_left: "left",
  training_log: "log",
  training_log_hint: "Logarithmic scale for the loss",
  training_loss: "loss",
  training_of: "Training {run}",
  training_parameters: "parameters",
  training_preparing: "Reading the data …",
  training_rate: "learning rate",
  training_speed: "samples/s",
  training_step: "step {step} of {steps}",
  training_steps: "steps",
  training_stopping: "Stopping after this batch …",
  training_take_away: "Take {run} away",
  training_time: "time",
  training_took: "took",
  training_train: "train",
  training_val: "val"
};

// src/words/training/zh.json
var zh_default4 = {
  training_all: "显示全部",
  training_all_hint: "重新显示所有轮（双击，或按 0 键）",
  training_at: "第 {epoch} / {epochs} 轮",
  training_best: "最佳",
  training_best_epoch: "第 {epoch} 轮",
  training_cancelled: "已取消。学到的内容已保留，可用“继续训练”节点接着训练。",
  training_chart_hint: "拖动可放大，双击显示全部。点击后：滚轮、+ 和 - 缩放，方向键平移。",
  training_completed: "已完成",
  training_device: "设备",
  training_discard: "停止并丢弃",
  training_discard_hint: "立即结束训练并删除其运行记录的文件夹",
  training_discard_question: "训练将结束，运行记录 {run} 及其学到的全部内容都会被删除。此操作无法撤销。",
  training_discarded: "已丢弃。该运行记录没有留下任何内容。",
  training_diverged: "已发散：损失不再是有限值",
  training_epoch: "轮",
  training_epoch_done: "第 {epoch} 轮：训练损失 {train}，验证损失 {val}",
  training_epochs: "最近各轮的表格",
  training_exporting: "正在导出最佳一轮并撰写报告…",
  training_failed: "因错误而结束",
  training_fix: "解决办法：{fix}",
  training_keep: "停止并保留",
  training_keep_hint: "立即结束训练，导出最佳一轮，并继续执行后面的节点",
  training_kept: "已停止，最佳一轮已保留。可用“继续训练”节点接着训练。",
  training_lay_over: "叠加运行记录…",
  training_left: "剩余",
  training_log: "对数",
  training_log_hint: "损失使用对数坐标",
  training_loss: "损失",
  training_of: "训练 {run}",
  training_parameters: "参数量",
  training_preparing: "正在读取数据…",
  training_rate: "学习率",
  training_speed: "样本/秒",
  training_step: "第 {step} / {steps} 步",
  training_steps: "步",
  training_stopping: "将在当前批次后停止…",
  training_take_away: "移除 {run}",
  training_time: "用时",
  training_took: "用时",
  training_train: "训练",
  training_val: "验证"
};

// src/words/training/zh-TW.json
var zh_TW_default4 = {
  training_all: "顯示全部",
  training_all_hint: "重新顯示所有輪次（按兩下，或按 0 鍵）",
  training_at: "第 {epoch} / {epochs} 輪",
  training_best: "最佳",
  training_best_epoch: "第 {epoch} 輪",
  training_cancelled: "已取消。學到的內容已保留，可用「繼續訓練」節點接著訓練。",
  training_chart_hint: "拖曳可放大，按兩下顯示全部。點選後：滾輪、+ 和 - 縮放，方向鍵平移。",
  training_completed: "已完成",
  training_device: "裝置",
  training_discard: "停止並捨棄",
  training_discard_hint: "立即結束訓練並刪除其執行記錄的資料夾",
  training_discard_question: "訓練將結束，執行記錄 {run} 及其學到的全部內容都會被刪除。此動作無法復原。",
  training_discarded: "已捨棄。該執行記錄沒有留下任何內容。",
  training_diverged: "已發散：損失不再是有限值",
  training_epoch: "輪",
  training_epoch_done: "第 {epoch} 輪：訓練損失 {train}，驗證損失 {val}",
  training_epochs: "最近各輪的表格",
  training_exporting: "正在匯出最佳一輪並撰寫報告…",
  training_failed: "因錯誤而結束",
  training_fix: "解決方法：{fix}",
  training_keep: "停止並保留",
  training_keep_hint: "立即結束訓練，匯出最佳一輪，並繼續執行後面的節點",
  training_kept: "已停止，最佳一輪已保留。可用「繼續訓練」節點接著訓練。",
  training_lay_over: "疊加執行記錄…",
  training_left: "剩餘",
  training_log: "對數",
  training_log_hint: "損失使用對數座標",
  training_loss: "損失",
  training_of: "訓練 {run}",
  training_parameters: "參數量",
  training_preparing: "正在讀取資料…",
  training_rate: "學習率",
  training_speed: "樣本/秒",
  training_step: "第 {step} / {steps} 步",
  training_steps: "步",
  training_stopping: "將在目前批次後停止…",
  training_take_away: "移除 {run}",
  training_time: "用時",
  training_took: "用時",
  training_train: "訓練",
  training_val: "驗證"
};

// src/words/trying/en.json
var en_default5 = {};

// src/words/trying/zh.json
var zh_default5 = {};

// src/words/trying/zh-TW.json
var zh_TW_default5 = {};

// src/words.ts
var en = { ...en_default, ...en_default2, ...en_default3, ...en_default4, ...en_default5 };
var LANGUAGES = {
  en,
  zh: { ...zh_default, ...zh_default2, ...zh_default3, ...zh_default4, ...zh_default5 },
  "zh-TW": { ...zh_TW_default, ...zh_TW_default2, ...zh_TW_default3, ...zh_TW_default4, ...zh_TW_default5 }
};
var words = en;
function say(word, values = {}) {
  return words[word].replace(/\{(\w+)\}/g, (whole2, name) => String(values[name] ?? whole2));
}

// src/training/announcing.ts
var MILLISECONDS_BETWEEN = 5e3;
var Announcer = class {
  element = element("div", "unseen");
  #said = "";
  #at = -Infinity;
  #waiting = 0;
  constructor() {
    this.element.setAttribute("role", "status");
    this.element.setAttribute("aria-live", "polite");
  }
  /** The newest of what is told within a few seconds is said; at once where nothing was said lately. */
  tell(text) {
    if (!text || text === this.#said) return;
    this.#said = text;
    clearTimeout(this.#waiting);
    const wait = Math.max(0, this.#at + MILLISECONDS_BETWEEN - performance.now());
    this.#waiting = window.setTimeout(() => {
      this.#at = performance.now();
      this.element.textContent = text;
    }, wait);
  }
  close() {
    clearTimeout(this.#waiting);
  }
};

// src/training/series.ts
var MOST_STRETCHES = 512;
var Series = class {
  #stretches = [];
  #each = 1;
  #last = null;
  /** Points that are not finite leave no mark, as there is no place for one. */
  add(x, y) {
    if (y === null || !Number.isFinite(y)) return;
    this.#last = { x, y };
    const newest = this.#stretches.at(-1);
    if (newest && newest.count < this.#each) {
      merge(newest, { points: [this.#last], count: 1 });
      return;
    }
    this.#stretches.push({ points: [this.#last], count: 1 });
    if (this.#stretches.length > MOST_STRETCHES) this.#halve();
  }
  clear() {
    this.#stretches = [];
    this.#each = 1;
    this.#last = null;
  }
  get last() {
    return this.#last;
  }
  /** In their order; the last one is always among them. */
  points() {
    const kept = this.#stretches.flatMap((stretch) => stretch.points);
    if (this.#last && kept.at(-1) !== this.#last) kept.push(this.#last);
    return kept;
  }
  #halve() {
    this.#each *= 2;
    const whole2 = this.#stretches;
    this.#stretches = [];
    for (let place = 0; place < whole2.length; place += 2) {
      const [stretch, next] = [whole2[place], whole2[place + 1]];
      if (stretch && next) merge(stretch, next);
      if (stretch) this.#stretches.push(stretch);
    }
  }
};
function merge(stretch, next) {
  const all = [...stretch.points, ...next.points];
  const lowest = all.reduce((low, point) => point.y < low.y ? point : low);
  const highest = all.reduce((high, point) => point.y > high.y ? point : high);
  stretch.points = all.filter((point) => point === lowest || point === highest);
  stretch.count += next.count;
}
function nearest(points, x) {
  let [low, high] = [0, points.length - 1];
  while (high - low > 1) {
    const middle = low + high >> 1;
    if ((points[middle]?.x ?? x) <= x) low = middle;
    else high = middle;
  }
  if (high < 0) return -1;
  const isHigh = Math.abs((points[high]?.x ?? x) - x) < Math.abs((points[low]?.x ?? x) - x);
  return isHigh ? high : low;
}

// src/training/course.ts
var MOST_ROWS = 100;
var MOST_WARNINGS = 10;
var Course = class {
  steps = new Series();
  train = new Series();
  val = new Series();
  values = new Series();
  start = null;
  end = null;
  running = false;
  metric = "";
  /** The newest epochs, the newest last. */
  rows = [];
  warnings = [];
  samplesPerSecond = null;
  learningRate = null;
  epoch = 0;
  step = 0;
  #time = 0;
  /** Take in a part of the record. */
  take(told) {
    if (told.anew) this.#forget();
    this.running = told.running;
    for (const start of told.starts) this.#begin(start);
    for (const step of told.steps) this.#step(step);
    for (const epoch of told.epochs) this.#epoch(epoch);
    this.warnings = [...this.warnings, ...told.warnings].slice(-MOST_WARNINGS);
    this.end = told.end ?? this.end;
  }
  /** Such as 2.5 in the middle of the third epoch. */
  get epochsDone() {
    if (!this.start) return 0;
    const first = Math.max(0, this.start.first_epoch - 1);
    return Math.max(first, this.#place(this.epoch, this.step));
  }
  /** How long it will take if it goes on so; null before that can be told. By the server's clock. */
  get secondsLeft() {
    if (!this.start || this.end) return null;
    const done = this.epochsDone - (this.start.first_epoch - 1);
    const taken = this.#time - this.start.time;
    return done > 0 && taken > 0 ? taken / done * (this.start.epochs - this.epochsDone) : null;
  }
  #forget() {
    for (const series of [this.steps, this.train, this.val, this.values]) series.clear();
    this.start = this.end = this.samplesPerSecond = this.learningRate = null;
    this.rows = [];
    this.warnings = [];
    this.epoch = this.step = this.#time = 0;
  }
  #begin(start) {
    this.start = start;
    this.end = null;
    this.#time = start.time;
  }
  #step(told) {
    this.steps.add(this.#place(told.epoch, told.step), told.loss);
    this.#reach(told.epoch, told.step, told.time);
    this.samplesPerSecond = told.samples_per_second;
    this.learningRate = told.learning_rate ?? this.learningRate;
  }
  #epoch(told) {
    this.train.add(told.epoch, told.train_loss);
    this.val.add(told.epoch, told.val_loss);
    this.values.add(told.epoch, told.value);
    this.metric = told.metric ?? this.metric;
    this.rows = [...this.rows, told].slice(-MOST_ROWS);
    this.#reach(told.epoch, this.start?.steps_per_epoch ?? 0, told.time);
    this.learningRate = told.learning_rate;
    this.samplesPerSecond ??= (this.start?.train_samples ?? 0) / told.seconds;
  }
  #reach(epoch, step, time) {
    if (this.#place(epoch, step) < this.#place(this.epoch, this.step)) return;
    [this.epoch, this.step, this.#time] = [epoch, step, time];
  }
  #place(epoch, step) {
    return epoch - 1 + step / Math.max(1, this.start?.steps_per_epoch ?? 1);
  }
};

// src/training/figures.ts
var plain = new Intl.NumberFormat(void 0, { maximumSignificantDigits: 4 });
var tiny = new Intl.NumberFormat(void 0, { notation: "scientific", maximumSignificantDigits: 3 });
var round = new Intl.NumberFormat(void 0, { maximumFractionDigits: 0 });
function figure(value) {
  if (value === null || !Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  return size > 0 && (size < 1e-4 || size >= 1e7) ? tiny.format(value) : plain.format(value);
}
function whole(value) {
  return round.format(value);
}
var UNITS = [
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1]
];
function duration(seconds) {
  let left = Math.max(0, Math.round(seconds));
  const parts = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(left / size);
    left -= count * size;
    const isFirst = parts.length === 0;
    if (isFirst && count === 0 && unit !== "second") continue;
    if (count > 0 || isFirst) parts.push(inUnit(count, unit));
    if (parts.length === 2 || !isFirst && count === 0) break;
  }
  return parts.join(" ");
}
function inUnit(count, unit) {
  return new Intl.NumberFormat(void 0, { style: "unit", unit, unitDisplay: "narrow" }).format(count);
}

// src/training/scale.ts
function scaleOf(values, logarithmic) {
  const shown = logarithmic ? values.filter((value) => value > 0) : values;
  if (shown.length === 0) return { low: logarithmic ? 0.1 : 0, high: 1, logarithmic };
  const scale = { ...bounds(shown), logarithmic };
  const [low, high] = [measure(scale, scale.low), measure(scale, scale.high)];
  const room = (high - low) * 0.06 || Math.abs(high) * 0.05 || 0.5;
  return { low: back(scale, low - room), high: back(scale, high + room), logarithmic };
}
function along(scale, value) {
  const [low, high] = [measure(scale, scale.low), measure(scale, scale.high)];
  return high > low ? (measure(scale, value) - low) / (high - low) : 0.5;
}
function ticks(scale, many) {
  const decades = scale.logarithmic ? decadesIn(scale, many) : [];
  if (decades.length > 1) return decades;
  const found = [many, 2 * many, 4 * many].map((most) => evenly(scale, most));
  return found.find((values) => values.length > 1) ?? [];
}
function evenly(scale, most) {
  const span = scale.high - scale.low;
  const rough = span / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.ceil(scale.low / step);
  const count = Math.max(0, Math.floor(scale.high / step) - first + 1);
  return Array.from({ length: count }, (_, place) => Number(((first + place) * step).toPrecision(12)));
}
function decadesIn(scale, most) {
  const [first, last] = [Math.ceil(Math.log10(scale.low)), Math.floor(Math.log10(scale.high))];
  const every = Math.max(1, Math.ceil((last - first + 1) / most));
  const count = Math.max(0, Math.floor((last - first) / every) + 1);
  return Array.from({ length: count }, (_, place) => 10 ** (first + place * every));
}
function bounds(values) {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}
var measure = (scale, value) => scale.logarithmic ? Math.log10(value) : value;
var back = (scale, measured) => scale.logarithmic ? 10 ** measured : measured;

// src/training/chart.ts
var MARGIN = { left: 46, right: 8, top: 5, bottom: 16 };
var FONT = "10px sans-serif";
var SHARPNESS = 2;
var MOST_DOTS = 60;
function epochAt(x, width, [from, to]) {
  const part = (x - MARGIN.left) / Math.max(1, width - MARGIN.left - MARGIN.right);
  return from + (to - from) * Math.min(1, Math.max(0, part));
}
function draw(canvas, picture) {
  const context = canvas.getContext("2d");
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (!context || width === 0 || height === 0) return;
  fit(canvas, context, width, height);
  const box = { left: MARGIN.left, right: width - MARGIN.right, top: MARGIN.top, bottom: height - MARGIN.bottom };
  const style = getComputedStyle(canvas);
  const parts = picture.curves.map((curve) => within(curve.points, picture.range));
  const values = parts.flatMap((points) => points.map((point) => point.y));
  const vertical = scaleOf(values, picture.logarithmic);
  const horizontal = { low: picture.range[0], high: picture.range[1], logarithmic: false };
  drawAxes(context, box, horizontal, vertical, style);
  context.save();
  context.beginPath();
  context.rect(box.left - 3, box.top - 3, box.right - box.left + 6, box.bottom - box.top + 6);
  context.clip();
  picture.curves.forEach((curve, place) => {
    const places2 = placed(parts[place] ?? [], box, horizontal, vertical);
    drawLine(context, curve, places2);
  });
  context.restore();
  drawMarks(context, box, horizontal, picture, style);
}
function fit(canvas, context, width, height) {
  const sharpness = Math.max(SHARPNESS, globalThis.devicePixelRatio || 1);
  const [across, down] = [Math.round(width * sharpness), Math.round(height * sharpness)];
  if (canvas.width !== across || canvas.height !== down) [canvas.width, canvas.height] = [across, down];
  context.setTransform(sharpness, 0, 0, sharpness, 0, 0);
  context.clearRect(0, 0, width, height);
}
function placed(points, box, horizontal, vertical) {
  const shown = vertical.logarithmic ? points.filter((point) => point.y > 0) : points;
  return shown.map(({ x, y }) => ({
    x: box.left + (box.right - box.left) * along(horizontal, x),
    y: box.bottom - (box.bottom - box.top) * along(vertical, y)
  }));
}
function drawLine(context, curve, places2) {
  context.strokeStyle = context.fillStyle = curve.colour;
  context.lineWidth = curve.width;
  context.lineJoin = "round";
  context.beginPath();
  for (const { x, y } of places2) context.lineTo(x, y);
  context.stroke();
  if (!(curve.dots && places2.length <= MOST_DOTS)) return;
  for (const { x, y } of places2) {
    context.beginPath();
    context.arc(x, y, curve.width + 0.7, 0, 2 * Math.PI);
    context.fill();
  }
}
function drawAxes(context, box, horizontal, vertical, style) {
  context.font = FONT;
  context.lineWidth = 1;
  context.strokeStyle = style.getPropertyValue("--netwright-grid").trim() || "#8884";
  context.fillStyle = style.color;
  context.textAlign = "right";
  context.textBaseline = "middle";
  const rows = Math.max(2, Math.floor((box.bottom - box.top) / 34));
  for (const value of ticks(vertical, rows)) {
    const y = box.bottom - (box.bottom - box.top) * along(vertical, value);
    line(context, box.left, y, box.right, y);
    context.fillText(figure(value), box.left - 5, y);
  }
  context.textAlign = "center";
  context.textBaseline = "top";
  for (const value of ticks(horizontal, Math.max(2, Math.floor((box.right - box.left) / 70)))) {
    const x = box.left + (box.right - box.left) * along(horizontal, value);
    context.fillText(figure(value), x, box.bottom + 4);
  }
}
function drawMarks(context, box, horizontal, picture, style) {
  const place = (epoch) => box.left + (box.right - box.left) * along(horizontal, epoch);
  if (picture.chosen) {
    const [from, to] = picture.chosen.map(place);
    context.fillStyle = "#5b9bd540";
    context.fillRect(Math.min(from, to), box.top, Math.abs(to - from), box.bottom - box.top);
  } else if (picture.pointed !== null) {
    context.strokeStyle = style.color;
    line(context, place(picture.pointed), box.top, place(picture.pointed), box.bottom);
  }
}
function line(context, x, y, toX, toY) {
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(toX, toY);
  context.stroke();
}

// src/training/handling.ts
var LEAST_DRAG = 4;
var ZOOM = 1.25;
function handle(handled) {
  handlePointer(handled);
  handleWheel(handled);
  handleKeys(handled);
}
function handlePointer({ canvas, look, last, changed }) {
  let began = null;
  const epoch = (x) => epochAt(x, canvas.clientWidth, look.seen(last()));
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    canvas.focus({ preventScroll: true });
    canvas.setPointerCapture(event.pointerId);
    began = event.offsetX;
  });
  canvas.addEventListener("pointermove", (event) => {
    look.pointed = epoch(event.offsetX);
    if (began !== null) {
      event.stopPropagation();
      look.chosen = Math.abs(event.offsetX - began) < LEAST_DRAG ? null : [epoch(began), look.pointed];
    }
    changed();
  });
  const end = () => {
    if (look.chosen) look.range = look.chosen.toSorted((a, b) => a - b);
    look.chosen = began = null;
    changed();
  };
  canvas.addEventListener("pointerup", end);
  canvas.addEventListener("pointercancel", end);
  canvas.addEventListener("pointerleave", () => {
    look.pointed = null;
    changed();
  });
  canvas.addEventListener("dblclick", (event) => {
    event.stopPropagation();
    look.range = null;
    changed();
  });
}
function handleWheel({ canvas, look, last, changed }) {
  canvas.addEventListener(
    "wheel",
    (event) => {
      if (document.activeElement !== canvas) return;
      event.preventDefault();
      event.stopPropagation();
      const around = epochAt(event.offsetX, canvas.clientWidth, look.seen(last()));
      look.zoom(event.deltaY > 0 ? ZOOM : 1 / ZOOM, around, last());
      changed();
    },
    { passive: false }
  );
}
function handleKeys({ canvas, look, last, changed }) {
  const middle = () => look.seen(last()).reduce((from, to) => (from + to) / 2);
  const keys = {
    "+": () => look.zoom(1 / ZOOM, middle(), last()),
    "=": () => look.zoom(1 / ZOOM, middle(), last()),
    "-": () => look.zoom(ZOOM, middle(), last()),
    "0": () => look.range = null,
    ArrowLeft: () => look.move(-0.2, last()),
    ArrowRight: () => look.move(0.2, last())
  };
  canvas.setAttribute("aria-keyshortcuts", "+ - 0 ArrowLeft ArrowRight");
  canvas.addEventListener("keydown", (event) => {
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
    changed();
  });
}

// src/training/curves.ts
var STEPS = "#5b9bd555";
var TRAIN = "#5b9bd5";
var VAL = "#f58518";
var PAST = ["#8a8a8a", "#a9764f", "#6f8f72", "#8b78a8", "#a88f3f", "#5f8f9f", "#b07a8a", "#777799"];
function pastColour(place) {
  return PAST[place % PAST.length] ?? VAL;
}
var Curves = class {
  element = element("div", "curves");
  #look;
  #loss;
  #metric;
  #observer;
  #course = null;
  #past = [];
  #frame = 0;
  constructor(look) {
    this.#look = look;
    const changed = () => this.#ask();
    const last = () => this.#last();
    this.#loss = new Panel(look, last, changed);
    this.#metric = new Panel(look, last, changed);
    this.element.append(this.#loss.element, this.#metric.element);
    this.#observer = new ResizeObserver(changed);
    this.#observer.observe(this.element);
  }
  show(course, past) {
    this.#course = course;
    this.#past = past;
    this.#ask();
  }
  close() {
    this.#observer.disconnect();
    cancelAnimationFrame(this.#frame);
  }
  /** Draw once before the page is next seen, however often it is asked for. */
  #ask() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#course) this.#draw(this.#course);
    });
  }
  #draw(course) {
    const alike = this.#past.filter((past) => past.metric === course.metric);
    const [losses, values] = [lossCurves(course, this.#past), metricCurves(course, alike)];
    this.#loss.draw(losses, this.#look.logarithmic);
    this.#metric.draw(values, false);
    this.#loss.write(say("training_loss"), losses);
    this.#metric.write(course.metric, values, course);
    this.#metric.element.hidden = !course.values.last;
  }
  #last() {
    const courses = [...this.#course ? [this.#course] : [], ...this.#past];
    return Math.max(1, ...courses.map((course) => course.epochsDone));
  }
};
function lossCurves(course, past) {
  return [
    ...past.map((one, place) => pastCurve(one.val.points(), place)),
    { name: say("training_steps"), points: course.steps.points(), colour: STEPS, width: 1 },
    { name: say("training_train"), points: course.train.points(), colour: TRAIN, width: 1.8, dots: true },
    { name: say("training_val"), points: course.val.points(), colour: VAL, width: 1.8, dots: true }
  ];
}
function metricCurves(course, past) {
  return [
    ...past.map((one, place) => pastCurve(one.values.points(), place)),
    { name: say("training_val"), points: course.values.points(), colour: VAL, width: 1.8, dots: true }
  ];
}
function pastCurve(points, place) {
  return { name: "", points, colour: pastColour(place), width: 1.1 };
}
var Panel = class {
  element = element("div", "panel");
  #look;
  #last;
  #canvas = element("canvas", "");
  #title = element("b", "");
  #entries = element("span", "entries");
  constructor(look, last, changed) {
    this.#look = look;
    this.#last = last;
    this.#canvas.tabIndex = 0;
    this.#canvas.setAttribute("role", "img");
    this.#canvas.title = say("training_chart_hint");
    this.element.append(element("div", "legend", this.#title, this.#entries), this.#canvas);
    handle({ canvas: this.#canvas, look, last, changed });
  }
  draw(curves, logarithmic) {
    const { pointed, chosen } = this.#look;
    draw(this.#canvas, { curves, range: this.#look.seen(this.#last()), logarithmic, pointed, chosen });
  }
  write(title, curves, course) {
    const said = curves.filter((curve) => curve.name && curve.points.length > 0);
    const texts = said.map((curve) => `${curve.name} ${valueAt(curve, this.#look.pointed, course)}`.trim());
    const label = [title, ...texts].join(", ");
    if (label === this.#canvas.getAttribute("aria-label")) return;
    this.#canvas.setAttribute("aria-label", label);
    write(this.#title, title);
    this.#entries.replaceChildren(...said.map((curve, place) => entry(curve, texts[place] ?? "")));
  }
};
function valueAt(curve, pointed, course) {
  if (pointed === null && curve.colour === STEPS) return "";
  const place = pointed === null ? curve.points.length - 1 : nearest(curve.points, pointed);
  const point = curve.points[place];
  const row = course?.rows.find((one) => one.epoch === point?.x);
  return row?.written || figure(point?.y ?? null);
}
function entry(curve, text) {
  const mark = element("i", "");
  mark.style.background = curve.colour;
  return element("span", "", mark, text);
}

// src/training/epochs.ts
var Epochs = class {
  element = element("details", "epochs");
  #table = element("table", "");
  #course = null;
  #shown = "";
  constructor() {
    this.element.append(element("summary", "", say("training_epochs")), this.#table);
    this.element.addEventListener("toggle", () => this.#write());
  }
  show(course) {
    this.#course = course;
    this.#write();
  }
  /** Rows are made while they are seen, and only when there are others. */
  #write() {
    const course = this.#course;
    const state = `${course?.rows[0]?.time} ${course?.rows.at(-1)?.time}`;
    if (!course || !this.element.open || this.#shown === state) return;
    this.#shown = state;
    const heads = [
      say("training_epoch"),
      `${say("training_loss")}, ${say("training_train")}`,
      `${say("training_loss")}, ${say("training_val")}`,
      course.metric,
      say("training_rate"),
      say("training_time")
    ];
    const rows = course.rows.toReversed().map((row) => [
      whole(row.epoch),
      figure(row.train_loss),
      figure(row.val_loss),
      row.written,
      figure(row.learning_rate),
      duration(row.seconds)
    ]);
    this.#table.replaceChildren(
      element("thead", "", line2("th", heads)),
      element("tbody", "", ...rows.map((cells) => line2("td", cells)))
    );
  }
};
function line2(kind, cells) {
  return element("tr", "", ...cells.map((cell) => element(kind, "", cell)));
}

// src/training/following.ts
var MILLISECONDS_BETWEEN_LOOKS = 500;
var followed = /* @__PURE__ */ new Map();
function follow(run, listener) {
  const found = followed.get(run) ?? new Following(run);
  followed.set(run, found);
  found.listeners.add(listener);
  found.wake();
  return found;
}
var Following = class {
  run;
  course = new Course();
  listeners = /* @__PURE__ */ new Set();
  /** What is wrong with the record, in the server's words. */
  problem = "";
  #cursor = "";
  #looking = false;
  #asked = false;
  constructor(run) {
    this.run = run;
  }
  leave(listener) {
    this.listeners.delete(listener);
    if (this.listeners.size === 0) followed.delete(this.run);
  }
  /** Look, as there may be more to read than the last look found. */
  wake() {
    this.#asked = true;
    if (this.#looking) return;
    this.#looking = true;
    void this.#look().finally(() => {
      this.#looking = false;
    });
  }
  async #look() {
    let goesOn = true;
    while ((goesOn || this.#asked) && this.listeners.size > 0) {
      await seen();
      this.#asked = false;
      goesOn = await this.#read();
      for (const listener of this.listeners) listener();
      if (goesOn) await pause(MILLISECONDS_BETWEEN_LOOKS);
    }
  }
  /** Whether there will be more. */
  async #read() {
    try {
      for (; ; ) {
        const path = `/runs/${encodeURIComponent(this.run)}/events?cursor=${this.#cursor}`;
        const told = await get(path);
        this.#cursor = told.cursor;
        this.course.take(told);
        this.problem = "";
        if (!told.more) return told.running;
      }
    } catch (error) {
      this.problem = error instanceof Refused ? error.message : "";
      this.course.running = false;
      return !(error instanceof Refused);
    }
  }
};
function pause(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds));
}
function seen() {
  if (!document.hidden) return Promise.resolve();
  return new Promise((done) => {
    document.addEventListener("visibilitychange", () => done(), { once: true });
  });
}

// src/training/past.ts
var MOST = 8;
var Past = class {
  element = element("div", "past");
  #own;
  #look;
  #changed;
  #chosen = element("select", "");
  #entries = element("span", "entries");
  #followed = [];
  constructor(own, look, changed) {
    this.#own = own;
    this.#look = look;
    this.#changed = changed;
    this.#chosen.setAttribute("aria-label", say("training_lay_over"));
    this.#chosen.title = say("training_lay_over");
    this.#offer([]);
    for (const event of ["pointerdown", "focus"]) {
      this.#chosen.addEventListener(event, () => void this.#load());
    }
    this.#chosen.addEventListener("pointerdown", (event) => event.stopPropagation());
    this.#chosen.addEventListener("change", () => this.#add(this.#chosen.value));
    this.element.append(this.#chosen, this.#entries);
    for (const run of look.past) this.#follow(run);
    this.#list();
  }
  courses() {
    return this.#followed.map((one) => one.course);
  }
  close() {
    for (const one of this.#followed) one.leave(this.#changed);
  }
  async #load() {
    const { names } = await get("/run-names");
    const others = names.filter((name) => name !== this.#own() && !this.#look.past.includes(name));
    this.#offer(others);
  }
  #offer(names) {
    const texts = [...this.#chosen.options].slice(1).map((option) => option.value);
    if (this.#chosen.options.length > 0 && texts.join("\n") === names.join("\n")) return;
    const none = element("option", "", say("training_lay_over"));
    none.value = "";
    this.#chosen.replaceChildren(none, ...names.map((name) => element("option", "", name)));
  }
  #add(run) {
    this.#chosen.value = "";
    if (!run || this.#look.past.includes(run) || this.#look.past.length >= MOST) return;
    this.#look.past.push(run);
    this.#follow(run);
    this.#list();
    void this.#load();
  }
  #follow(run) {
    this.#followed.push(follow(run, this.#changed));
  }
  #remove(run) {
    this.#look.past = this.#look.past.filter((name) => name !== run);
    for (const one of this.#followed) if (one.run === run) one.leave(this.#changed);
    this.#followed = this.#followed.filter((one) => one.run !== run);
    this.#list();
    this.#chosen.focus();
    this.#changed();
  }
  /** How far the runs are that are laid over: one that another process trains goes on. */
  show() {
    const written = this.#followed.map(({ course }) => course.rows.at(-1)?.written ?? "");
    [...this.#entries.children].forEach((entry2, place) => {
      const value = entry2.querySelector("output");
      if (value) write(value, written[place] ?? "");
    });
  }
  #list() {
    const entries = this.#followed.map(({ run }, place) => {
      const mark = element("i", "");
      mark.style.background = pastColour(place);
      const hint = say("training_take_away", { run });
      const away = button("×", hint, () => this.#remove(run));
      away.setAttribute("aria-label", hint);
      return element("span", "", mark, `${run} `, element("output", ""), away);
    });
    this.#entries.replaceChildren(...entries);
    this.show();
  }
};

// src/training/saying.ts
function stateOf(training, course) {
  if (training.outcome === "completed" && course.end?.reason === "diverged") return say("training_diverged");
  if (training.outcome) return say(`training_${training.outcome}`);
  if (training.state === "exporting") return say("training_exporting");
  if (training.stopping) return say("training_stopping");
  if (!course.start) return say("training_preparing");
  const { epochs, steps_per_epoch: steps } = course.start;
  const epoch = Math.min(epochs, Math.floor(course.epochsDone) + 1);
  const at = say("training_at", { epoch: whole(epoch), epochs: whole(epochs) });
  if (course.epoch !== epoch || course.step === 0) return at;
  return `${at}, ${say("training_step", { step: whole(course.step), steps: whole(steps) })}`;
}
function factsOf(course) {
  const facts = [];
  if (course.secondsLeft !== null && course.secondsLeft > 0) {
    facts.push([say("training_left"), duration(course.secondsLeft)]);
  }
  if (course.end) facts.push([say("training_took"), duration(course.end.seconds)]);
  if (course.end?.best_epoch) facts.push([say("training_best"), bestOf(course, course.end.best_epoch)]);
  if (course.samplesPerSecond !== null) facts.push([say("training_speed"), whole(course.samplesPerSecond)]);
  if (course.learningRate !== null) facts.push([say("training_rate"), figure(course.learningRate)]);
  if (course.start) {
    facts.push([say("training_parameters"), whole(course.start.parameters)]);
    facts.push([say("training_device"), course.start.device]);
  }
  return facts;
}
function epochInWords(course) {
  const row = course.rows.at(-1);
  if (!row) return "";
  const loss = { epoch: whole(row.epoch), train: figure(row.train_loss), val: figure(row.val_loss) };
  const metric = row.metric ? `, ${row.metric} ${row.written}` : "";
  return say("training_epoch_done", loss) + metric;
}
function bestOf(course, epoch) {
  const row = course.rows.find((one) => one.epoch === epoch);
  const named = say("training_best_epoch", { epoch: whole(epoch) });
  return row ? `${row.written} (${named})` : named;
}

// src/training/stopping.ts
var Stopping = class {
  element = element("div", "stopping");
  #keep;
  #discard;
  #run = "";
  constructor() {
    this.#keep = button(say("training_keep"), say("training_keep_hint"), () => void this.#stop(true));
    this.#discard = button(say("training_discard"), say("training_discard_hint"), () => void this.#confirmed());
    this.#discard.classList.add("discard");
    this.element.append(this.#keep, this.#discard);
  }
  show(training) {
    this.#run = training.run ?? "";
    this.element.hidden = training.state === "ended" || training.run === null;
    const isTraining = training.state === "training" && !training.stopping;
    this.#keep.disabled = this.#discard.disabled = !isTraining;
  }
  async #confirmed() {
    const title = say("training_discard");
    const message = say("training_discard_question", { run: this.#run });
    const dialog = app.extensionManager.dialog;
    const asked = dialog ? dialog.confirm({ title, message, type: "delete" }) : confirm(message);
    if (await asked) await this.#stop(false);
  }
  async #stop(keep) {
    try {
      await post(`/runs/${encodeURIComponent(this.#run)}/stop`, { keep });
    } catch (error) {
      const detail = error instanceof Refused ? `${error.message} ${error.fix}` : String(error);
      app.extensionManager.toast?.add({ severity: "error", summary: this.#run, detail, life: 8e3 });
    }
  }
};

// src/training/view.ts
var NOTHING = new Course();
var View = class {
  element = element("section", "netwright-training");
  #look;
  #name = element("b", "");
  #state = element("span", "state");
  #facts = element("dl", "facts");
  #problem = element("p", "problem");
  #warnings = element("ul", "warnings");
  #logarithmic;
  #curves;
  #past;
  #stopping = new Stopping();
  #epochs = new Epochs();
  #announcer = new Announcer();
  #changed = () => this.#show();
  #training;
  #followed = null;
  #warned = [];
  constructor(training, look) {
    this.#training = training;
    this.#look = look;
    this.#curves = new Curves(look);
    this.#past = new Past(() => this.#training.run, look, this.#changed);
    this.#logarithmic = button(say("training_log"), say("training_log_hint"), () => this.#toggle());
    const all = button(say("training_all"), say("training_all_hint"), () => this.#seeAll());
    const tools = element("div", "tools", this.#logarithmic, all, this.#past.element);
    this.element.append(
      element("header", "", this.#name, this.#state),
      this.#facts,
      this.#problem,
      this.#warnings,
      this.#curves.element,
      tools,
      this.#epochs.element,
      this.#stopping.element,
      this.#announcer.element
    );
    this.tell(training);
  }
  /** News of the training. */
  tell(training) {
    this.#training = training;
    const isGone = training.outcome === "discarded";
    if (training.run && training.run !== this.#followed?.run && !isGone) {
      this.#followed?.leave(this.#changed);
      this.#followed = follow(training.run, this.#changed);
    }
    if (!isGone) this.#followed?.wake();
    this.#show();
  }
  close() {
    this.#followed?.leave(this.#changed);
    this.#past.close();
    this.#curves.close();
    this.#announcer.close();
  }
  #show() {
    const training = this.#training;
    const course = this.#followed?.course ?? NOTHING;
    const state = stateOf(training, course);
    write(this.#name, training.run ?? "");
    write(this.#state, state);
    this.element.setAttribute("aria-label", say("training_of", { run: training.run ?? "" }));
    this.#showFacts(factsOf(course));
    this.#showWarnings(course.warnings);
    const problem = training.outcome === "discarded" ? "" : this.#followed?.problem ?? "";
    write(this.#problem, problem);
    this.#problem.hidden = !problem;
    this.#logarithmic.setAttribute("aria-pressed", String(this.#look.logarithmic));
    this.#stopping.show(training);
    this.#epochs.show(course);
    this.#past.show();
    this.#curves.show(course, this.#past.courses());
    this.#announcer.tell(training.state === "training" ? epochInWords(course) : state);
  }
  #showFacts(facts) {
    if (facts.flat().join("\n") === this.#facts.dataset["said"]) return;
    this.#facts.dataset["said"] = facts.flat().join("\n");
    const pairs = facts.map(
      ([name, value]) => element("div", "", element("dt", "", name), element("dd", "", value))
    );
    this.#facts.replaceChildren(...pairs);
  }
  #showWarnings(warnings) {
    if (warnings.at(-1) === this.#warned.at(-1) && warnings.length === this.#warned.length) return;
    this.#warned = warnings;
    this.#warnings.replaceChildren(
      ...warnings.map(
        ({ message, fix }) => element("li", "", message, " ", element("em", "", say("training_fix", { fix })))
      )
    );
    const newest = warnings.at(-1);
    if (newest) this.#announcer.tell(`${newest.message} ${newest.fix}`);
  }
  #toggle() {
    this.#look.logarithmic = !this.#look.logarithmic;
    this.#show();
  }
  #seeAll() {
    this.#look.range = null;
    this.#show();
  }
};

// src/training/place.ts
var WIDGET2 = "netwright_training";
var [WIDTH, HEIGHT] = [440, 420];
var places = /* @__PURE__ */ new WeakMap();
function placeOf(node) {
  return places.get(node);
}
function addPlace(node) {
  places.set(node, new Place(node));
}
var Place = class {
  #node;
  #element = element("div", "netwright-training-place");
  #view = null;
  constructor(node) {
    this.#node = node;
    this.#element.hidden = true;
    const height = () => this.#view ? HEIGHT : 0;
    const widget = node.addDOMWidget(WIDGET2, WIDGET2, this.#element, {
      serialize: false,
      hideOnZoom: false,
      getMinHeight: height,
      margin: 6
    });
    widget.serialize = false;
    widget.hidden = true;
    const before = node.onRemoved;
    node.onRemoved = () => {
      before?.call(node);
      this.#view?.close();
    };
  }
  show(training) {
    if (this.#view) this.#view.tell(training);
    else this.#open(new View(training, lookOf(`${training.workflow} ${training.node}`)));
  }
  #open(view) {
    this.#view = view;
    this.#element.append(view.element);
    this.#element.hidden = false;
    const node = this.#node;
    for (const widget of node.widgets ?? []) if (widget.name === WIDGET2) widget.hidden = false;
    const [width, height] = node.computeSize();
    node.setSize([Math.max(node.size[0], width, WIDTH), Math.max(node.size[1], height)]);
    node.setDirtyCanvas(true, false);
    this.#widen(node.size[0]);
  }
  /** Vue nodes have a width of their own, in the way that the handle at their corner changes it. */
  #widen(width) {
    const vue = this.#element.closest("[data-node-id]");
    if (vue && vue.offsetWidth < width) vue.style.setProperty("--node-width", `${width}px`);
  }
};

// src/training/style.ts
var STYLE = `
.netwright-training-place { width: 100%; height: 100%; }
.netwright-training-place[hidden] { display: none !important; }
.netwright-training { display: flex; flex-direction: column; gap: 4px; box-sizing: border-box;
  width: 100%; height: 100%; min-height: 380px; padding: 6px 8px; overflow: auto;
  border-radius: 6px; font: 12px/1.4 sans-serif; cursor: default;
  color: var(--input-text); background: var(--comfy-menu-bg); --netwright-grid: #8885; }
.netwright-training [hidden] { display: none !important; }
.netwright-training header { display: flex; gap: 8px; align-items: baseline; flex-wrap: wrap; }
.netwright-training .state { font-variant-numeric: tabular-nums; }
.netwright-training .facts { display: flex; flex-wrap: wrap; gap: 0 12px; margin: 0;
  font-variant-numeric: tabular-nums; }
.netwright-training .facts div { display: flex; gap: 4px; }
.netwright-training dt { color: var(--descrip-text); }
.netwright-training dd { margin: 0; }
.netwright-training .problem { margin: 0; color: var(--error-text); white-space: pre-wrap; }
.netwright-training .warnings { margin: 0; padding: 2px 6px 2px 18px; max-height: 72px; overflow: auto;
  flex: none; border-left: 3px solid #e0a500; list-style: disc; }
.netwright-training .warnings:empty { display: none; }
.netwright-training .curves { display: flex; flex-direction: column; gap: 4px; flex: 1 1 240px;
  min-height: 200px; }
.netwright-training .panel { display: flex; flex-direction: column; flex: 1; min-height: 0; }
.netwright-training canvas { flex: 1; min-height: 0; width: 100%; height: 0; cursor: crosshair;
  touch-action: none; color: var(--descrip-text); }
.netwright-training .legend { display: flex; justify-content: space-between; gap: 8px;
  font-variant-numeric: tabular-nums; }
.netwright-training .entries { display: inline-flex; flex-wrap: wrap; gap: 0 10px; }
.netwright-training .entries i { display: inline-block; width: 10px; height: 3px; margin-right: 4px;
  vertical-align: middle; border-radius: 1px; }
.netwright-training .tools, .netwright-training .stopping { display: flex; flex-wrap: wrap; gap: 6px;
  align-items: center; flex: none; }
.netwright-training .past { display: contents; }
.netwright-training .past .entries button { border: 0; background: none; padding: 0 4px; }
.netwright-training button, .netwright-training select { font: inherit; color: var(--input-text);
  background: var(--comfy-input-bg); border: 1px solid var(--border-color); border-radius: 4px;
  padding: 2px 8px; cursor: pointer; max-width: 180px; }
.netwright-training button:hover:not(:disabled) { background: var(--content-hover-bg); }
.netwright-training button:disabled { opacity: 0.5; cursor: default; }
.netwright-training button[aria-pressed="true"] { border-color: #5b9bd5; box-shadow: inset 0 0 0 1px #5b9bd5; }
.netwright-training .stopping { justify-content: flex-end; }
.netwright-training .stopping .discard { border-color: var(--error-text); }
.netwright-training :focus-visible { outline: 2px solid #5b9bd5; outline-offset: 1px; }
.netwright-training .epochs { flex: none; max-height: 180px; overflow: auto; }
.netwright-training summary { cursor: pointer; }
.netwright-training table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
.netwright-training th, .netwright-training td { text-align: right; padding: 1px 6px; font-weight: normal; }
.netwright-training th { color: var(--descrip-text); position: sticky; top: 0; background: var(--comfy-menu-bg); }
.netwright-training .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; }
`;
function addStyle() {
  const sheet = document.createElement("style");
  sheet.textContent = STYLE;
  document.head.append(sheet);
}

// src/training/showing.ts
var TYPES = /* @__PURE__ */ new Set(["NetwrightTrain", "NetwrightResume", "create_training_task"]);
var NEWS = "netwright.training";
function registerTraining() {
  app.registerExtension({
    name: "netwright.training",
    init() {
      addStyle();
      api.addEventListener(NEWS, (event) => void hear(event.detail));
      api.addEventListener("reconnected", () => void showAll());
    },
    beforeRegisterNodeDef({ prototype }, { name }) {
      if (!TYPES.has(name)) return;
      const before = prototype.onNodeCreated;
      prototype.onNodeCreated = function() {
        before?.call(this);
        addPlace(this);
      };
    },
    afterConfigureGraph() {
      void showAll();
    }
  });
}
async function showAll() {
  const workflow = root().id ?? "";
  const { trainings } = await get(`/trainings?workflow=${encodeURIComponent(workflow)}`);
  for (const training of trainings) show2(training);
}
async function hear(training) {
  show2(training);
  if (training.state === "preparing" && nodeOf(training)) await showAll();
}
function show2(training) {
  const node = nodeOf(training);
  if (node) placeOf(node)?.show(training);
}
function nodeOf(training) {
  if (!training.workflow || training.workflow !== root().id) return null;
  let graph = root();
  let node = null;
  for (const id of training.node.split(":")) {
    node = graph?.getNodeById(id) ?? graph?.getNodeById(Number(id)) ?? null;
    graph = node?.subgraph;
  }
  return node;
}
function root() {
  return app.rootGraph ?? app.graph;
}

// src/main.ts
registerTexts();
registerTraining();
