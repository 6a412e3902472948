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
  shapesAssumed: "? The data set is not read before a run: until then, what is typed stands for its sizes.",
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
  shapesNoNetwork: "No network is complete yet",
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
  shapesAssumed: "? 数据集在运行前不会被读取：在此之前以填写的数值为准。",
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
  shapesNoNetwork: "尚无完整的网络",
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
  shapesAssumed: "? 資料集在執行前不會被讀取：在此之前以填寫的數值為準。",
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
  shapesNoNetwork: "尚無完整的網路",
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
function speak(locale) {
  words = LANGUAGES[locale] ?? LANGUAGES[locale.split("-")[0] ?? ""] ?? en;
}
function say(word, values = {}) {
  return words[word].replace(/\{(\w+)\}/g, (whole2, name) => String(values[name] ?? whole2));
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
    return new Refused(message, fix, response.status);
  } catch {
    const said = `The server answers ${response.status} ${response.statusText}.`;
    return new Refused(said, "", response.status);
  }
}

// src/shapes/elements.ts
function make(tag, className, properties = {}, ...within2) {
  const element = document.createElement(tag);
  element.className = className;
  Object.assign(element, properties);
  element.append(...within2);
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
var EVEN = 0.179;
var COSTS = ["off", "parameters", "multiply_adds"];
function position(cost2, most) {
  return most <= 0 ? 0 : Math.sqrt(Math.min(1, Math.max(0, cost2 / most)));
}
function shade(at) {
  const scaled = Math.min(1, Math.max(0, at)) * (CIVIDIS.length - 1);
  const below2 = Math.min(Math.floor(scaled), CIVIDIS.length - 2);
  const mixed = between(CIVIDIS[below2], CIVIDIS[below2 + 1], scaled - below2);
  return { background: `rgb(${mixed.join(", ")})`, text: luminance(mixed) > EVEN ? "#000" : "#fff" };
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
  const linear = (value) => (value / 255) ** 2.2;
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
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
  #totals = make("div", "");
  #exports = make("div", "");
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
    this.element.append(this.#problems, this.#legend, this.#details(), this.#notice);
  }
  write(glance) {
    const written = JSON.stringify([glance, glance.told?.networks]);
    if (written === this.#written) return;
    this.#written = written;
    const networks = glance.told?.networks ?? [];
    this.element.hidden = !glance.told && !glance.notice;
    this.#totals.replaceChildren(...totals(networks));
    this.#exports.replaceChildren(...networks.map((network) => this.#exportsOf(network)));
    this.#problems.textContent = `⚠ ${say("shapesProblems", { count: glance.problems })}`;
    this.#problems.hidden = glance.problems === 0;
    this.#batch.value = String(glance.batchSize);
    this.#cost.value = glance.cost;
    this.#notice.textContent = glance.notice;
    this.#notice.hidden = !glance.notice;
    this.#legend.hidden = glance.cost === "off";
    this.#legend.replaceChildren("0", gradientBar(), countText(glance.most));
  }
  #details() {
    const more = make("div", "nw-more", {}, this.#exports, this.#settings());
    return make("details", "", {}, make("summary", "nw-totals", {}, this.#totals), more);
  }
  #exportsOf(network) {
    const press = (form) => () => this.#presses.export(network.node, form);
    const buttons = FORMS.map(([form, word]) => button("nw-export", say(word), press(form)));
    return make("div", "nw-exports", {}, `${network.name}:`, ...buttons);
  }
  #settings() {
    const batch = make("label", "", {}, say("shapesBatchSize"), this.#batch);
    const cost2 = make("label", "", {}, say("shapesColours"), this.#cost);
    return make("div", "nw-row", {}, batch, cost2);
  }
};
function totals(networks) {
  if (networks.length === 0) return [make("div", "nw-quiet", {}, say("shapesNoNetwork"))];
  return networks.map((network) => {
    const name = make("strong", "", { textContent: network.name });
    const memory = make("div", "nw-quiet", { textContent: networkMemory(network) });
    return make("div", "", {}, name, ` ${networkCosts(network)}`, memory);
  });
}
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
  /** How much larger texts are than those of nodes. */
  size = 1;
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
    this.size = enlarged(ds.scale);
    for (const layer of [this.under, this.over]) {
      layer.style.left = `${canvas.offsetLeft}px`;
      layer.style.top = `${canvas.offsetTop}px`;
      layer.style.transform = `scale(${ds.scale}) translate(${ds.offset[0]}px, ${ds.offset[1]}px)`;
      layer.style.setProperty("--nw-text", String(this.size));
      layer.classList.toggle("nw-classic", !liteGraph().vueNodesMode);
      layer.classList.toggle("nw-far", ds.scale < FAR);
      layer.classList.toggle("nw-farthest", ds.scale < FARTHEST);
    }
  }
  show(visible) {
    for (const layer of [this.under, this.over, this.corner]) layer.hidden = !visible;
  }
};
function enlarged(scale) {
  return [1.75, 1.5, 1.25].find((size) => size <= 1 / scale) ?? 1;
}
function passOn(event) {
  event.preventDefault();
  app.canvas.canvas.dispatchEvent(new WheelEvent(event.type, event));
}

// src/shapes/geometry.ts
var TITLE_HEIGHT = 30;
var COLLAPSED_WIDTH = 80;
function overlaps(one, other) {
  const apartX = one.x + one.width <= other.x || other.x + other.width <= one.x;
  const apartY = one.y + one.height <= other.y || other.y + other.height <= one.y;
  return !apartX && !apartY;
}
var Boxes = class {
  #elements = /* @__PURE__ */ new Map();
  #sizes = /* @__PURE__ */ new WeakMap();
  #observer = new ResizeObserver((entries) => {
    for (const { target, borderBoxSize } of entries) {
      const size = borderBoxSize[0];
      if (size) this.#sizes.set(target, { width: size.inlineSize, height: size.blockSize });
    }
  });
  /** With its title. */
  of(node2) {
    const [x, y] = [node2.pos[0], node2.pos[1] - TITLE_HEIGHT];
    const element = this.element(node2);
    const measured = element && this.#sizes.get(element);
    if (measured) return { x, y, ...measured };
    if (!node2.flags.collapsed) {
      return { x, y, width: node2.size[0], height: node2.size[1] + TITLE_HEIGHT };
    }
    return { x, y, width: node2._collapsed_width ?? COLLAPSED_WIDTH, height: TITLE_HEIGHT };
  }
  /** What Vue draws of a node, where Vue does. */
  element(node2) {
    if (!liteGraph().vueNodesMode) return void 0;
    const id = String(node2.id);
    const known = this.#elements.get(id);
    if (known?.isConnected) return known;
    const found = document.querySelector(`.lg-node[data-node-id="${CSS.escape(id)}"]`);
    if (found) this.#elements.set(id, found);
    else this.#elements.delete(id);
    if (found) this.#observer.observe(found);
    if (known) this.#observer.unobserve(known);
    return found ?? void 0;
  }
};

// src/shapes/card.ts
var LINE = 13;
var COLOUR = 3;
var CHARACTER = 6.5;
var Card = class {
  element = make("div", "nw-card");
  #shape = make("span", "nw-shape");
  #costs = make("span", "nw-costs");
  #caption = make("div", "nw-caption", {}, this.#shape, this.#costs);
  #placed = "";
  #length = 0;
  #shaded = false;
  constructor() {
    this.element.append(make("div", "nw-halo"), this.#caption);
  }
  write(caption) {
    this.#length = caption.shape.length + caption.costs.length + 3;
    this.#shaded = caption.shade !== null;
    this.#shape.textContent = caption.shape;
    this.#costs.textContent = caption.costs;
    this.#caption.title = caption.all;
    this.#caption.hidden = !caption.shape && !caption.costs;
    this.element.classList.toggle("nw-muted", caption.muted);
    this.element.classList.toggle("nw-shaded", this.#shaded);
    this.element.style.setProperty("--nw-shade", caption.shade?.background ?? "");
    this.element.style.setProperty("--nw-on-shade", caption.shade?.text ?? "");
  }
  place(box) {
    this.#placed = placed(this.element, box, this.#placed);
  }
  /** Whether there is another node below, so that the line goes, shortened, into the title. */
  isCovered(box, all, enlarged2) {
    const below2 = this.#below(box, enlarged2);
    return all.some((other) => other !== box && overlaps(other, below2));
  }
  /** Go onto a layer, into the title or below the node. */
  settle(layer, covered) {
    if (this.element.parentElement !== layer) layer.append(this.element);
    this.element.classList.toggle("nw-covered", covered);
  }
  /** A line below the node, and below the colour that may be around it. Its width is reckoned: to
   * measure it would cost a layout. */
  #below(box, enlarged2) {
    const y = box.y + box.height + 3;
    const height = (LINE + (this.#shaded ? COLOUR : 0)) * enlarged2;
    const width = Math.min(box.width, this.#length * CHARACTER * enlarged2);
    return { x: box.x, y, width, height };
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

// src/shapes/inferred.ts
var DRAWN = "_displayValue";
var COLOUR2 = "text_color";
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
  shown(COLOUR2, liteGraph().WIDGET_DISABLED_TEXT_COLOR);
  return () => {
    Reflect.deleteProperty(widget, DRAWN);
    Reflect.deleteProperty(widget, COLOUR2);
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
var HEIGHT = 58;
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
    const whole2 = this.#whole(problem);
    this.#reason = reasonOf(problem, whole2);
    this.#box.setAttribute("aria-label", say("shapesProblemOf", { title }));
    this.#box.replaceChildren(this.#reason, whole2, ...this.#repairs(problem));
  }
  place(box) {
    this.#placed = placed(this.element, box, this.#placed);
  }
  /** Below the node where that is free, else above it: sockets are seldom at a node's lower end. */
  keepClear(box, all, enlarged2) {
    const below2 = { x: box.x, y: box.y + box.height, width: box.width, height: HEIGHT * enlarged2 };
    const covers = all.some((other) => other !== box && overlaps(other, below2));
    this.#box.classList.toggle("nw-above", covers);
  }
  focus() {
    this.#reason.focus({ preventScroll: true });
  }
  #whole(problem) {
    const whole2 = make("div", "nw-whole", { hidden: true });
    for (const text of [problem.message, problem.fix]) {
      if (text) whole2.append(make("p", "", { textContent: text }));
    }
    return whole2;
  }
  #repairs(problem) {
    if (problem.repairs.length === 0) return [];
    const press = (repair) => button("nw-repair", repair.label, () => this.#mend(repair));
    return [make("div", "nw-repairs", {}, ...problem.repairs.map(press))];
  }
};
function reasonOf(problem, whole2) {
  const reason = button("nw-reason", `⚠ ${briefly(problem.message)}`, () => {
    whole2.hidden = !whole2.hidden;
    reason.setAttribute("aria-expanded", String(!whole2.hidden));
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
var COLOUR3 = 6;
var RedWires = class {
  /** Links are saved without their colours; the colour is that of their bends alone. */
  #red = /* @__PURE__ */ new Map();
  constructor() {
    const { canvas } = app;
    const plain2 = canvas.renderLink;
    const red = this.#red;
    canvas.renderLink = function(...drawn) {
      const link = drawn[3];
      if (link && red.has(link)) drawn[COLOUR3] ??= RED;
      return plain2.apply(this, drawn);
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
function wireInto(node2, input) {
  const slot = node2.inputs.findIndex((socket) => socket.name === input);
  return slot < 0 ? null : node2.getInputLink(slot);
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
  /** How often something was written, and for what all was arranged last. */
  #written = 0;
  #arranged = "";
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
    this.arrange();
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
  /** Keep clear of other nodes. Done now and then: what is moved may be wrong for a moment. */
  arrange() {
    const boxes = new Map(app.canvas.graph?.nodes.map((node2) => [node2, this.#boxes.of(node2)]));
    const arranged = JSON.stringify([...boxes.values(), this.#layers.size, this.#written]);
    if (arranged === this.#arranged) return;
    this.#arranged = arranged;
    const all = [...boxes.values()];
    const { size, over, under } = this.#layers;
    for (const [node2, shown] of this.#shown) {
      const box = boxes.get(node2);
      if (!box) continue;
      const covered = shown.card.isCovered(box, all, size);
      shown.card.settle(covered ? over : under, covered);
      shown.problem?.keepClear(box, all, size);
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
    this.#written += 1;
    shown.card.write(caption);
    this.#writeProblem(node2, what, shown);
  }
  #elsewhere(node2, { elsewhere }) {
    const places2 = elsewhere.map((path) => `${path}: ${spoken(node2.title, this.#told.nodes[path])}`);
    return places2.length === 0 ? "" : say("shapesElsewhere", { places: places2.join("\n") });
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
      const link = told.problem && wireInto(node2, told.problem.input);
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
    const [shape2, costs] = [networkCosts(network), networkMemory(network)];
    return { shape: shape2, costs, all: `${network.name}: ${shape2}, ${costs}`, muted: false, shade: null };
  }
  const waits = told.outputs.length === 0 && told.waiting.length > 0;
  const assumed = told.assumed.length > 0 ? say("shapesAssumed") : "";
  const all = [spoken(node2.title, told), assumed, elsewhere].filter(Boolean).join("\n");
  const needs = say("shapesWaiting", { sockets: told.waiting.join(", ") });
  const marks = (assumed ? " ?" : "") + (elsewhere ? " *" : "");
  const shape = waits ? needs : outputsText(told) + marks;
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
var MEASURED = 150;
function mend({ action, also }) {
  app.canvas.emitBeforeChange();
  try {
    return [action, ...also].every(apply);
  } finally {
    app.canvas.setDirty(true, true);
    endChange();
  }
}
function apply(action) {
  const node2 = wayTo(rootGraph(), action.node)?.at(-1);
  if (!node2?.graph) return false;
  return action.kind === "set" ? set2(node2, action) : insert(node2.graph, node2, action);
}
function endChange() {
  if (liteGraph().vueNodesMode) setTimeout(() => app.canvas.emitAfterChange(), MEASURED);
  else app.canvas.emitAfterChange();
}
function set2(node2, { widget: name, value }) {
  const widget = node2.widgets?.find((candidate) => candidate.name === name);
  if (!widget) return false;
  widget.value = value;
  widget.callback?.(value, app.canvas, node2);
  return true;
}
function insert(graph2, target, action) {
  const link = wireInto(target, action.input);
  const added = liteGraph().createNode(action.type);
  const into = target.inputs.findIndex((socket) => socket.name === action.input);
  if (!link || !added || into < 0) return false;
  const source = graph2.getNodeById(link.origin_id);
  added.pos = freePlace(graph2.nodes, source ?? target, target, added.size);
  graph2.add(added);
  for (const [widget, value] of Object.entries(action.widgets)) {
    set2(added, { widget, value });
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

// src/shapes/timing.ts
function timed(name, work) {
  const start = performance.now();
  try {
    return work();
  } finally {
    performance.measure(name, { start });
    performance.clearMeasures(name);
  }
}

// src/shapes/signature.ts
function signature(root, kinds) {
  const parts = [];
  let found = false;
  for (const graph2 of graphsOf(root)) {
    for (const node2 of graph2.nodes) {
      found ||= kinds.isOfNetwork(node2.type);
      parts.push(ofNode(node2, kinds));
    }
    parts.push("/");
  }
  return found ? parts.join("\n") : null;
}
function ofNode(node2, kinds) {
  const wires = node2.inputs.map((_, slot) => ofWire(node2.getInputLink(slot)));
  const heard = node2.subgraph !== void 0 || kinds.isHeard(node2.type);
  const values = heard ? (node2.widgets ?? []).map((widget) => ofValue(widget.value)) : [];
  return [node2.id, node2.type, node2.mode, node2.outputs.length, ...wires, ...values].join("|");
}
function ofWire(link) {
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
    this.#timer ??= setInterval(() => timed("netwright.look", () => this.look()), EVERY);
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
      question: () => timed("netwright.question", () => this.#question()),
      ask: (question, signal) => post("/canvas/shapes", JSON.parse(question), signal),
      told: (told) => timed("netwright.told", () => this.#told(told)),
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
    drawn: () => timed("netwright.frame", () => this.#overlay.frame()),
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
    const seen3 = node2 && this.#overlay.seenOf(node2);
    this.#announcer.now(seen3 ? spoken(node2.title, seen3.told) : say("shapesSelectLayer"));
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
    this.#overlay.arrange();
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
    const seen3 = node2 && this.#overlay.seenOf(node2);
    if (seen3) this.#announcer.say(spoken(node2.title, seen3.told));
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
.nw-place { z-index: 1; }
.nw-halo {
  --nw-thick: calc(5px * var(--nw-text, 1));
  display: none; position: absolute; inset: calc(-1 * var(--nw-thick)); border-radius: 13px;
  border: var(--nw-thick) solid var(--nw-shade);
}
.nw-classic .nw-halo { background: color-mix(in srgb, var(--nw-shade) 22%, transparent); background-clip: padding-box; }
.nw-shaded .nw-halo { display: block; }
.nw-caption {
  position: absolute; left: 0; top: calc(100% + 2px); width: max-content; box-sizing: border-box;
  display: flex; gap: 10px; padding: 0 5px; white-space: nowrap; border-radius: 4px;
  background: color-mix(in srgb, var(--bg-color, #202020) 78%, transparent);
  font-size: calc(11px * var(--nw-text, 1)); line-height: 1.3; color: var(--nw-quiet);
  font-variant-numeric: tabular-nums; pointer-events: auto;
}
.nw-shape { color: var(--nw-ink); font-weight: 600; }
.nw-muted .nw-shape { color: var(--nw-quiet); font-weight: 400; font-style: italic; }
.nw-shaded .nw-caption {
  top: calc(100% + 4px); left: 6px; background: var(--nw-shade); border-radius: 0 0 6px 6px;
}
.nw-covered .nw-caption {
  top: 4px; left: auto; right: 8px; border-radius: 5px; padding: 1px 6px; line-height: 1.5;
  border: 1px solid var(--nw-line); background: var(--nw-back); max-width: calc(100% - 16px);
}
.nw-covered .nw-costs { display: none; }
.nw-covered.nw-shaded .nw-caption { background: var(--nw-shade); }
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
.nw-above { top: auto; bottom: calc(100% + 4px); }
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
  display: flex; flex-direction: column; gap: 5px; max-width: 380px; padding: 6px 9px;
  border: 1px solid var(--nw-line); border-radius: 8px; background: var(--nw-back);
  pointer-events: auto; box-shadow: 0 2px 8px rgb(0 0 0 / 25%);
}
.nw-totals { cursor: pointer; display: list-item; }
.nw-totals > div { display: inline-flex; flex-direction: column; gap: 3px; vertical-align: top; }
.nw-more { display: flex; flex-direction: column; gap: 6px; padding: 6px 0 2px 12px; }
.nw-quiet, .nw-summary label { color: var(--nw-quiet); }
.nw-notice { margin: 0; color: var(--nw-quiet); }
.nw-row { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 10px; }
.nw-exports { display: flex; flex-wrap: wrap; align-items: center; gap: 4px; }
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
    // ComfyUI tells of a change before it can be read.
    settings: settings(() => void setTimeout(() => shapes?.settingsChanged())),
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
  const longest = Math.max(...lines.map((line3) => line3.length));
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
  const after2 = points.findIndex((point) => point.x > to);
  return points.slice(Math.max(0, first - 1), after2 < 0 ? points.length : after2 + 1);
}

// src/training/announcing.ts
var MILLISECONDS_BETWEEN = 5e3;
var Announcer2 = class {
  element = make("div", "unseen");
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

// src/training/elements.ts
function write(target, text) {
  if (target.textContent !== text) target.textContent = text;
}
function button2(text, hint, act) {
  const made = make("button", "", { type: "button", title: hint }, text);
  made.addEventListener("click", (event) => {
    event.stopPropagation();
    act();
  });
  made.addEventListener("pointerdown", (event) => event.stopPropagation());
  return made;
}

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
    const places2 = placed2(parts[place] ?? [], box, horizontal, vertical);
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
function placed2(points, box, horizontal, vertical) {
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
  canvas.addEventListener("focus", () => canvas.dataset["captureWheel"] = "true");
  canvas.addEventListener("blur", () => delete canvas.dataset["captureWheel"]);
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
  element = make("div", "curves");
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
    const alike2 = this.#past.filter((past) => past.metric === course.metric);
    const [losses, values] = [lossCurves(course, this.#past), metricCurves(course, alike2)];
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
  element = make("div", "panel");
  #look;
  #last;
  #canvas = make("canvas", "");
  #title = make("b", "");
  #entries = make("span", "entries");
  constructor(look, last, changed) {
    this.#look = look;
    this.#last = last;
    this.#canvas.tabIndex = 0;
    this.#canvas.setAttribute("role", "img");
    this.#canvas.title = say("training_chart_hint");
    this.element.append(make("div", "legend", {}, this.#title, this.#entries), this.#canvas);
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
  const mark = make("i", "");
  mark.style.background = curve.colour;
  return make("span", "", {}, mark, text);
}

// src/training/epochs.ts
var Epochs = class {
  element = make("details", "epochs");
  #table = make("table", "");
  #course = null;
  #shown = "";
  constructor() {
    this.element.append(make("summary", "", {}, say("training_epochs")), this.#table);
    this.element.dataset["captureWheel"] = "true";
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
      make("thead", "", {}, line2("th", heads)),
      make("tbody", "", {}, ...rows.map((cells) => line2("td", cells)))
    );
  }
};
function line2(kind, cells) {
  return make("tr", "", {}, ...cells.map((cell) => make(kind, "", {}, cell)));
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
      await seen2();
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
function seen2() {
  if (!document.hidden) return Promise.resolve();
  return new Promise((done) => {
    document.addEventListener("visibilitychange", () => done(), { once: true });
  });
}

// src/training/past.ts
var MOST2 = 8;
var Past = class {
  element = make("div", "past");
  #own;
  #look;
  #changed;
  #chosen = make("select", "");
  #entries = make("span", "entries");
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
    const none = make("option", "", {}, say("training_lay_over"));
    none.value = "";
    this.#chosen.replaceChildren(none, ...names.map((name) => make("option", "", {}, name)));
  }
  #add(run) {
    this.#chosen.value = "";
    if (!run || this.#look.past.includes(run) || this.#look.past.length >= MOST2) return;
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
      const mark = make("i", "");
      mark.style.background = pastColour(place);
      const hint = say("training_take_away", { run });
      const away = button2("×", hint, () => this.#remove(run));
      away.setAttribute("aria-label", hint);
      return make("span", "", {}, mark, `${run} `, make("output", ""), away);
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
  element = make("div", "stopping");
  #keep;
  #discard;
  #run = "";
  constructor() {
    this.#keep = button2(say("training_keep"), say("training_keep_hint"), () => void this.#stop(true));
    this.#discard = button2(say("training_discard"), say("training_discard_hint"), () => void this.#confirmed());
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

// src/training/wheel.ts
var OWN = ".epochs, .warnings";
function passWheel(view) {
  view.addEventListener(
    "wheel",
    (event) => {
      const own = event.target.closest(OWN);
      const scrolls = own !== null && own.scrollHeight > own.clientHeight;
      if (scrolls || view.closest("[data-node-id]")) return;
      event.preventDefault();
      app.canvas.canvas.dispatchEvent(new WheelEvent("wheel", event));
    },
    { passive: false }
  );
}

// src/training/view.ts
var NOTHING2 = new Course();
var View = class {
  element = make("section", "netwright-training");
  #look;
  #name = make("b", "");
  #state = make("span", "state");
  #facts = make("dl", "facts");
  #problem = make("p", "problem");
  #warnings = make("ul", "warnings");
  #logarithmic;
  #curves;
  #past;
  #stopping = new Stopping();
  #epochs = new Epochs();
  #announcer = new Announcer2();
  #changed = () => this.#show();
  #training;
  #followed = null;
  #warned = [];
  constructor(training, look) {
    this.#training = training;
    this.#look = look;
    this.#curves = new Curves(look);
    this.#past = new Past(() => this.#training.run, look, this.#changed);
    this.#logarithmic = button2(say("training_log"), say("training_log_hint"), () => this.#toggle());
    const all = button2(say("training_all"), say("training_all_hint"), () => this.#seeAll());
    const tools = make("div", "tools", {}, this.#logarithmic, all, this.#past.element);
    this.element.append(
      make("header", "", {}, this.#name, this.#state),
      this.#facts,
      this.#problem,
      this.#warnings,
      this.#curves.element,
      tools,
      this.#epochs.element,
      this.#stopping.element,
      this.#announcer.element
    );
    passWheel(this.element);
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
    const course = this.#followed?.course ?? NOTHING2;
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
      ([name, value]) => make("div", "", {}, make("dt", "", {}, name), make("dd", "", {}, value))
    );
    this.#facts.replaceChildren(...pairs);
  }
  #showWarnings(warnings) {
    if (warnings.at(-1) === this.#warned.at(-1) && warnings.length === this.#warned.length) return;
    this.#warned = warnings;
    this.#warnings.replaceChildren(
      ...warnings.map(
        ({ message, fix }) => make("li", "", {}, message, " ", make("em", "", {}, say("training_fix", { fix })))
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
var [WIDTH, HEIGHT2] = [440, 420];
var places = /* @__PURE__ */ new WeakMap();
function placeOf(node2) {
  return places.get(node2);
}
function addPlace(node2) {
  places.set(node2, new Place(node2));
}
var Place = class {
  #node;
  #element = make("div", "netwright-training-place");
  #view = null;
  constructor(node2) {
    this.#node = node2;
    this.#element.hidden = true;
    const height = () => this.#view ? HEIGHT2 : 0;
    const widget = node2.addDOMWidget(WIDGET2, WIDGET2, this.#element, {
      serialize: false,
      hideOnZoom: false,
      getMinHeight: height,
      margin: 6
    });
    widget.serialize = false;
    widget.hidden = true;
    const before = node2.onRemoved;
    node2.onRemoved = () => {
      before?.call(node2);
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
    const node2 = this.#node;
    for (const widget of node2.widgets ?? []) if (widget.name === WIDGET2) widget.hidden = false;
    const [width, height] = node2.computeSize();
    node2.setSize([Math.max(node2.size[0], width, WIDTH), Math.max(node2.size[1], height)]);
    node2.setDirtyCanvas(true, false);
    this.#widen(node2.size[0]);
  }
  /** Vue nodes have a width of their own, in the way that the handle at their corner changes it. */
  #widen(width) {
    const vue = this.#element.closest("[data-node-id]");
    if (vue && vue.offsetWidth < width) vue.style.setProperty("--node-width", `${width}px`);
  }
};

// src/training/style.ts
var STYLE2 = `
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
  sheet.textContent = STYLE2;
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
  const workflow = rootGraph().id ?? "";
  const { trainings } = await get(`/trainings?workflow=${encodeURIComponent(workflow)}`);
  for (const training of trainings) show2(training);
}
async function hear(training) {
  show2(training);
  if (training.state === "preparing" && nodeOf2(training)) await showAll();
}
function show2(training) {
  const node2 = nodeOf2(training);
  if (node2) placeOf(node2)?.show(training);
}
function nodeOf2(training) {
  if (!training.workflow || training.workflow !== rootGraph().id) return null;
  return wayTo(rootGraph(), training.node)?.at(-1) ?? null;
}

// src/main.ts
speak(String(app.extensionManager.setting?.get("Comfy.Locale") ?? navigator.language));
registerTexts();
registerTraining();
registerShapes();
