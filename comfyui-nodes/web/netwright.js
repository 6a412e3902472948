// Built from comfyui-nodes/page by 'npm run build'. Change it there.

// src/comfy.ts
var page = globalThis.comfyAPI;
var app = page.app.app;
var api = page.api.api;
var liteGraph = () => globalThis.LiteGraph;
var rootGraph = () => app.rootGraph ?? app.graph;

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
var en_default3 = {
  shapesParameters: "{count} params",
  shapesMultiplyAdds: "{count} MACs",
  shapesNoParameters: "no parameters",
  shapesMemory: "memory: {training} to train, {inference} to use",
  shapesWaiting: "needs {sockets}",
  shapesSpoken: "{title} gives {shape}; {costs}.",
  shapesSpokenWaiting: "{title} waits for {sockets}.",
  shapesSpokenProblem: "{title} does not fit: {problem}",
  shapesElsewhere: "* In other places of this subgraph:\n{places}",
  shapesProblemOf: "Problem of {title}",
  shapesProblems: "Does not fit: {count}",
  shapesNoProblems: "Nothing is found that does not fit.",
  shapesNoRepair: "No repair is known. The message says what to do.",
  shapesAllFit: "All layers fit.",
  shapesMended: "Done: {repair}. Ctrl+Z takes it back.",
  shapesNotMended: "The canvas has changed; this is not done: {repair}",
  shapesSelectLayer: "Select one layer to hear its shape.",
  shapesSummary: "Netwright: the networks on this canvas",
  shapesBatchSize: "Batch",
  shapesColours: "Colours",
  shapesColoursNow: "Colours of cost: {cost}",
  shapesCostOff: "off",
  shapesCostParameters: "parameters",
  shapesCostMultiplyAdds: "multiply-adds",
  shapesExport: "Netwright: export the network",
  shapesDiagram: "Diagram (SVG)",
  shapesCode: "Python code",
  shapesDocument: "Network document",
  shapesNotExported: "The network was not exported",
  shapesNoServer: "ComfyUI's server does not answer; shapes are not up to date.",
  shapesCommandNext: "Netwright: go to the next problem",
  shapesCommandFix: "Netwright: apply the suggested fix",
  shapesCommandRead: "Netwright: read the selected layer's shape",
  shapesCommandColours: "Netwright: change the colours of cost",
  shapesSettingShow: "Show shapes, sizes and problems of networks on the canvas",
  shapesSettingColours: "Colour layers by their cost",
  shapesSettingBatchSize: "Batch size at which memory is counted"
};

// src/words/shapes/zh.json
var zh_default3 = {
  shapesParameters: "{count} 参数",
  shapesMultiplyAdds: "{count} MACs",
  shapesNoParameters: "无参数",
  shapesMemory: "内存：训练 {training}，推理 {inference}",
  shapesWaiting: "需要 {sockets}",
  shapesSpoken: "{title} 输出 {shape}；{costs}。",
  shapesSpokenWaiting: "{title} 正等待 {sockets}。",
  shapesSpokenProblem: "{title} 不匹配：{problem}",
  shapesElsewhere: "* 在此子图的其他位置：\n{places}",
  shapesProblemOf: "{title} 的问题",
  shapesProblems: "不匹配：{count}",
  shapesNoProblems: "未发现不匹配之处。",
  shapesNoRepair: "没有已知的修复方法，请按提示信息处理。",
  shapesAllFit: "所有层均匹配。",
  shapesMended: "已完成：{repair}。按 Ctrl+Z 撤销。",
  shapesNotMended: "画布已更改，未执行：{repair}",
  shapesSelectLayer: "请选择一个层以朗读其形状。",
  shapesSummary: "Netwright：此画布上的网络",
  shapesBatchSize: "批大小",
  shapesColours: "着色",
  shapesColoursNow: "开销着色：{cost}",
  shapesCostOff: "关闭",
  shapesCostParameters: "参数量",
  shapesCostMultiplyAdds: "乘加运算量",
  shapesExport: "Netwright：导出网络",
  shapesDiagram: "结构图 (SVG)",
  shapesCode: "Python 代码",
  shapesDocument: "网络文档",
  shapesNotExported: "网络未能导出",
  shapesNoServer: "ComfyUI 服务器没有响应，形状并非最新。",
  shapesCommandNext: "Netwright：转到下一个问题",
  shapesCommandFix: "Netwright：应用建议的修复",
  shapesCommandRead: "Netwright：朗读所选层的形状",
  shapesCommandColours: "Netwright：切换开销着色",
  shapesSettingShow: "在画布上显示网络的形状、规模和问题",
  shapesSettingColours: "按开销为层着色",
  shapesSettingBatchSize: "计算内存时使用的批大小"
};

// src/words/shapes/zh-TW.json
var zh_TW_default3 = {
  shapesParameters: "{count} 參數",
  shapesMultiplyAdds: "{count} MACs",
  shapesNoParameters: "無參數",
  shapesMemory: "記憶體：訓練 {training}，推論 {inference}",
  shapesWaiting: "需要 {sockets}",
  shapesSpoken: "{title} 輸出 {shape}；{costs}。",
  shapesSpokenWaiting: "{title} 正等待 {sockets}。",
  shapesSpokenProblem: "{title} 不相符：{problem}",
  shapesElsewhere: "* 在此子圖的其他位置：\n{places}",
  shapesProblemOf: "{title} 的問題",
  shapesProblems: "不相符：{count}",
  shapesNoProblems: "未發現不相符之處。",
  shapesNoRepair: "沒有已知的修復方法，請依訊息處理。",
  shapesAllFit: "所有層皆相符。",
  shapesMended: "已完成：{repair}。按 Ctrl+Z 復原。",
  shapesNotMended: "畫布已變更，未執行：{repair}",
  shapesSelectLayer: "請選取一個層以朗讀其形狀。",
  shapesSummary: "Netwright：此畫布上的網路",
  shapesBatchSize: "批次大小",
  shapesColours: "著色",
  shapesColoursNow: "成本著色：{cost}",
  shapesCostOff: "關閉",
  shapesCostParameters: "參數量",
  shapesCostMultiplyAdds: "乘加運算量",
  shapesExport: "Netwright：匯出網路",
  shapesDiagram: "結構圖 (SVG)",
  shapesCode: "Python 程式碼",
  shapesDocument: "網路文件",
  shapesNotExported: "網路未能匯出",
  shapesNoServer: "ComfyUI 伺服器沒有回應，形狀並非最新。",
  shapesCommandNext: "Netwright：前往下一個問題",
  shapesCommandFix: "Netwright：套用建議的修復",
  shapesCommandRead: "Netwright：朗讀所選層的形狀",
  shapesCommandColours: "Netwright：切換成本著色",
  shapesSettingShow: "在畫布上顯示網路的形狀、規模和問題",
  shapesSettingColours: "依成本為層著色",
  shapesSettingBatchSize: "計算記憶體時使用的批次大小"
};

// src/words/training/en.json
var en_default4 = {};

// src/words/training/zh.json
var zh_default4 = {};

// src/words/training/zh-TW.json
var zh_TW_default4 = {};

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
function speak(locale) {
  words = LANGUAGES[locale] ?? LANGUAGES[locale.split("-")[0] ?? ""] ?? en;
}
function say(word, values = {}) {
  return words[word].replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

// src/shapes/commands.ts
var PREFIX = "Netwright.";
var KEYBINDINGS = [
  { commandId: `${PREFIX}NextProblem`, combo: { key: "F8" } },
  { commandId: `${PREFIX}ApplyFix`, combo: { key: ".", ctrl: true } },
  { commandId: `${PREFIX}ReadShape`, combo: { key: "F8", shift: true } },
  { commandId: `${PREFIX}CostColours`, combo: { key: "F8", alt: true } }
];
function commands(shapes) {
  return [
    {
      id: `${PREFIX}NextProblem`,
      label: say("shapesCommandNext"),
      icon: "pi pi-exclamation-triangle",
      function: () => shapes()?.nextProblem()
    },
    {
      id: `${PREFIX}ApplyFix`,
      label: say("shapesCommandFix"),
      icon: "pi pi-wrench",
      function: () => shapes()?.applyFix()
    },
    {
      id: `${PREFIX}ReadShape`,
      label: say("shapesCommandRead"),
      icon: "pi pi-volume-up",
      function: () => shapes()?.readShape()
    },
    {
      id: `${PREFIX}CostColours`,
      label: say("shapesCommandColours"),
      icon: "pi pi-palette",
      function: () => shapes()?.nextCost()
    }
  ];
}

// src/shapes/kinds.ts
var NETWORK = /^(Netwright\/(Build|Layers)|Build and train your network)/;
var OURS = /^(Netwright|Build and train your network)/;
var TYPED = /^Primitive/;
var ofNetworks = /* @__PURE__ */ new Set();
var ours = /* @__PURE__ */ new Set();
function learnKind(definition) {
  const category = definition.category ?? "";
  if (OURS.test(category)) ours.add(definition.name);
  if (NETWORK.test(category)) ofNetworks.add(definition.name);
}
var isOfNetwork = (type) => ofNetworks.has(type);
var isHeard = (type) => ours.has(type) || TYPED.test(type);

// src/ask.ts
var Refused = class extends Error {
  fix;
  status;
  constructor(message, fix, status = 400) {
    super(message);
    this.fix = fix;
    this.status = status;
  }
};
var OWN_PAGE = { "X-Netwright": "1" };
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
    return new Refused(message, fix, response.status);
  } catch {
    const said = `The server answers ${response.status} ${response.statusText}.`;
    return new Refused(said, "", response.status);
  }
}

// src/shapes/elements.ts
function make(tag, className, properties = {}, ...within) {
  const element = document.createElement(tag);
  element.className = className;
  Object.assign(element, properties);
  element.append(...within);
  return element;
}
function button(className, text, press) {
  const made = make("button", className, { type: "button", textContent: text });
  made.addEventListener("click", press);
  return made;
}

// src/shapes/stripping.ts
var OF_NODES = ["id", "type", "mode", "inputs", "outputs", "title"];
var OF_GRAPHS = ["links", "reroutes", "inputs", "outputs", "inputNode", "outputNode", "id", "name"];
function stripped(workflow, isHeard2) {
  const subgraphs = subgraphsOf(workflow);
  const hosts = new Set(subgraphs.map((subgraph) => String(subgraph["id"])));
  const keeps = (type) => isHeard2(type) || hosts.has(type);
  const told = graph(workflow, keeps);
  if (subgraphs.length === 0) return told;
  return { ...told, definitions: { subgraphs: subgraphs.map((inner) => graph(inner, keeps)) } };
}
function subgraphsOf(workflow) {
  const definitions = workflow["definitions"];
  return definitions?.subgraphs ?? [];
}
function graph(saved, keeps) {
  return { ...picked(saved, OF_GRAPHS), nodes: saved.nodes.map((each) => node(each, keeps)) };
}
function node(saved, keeps) {
  const told = picked(saved, OF_NODES);
  if (!keeps(saved.type)) return told;
  return { ...told, ...picked(saved, ["widgets_values", "properties"]) };
}
function picked(saved, names) {
  const present = names.filter((name) => saved[name] !== void 0);
  return Object.fromEntries(present.map((name) => [name, saved[name]]));
}

// src/shapes/exporting.ts
var FORMS = [
  ["diagram", "shapesDiagram"],
  ["code", "shapesCode"],
  ["document", "shapesDocument"]
];
async function download(node2, form) {
  const workflow = stripped(rootGraph().serialize(), isHeard);
  try {
    const told = await post("/canvas/export", { node: node2, form, workflow });
    save(told);
  } catch (error) {
    tell(error);
  }
}
function save({ filename, media_type, text }) {
  const href = URL.createObjectURL(new Blob([text], { type: media_type }));
  make("a", "", { href, download: filename }).click();
  setTimeout(() => URL.revokeObjectURL(href), 1e4);
}
function tell(error) {
  const detail = error instanceof Refused ? `${error.message} ${error.fix}`.trim() : say("shapesNoServer");
  const summary = say("shapesNotExported");
  app.extensionManager.toast?.add({ severity: "warn", summary, detail, life: 8e3 });
}

// src/shapes/node_menu.ts
function addExportMenu(type, pathOf) {
  const before = type.prototype.getExtraMenuOptions;
  type.prototype.getExtraMenuOptions = function(canvas, items) {
    const given = before?.call(this, canvas, items);
    const options = FORMS.map(([form, word]) => ({
      content: say(word),
      callback: () => void download(pathOf(this), form)
    }));
    items.push({ content: say("shapesExport"), submenu: { options } });
    return given;
  };
}

// src/shapes/scale.ts
var CIVIDIS = [
  [0, 34, 78],
  [38, 64, 108],
  [87, 93, 109],
  [125, 124, 120],
  [166, 157, 117],
  [211, 193, 100],
  [254, 232, 56]
];
var COSTS = ["off", "parameters", "multiply_adds"];
function position(cost2, most) {
  return most <= 0 ? 0 : Math.sqrt(Math.min(1, Math.max(0, cost2 / most)));
}
function shade(at) {
  const scaled = Math.min(1, Math.max(0, at)) * (CIVIDIS.length - 1);
  const below2 = Math.min(Math.floor(scaled), CIVIDIS.length - 2);
  const mixed = between(CIVIDIS[below2], CIVIDIS[below2 + 1], scaled - below2);
  return { background: `rgb(${mixed.join(", ")})`, text: luminance(mixed) > 0.35 ? "#000" : "#fff" };
}
function gradient() {
  const colours = CIVIDIS.map((colour) => `rgb(${colour.join(", ")})`);
  return `linear-gradient(to right, ${colours.join(", ")})`;
}
function costAfter(cost2) {
  return COSTS[(COSTS.indexOf(cost2) + 1) % COSTS.length];
}
function between(from, to, share) {
  const mix = (axis) => Math.round(from[axis] + (to[axis] - from[axis]) * share);
  return [mix(0), mix(1), mix(2)];
}
function luminance([red, green, blue]) {
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}

// src/shapes/numbers.ts
var THOUSANDS = ["", " k", " M", " G", " T", " P"];
var BYTES = [" B", " kB", " MB", " GB", " TB", " PB"];
function shapeText(shape) {
  return shape.length === 0 ? "1" : shape.join(" × ");
}
function countText(count) {
  return shortened(count, THOUSANDS);
}
function bytesText(bytes) {
  return shortened(bytes, BYTES);
}
function shortened(count, units) {
  let [value, unit] = [count, 0];
  while (value >= 999.5 && unit < units.length - 1) [value, unit] = [value / 1e3, unit + 1];
  const digits = unit === 0 ? String(value) : String(Number(value.toPrecision(3)));
  return digits + units[unit];
}

// src/shapes/sentences.ts
function outputsText(told) {
  const [first, ...others] = told.outputs;
  if (!first) return "";
  if (others.length === 0) return shapeText(first.shape);
  return told.outputs.map((flow) => `${flow.name} ${shapeText(flow.shape)}`).join(" · ");
}
function costText(told) {
  const parts = [];
  if (told.parameters) parts.push(say("shapesParameters", { count: countText(told.parameters) }));
  if (told.multiply_adds) {
    parts.push(say("shapesMultiplyAdds", { count: countText(told.multiply_adds) }));
  }
  return parts.join(" · ");
}
function spoken(title, told) {
  if (told.problem) return say("shapesSpokenProblem", { title, problem: problemText(told.problem) });
  if (told.outputs.length === 0 && told.waiting.length > 0) {
    return say("shapesSpokenWaiting", { title, sockets: told.waiting.join(", ") });
  }
  const costs = costText(told) || say("shapesNoParameters");
  return say("shapesSpoken", { title, shape: outputsText(told), costs });
}
function problemText(problem) {
  return [problem.message, problem.fix].filter(Boolean).join(" ");
}
function briefly(message) {
  return (message.split("\n")[0] ?? "").replace(/\.$/, "");
}
function networkCosts(network) {
  return [
    say("shapesParameters", { count: countText(network.parameters) }),
    say("shapesMultiplyAdds", { count: countText(network.multiply_adds) })
  ].join(" · ");
}
function networkMemory(network) {
  return say("shapesMemory", {
    training: bytesText(network.training_memory),
    inference: bytesText(network.inference_memory)
  });
}

// src/shapes/summary.ts
var COST_WORDS = {
  off: "shapesCostOff",
  parameters: "shapesCostParameters",
  multiply_adds: "shapesCostMultiplyAdds"
};
var Summary = class {
  element = make("section", "nw-summary", { hidden: true });
  #presses;
  #networks = make("div", "nw-networks");
  #problems;
  #notice = make("p", "nw-notice");
  #batch = make("input", "nw-batch", { type: "number", min: "1", max: "1000000" });
  #cost;
  #legend = make("div", "nw-legend");
  #written = "";
  constructor(presses) {
    this.#presses = presses;
    this.element.setAttribute("aria-label", say("shapesSummary"));
    this.#problems = button("nw-problems", "", () => presses.nextProblem());
    this.#cost = costChoice((cost2) => presses.cost(cost2));
    this.#batch.addEventListener("change", () => presses.batchSize(this.#batch.valueAsNumber));
    this.element.append(this.#problems, this.#networks, this.#settings(), this.#legend, this.#notice);
  }
  write(glance) {
    const written = JSON.stringify([glance, glance.told?.networks]);
    if (written === this.#written) return;
    this.#written = written;
    const networks = glance.told?.networks ?? [];
    this.element.hidden = !glance.told && !glance.notice;
    this.#networks.replaceChildren(...networks.map((network) => this.#network(network)));
    this.#problems.textContent = `⚠ ${say("shapesProblems", { count: glance.problems })}`;
    this.#problems.hidden = glance.problems === 0;
    this.#batch.value = String(glance.batchSize);
    this.#cost.value = glance.cost;
    this.#notice.textContent = glance.notice;
    this.#notice.hidden = !glance.notice;
    this.#legend.hidden = glance.cost === "off";
    this.#legend.replaceChildren("0", gradientBar(), countText(glance.most));
  }
  #network(network) {
    const name = make("strong", "", { textContent: network.name });
    const costs = make("div", "", { textContent: networkCosts(network) });
    const memory = make("div", "nw-quiet", { textContent: networkMemory(network) });
    const exports = FORMS.map(
      ([form, word]) => button("nw-export", say(word), () => this.#presses.export(network.node, form))
    );
    return make("div", "nw-network", {}, name, costs, memory, make("div", "nw-row", {}, ...exports));
  }
  #settings() {
    const batch = make("label", "", {}, say("shapesBatchSize"), this.#batch);
    const cost2 = make("label", "", {}, say("shapesColours"), this.#cost);
    return make("div", "nw-row", {}, batch, cost2);
  }
};
function costChoice(choose) {
  const options = COSTS.map((value) => make("option", "", { value, text: say(COST_WORDS[value]) }));
  const choice = make("select", "nw-cost", {}, ...options);
  choice.addEventListener("change", () => choose(choice.value));
  return choice;
}
function gradientBar() {
  const bar = make("span", "nw-gradient");
  bar.style.background = gradient();
  return bar;
}

// src/shapes/settings.ts
var SHAPES = "Netwright.Shapes";
var COST = "Netwright.CostColours";
var BATCH_SIZE = "Netwright.BatchSize";
var MOST = 1e6;
var showsShapes = () => setting(SHAPES) !== false;
var cost = () => COSTS.find((each) => each === setting(COST)) ?? "off";
var setCost = (to) => set(COST, to);
function batchSize() {
  const size = Number(setting(BATCH_SIZE));
  return Number.isInteger(size) && size >= 1 && size <= MOST ? size : 32;
}
function setBatchSize(to) {
  if (Number.isFinite(to)) set(BATCH_SIZE, Math.min(MOST, Math.max(1, Math.round(to))));
}
function settings(changed) {
  const common = { onChange: changed };
  return [
    {
      ...common,
      id: SHAPES,
      category: ["Netwright", "Canvas", "Shapes"],
      name: say("shapesSettingShow"),
      type: "boolean",
      defaultValue: true
    },
    {
      ...common,
      id: COST,
      category: ["Netwright", "Canvas", "Colours"],
      name: say("shapesSettingColours"),
      type: "combo",
      options: COSTS.map((value) => ({ value, text: say(COST_WORDS[value]) })),
      defaultValue: "off"
    },
    {
      ...common,
      id: BATCH_SIZE,
      category: ["Netwright", "Canvas", "Batch"],
      name: say("shapesSettingBatchSize"),
      type: "number",
      attrs: { min: 1, max: MOST, step: 1 },
      defaultValue: 32
    }
  ];
}
function setting(id) {
  return app.extensionManager.setting?.get(id);
}
function set(id, value) {
  void app.extensionManager.setting?.set(id, value);
}

// src/shapes/announcing.ts
var REST = 400;
var Announcer = class {
  element = make("div", "nw-said");
  #timer;
  #last = "";
  constructor() {
    this.element.setAttribute("role", "status");
    this.element.setAttribute("aria-live", "polite");
    document.body.append(this.element);
  }
  /** Say it once things have come to rest. */
  say(text) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.now(text), REST);
  }
  /** Say it at once. What is said twice is read twice: the text changes by a space that is not seen. */
  now(text) {
    clearTimeout(this.#timer);
    this.#last = text === this.#last ? `${text} ` : text;
    this.element.textContent = this.#last;
  }
};

// src/shapes/asking.ts
var Asker = class {
  #asks;
  #rest;
  #timer;
  #running;
  /** `rest` is in milliseconds: what comes within it after an edit joins it. */
  constructor(asks, rest) {
    this.#asks = asks;
    this.#rest = rest;
  }
  /** Something may have changed. What was asked before is overtaken. */
  soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#now(), this.#rest);
  }
  stop() {
    clearTimeout(this.#timer);
    this.#running?.abort();
    this.#running = void 0;
  }
  async #now() {
    const question = this.#asks.question();
    if (question === null) return;
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    try {
      const answer2 = await this.#asks.ask(question, running.signal);
      if (this.#running === running) this.#asks.told(answer2);
    } catch (error) {
      if (this.#running === running) this.#asks.failed(error);
    }
  }
};

// src/shapes/layers.ts
var FARTHEST = 0.3;
var FAR = 0.7;
var Layers = class {
  under = make("div", "nw-layer");
  over = make("div", "nw-layer nw-over");
  /** Does not move: a corner of the window. */
  corner = make("div", "nw-corner");
  #drawn = "";
  constructor() {
    const canvas = app.canvas.canvas;
    canvas.after(this.under);
    canvas.parentElement?.append(this.over, this.corner);
    this.over.addEventListener("wheel", passOn, { passive: false });
  }
  /** Lie where the canvas is now. Costs nothing while it has not moved. */
  follow() {
    const { canvas, ds } = app.canvas;
    const drawn = `${canvas.offsetLeft},${canvas.offsetTop},${ds.offset[0]},${ds.offset[1]},${ds.scale}`;
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    for (const layer of [this.under, this.over]) {
      layer.style.left = `${canvas.offsetLeft}px`;
      layer.style.top = `${canvas.offsetTop}px`;
      layer.style.transform = `scale(${ds.scale}) translate(${ds.offset[0]}px, ${ds.offset[1]}px)`;
      layer.style.setProperty("--nw-text", String(enlarged(ds.scale)));
      layer.classList.toggle("nw-far", ds.scale < FAR);
      layer.classList.toggle("nw-farthest", ds.scale < FARTHEST);
    }
  }
  show(visible) {
    for (const layer of [this.under, this.over, this.corner]) layer.hidden = !visible;
  }
};
function enlarged(scale) {
  return [1, 1.25, 1.5, 2].find((size) => size >= 1 / scale) ?? 2;
}
function passOn(event) {
  event.preventDefault();
  app.canvas.canvas.dispatchEvent(new WheelEvent(event.type, event));
}

// src/shapes/card.ts
var Card = class {
  element = make("div", "nw-card");
  #shape = make("span", "nw-shape");
  #costs = make("span", "nw-costs");
  #caption = make("div", "nw-caption", {}, this.#costs, this.#shape);
  #placed = "";
  constructor() {
    this.element.append(make("div", "nw-halo"), this.#caption);
  }
  write(caption) {
    this.#shape.textContent = caption.shape;
    this.#costs.textContent = caption.costs;
    this.#caption.title = caption.all;
    this.#caption.hidden = !caption.shape && !caption.costs;
    this.element.classList.toggle("nw-muted", caption.muted);
    this.element.classList.toggle("nw-shaded", caption.shade !== null);
    this.element.style.setProperty("--nw-shade", caption.shade?.background ?? "");
    this.element.style.setProperty("--nw-on-shade", caption.shade?.text ?? "");
  }
  place(box) {
    this.#placed = placed(this.element, box, this.#placed);
  }
};
function placed(element, box, before) {
  const now = `${box.x},${box.y},${box.width},${box.height}`;
  if (now !== before) {
    element.style.transform = `translate(${box.x}px, ${box.y}px)`;
    element.style.width = `${box.width}px`;
    element.style.height = `${box.height}px`;
  }
  return now;
}

// src/shapes/geometry.ts
var TITLE_HEIGHT = 30;
var COLLAPSED_WIDTH = 80;
var Boxes = class {
  #elements = /* @__PURE__ */ new Map();
  /** With its title. */
  of(node2) {
    const [x, y] = [node2.pos[0], node2.pos[1] - TITLE_HEIGHT];
    const element = liteGraph().vueNodesMode ? this.element(node2) : void 0;
    if (element) return { x, y, width: element.offsetWidth, height: element.offsetHeight };
    if (!node2.flags.collapsed) {
      return { x, y, width: node2.size[0], height: node2.size[1] + TITLE_HEIGHT };
    }
    return { x, y, width: node2._collapsed_width ?? COLLAPSED_WIDTH, height: TITLE_HEIGHT };
  }
  /** What Vue draws of a node. */
  element(node2) {
    const id = String(node2.id);
    const known = this.#elements.get(id);
    if (known?.isConnected) return known;
    const found = document.querySelector(`.lg-node[data-node-id="${CSS.escape(id)}"]`);
    if (found) this.#elements.set(id, found);
    else this.#elements.delete(id);
    return found ?? void 0;
  }
};

// src/shapes/inferred.ts
var DRAWN = "_displayValue";
var COLOUR = "text_color";
var ATTRIBUTE = "data-netwright-inferred";
var InferredValues = class {
  #shown = /* @__PURE__ */ new Map();
  /** Show a node's, where they are not shown already. */
  show(node2, inferred, element) {
    const of = JSON.stringify([inferred, node2.widgets?.map((widget) => widget.value)]);
    const known = this.#shown.get(node2);
    if (known?.of === of && known.element === element) return;
    known?.clear();
    const undoing = Object.entries(inferred).flatMap(
      ([name, value]) => greyed(node2, element, name, String(value))
    );
    this.#shown.set(node2, { of, element, clear: () => undoing.forEach((undo) => undo()) });
  }
  /** Let go of all nodes but these. */
  keep(nodes) {
    for (const [node2, { clear }] of this.#shown) {
      if (nodes.has(node2)) continue;
      clear();
      this.#shown.delete(node2);
    }
  }
};
function greyed(node2, element, name, value) {
  const widget = node2.widgets?.find((candidate) => candidate.name === name);
  if (!widget) return [];
  const input = element && inputOf(element, widget);
  return input ? [onCanvas(widget, value), inVue(input, value)] : [onCanvas(widget, value)];
}
function onCanvas(widget, value) {
  const before = widget.value;
  const kept = (name) => Reflect.get(Object.getPrototypeOf(widget), name, widget);
  const shown = (name, grey) => Object.defineProperty(widget, name, {
    configurable: true,
    get: () => widget.value === before ? grey : kept(name)
  });
  shown(DRAWN, value);
  shown(COLOUR, liteGraph().WIDGET_DISABLED_TEXT_COLOR);
  return () => {
    Reflect.deleteProperty(widget, DRAWN);
    Reflect.deleteProperty(widget, COLOUR);
  };
}
function inVue(input, value) {
  const holder = input.parentElement;
  if (!holder) return () => void 0;
  const clear = () => {
    holder.removeAttribute(ATTRIBUTE);
    input.removeEventListener("input", clear);
  };
  holder.setAttribute(ATTRIBUTE, value);
  holder.style.setProperty("--nw-left", `${input.offsetLeft}px`);
  input.addEventListener("input", clear);
  return clear;
}
function inputOf(element, widget) {
  const name = CSS.escape(widget.name);
  const labelled = element.querySelector(
    `input[aria-label="${name}"], [aria-label="${name}"] input, [data-widget-name="${name}"] input`
  );
  if (labelled) return labelled;
  for (const row of element.querySelectorAll(".lg-widget-container, .lg-node-widget")) {
    if (row.textContent?.trim() === (widget.label ?? widget.name)) return row.querySelector("input");
  }
  return null;
}

// src/shapes/places.ts
var DEEPEST = 30;
function* placesIn(graph2, prefix = "", depth = 0) {
  yield { prefix, graph: graph2 };
  if (depth === DEEPEST) return;
  for (const node2 of graph2.nodes) {
    if (node2.subgraph) yield* placesIn(node2.subgraph, `${prefix}${node2.id}:`, depth + 1);
  }
}
function prefixesOf(root, graph2) {
  if (graph2 === root) return [""];
  return [...placesIn(root)].filter((place) => place.graph === graph2).map((place) => place.prefix);
}
function wayTo(root, path) {
  const way = [];
  let graph2 = root;
  for (const id of path.split(":")) {
    const node2 = graph2 && nodeOf(graph2, id);
    if (!node2) return null;
    way.push(node2);
    graph2 = node2.subgraph;
  }
  return way;
}
function nodeOf(graph2, id) {
  return graph2.nodes.find((node2) => String(node2.id) === id);
}
function graphsOf(root) {
  return new Set([...placesIn(root)].map((place) => place.graph));
}
var Entered = class {
  #through = /* @__PURE__ */ new WeakMap();
  note(from, node2, into) {
    this.#through.set(into, `${this.#through.get(from) ?? ""}${node2.id}:`);
  }
  /** The place that is looked at, among those where a graph is. */
  prefix(graph2, prefixes) {
    const last = this.#through.get(graph2);
    return last !== void 0 && prefixes.includes(last) ? last : prefixes[0] ?? "";
  }
};

// src/shapes/problem_box.ts
var ProblemBox = class {
  element = make("div", "nw-place");
  #box = make("div", "nw-problem");
  #mend;
  #reason = make("button", "nw-reason");
  #written = "";
  #placed = "";
  constructor(mend2) {
    this.#mend = mend2;
    this.#box.setAttribute("role", "group");
    this.element.append(this.#box);
  }
  write(title, problem) {
    const written = JSON.stringify([title, problem]);
    if (written === this.#written) return;
    this.#written = written;
    const whole = this.#whole(problem);
    this.#reason = reasonOf(problem, whole);
    this.#box.setAttribute("aria-label", say("shapesProblemOf", { title }));
    this.#box.replaceChildren(this.#reason, whole, ...this.#repairs(problem));
  }
  place(box) {
    this.#placed = placed(this.element, box, this.#placed);
  }
  focus() {
    this.#reason.focus({ preventScroll: true });
  }
  #whole(problem) {
    const whole = make("div", "nw-whole", { hidden: true });
    for (const text of [problem.message, problem.fix]) {
      if (text) whole.append(make("p", "", { textContent: text }));
    }
    return whole;
  }
  #repairs(problem) {
    if (problem.repairs.length === 0) return [];
    const press = (repair) => button("nw-repair", repair.label, () => this.#mend(repair));
    return [make("div", "nw-repairs", {}, ...problem.repairs.map(press))];
  }
};
function reasonOf(problem, whole) {
  const reason = button("nw-reason", `⚠ ${briefly(problem.message)}`, () => {
    whole.hidden = !whole.hidden;
    reason.setAttribute("aria-expanded", String(!whole.hidden));
  });
  reason.title = [problem.message, problem.fix].filter(Boolean).join("\n");
  reason.setAttribute("aria-expanded", "false");
  return reason;
}

// src/shapes/seen.ts
function seen(told, id, prefix, prefixes) {
  const order = [prefix, ...prefixes.filter((other) => other !== prefix)];
  const known = order.map((each) => `${each}${id}`).filter((path2) => told.nodes[path2]);
  const [path, ...others] = known;
  if (path === void 0) return null;
  const here = told.nodes[path];
  const elsewhere = others.filter((other) => !alike(told.nodes[other], here));
  return { path, told: here, elsewhere };
}
function alike(one, other) {
  const shown = ({ outputs, parameters, problem }) => JSON.stringify([outputs, parameters, problem?.message]);
  return shown(one) === shown(other);
}
function problemsOf(told) {
  return Object.keys(told.nodes).filter((path) => told.nodes[path].problem);
}
function problemAfter(problems, path) {
  return problems[(problems.indexOf(path ?? "") + 1) % problems.length] ?? null;
}
function mostOf(told, cost2) {
  return Math.max(0, ...Object.values(told.nodes).map((node2) => node2[cost2] ?? 0));
}

// src/shapes/wires.ts
var RED = "#ff4d3d";
var COLOUR2 = 6;
var RedWires = class {
  /** Links are saved without their colours; the colour is that of their bends alone. */
  #red = /* @__PURE__ */ new Map();
  constructor() {
    const { canvas } = app;
    const plain = canvas.renderLink;
    const red = this.#red;
    canvas.renderLink = function(...drawn) {
      const link = drawn[3];
      if (link && red.has(link)) drawn[COLOUR2] ??= RED;
      return plain.apply(this, drawn);
    };
  }
  /** Let these be red and no others. */
  show(wires) {
    for (const [link, colour] of this.#red) {
      if (wires.has(link)) continue;
      link.color = colour;
      this.#red.delete(link);
    }
    for (const link of wires) {
      if (this.#red.has(link)) continue;
      this.#red.set(link, link.color ?? "");
      link.color = RED;
    }
    app.canvas.setDirty(true, true);
  }
};
function wireInto(graph2, node2, input) {
  const id = node2.inputs.find((socket) => socket.name === input)?.link;
  return id === null || id === void 0 ? void 0 : graph2.getLink(id);
}

// src/shapes/overlay.ts
var NOTHING = { nodes: {}, networks: [] };
var Overlay = class {
  entered = new Entered();
  #layers;
  #mend;
  #boxes = new Boxes();
  #wires = new RedWires();
  #inferred = new InferredValues();
  #shown = /* @__PURE__ */ new Map();
  #told = NOTHING;
  #seen = /* @__PURE__ */ new Map();
  constructor(layers, mend2) {
    this.#layers = layers;
    this.#mend = mend2;
  }
  /** Show this of the graph that is looked at; nothing where it is null. */
  show(told, cost2) {
    this.#told = told ?? NOTHING;
    const graph2 = app.canvas.graph;
    this.#seen = graph2 ? this.#seenOf(graph2) : /* @__PURE__ */ new Map();
    const most = cost2 === "off" ? 0 : mostOf(this.#told, cost2);
    for (const [node2, what] of this.#seen) this.#write(node2, what, shadeOf(what, cost2, most));
    for (const node2 of this.#shown.keys()) if (!this.#seen.has(node2)) this.#drop(node2);
    this.#wires.show(this.#redWires());
    this.greyInferred();
    this.frame();
  }
  /** Follow the nodes. Called with each drawing of the canvas: does nothing for what has not moved. */
  frame() {
    this.#layers.follow();
    const graph2 = app.canvas.graph;
    for (const [node2, shown] of this.#shown) {
      if (node2.graph !== graph2) {
        this.#drop(node2);
        continue;
      }
      const box = this.#boxes.of(node2);
      shown.card.place(box);
      shown.problem?.place(box);
    }
  }
  /** Vue makes its elements anew at times; those get their grey values again. */
  greyInferred() {
    for (const [node2, { told }] of this.#seen) {
      this.#inferred.show(node2, told.inferred, this.#boxes.element(node2));
    }
    this.#inferred.keep(new Set(this.#seen.keys()));
  }
  /** What is known of a node of the graph that is looked at. */
  seenOf(node2) {
    return this.#seen.get(node2);
  }
  /** The path of a node of the graph that is looked at. */
  pathOf(node2) {
    const graph2 = app.canvas.graph;
    return `${graph2 ? this.#place(graph2).prefix : ""}${node2.id}`;
  }
  focusProblem(node2) {
    this.#shown.get(node2)?.problem?.focus();
  }
  #place(graph2) {
    const prefixes = prefixesOf(rootGraph(), graph2);
    return { prefixes, prefix: this.entered.prefix(graph2, prefixes) };
  }
  #seenOf(graph2) {
    const { prefix, prefixes } = this.#place(graph2);
    const found = /* @__PURE__ */ new Map();
    for (const node2 of graph2.nodes) {
      const what = seen(this.#told, node2.id, prefix, prefixes);
      if (what) found.set(node2, what);
    }
    return found;
  }
  #write(node2, what, shaded) {
    const shown = this.#shown.get(node2) ?? this.#add(node2);
    const network = this.#told.networks.find((each) => each.node === what.path);
    const caption = captionOf(node2, what, network, shaded, this.#elsewhere(node2, what));
    const written = JSON.stringify([caption, what.told.problem]);
    if (written === shown.written) return;
    shown.written = written;
    shown.card.write(caption);
    this.#writeProblem(node2, what, shown);
  }
  #elsewhere(node2, { elsewhere }) {
    const places = elsewhere.map((path) => `${path}: ${spoken(node2.title, this.#told.nodes[path])}`);
    return places.length === 0 ? "" : say("shapesElsewhere", { places: places.join("\n") });
  }
  #writeProblem(node2, { told }, shown) {
    if (!told.problem) {
      shown.problem?.element.remove();
      shown.problem = null;
      return;
    }
    if (!shown.problem) {
      shown.problem = new ProblemBox(this.#mend);
      this.#layers.over.append(shown.problem.element);
    }
    shown.problem.write(node2.title, told.problem);
  }
  #add(node2) {
    const shown = { card: new Card(), written: "", problem: null };
    this.#layers.under.append(shown.card.element);
    this.#shown.set(node2, shown);
    return shown;
  }
  #drop(node2) {
    const shown = this.#shown.get(node2);
    shown?.card.element.remove();
    shown?.problem?.element.remove();
    this.#shown.delete(node2);
  }
  #redWires() {
    const red = /* @__PURE__ */ new Set();
    for (const [node2, { told }] of this.#seen) {
      const link = told.problem && node2.graph && wireInto(node2.graph, node2, told.problem.input);
      if (link) red.add(link);
    }
    return red;
  }
};
function shadeOf({ told }, cost2, most) {
  if (cost2 === "off") return null;
  const spent = told[cost2];
  return spent === null ? null : shade(position(spent, most));
}
function captionOf(node2, { told }, network, shaded, elsewhere) {
  if (network) {
    const [costs, shape2] = [networkCosts(network), networkMemory(network)];
    return { costs, shape: shape2, all: `${network.name}: ${costs}, ${shape2}`, muted: false, shade: null };
  }
  const waits = told.outputs.length === 0 && told.waiting.length > 0;
  const all = [spoken(node2.title, told), elsewhere].filter(Boolean).join("\n");
  const needs = say("shapesWaiting", { sockets: told.waiting.join(", ") });
  const shape = waits ? needs : outputsText(told) + (elsewhere ? " *" : "");
  return { shape, costs: costText(told), all, muted: waits, shade: shaded };
}

// src/shapes/free_place.ts
var GAP = 40;
var TITLE = 30;
function freePlace(nodes, source, target, size) {
  const [width, height] = [size[0] ?? 0, size[1] ?? 0];
  const middle = (axis, length) => (source.pos[axis] + source.size[axis] + target.pos[axis] - length) / 2;
  const candidates = [
    [middle(0, width), target.pos[1]],
    [target.pos[0], middle(1, height)],
    [target.pos[0] - width - GAP, target.pos[1]],
    [source.pos[0], source.pos[1] + source.size[1] + TITLE + GAP]
  ];
  const free = candidates.find((place) => !nodes.some((node2) => overlap(node2, place, width, height)));
  return free ?? below(nodes, target, width, height);
}
function overlap({ pos, size }, [x, y], width, height) {
  const apartX = x + width + 10 < pos[0] || pos[0] + size[0] + 10 < x;
  const apartY = y + height + 10 < pos[1] - TITLE || pos[1] + size[1] + 10 < y - TITLE;
  return !apartX && !apartY;
}
function below(nodes, target, width, height) {
  const place = [target.pos[0] - width - GAP, target.pos[1]];
  for (let steps = 0; steps < nodes.length; steps += 1) {
    const inTheWay = nodes.find((node2) => overlap(node2, place, width, height));
    if (!inTheWay) break;
    place[1] = inTheWay.pos[1] + inTheWay.size[1] + TITLE + GAP;
  }
  return place;
}

// src/shapes/repairing.ts
function mend({ action }) {
  const node2 = wayTo(rootGraph(), action.node)?.at(-1);
  if (!node2?.graph) return false;
  app.canvas.emitBeforeChange();
  try {
    return action.kind === "set" ? set2(node2, action) : insert(node2.graph, node2, action);
  } finally {
    app.canvas.emitAfterChange();
    app.canvas.setDirty(true, true);
  }
}
function set2(node2, { widget: name, value }) {
  const widget = node2.widgets?.find((candidate) => candidate.name === name);
  if (!widget) return false;
  widget.value = value;
  widget.callback?.(value, app.canvas, node2);
  return true;
}
function insert(graph2, target, action) {
  const link = wireInto(graph2, target, action.input);
  const added = liteGraph().createNode(action.type);
  const into = target.inputs.findIndex((socket) => socket.name === action.input);
  if (!link || !added || into < 0) return false;
  const source = graph2.getNodeById(link.origin_id);
  added.pos = freePlace(graph2.nodes, source ?? target, target, added.size);
  graph2.add(added);
  for (const [widget, value] of Object.entries(action.widgets)) {
    set2(added, { kind: "set", node: "", widget, value });
  }
  return rewire(graph2, link, added, target, into);
}
function rewire(graph2, link, added, target, into) {
  const socket = added.inputs.findIndex((candidate) => !candidate.widget);
  const input = added.inputs[socket];
  if (!input) return false;
  const { origin_id, origin_slot } = link;
  const source = graph2.getNodeById(origin_id);
  if (source) source.connect(origin_slot, added, socket);
  else graph2.inputNode?.slots[origin_slot]?.connect(input, added);
  added.connect(0, target, into);
  return true;
}

// src/shapes/signature.ts
function signature(root, kinds) {
  const parts = [];
  let found = false;
  for (const graph2 of graphsOf(root)) {
    for (const node2 of graph2.nodes) {
      found ||= kinds.isOfNetwork(node2.type);
      parts.push(ofNode(node2, graph2, kinds));
    }
    parts.push("/");
  }
  return found ? parts.join("\n") : null;
}
function ofNode(node2, graph2, kinds) {
  const wires = node2.inputs.map((input) => ofWire(graph2, input.link));
  const heard = node2.subgraph !== void 0 || kinds.isHeard(node2.type);
  const values = heard ? (node2.widgets ?? []).map((widget) => ofValue(widget.value)) : [];
  return [node2.id, node2.type, node2.mode, node2.outputs.length, ...wires, ...values].join("|");
}
function ofWire(graph2, id) {
  if (id === null || id === void 0) return "";
  const link = graph2.getLink(id);
  return link ? `${link.origin_id}.${link.origin_slot}` : "";
}
function ofValue(value) {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

// src/shapes/watching.ts
var EVERY = 150;
var Watch = class {
  #sees;
  #signature;
  #graph = null;
  #timer;
  constructor(sees) {
    this.#sees = sees;
    this.#listen();
  }
  start() {
    this.#timer ??= setInterval(() => this.look(), EVERY);
    this.again();
  }
  stop() {
    clearInterval(this.#timer);
    this.#timer = void 0;
  }
  /** Take what is there for new. */
  again() {
    this.#signature = void 0;
    this.look();
  }
  look() {
    if (this.#timer === void 0 || document.hidden) return;
    const now = signature(rootGraph(), { isHeard, isOfNetwork });
    const graph2 = app.canvas.graph;
    const moved = graph2 !== this.#graph;
    this.#graph = graph2;
    if (now !== this.#signature) {
      this.#signature = now;
      if (now === null) this.#sees.empty();
      else this.#sees.changed();
    }
    if (moved) this.#sees.moved();
    if (now !== null) this.#sees.ticked();
  }
  #listen() {
    const { canvas } = app;
    canvas.onDrawForeground = after(canvas.onDrawForeground, () => this.#sees.drawn());
    canvas.onSelectionChange = after(canvas.onSelectionChange, () => this.#sees.selected());
    canvas.canvas.addEventListener("subgraph-opened", (event) => {
      const { detail } = event;
      if (detail.fromNode) this.#sees.entered(detail.closingGraph, detail.fromNode, detail.subgraph);
      this.look();
    });
  }
};
function after(first, then) {
  return function(...given) {
    first?.apply(this, given);
    then();
  };
}

// src/shapes/shapes.ts
var REST2 = 120;
var Shapes = class {
  #layers = new Layers();
  #announcer = new Announcer();
  #overlay = new Overlay(this.#layers, (repair) => this.#apply(repair));
  #summary = new Summary({
    nextProblem: () => this.nextProblem(),
    cost: setCost,
    batchSize: setBatchSize,
    export: (node2, form) => void download(node2, form)
  });
  #asker = new Asker(
    {
      question: () => this.#question(),
      ask: (question, signal) => post("/canvas/shapes", JSON.parse(question), signal),
      told: (told) => this.#told(told),
      failed: (error) => this.#failed(error)
    },
    REST2
  );
  #watch = new Watch({
    changed: () => this.#asker.soon(),
    empty: () => this.#empty(),
    moved: () => this.#show(),
    entered: (from, node2, into) => this.#overlay.entered.note(from, node2, into),
    selected: () => this.#announceSelected(),
    drawn: () => this.#overlay.frame(),
    ticked: () => this.#ticked()
  });
  #asked = "";
  #known = null;
  #notice = "";
  /** A server without the route: an older pack than the page, until it is started anew. */
  #deaf = false;
  #at = null;
  constructor() {
    this.#layers.corner.append(this.#summary.element);
    this.settingsChanged();
  }
  settingsChanged() {
    const on = showsShapes() && !this.#deaf;
    this.#layers.show(on);
    if (on) {
      this.#watch.start();
    } else {
      this.#watch.stop();
      this.#empty();
    }
    this.#show();
  }
  /** Go to the problem after the one that was gone to last. */
  nextProblem() {
    const problems = this.#known ? problemsOf(this.#known) : [];
    this.#at = problemAfter(problems, this.#at);
    const node2 = this.#at === null ? void 0 : this.#goTo(this.#at);
    const problem = this.#at === null ? null : this.#known?.nodes[this.#at]?.problem;
    if (!node2 || !problem) {
      this.#announcer.now(say("shapesNoProblems"));
      return;
    }
    this.#announcer.now(`${node2.title}: ${problemText(problem)}`);
    this.#overlay.focusProblem(node2);
  }
  /** Apply the first repair of the selected node, or of the problem that was gone to. */
  applyFix() {
    const selected = this.#selected();
    const path = selected ? this.#overlay.pathOf(selected) : this.#at;
    const here = path === null ? null : this.#known?.nodes[path]?.problem;
    const problem = here ?? this.#onlyProblem();
    const repair = problem?.repairs[0];
    if (repair) this.#apply(repair);
    else this.#announcer.now(say(problem ? "shapesNoRepair" : "shapesNoProblems"));
  }
  readShape() {
    const node2 = this.#selected();
    const seen2 = node2 && this.#overlay.seenOf(node2);
    this.#announcer.now(seen2 ? spoken(node2.title, seen2.told) : say("shapesSelectLayer"));
  }
  nextCost() {
    const next = costAfter(cost());
    setCost(next);
    this.#announcer.now(say("shapesColoursNow", { cost: say(COST_WORDS[next]) }));
  }
  pathOf(node2) {
    return this.#overlay.pathOf(node2);
  }
  #question() {
    const workflow = stripped(rootGraph().serialize(), isHeard);
    const question = JSON.stringify({ workflow, batch_size: batchSize() });
    if (question === this.#asked) return null;
    this.#asked = question;
    return question;
  }
  #told(told) {
    this.#announceChange(told);
    this.#known = told;
    this.#notice = "";
    this.#show();
  }
  #failed(error) {
    this.#asked = "";
    const status = error instanceof Refused ? error.status : 0;
    this.#notice = status === 400 ? error.message : say("shapesNoServer");
    this.#deaf = status === 404 || status === 405;
    if (this.#deaf) this.settingsChanged();
    else this.#show();
  }
  #empty() {
    this.#asker.stop();
    this.#asked = "";
    this.#known = null;
    this.#notice = "";
    this.#show();
  }
  #ticked() {
    this.#overlay.greyInferred();
    this.#overlay.frame();
  }
  #show() {
    const told = this.#known;
    const now = cost();
    this.#overlay.show(told, now);
    this.#summary.write({
      told,
      problems: told ? problemsOf(told).length : 0,
      cost: now,
      most: told && now !== "off" ? mostOf(told, now) : 0,
      batchSize: batchSize(),
      notice: this.#notice
    });
  }
  #apply(repair) {
    const done = mend(repair);
    this.#announcer.now(say(done ? "shapesMended" : "shapesNotMended", { repair: repair.label }));
    this.#watch.again();
  }
  #announceChange(told) {
    const before = this.#known ? problemsOf(this.#known) : [];
    const now = problemsOf(told);
    const added = now.filter((path) => told.nodes[path]?.problem?.message !== this.#known?.nodes[path]?.problem?.message);
    const [first] = added;
    if (first !== void 0) {
      const title = wayTo(rootGraph(), first)?.at(-1)?.title ?? first;
      this.#announcer.say(spoken(title, told.nodes[first]));
    } else if (before.length > 0 && now.length === 0) {
      this.#announcer.say(say("shapesAllFit"));
    }
  }
  #announceSelected() {
    const node2 = this.#selected();
    const seen2 = node2 && this.#overlay.seenOf(node2);
    if (seen2) this.#announcer.say(spoken(node2.title, seen2.told));
  }
  #selected() {
    const [selected, ...others] = app.canvas.selectedItems;
    return others.length === 0 ? selected : void 0;
  }
  #onlyProblem() {
    const problems = this.#known ? problemsOf(this.#known) : [];
    return problems.length === 1 ? this.#known?.nodes[problems[0]]?.problem : null;
  }
  /** Look at a node, in the subgraph where it is. */
  #goTo(path) {
    const way = wayTo(rootGraph(), path);
    const node2 = way?.pop();
    if (!way || !node2?.graph) return void 0;
    const { canvas } = app;
    if (canvas.graph !== node2.graph) {
      if (canvas.graph !== rootGraph()) canvas.setGraph(rootGraph());
      for (const host of way) if (host.subgraph) canvas.openSubgraph(host.subgraph, host);
      this.#watch.look();
    }
    canvas.deselectAll();
    canvas.select(node2);
    canvas.centerOnNode(node2);
    return node2;
  }
};

// src/shapes/style.ts
var STYLE = `
.nw-layer, .nw-corner {
  --nw-red: #ff4d3d;
  --nw-back: var(--comfy-menu-bg, #222);
  --nw-ink: var(--fg-color, #ddd);
  --nw-quiet: var(--descrip-text, #999);
  --nw-line: var(--border-color, #4e4e4e);
  --nw-field: var(--comfy-input-bg, #222);
  font: 11px/1.35 Inter, Arial, sans-serif;
  color: var(--nw-ink);
  pointer-events: none;
  position: absolute;
}
.nw-layer { width: 0; height: 0; transform-origin: 0 0; }
.nw-over { z-index: 2; }
.nw-layer[hidden], .nw-corner[hidden], .nw-layer [hidden], .nw-corner [hidden] { display: none; }
.nw-card, .nw-place { position: absolute; left: 0; top: 0; }
.nw-halo { display: none; position: absolute; inset: -5px; border: 5px solid var(--nw-shade); border-radius: 13px; }
.nw-shaded .nw-halo { display: block; }
.nw-caption {
  position: absolute; left: 0; top: calc(100% + 2px); min-width: 100%; box-sizing: border-box;
  display: flex; justify-content: space-between; gap: 10px; padding: 0 6px; white-space: nowrap;
  font-size: calc(11px * var(--nw-text, 1)); line-height: 1.4; color: var(--nw-quiet);
  font-variant-numeric: tabular-nums;
}
.nw-shape { color: var(--nw-ink); font-weight: 600; margin-left: auto; }
.nw-muted .nw-shape { color: var(--nw-quiet); font-weight: 400; font-style: italic; }
.nw-shaded .nw-caption {
  top: calc(100% + 5px); background: var(--nw-shade); border-radius: 0 0 6px 6px;
}
.nw-shaded .nw-caption, .nw-shaded .nw-shape { color: var(--nw-on-shade); }
.nw-far .nw-costs { display: none; }
.nw-farthest .nw-caption, .nw-farthest .nw-problem { display: none; }
.nw-problem {
  position: absolute; left: 0; top: calc(100% + 4px); box-sizing: border-box; width: max-content;
  min-width: 100%; max-width: max(100%, calc(340px * var(--nw-text, 1)));
  padding: 3px; border: 1.5px solid var(--nw-red); border-radius: 8px; background: var(--nw-back);
  font-size: calc(11px * var(--nw-text, 1)); pointer-events: auto;
  box-shadow: 0 2px 8px rgb(0 0 0 / 35%);
}
.nw-reason {
  display: block; width: 100%; padding: 2px 5px; border: 0; border-radius: 5px; text-align: left;
  background: none; color: color-mix(in srgb, var(--nw-red) 70%, var(--nw-ink)); font: inherit;
  font-weight: 600; cursor: pointer; overflow-wrap: anywhere;
}
.nw-whole { padding: 0 5px 2px; user-select: text; white-space: pre-line; overflow-wrap: anywhere; }
.nw-whole p { margin: 3px 0; }
.nw-repairs { display: flex; flex-wrap: wrap; gap: 4px; padding: 2px 3px 3px; }
.nw-repair {
  padding: 3px 9px; border: 0; border-radius: 5px; background: #1f6feb; color: #fff; font: inherit;
  font-weight: 600; cursor: pointer; text-align: left;
}
.nw-repair:hover { background: #3883f5; }
.nw-reason:hover { background: color-mix(in srgb, var(--nw-red) 15%, transparent); }
.nw-layer :focus-visible, .nw-corner :focus-visible { outline: 2px solid #58a6ff; outline-offset: 1px; }
.nw-corner { left: 76px; bottom: 112px; z-index: 2; font-size: 12px; }
.nw-summary {
  display: flex; flex-direction: column; gap: 5px; max-width: 320px; padding: 8px 10px;
  border: 1px solid var(--nw-line); border-radius: 8px; background: var(--nw-back);
  pointer-events: auto; box-shadow: 0 2px 8px rgb(0 0 0 / 25%);
}
.nw-quiet, .nw-summary label { color: var(--nw-quiet); }
.nw-notice { margin: 0; color: var(--nw-quiet); }
.nw-row { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 10px; }
.nw-network > .nw-row { gap: 4px; margin-top: 3px; }
.nw-networks { display: flex; flex-direction: column; gap: 7px; max-height: 40vh; overflow: auto; }
.nw-problems, .nw-export {
  border: 1px solid var(--nw-line); border-radius: 5px; padding: 1px 7px; background: var(--nw-field);
  color: var(--nw-ink); font: inherit; font-size: 11px; cursor: pointer;
}
.nw-problems { border-color: var(--nw-red); text-align: left; font-size: 12px; }
.nw-export:hover, .nw-problems:hover { filter: brightness(1.15); }
.nw-batch, .nw-cost {
  margin-left: 5px; border: 1px solid var(--nw-line); border-radius: 5px; padding: 1px 4px;
  background: var(--nw-field); color: var(--nw-ink); font: inherit; font-size: 11px;
}
.nw-batch { width: 62px; }
.nw-legend { display: flex; align-items: center; gap: 6px; font-size: 11px; }
.nw-gradient { flex: 1; min-width: 120px; height: 8px; border-radius: 4px; }
.nw-said { position: fixed; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
[data-netwright-inferred] { position: relative; }
[data-netwright-inferred]:not(:focus-within) input { color: transparent !important; }
[data-netwright-inferred]:not(:focus-within)::after {
  content: attr(data-netwright-inferred); position: absolute; top: 50%; left: var(--nw-left, 0);
  padding-left: 10px; transform: translateY(-50%); color: var(--descrip-text, #999);
  font-size: 12px; font-style: italic; pointer-events: none;
}
`;

// src/shapes/register.ts
function registerShapes() {
  let shapes;
  const given = commands(() => shapes);
  app.registerExtension({
    name: "netwright.shapes",
    commands: given,
    keybindings: KEYBINDINGS,
    menuCommands: [{ path: ["Netwright"], commands: given.map((command) => command.id) }],
    settings: settings(() => shapes?.settingsChanged()),
    beforeRegisterNodeDef(type, definition) {
      learnKind(definition);
      if (!isOfNetwork(definition.name)) return;
      addExportMenu(type, (node2) => shapes?.pathOf(node2) ?? String(node2.id));
    },
    setup() {
      document.head.append(make("style", "", { textContent: STYLE }));
      shapes = new Shapes();
    }
  });
}

// src/texts.ts
var CATEGORIES = /^(Netwright|Build and train your network)/;
var WIDGET = "netwright_text";
var LINE_HEIGHT = 14;
var CHARACTER_WIDTH = 6.7;
var MOST_LINES = 24;
var WIDEST = 720;
function textWidget(node2) {
  const known = node2.widgets?.find((candidate) => candidate.name === WIDGET);
  if (known) return known;
  const element = document.createElement("textarea");
  element.readOnly = true;
  element.className = "comfy-multiline-input";
  element.style.cssText = `font: 11px/${LINE_HEIGHT}px monospace; white-space: pre; overflow: auto;`;
  const widget = node2.addDOMWidget(WIDGET, WIDGET, element, {
    serialize: false,
    getMinHeight: () => element.rows * LINE_HEIGHT + 12
  });
  widget.serialize = false;
  return widget;
}
function show(node2, text) {
  const element = textWidget(node2).element;
  const lines = text.split("\n");
  const longest = Math.max(...lines.map((line) => line.length));
  element.value = text;
  element.rows = Math.min(lines.length + 1, MOST_LINES);
  const [width, height] = node2.computeSize();
  const fitting = Math.min(longest * CHARACTER_WIDTH + 40, WIDEST);
  node2.setSize([Math.max(node2.size[0], width, fitting), Math.max(node2.size[1], height)]);
  node2.setDirtyCanvas(true, false);
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

// src/main.ts
speak(String(app.extensionManager.setting?.get("Comfy.Locale") ?? navigator.language));
registerTexts();
registerShapes();
