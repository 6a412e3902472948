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
var en_default2 = {
  panelTooltip: "Netwright: runs, models and data sets",
  panelLists: "Lists",
  panelRuns: "Runs",
  panelModels: "Models",
  panelDataSets: "Data sets",
  panelFind: "Filter",
  panelOrder: "Sort by",
  panelMore: "Show more",
  panelLoading: "Loading …",
  panelFound: "{shown} of {all}",
  panelNewest: "Newest first",
  panelByName: "Name",
  panelByTask: "Task",
  panelByMetric: "Metric",
  panelByTime: "Training time",
  panelBySize: "Size",
  panelByKind: "Kind",
  panelByFiles: "Number of files",
  panelNoRuns: "There are no runs yet. Train a network with the node Train.",
  panelNoModels: "There are no models yet. A run that is trained to its end has one.",
  panelNoData: "There are no data sets in ComfyUI's input folder. The node Sample data writes one.",
  panelRunning: "running",
  panelFinished: "finished",
  panelStopped: "stopped",
  panelDiverged: "diverged",
  panelKilled: "cut off",
  panelBroken: "broken",
  panelChoose: "Compare {name}",
  panelChosen: "{number} selected",
  panelCompare: "Compare",
  panelCompareHint: "Select two runs or more.",
  panelTooMany: "At most {most} runs are compared at a time.",
  panelNone: "Clear",
  panelEpochs: "{done}/{all} epochs",
  panelEpoch: "epoch {epoch}",
  panelData: "Data",
  panelNetwork: "Network",
  panelRecipe: "Recipe",
  panelBest: "Best",
  panelBestEpoch: "{value} in epoch {epoch}",
  panelBegan: "Began",
  panelTook: "Took",
  panelWrong: "Wrong",
  panelReport: "Report",
  panelOpen: "Open in canvas",
  panelReplaceAsk: "What is on the canvas now is replaced by {name}.",
  panelAdd: "Add to canvas",
  panelDelete: "Delete",
  panelDeleteAsk: "Delete {name} for good? This cannot be undone.",
  panelTrainsNow: "It is training now.",
  panelBack: "Back",
  panelSideBySide: "Comparison",
  panelCurve: "Curve",
  panelLog: "Logarithmic",
  panelMetrics: "Metrics of the best epoch",
  panelDiffers: "{part}: what differs",
  panelSame: "Recipe, network and data are the same.",
  panelNotComparable: "The figures do not compare: {why}.",
  panelCurveSaid: "{run} goes from {first} to {last}",
  panelCurveNone: "{run} has none",
  panelOfRun: "of a run",
  panelBelongs: "It belongs to the run {run} and is deleted with it.",
  panelLabels: "Labels",
  panelMoreLabels: "and {number} more",
  panelTask: "Task",
  panelReads: "Reads",
  panelSize: "Size",
  panelWritten: "Written",
  panelFile: "File",
  panelFiles: "{number} files",
  panelKindClasses: "pictures, a folder a class",
  panelKindLabels: "pictures with a table of labels",
  panelKindMasks: "pictures with masks",
  panelKindPairs: "pairs of pictures",
  panelKindPictures: "pictures without labels",
  panelKindTable: "table",
  panelKindArrays: "arrays",
  panelKindText: "text",
  panelKindShards: "tar files",
  panelKindMany: "a folder of many files",
  panelCheck: "Check",
  panelStop: "Stop",
  panelTarget: "Columns to predict, if not told by the data",
  panelWaiting: "Waits for another check to end.",
  panelCheckStopped: "The check was stopped.",
  panelMisleading: "misleading",
  panelWarning: "warning",
  panelNote: "note"
};

// src/words/panel/zh.json
var zh_default2 = {
  panelTooltip: "Netwright：训练记录、模型和数据集",
  panelLists: "列表",
  panelRuns: "训练记录",
  panelModels: "模型",
  panelDataSets: "数据集",
  panelFind: "筛选",
  panelOrder: "排序方式",
  panelMore: "显示更多",
  panelLoading: "加载中…",
  panelFound: "{all} 项中的 {shown} 项",
  panelNewest: "最新优先",
  panelByName: "名称",
  panelByTask: "任务",
  panelByMetric: "指标",
  panelByTime: "训练时间",
  panelBySize: "大小",
  panelByKind: "类型",
  panelByFiles: "文件数",
  panelNoRuns: "还没有训练记录。请用 Train 节点训练一个网络。",
  panelNoModels: "还没有模型。训练完成后就会有一个。",
  panelNoData: "ComfyUI 的 input 文件夹中没有数据集。Sample data 节点可以写入一个。",
  panelRunning: "训练中",
  panelFinished: "已完成",
  panelStopped: "已停止",
  panelDiverged: "已发散",
  panelKilled: "被中断",
  panelBroken: "已损坏",
  panelChoose: "比较 {name}",
  panelChosen: "已选 {number} 个",
  panelCompare: "比较",
  panelCompareHint: "请选择两个或更多训练记录。",
  panelTooMany: "一次最多比较 {most} 个训练记录。",
  panelNone: "清除",
  panelEpochs: "{done}/{all} 轮",
  panelEpoch: "第 {epoch} 轮",
  panelData: "数据",
  panelNetwork: "网络",
  panelRecipe: "训练方案",
  panelBest: "最佳",
  panelBestEpoch: "{value}（第 {epoch} 轮）",
  panelBegan: "开始于",
  panelTook: "用时",
  panelWrong: "错误",
  panelReport: "报告",
  panelOpen: "在画布中打开",
  panelReplaceAsk: "画布上现有的内容将被 {name} 替换。",
  panelAdd: "添加到画布",
  panelDelete: "删除",
  panelDeleteAsk: "永久删除 {name}？此操作无法撤销。",
  panelTrainsNow: "正在训练。",
  panelBack: "返回",
  panelSideBySide: "比较",
  panelCurve: "曲线",
  panelLog: "对数坐标",
  panelMetrics: "最佳轮的指标",
  panelDiffers: "{part}：不同之处",
  panelSame: "训练方案、网络和数据都相同。",
  panelNotComparable: "这些数值不可比较：{why}。",
  panelCurveSaid: "{run} 从 {first} 到 {last}",
  panelCurveNone: "{run} 没有数据",
  panelOfRun: "属于训练记录",
  panelBelongs: "它属于训练记录 {run}，会随之一起删除。",
  panelLabels: "标签",
  panelMoreLabels: "另有 {number} 个",
  panelTask: "任务",
  panelReads: "输入",
  panelSize: "大小",
  panelWritten: "写入时间",
  panelFile: "文件",
  panelFiles: "{number} 个文件",
  panelKindClasses: "图片，每类一个文件夹",
  panelKindLabels: "图片和标签表",
  panelKindMasks: "图片和掩码",
  panelKindPairs: "成对的图片",
  panelKindPictures: "无标签的图片",
  panelKindTable: "表格",
  panelKindArrays: "数组",
  panelKindText: "文本",
  panelKindShards: "tar 文件",
  panelKindMany: "包含大量文件的文件夹",
  panelCheck: "检查",
  panelStop: "停止",
  panelTarget: "要预测的列（若数据未指明）",
  panelWaiting: "等待另一项检查结束。",
  panelCheckStopped: "检查已停止。",
  panelMisleading: "会误导",
  panelWarning: "警告",
  panelNote: "提示"
};

// src/words/panel/zh-TW.json
var zh_TW_default2 = {
  panelTooltip: "Netwright：訓練紀錄、模型與資料集",
  panelLists: "清單",
  panelRuns: "訓練紀錄",
  panelModels: "模型",
  panelDataSets: "資料集",
  panelFind: "篩選",
  panelOrder: "排序方式",
  panelMore: "顯示更多",
  panelLoading: "載入中…",
  panelFound: "{all} 項中的 {shown} 項",
  panelNewest: "最新優先",
  panelByName: "名稱",
  panelByTask: "任務",
  panelByMetric: "指標",
  panelByTime: "訓練時間",
  panelBySize: "大小",
  panelByKind: "類型",
  panelByFiles: "檔案數",
  panelNoRuns: "還沒有訓練紀錄。請用 Train 節點訓練一個網路。",
  panelNoModels: "還沒有模型。訓練完成後就會有一個。",
  panelNoData: "ComfyUI 的 input 資料夾中沒有資料集。Sample data 節點可以寫入一個。",
  panelRunning: "訓練中",
  panelFinished: "已完成",
  panelStopped: "已停止",
  panelDiverged: "已發散",
  panelKilled: "被中斷",
  panelBroken: "已損壞",
  panelChoose: "比較 {name}",
  panelChosen: "已選 {number} 個",
  panelCompare: "比較",
  panelCompareHint: "請選擇兩個或更多訓練紀錄。",
  panelTooMany: "一次最多比較 {most} 個訓練紀錄。",
  panelNone: "清除",
  panelEpochs: "{done}/{all} 輪",
  panelEpoch: "第 {epoch} 輪",
  panelData: "資料",
  panelNetwork: "網路",
  panelRecipe: "訓練方案",
  panelBest: "最佳",
  panelBestEpoch: "{value}（第 {epoch} 輪）",
  panelBegan: "開始於",
  panelTook: "用時",
  panelWrong: "錯誤",
  panelReport: "報告",
  panelOpen: "在畫布中開啟",
  panelReplaceAsk: "畫布上現有的內容將被 {name} 取代。",
  panelAdd: "加入畫布",
  panelDelete: "刪除",
  panelDeleteAsk: "永久刪除 {name}？此操作無法復原。",
  panelTrainsNow: "正在訓練。",
  panelBack: "返回",
  panelSideBySide: "比較",
  panelCurve: "曲線",
  panelLog: "對數座標",
  panelMetrics: "最佳輪的指標",
  panelDiffers: "{part}：不同之處",
  panelSame: "訓練方案、網路和資料都相同。",
  panelNotComparable: "這些數值不可比較：{why}。",
  panelCurveSaid: "{run} 從 {first} 到 {last}",
  panelCurveNone: "{run} 沒有資料",
  panelOfRun: "屬於訓練紀錄",
  panelBelongs: "它屬於訓練紀錄 {run}，會隨之一起刪除。",
  panelLabels: "標籤",
  panelMoreLabels: "另有 {number} 個",
  panelTask: "任務",
  panelReads: "輸入",
  panelSize: "大小",
  panelWritten: "寫入時間",
  panelFile: "檔案",
  panelFiles: "{number} 個檔案",
  panelKindClasses: "圖片，每類一個資料夾",
  panelKindLabels: "圖片和標籤表",
  panelKindMasks: "圖片和遮罩",
  panelKindPairs: "成對的圖片",
  panelKindPictures: "無標籤的圖片",
  panelKindTable: "表格",
  panelKindArrays: "陣列",
  panelKindText: "文字",
  panelKindShards: "tar 檔案",
  panelKindMany: "包含大量檔案的資料夾",
  panelCheck: "檢查",
  panelStop: "停止",
  panelTarget: "要預測的欄（若資料未指明）",
  panelWaiting: "等待另一項檢查結束。",
  panelCheckStopped: "檢查已停止。",
  panelMisleading: "會誤導",
  panelWarning: "警告",
  panelNote: "提示"
};

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
var en_default5 = {
  tryTitle: "Try it",
  tryModel: "Model",
  tryWired: "wired: {name}",
  tryNone: "There is no model yet.",
  tryPad: "Draw here, or drop or paste a picture. Arrow keys move the pen, the space key lowers and lifts it.",
  tryDrop: "Drop or paste a picture here",
  tryDraw: "Draw here, or drop a picture",
  tryChoose: "Choose a picture",
  tryClear: "Clear",
  tryInvert: "Invert",
  tryInvertHint: "Bright strokes on a dark ground, or dark ones on a bright ground",
  tryHeat: "Heat map",
  tryHeatHint: "Where the model looks",
  tryAnswer: "Answer",
  tryBusy: "…",
  tryPenDown: "pen down",
  tryPenUp: "pen up",
  tryPicture: "The picture: {name}",
  tryMade: "What the model makes of the picture",
  tryHeatOver: "Where the model looks for {label}, by {method}",
  tryNoLabel: "no label",
  tryTook: "{time} ms",
  tryNoPicture: "This is no picture.",
  tryNoModel: "Wire a model, or choose one."
};

// src/words/trying/zh.json
var zh_default5 = {
  tryTitle: "试一试",
  tryModel: "模型",
  tryWired: "已连接：{name}",
  tryNone: "还没有模型。",
  tryPad: "在此绘制，或拖放、粘贴图片。方向键移动画笔，空格键落笔和抬笔。",
  tryDrop: "将图片拖放或粘贴到此处",
  tryDraw: "在此绘制，或拖放图片",
  tryChoose: "选择图片",
  tryClear: "清除",
  tryInvert: "反相",
  tryInvertHint: "深色底上的亮色笔画，或浅色底上的深色笔画",
  tryHeat: "热力图",
  tryHeatHint: "模型关注的位置",
  tryAnswer: "回答",
  tryBusy: "…",
  tryPenDown: "已落笔",
  tryPenUp: "已抬笔",
  tryPicture: "图片：{name}",
  tryMade: "模型生成的图片",
  tryHeatOver: "模型判断 {label} 时关注的位置（{method}）",
  tryNoLabel: "无标签",
  tryTook: "{time} 毫秒",
  tryNoPicture: "这不是图片。",
  tryNoModel: "请连接或选择一个模型。"
};

// src/words/trying/zh-TW.json
var zh_TW_default5 = {
  tryTitle: "試一試",
  tryModel: "模型",
  tryWired: "已連接：{name}",
  tryNone: "還沒有模型。",
  tryPad: "在此繪製，或拖放、貼上圖片。方向鍵移動畫筆，空白鍵落筆和抬筆。",
  tryDrop: "將圖片拖放或貼上到此處",
  tryDraw: "在此繪製，或拖放圖片",
  tryChoose: "選擇圖片",
  tryClear: "清除",
  tryInvert: "反相",
  tryInvertHint: "深色底上的亮色筆畫，或淺色底上的深色筆畫",
  tryHeat: "熱力圖",
  tryHeatHint: "模型關注的位置",
  tryAnswer: "回答",
  tryBusy: "…",
  tryPenDown: "已落筆",
  tryPenUp: "已抬筆",
  tryPicture: "圖片：{name}",
  tryMade: "模型產生的圖片",
  tryHeatOver: "模型判斷 {label} 時關注的位置（{method}）",
  tryNoLabel: "無標籤",
  tryTook: "{time} 毫秒",
  tryNoPicture: "這不是圖片。",
  tryNoModel: "請連接或選擇一個模型。"
};

// src/words.ts
var en = { ...en_default, ...en_default2, ...en_default3, ...en_default4, ...en_default5 };
var LANGUAGES = {
  en,
  zh: { ...zh_default, ...zh_default2, ...zh_default3, ...zh_default4, ...zh_default5 },
  "zh-TW": { ...zh_TW_default, ...zh_TW_default2, ...zh_TW_default3, ...zh_TW_default4, ...zh_TW_default5 }
};
var words = en;
var spoken = "en";
function speak(asked) {
  const names = [asked, asked.split("-")[0] ?? ""];
  spoken = names.find((name) => name in LANGUAGES) ?? "en";
  words = LANGUAGES[spoken] ?? en;
}
var locale = () => spoken === "zh" ? "zh-CN" : spoken;
function say(word, values = {}) {
  return words[word].replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

// src/shapes/elements.ts
function make(tag, className, properties = {}, ...within) {
  const element = document.createElement(tag);
  element.className = className;
  Object.assign(element, properties);
  element.append(...within);
  return element;
}
function button(className, text2, press) {
  const made = make("button", className, { type: "button", textContent: text2 });
  made.addEventListener("click", press);
  return made;
}

// src/ask.ts
var Refused = class extends Error {
  fix;
  status;
  constructor(message, fix, status2 = 400) {
    super(message);
    this.fix = fix;
    this.status = status2;
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
function remove(path) {
  return answer(path, { method: "DELETE" });
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

// src/panel/entry.ts
function entry(about, key, open) {
  const inside2 = make("div", "nwp-inside", { hidden: true });
  const head = button("nwp-head", "", () => show2(!open.has(key)));
  const badge = about.badge ? [make("span", `nwp-badge nwp-${about.badge.kind}`, {}, about.badge.text)] : [];
  const first = make("span", "nwp-first", {}, make("span", "nwp-name", { title: about.name }, about.name), ...badge);
  const line = make("span", "nwp-line", {}, first, make("span", "nwp-figure", {}, about.figure));
  head.append(line, make("span", "nwp-facts", {}, about.facts));
  const show2 = (opened) => {
    if (opened) open.add(key);
    else open.delete(key);
    head.ariaExpanded = String(opened);
    inside2.hidden = !opened;
    inside2.replaceChildren(...opened ? about.inside() : []);
  };
  show2(open.has(key));
  const body = make("div", "nwp-body", {}, head, inside2);
  return make("li", "nwp-row", {}, ...about.before ? [about.before] : [], body);
}
function table(rows) {
  const told = rows.filter(([, value]) => value);
  const parts = told.flatMap(([name, value]) => [make("dt", "", {}, name), make("dd", "", {}, value)]);
  return make("dl", "nwp-table", {}, ...parts);
}
function actions(...buttons) {
  return make("div", "nwp-actions", {}, ...buttons);
}
function action(text2, act, kind = "") {
  const made = button(`nwp-button ${kind}`.trim(), text2, () => {
    if (made.ariaDisabled === "true") return;
    made.ariaDisabled = "true";
    void Promise.resolve(act()).finally(() => {
      made.ariaDisabled = null;
    });
  });
  return made;
}

// src/panel/telling.ts
var LIFE = 8e3;
async function trying(work) {
  try {
    await work();
  } catch (error) {
    tell("error", messageOf(error));
  }
}
function messageOf(error) {
  if (error instanceof Refused) return [error.message, error.fix].filter(Boolean).join("\n");
  return error instanceof Error ? error.message : String(error);
}
function tell(severity, detail) {
  app.extensionManager.toast?.add({ severity, summary: "Netwright", detail, life: LIFE });
}
async function agreed(title, message) {
  const dialog = app.extensionManager.dialog;
  if (dialog === void 0) return globalThis.confirm(`${title}

${message}`);
  return await dialog.confirm({ title, message, type: "delete" }) === true;
}
var deletion = (name) => agreed(say("panelDelete"), say("panelDeleteAsk", { name }));

// src/panel/check.ts
var REST = 500;
var MARKS = {
  misleading: ["✗", "panelMisleading"],
  warning: ["!", "panelWarning"],
  note: ["·", "panelNote"]
};
var Check = class {
  element = make("div", "nwp-findings");
  buttons;
  #path;
  #status = make("p", "nwp-note", { role: "status" });
  #bar = make("progress", "nwp-progress", { hidden: true });
  #found = make("div", "");
  #start;
  #stop;
  #target = make("input", "nwp-field", { type: "text", placeholder: say("panelTarget"), ariaLabel: say("panelTarget") });
  #watching = false;
  /** `hasColumns` tells whether a column to be predicted can be named. */
  constructor(path, hasColumns) {
    this.#path = path;
    this.#start = action(say("panelCheck"), () => trying(() => this.#begin()), "nwp-main");
    this.#stop = action(say("panelStop"), () => trying(() => this.#end()));
    this.#target.hidden = !hasColumns;
    this.buttons = [this.#start, this.#stop, this.#target];
    this.#stop.hidden = true;
    this.element.append(this.#status, this.#bar, this.#found);
    void trying(() => this.#look());
  }
  async #begin() {
    this.#show(await post("/datasets/check", { path: this.#path, target: this.#target.value }));
  }
  async #end() {
    this.#show(await remove(`/datasets/check?path=${encodeURIComponent(this.#path)}`));
  }
  async #look() {
    this.#watching = false;
    this.#show(await get(`/datasets/check?path=${encodeURIComponent(this.#path)}`));
  }
  #show(told) {
    const going = told.state === "waiting" || told.state === "running";
    this.#start.hidden = going;
    this.#stop.hidden = !going;
    this.#bar.hidden = !going;
    if (told.total > 0) Object.assign(this.#bar, { max: told.total, value: told.done });
    else this.#bar.removeAttribute("value");
    this.#status.textContent = status(told);
    this.#found.replaceChildren(...told.state === "done" ? report(told) : []);
    if (!going || this.#watching) return;
    this.#watching = true;
    setTimeout(() => void trying(() => this.#look()), REST);
  }
};
function status(told) {
  if (told.state === "waiting") return say("panelWaiting");
  if (told.state === "running") return told.doing;
  if (told.state === "failed") return [told.error, told.fix].filter(Boolean).join("\n");
  if (told.state === "stopped") return say("panelCheckStopped");
  return told.verdict;
}
function report(told) {
  const findings = make("ul", "nwp-found", {}, ...told.findings.map(finding));
  return [findings, table(Object.entries(told.facts))];
}
function finding(found2) {
  const [mark, word] = MARKS[found2.severity];
  const title = make("strong", "", {}, `${mark} ${found2.check}`);
  const severity = make("span", `nwp-badge nwp-${found2.severity}`, {}, say(word));
  const head = make("p", "", {}, title, " ", severity);
  const samples = found2.samples.length > 0 ? [make("p", "nwp-samples", {}, found2.samples.join("\n"))] : [];
  return make("li", `nwp-${found2.severity}`, {}, head, make("p", "", {}, found2.message), make("p", "nwp-note", {}, found2.fix), ...samples);
}

// src/panel/choosing.ts
var PAGE = 60;
function found(items, text2, words2) {
  const wanted = text2.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return [...items];
  return items.filter((item) => {
    const own = words2(item).toLowerCase();
    return wanted.every((word) => own.includes(word));
  });
}
function ordered(items, order) {
  return [...items].sort((one, other) => compare(order.by(one), order.by(other)));
}
function compare(one, other) {
  if (typeof one === "number" && typeof other === "number") return other - one;
  return String(one).localeCompare(String(other), void 0, { numeric: true });
}

// src/panel/list.ts
var List = class {
  element = make("div", "nwp-listing");
  #about;
  #field = make("input", "nwp-field", { type: "search" });
  #order = make("select", "nwp-field");
  #rows = make("ul", "nwp-rows");
  #note = make("p", "nwp-note", { ariaLive: "polite" });
  #more = make("button", "nwp-button", { type: "button" });
  #kept = /* @__PURE__ */ new Map();
  #items = null;
  #pages = 1;
  constructor(about) {
    this.#about = about;
    this.#field.placeholder = say("panelFind");
    this.#field.ariaLabel = say("panelFind");
    this.#order.ariaLabel = say("panelOrder");
    this.#order.append(...about.orders.map(({ key, label }) => new Option(label, key)));
    this.#rows.ariaLabel = about.label;
    this.#more.textContent = say("panelMore");
    this.#field.addEventListener("input", () => this.#from(1));
    this.#order.addEventListener("change", () => this.#from(1));
    this.#more.addEventListener("click", () => this.#from(this.#pages + 1));
    const tools = make("div", "nwp-tools", {}, this.#field, this.#order);
    this.element.append(tools, this.#note, this.#rows, this.#more);
    this.#draw();
  }
  show(items) {
    this.#items = items;
    this.#draw();
  }
  /** What cannot be shown, and why. */
  fail(message) {
    this.#note.textContent = message;
  }
  #from(pages) {
    this.#pages = pages;
    this.#draw();
  }
  #draw() {
    const { orders, key, words: words2 } = this.#about;
    const items = this.#items ?? [];
    const order = orders.find((candidate) => candidate.key === this.#order.value) ?? orders[0];
    const all = ordered(found(items, this.#field.value, words2), order);
    const shown = all.slice(0, this.#pages * PAGE);
    this.#put(shown.map((item) => this.#row(key(item), item)));
    this.#more.hidden = shown.length === all.length;
    this.#note.textContent = this.#said(items.length, all.length);
    const there = new Set(items.map(key));
    for (const name of this.#kept.keys()) if (!there.has(name)) this.#kept.delete(name);
  }
  #said(all, shown) {
    if (this.#items === null) return say("panelLoading");
    if (all === 0) return this.#about.empty;
    return this.#field.value ? say("panelFound", { shown, all }) : "";
  }
  #row(name, item) {
    const content = JSON.stringify(item);
    const known = this.#kept.get(name);
    if (known?.content === content) return known.row;
    const row = this.#about.row(item);
    this.#kept.set(name, { content, row });
    return row;
  }
  /** The rows in their order; those that are there already are not taken out and put in again. */
  #put(rows) {
    const wanted = new Set(rows.map((row) => row.element));
    for (const element of [...this.#rows.children]) if (!wanted.has(element)) element.remove();
    let place2 = this.#rows.firstElementChild;
    for (const { element } of rows) {
      if (element === place2) place2 = place2.nextElementSibling;
      else this.#rows.insertBefore(element, place2);
    }
  }
};

// src/panel/numbers.ts
var UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"];
var STEPS = [
  ["second", 60],
  ["minute", 60],
  ["hour", 24],
  ["day", 30],
  ["month", 12],
  ["year", Number.POSITIVE_INFINITY]
];
function size(bytes) {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1e3 ** step;
  const options = { style: "unit", unit: UNITS[step], maximumFractionDigits: value < 10 ? 1 : 0 };
  return new Intl.NumberFormat(locale(), options).format(value);
}
function ago(moment2, now = Date.now() / 1e3) {
  let value = Math.max(0, now - moment2);
  for (const [unit, length] of STEPS) {
    if (value < length) {
      const format = new Intl.RelativeTimeFormat(locale(), { numeric: "auto", style: "short" });
      return format.format(-Math.floor(value), unit);
    }
    value /= length;
  }
  return "";
}
function moment(seconds) {
  return new Date(seconds * 1e3).toLocaleString(locale());
}
function duration(seconds) {
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const [minutes, rest] = [Math.floor(seconds / 60), Math.round(seconds % 60)];
  const two = (number) => String(number).padStart(2, "0");
  if (minutes < 60) return `${minutes}:${two(rest)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(rest)}`;
}
function count(number) {
  return new Intl.NumberFormat(locale()).format(number);
}

// src/panel/opening.ts
var GAP = 60;
async function openWorkflow(told) {
  const store = app.extensionManager.workflow;
  if (store === void 0 && app.graph.nodes.length > 0) {
    if (!await agreed(say("panelOpen"), say("panelReplaceAsk", { name: told.name }))) return;
  }
  const taken = store?.getWorkflowByPath?.(`workflows/${told.name}.json`) != null;
  await app.loadGraphData(told.workflow, true, true, taken ? null : told.name);
  for (const note of told.notes) tell("warn", note);
}
function addToCanvas(told) {
  const { canvas } = app;
  const graph2 = canvas.graph ?? app.graph;
  const flow = told.workflow;
  const [left, top] = place(flow);
  canvas.emitBeforeChange();
  const made = /* @__PURE__ */ new Map();
  for (const saved of flow.nodes) {
    const node2 = liteGraph().createNode(saved.type);
    if (node2 === null) continue;
    node2.pos = [left + saved.pos[0], top + saved.pos[1]];
    graph2.add(node2);
    fill(node2, saved.widgets_values ?? []);
    made.set(saved.id, node2);
  }
  for (const [, from, output, to, input] of flow.links) {
    const [source, target] = [made.get(from), made.get(to)];
    if (source && target) source.connect(output, target, input);
  }
  canvas.emitAfterChange();
  const first = made.values().next().value;
  if (first) look(first);
}
function fill(node2, values) {
  const widgets = (node2.widgets ?? []).filter((widget) => widget.serialize !== false);
  widgets.forEach((widget, index) => {
    if (index >= values.length) return;
    widget.value = values[index];
    widget.callback?.(values[index]);
  });
}
function place(flow) {
  const there = (app.canvas.graph ?? app.graph).nodes;
  const [x, y] = [Math.min(...flow.nodes.map((n) => n.pos[0])), Math.min(...flow.nodes.map((n) => n.pos[1]))];
  if (there.length === 0) return [-x, -y];
  const right = Math.max(...there.map((node2) => node2.pos[0] + node2.size[0]));
  return [right + GAP - x, Math.min(...there.map((node2) => node2.pos[1])) - y];
}
function look(node2) {
  app.canvas.deselectAll();
  app.canvas.select(node2);
  app.canvas.centerOnNode(node2);
  app.canvas.setDirty(true, true);
}

// src/panel/datasets.ts
var KINDS = {
  classes: "panelKindClasses",
  labels: "panelKindLabels",
  masks: "panelKindMasks",
  pairs: "panelKindPairs",
  pictures: "panelKindPictures",
  table: "panelKindTable",
  arrays: "panelKindArrays",
  text: "panelKindText",
  shards: "panelKindShards",
  many: "panelKindMany"
};
var DataSets = class {
  title = say("panelDataSets");
  element = make("div", "nwp-section");
  #open = /* @__PURE__ */ new Set();
  #checks = /* @__PURE__ */ new Map();
  #list;
  #stamp = "";
  constructor() {
    this.#list = new List({
      label: this.title,
      empty: say("panelNoData"),
      orders: [
        { key: "name", label: say("panelByName"), by: (data) => data.path },
        { key: "kind", label: say("panelByKind"), by: (data) => `${data.kind} ${data.path}` },
        { key: "new", label: say("panelNewest"), by: (data) => data.changed },
        { key: "size", label: say("panelByFiles"), by: (data) => data.files }
      ],
      key: (data) => data.path,
      words: (data) => `${data.path} ${say(KINDS[data.kind])}`,
      row: (data) => ({ element: this.#row(data) })
    });
    this.element.append(this.#list.element);
  }
  busy() {
    return false;
  }
  async refresh(signal) {
    const told = await get(`/datasets?known=${this.#stamp}`, signal);
    if (told.sets === null) return;
    this.#stamp = told.stamp;
    this.#list.show(told.sets);
  }
  #row(data) {
    const files = `${count(data.files)}${data.more ? "+" : ""}`;
    const much = data.files > 1 ? say("panelFiles", { number: files }) : data.bytes ? size(data.bytes) : "";
    return entry(
      {
        name: data.path,
        figure: much,
        facts: [say(KINDS[data.kind]), ago(data.changed)].filter(Boolean).join(" · "),
        inside: () => this.#inside(data)
      },
      data.path,
      this.#open
    );
  }
  #inside(data) {
    const check = this.#checks.get(data.path) ?? new Check(data.path, ["table", "labels"].includes(data.kind));
    this.#checks.set(data.path, check);
    const path = `/datasets/workflow?path=${encodeURIComponent(data.path)}`;
    const add = action(say("panelAdd"), () => trying(async () => addToCanvas(await get(path))));
    return [actions(...check.buttons, add), check.element];
  }
};

// src/panel/models.ts
var Models = class {
  title = say("panelModels");
  element = make("div", "nwp-section");
  #open = /* @__PURE__ */ new Set();
  #list;
  #stamp = "";
  constructor() {
    this.#list = new List({
      label: this.title,
      empty: say("panelNoModels"),
      orders: [
        { key: "new", label: say("panelNewest"), by: (model) => model.changed },
        { key: "name", label: say("panelByName"), by: named },
        { key: "task", label: say("panelByTask"), by: (model) => `${model.task} ${named(model)}` },
        { key: "size", label: say("panelBySize"), by: (model) => model.bytes }
      ],
      key: (model) => model.name,
      words: (model) => [model.name, model.task, model.reads, ...model.labels].join(" "),
      row: (model) => ({ element: this.#row(model) })
    });
    this.element.append(this.#list.element);
  }
  busy() {
    return false;
  }
  async refresh(signal) {
    const told = await get(`/models?known=${this.#stamp}`, signal);
    if (told.models === null) return;
    this.#stamp = told.stamp;
    this.#list.show(told.models);
  }
  #row(model) {
    const facts = [model.task.replaceAll("_", " "), model.reads, size(model.bytes), ago(model.changed)];
    const ofRun = { text: say("panelOfRun"), kind: "run" };
    return entry(
      {
        name: named(model),
        figure: model.metric,
        facts: facts.filter(Boolean).join(" · "),
        ...model.error ? { badge: { text: say("panelBroken"), kind: "broken" } } : model.run ? { badge: ofRun } : {},
        inside: () => this.#inside(model)
      },
      model.name,
      this.#open
    );
  }
  #inside(model) {
    const labels = make("ul", "nwp-labels", { ariaLabel: say("panelLabels") });
    labels.append(...model.labels.map((label) => make("li", "", {}, label)));
    if (model.more_labels) labels.append(make("li", "", {}, say("panelMoreLabels", { number: model.more_labels })));
    const facts = table([
      [say("panelTask"), model.task.replaceAll("_", " ")],
      [say("panelReads"), model.reads],
      [say("panelBest"), model.metric],
      [say("panelSize"), size(model.bytes)],
      [say("panelWritten"), moment(model.changed)],
      [say("panelFile"), model.name],
      [say("panelWrong"), model.error]
    ]);
    return [facts, ...model.labels.length ? [labels] : [], actions(...this.#buttons(model)), ...this.#note(model)];
  }
  #buttons(model) {
    const path = `/models/workflow?name=${encodeURIComponent(model.name)}`;
    const add = action(say("panelAdd"), () => trying(async () => addToCanvas(await get(path))));
    add.disabled = model.error !== "";
    const away = action(say("panelDelete"), () => trying(() => this.#delete(model)), "nwp-danger");
    return model.run ? [add] : [add, away];
  }
  #note(model) {
    return model.run ? [make("p", "nwp-note", {}, say("panelBelongs", { run: model.run }))] : [];
  }
  async #delete(model) {
    if (!await deletion(model.name)) return;
    await remove(`/models?name=${encodeURIComponent(model.name)}`);
    await this.refresh(new AbortController().signal);
  }
};
function named(model) {
  return model.run || model.name.replace(/\.onnx$/, "");
}

// src/panel/curves.ts
var SVG = "http://www.w3.org/2000/svg";
var [WIDTH, HEIGHT] = [420, 240];
var [LEFT, RIGHT, TOP, BOTTOM] = [48, 10, 10, 24];
var COLOURS = ["#3b82f6", "#f58518", "#10a37f", "#d6409f", "#8b8b00", "#7c5cff", "#0ea5b7", "#a0522d"];
var DASHES = ["", "6 3", "2 3", "8 3 2 3", "12 4", "4 2", "1 2", "10 2 2 2 2 2"];
function scaleOf(values, logarithmic) {
  const log = logarithmic && values.length > 0 && values.every((value) => value > 0);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (values.length === 0) return { low: 0, high: 1, logarithmic: false };
  if (low < high) return { low, high, logarithmic: log };
  const room = Math.abs(low) / 10 || 1;
  return { low: log ? low / 2 : low - room, high: log ? high * 2 : high + room, logarithmic: log };
}
function share(value, { low, high, logarithmic }) {
  if (!logarithmic) return (value - low) / (high - low);
  return (Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low));
}
function drawCurves(told, logarithmic) {
  const values = told.curves.flatMap((curve) => curve.values.filter((value) => value !== null));
  const last = Math.max(1, ...told.curves.flatMap((curve) => curve.epochs));
  const scale = scaleOf(values, logarithmic);
  const first = Math.min(last - 1, ...told.curves.flatMap((curve) => curve.epochs.slice(0, 1)));
  const x = (epoch) => LEFT + (WIDTH - LEFT - RIGHT) * (epoch - first) / (last - first || 1);
  const y = (value) => HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share(value, scale);
  const svg = part("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "nwp-chart", role: "img" });
  svg.setAttribute("aria-label", described(told));
  for (const level of [0, 0.5, 1]) {
    const value = between(scale, level);
    svg.append(part("line", { x1: LEFT, x2: WIDTH - RIGHT, y1: y(value), y2: y(value), class: "nwp-grid" }));
    svg.append(text(LEFT - 5, y(value) + 4, short(value), "end"));
  }
  svg.append(text(LEFT, HEIGHT - 6, short(first), "start"), text(WIDTH - RIGHT, HEIGHT - 6, say("panelEpoch", { epoch: last }), "end"));
  told.curves.forEach((curve, index) => {
    const points = curve.values.flatMap(
      (value, place2) => value === null ? [] : [`${x(curve.epochs[place2]).toFixed(1)},${y(value).toFixed(1)}`]
    );
    const look2 = { stroke: COLOURS[index % COLOURS.length], "stroke-dasharray": DASHES[index % DASHES.length] };
    svg.append(part("polyline", { points: points.join(" "), class: "nwp-curve", ...look2 }));
    if (points.length === 1) svg.append(dot(points[0], look2.stroke));
  });
  return svg;
}
function described(told) {
  const parts = told.curves.map((curve) => {
    const known = curve.values.filter((value) => value !== null);
    if (known.length === 0) return say("panelCurveNone", { run: curve.run });
    return say("panelCurveSaid", { run: curve.run, first: short(known[0]), last: short(known.at(-1)) });
  });
  return `${told.words}: ${parts.join("; ")}`;
}
function between({ low, high, logarithmic }, level) {
  if (!logarithmic) return low + level * (high - low);
  return Math.exp(Math.log(low) + level * (Math.log(high) - Math.log(low)));
}
function short(value) {
  return new Intl.NumberFormat(locale(), { maximumSignificantDigits: 3 }).format(value);
}
function dot(point, fill2) {
  const [cx, cy] = point.split(",");
  return part("circle", { cx, cy, r: 3, fill: fill2 });
}
function text(x, y, content, anchor) {
  const made = part("text", { x, y, "text-anchor": anchor, class: "nwp-tick" });
  made.textContent = content;
  return made;
}
function part(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

// src/panel/comparison.ts
var PARTS = { recipe: "panelRecipe", network: "panelNetwork", data: "panelData" };
var Comparison = class _Comparison {
  element = make("div", "nwp-comparison");
  #told;
  #heading = make("h3", "nwp-heading", { tabIndex: -1 }, say("panelSideBySide"));
  #metric = make("select", "nwp-field", { ariaLabel: say("panelCurve") });
  #logarithmic = make("input", "", { type: "checkbox" });
  #chart = make("div", "nwp-drawn");
  static async of(runs, back) {
    return new _Comparison(await post("/runs/compare", { runs }), back);
  }
  constructor(told, back) {
    this.#told = told;
    const head = make("div", "nwp-tools", {}, button("nwp-button", `‹ ${say("panelBack")}`, back), this.#heading);
    this.element.append(head, make("p", "nwp-verdict", {}, told.verdict));
    if (told.warning) this.element.append(make("p", "nwp-warned", {}, say("panelNotComparable", { why: told.warning })));
    if (told.curves.length > 0) this.#addChart();
    this.element.append(this.#legend());
    this.#addTable(say("panelMetrics"), told.metrics);
    for (const [name, rows] of Object.entries(told.differences)) {
      this.#addTable(say("panelDiffers", { part: say(PARTS[name] ?? "panelRecipe") }), rows);
    }
    if (Object.keys(told.differences).length === 0) this.element.append(make("p", "nwp-note", {}, say("panelSame")));
  }
  focus() {
    this.#heading.focus();
  }
  #addChart() {
    this.#metric.append(...this.#told.curves.map(({ name, words: words2 }) => new Option(words2, name)));
    const draw = () => this.#draw();
    this.#metric.addEventListener("change", draw);
    this.#logarithmic.addEventListener("change", draw);
    const log = make("label", "nwp-check", {}, this.#logarithmic, say("panelLog"));
    this.element.append(make("div", "nwp-tools", {}, this.#metric, log), this.#chart);
    draw();
  }
  #draw() {
    const { curves } = this.#told;
    const told = curves.find(({ name }) => name === this.#metric.value) ?? curves[0];
    this.#chart.replaceChildren(drawCurves(told, this.#logarithmic.checked));
  }
  #legend() {
    const items = this.#told.runs.map((run, index) => make("li", "", {}, sample(index), run));
    return make("ul", "nwp-legend", {}, ...items);
  }
  #addTable(title, rows) {
    if (rows.length === 0) return;
    const cell = (text2, scope) => {
      const made = make("th", "", {}, text2);
      made.scope = scope;
      return made;
    };
    const head = make("tr", "", {}, make("td", ""), ...this.#told.runs.map((run) => cell(run, "col")));
    const lines = rows.map(
      ({ name, cells }) => make("tr", "", {}, cell(name, "row"), ...cells.map((text2) => make("td", "", {}, text2)))
    );
    const table2 = make("table", "", {}, make("thead", "", {}, head), make("tbody", "", {}, ...lines));
    const around = make("div", "nwp-wide", { tabIndex: 0, role: "region", ariaLabel: title }, table2);
    this.element.append(make("h4", "nwp-heading", {}, title), around);
  }
};
function sample(index) {
  const svg = part("svg", { width: 28, height: 10, "aria-hidden": "true" });
  const look2 = { stroke: COLOURS[index % COLOURS.length], "stroke-dasharray": DASHES[index % DASHES.length] };
  svg.append(part("line", { x1: 0, x2: 28, y1: 5, y2: 5, class: "nwp-curve", ...look2 }));
  return svg;
}

// src/panel/run_row.ts
var STATES = {
  running: "panelRunning",
  completed: "panelFinished",
  stopped: "panelStopped",
  diverged: "panelDiverged",
  killed: "panelKilled",
  broken: "panelBroken"
};
function runRow(run, open, acts) {
  const box = make("input", "nwp-choose", {
    type: "checkbox",
    checked: acts.chosen(),
    disabled: run.state === "broken",
    title: say("panelChoose", { name: run.name }),
    ariaLabel: say("panelChoose", { name: run.name })
  });
  box.addEventListener("change", () => acts.choose(box.checked));
  const epochs = run.of_epochs ? say("panelEpochs", { done: run.epochs, all: run.of_epochs }) : "";
  return entry(
    {
      name: run.name,
      figure: run.shown ? `${run.metric} ${run.shown}` : "",
      facts: [run.task.replaceAll("_", " "), run.network, epochs, ago(run.began)].filter(Boolean).join(" · "),
      badge: { text: say(STATES[run.state]), kind: run.state },
      before: box,
      inside: () => inside(run, acts)
    },
    run.name,
    open
  );
}
function inside(run, acts) {
  const facts = table([
    [say("panelData"), run.data],
    [say("panelNetwork"), run.network],
    [say("panelBest"), run.best_epoch === null ? "" : say("panelBestEpoch", { value: run.shown, epoch: run.best_epoch })],
    [say("panelBegan"), run.began ? moment(run.began) : ""],
    [say("panelTook"), run.seconds ? duration(run.seconds) : ""],
    [say("panelWrong"), run.error]
  ]);
  const path = encodeURIComponent(run.name);
  const report2 = action(say("panelReport"), () => openReport(path));
  report2.disabled = !run.has_report;
  const canvas = action(say("panelOpen"), () => trying(async () => openWorkflow(await get(`/runs/${path}/workflow`))));
  canvas.disabled = run.state === "broken";
  const away = action(say("panelDelete"), () => trying(() => deleteRun(run.name, acts.changed)), "nwp-danger");
  away.disabled = run.state === "running";
  if (away.disabled) away.title = say("panelTrainsNow");
  return [facts, actions(report2, canvas, away)];
}
function openReport(path) {
  globalThis.open(api.apiURL(`/netwright/runs/${path}/files/report/index.html`), "_blank", "noopener");
}
async function deleteRun(name, changed) {
  if (!await deletion(name)) return;
  await remove(`/runs/${encodeURIComponent(name)}`);
  changed();
}

// src/panel/runs.ts
var MOST_COMPARED = 8;
var Runs = class {
  title = say("panelRuns");
  element = make("div", "nwp-section");
  #open = /* @__PURE__ */ new Set();
  #chosen = /* @__PURE__ */ new Set();
  #list;
  #bar = make("div", "nwp-bar", { hidden: true });
  #said = make("span", "nwp-figure", { ariaLive: "polite" });
  #stamp = "";
  #runs = [];
  constructor() {
    const row = (run) => ({
      element: runRow(run, this.#open, {
        chosen: () => this.#chosen.has(run.name),
        choose: (on) => this.#choose(run.name, on),
        changed: () => void trying(() => this.refresh(new AbortController().signal))
      })
    });
    this.#list = new List({
      label: this.title,
      empty: say("panelNoRuns"),
      orders: [
        { key: "new", label: say("panelNewest"), by: (run) => run.began },
        { key: "name", label: say("panelByName"), by: (run) => run.name },
        { key: "task", label: say("panelByTask"), by: (run) => `${run.task} ${run.name}` },
        { key: "best", label: say("panelByMetric"), by: (run) => run.best ?? Number.NEGATIVE_INFINITY },
        { key: "long", label: say("panelByTime"), by: (run) => run.seconds }
      ],
      key: (run) => run.name,
      words: (run) => [run.name, run.task, run.data, run.network, run.state].join(" "),
      row
    });
    const compare2 = button("nwp-button nwp-main", say("panelCompare"), () => this.#compare());
    const none = button("nwp-button", say("panelNone"), () => this.#forget());
    this.#bar.append(this.#said, compare2, none);
    this.element.append(this.#list.element, this.#bar);
  }
  busy() {
    return this.#runs.some((run) => run.state === "running");
  }
  async refresh(signal) {
    const told = await get(`/runs?known=${this.#stamp}`, signal);
    if (told.runs === null) return;
    this.#stamp = told.stamp;
    this.#runs = told.runs;
    this.#list.show(told.runs);
    const there = new Set(told.runs.map((run) => run.name));
    for (const name of this.#chosen) if (!there.has(name)) this.#chosen.delete(name);
    this.#draw();
  }
  #choose(name, on) {
    if (on) this.#chosen.add(name);
    else this.#chosen.delete(name);
    this.#draw();
  }
  #forget() {
    this.#chosen.clear();
    for (const box of this.element.querySelectorAll(".nwp-choose")) box.checked = false;
    this.#draw();
  }
  #draw() {
    const number = this.#chosen.size;
    this.#bar.hidden = number === 0;
    this.#said.textContent = say("panelChosen", { number });
    const compare2 = this.#bar.querySelector(".nwp-main");
    compare2.disabled = number < 2 || number > MOST_COMPARED;
    compare2.title = number > MOST_COMPARED ? say("panelTooMany", { most: MOST_COMPARED }) : say("panelCompareHint");
  }
  #compare() {
    const back = () => {
      this.element.replaceChildren(this.#list.element, this.#bar);
      this.#bar.querySelector(".nwp-main")?.focus();
    };
    void trying(async () => {
      const comparison = await Comparison.of([...this.#chosen], back);
      this.element.replaceChildren(comparison.element);
      comparison.focus();
    });
  }
};

// src/panel/panel.ts
var REST2 = 5e3;
var REST_WHILE_BUSY = 2e3;
var Panel = class {
  element = make("div", "nwp-panel");
  #sections = [new Runs(), new Models(), new DataSets()];
  #tabs;
  #place = make("div", "nwp-place", { id: "nwp-place" });
  #wrong = make("p", "nwp-warned", { role: "alert", hidden: true });
  #shown = 0;
  #timer;
  #asking = null;
  #ended = () => this.#soon(0);
  constructor() {
    this.#tabs = this.#sections.map((section, index) => this.#tab(section, index));
    const tabs = make("div", "nwp-tabs", { role: "tablist", ariaLabel: say("panelLists") }, ...this.#tabs);
    tabs.addEventListener("keydown", (event) => this.#key(event));
    this.#place.setAttribute("role", "tabpanel");
    this.element.append(tabs, this.#wrong, this.#place);
    this.#choose(0);
  }
  /** From now on it is seen, and asks the server now and then. */
  show() {
    api.addEventListener("execution_success", this.#ended);
    api.addEventListener("execution_interrupted", this.#ended);
    document.addEventListener("visibilitychange", this.#ended);
    this.#soon(0);
  }
  hide() {
    api.removeEventListener("execution_success", this.#ended);
    api.removeEventListener("execution_interrupted", this.#ended);
    document.removeEventListener("visibilitychange", this.#ended);
    clearTimeout(this.#timer);
    this.#asking?.abort();
  }
  #tab(section, index) {
    const tab = make("button", "nwp-tab", { type: "button", role: "tab" }, section.title);
    tab.setAttribute("aria-controls", this.#place.id);
    tab.addEventListener("click", () => this.#choose(index));
    return tab;
  }
  #key(event) {
    const steps = { ArrowLeft: -1, ArrowRight: 1 };
    const step = steps[event.key];
    if (step === void 0) return;
    event.preventDefault();
    const next = (this.#shown + step + this.#tabs.length) % this.#tabs.length;
    this.#choose(next);
    this.#tabs[next].focus();
  }
  #choose(index) {
    this.#shown = index;
    this.#tabs.forEach((tab, place2) => {
      tab.ariaSelected = String(place2 === index);
      tab.tabIndex = place2 === index ? 0 : -1;
    });
    this.#place.ariaLabel = this.#sections[index].title;
    this.#place.replaceChildren(this.#sections[index].element);
    if (this.element.isConnected) this.#soon(0);
  }
  #soon(rest) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#refresh(), rest);
  }
  async #refresh() {
    if (document.visibilityState === "hidden") return;
    this.#asking?.abort();
    const asking = this.#asking = new AbortController();
    const section = this.#sections[this.#shown];
    try {
      await section.refresh(asking.signal);
      this.#wrong.hidden = true;
    } catch (error) {
      if (asking.signal.aborted) return;
      this.#wrong.textContent = messageOf(error);
      this.#wrong.hidden = false;
    }
    this.#soon(section.busy() ? REST_WHILE_BUSY : REST2);
  }
};

// src/panel/style.ts
var STYLE = `
.nwp-panel {
  --nwp-ink: var(--fg-color, #ddd); --nwp-quiet: var(--descrip-text, #999);
  --nwp-line: var(--border-color, #4e4e4e); --nwp-field: var(--comfy-input-bg, #222);
  --nwp-hover: var(--content-hover-bg, rgb(128 128 128 / 15%));
  --nwp-accent: var(--primary, var(--p-primary-color, #3b82f6));
  --nwp-good: var(--color-success, #2e9e5b); --nwp-bad: #e5484d; --nwp-warn: #d98a00;
  display: flex; flex-direction: column; height: 100%; min-width: 0; box-sizing: border-box;
  font: 13px/1.4 Inter, Arial, sans-serif; color: var(--nwp-ink);
}
.nwp-panel [hidden] { display: none; }
.nwp-panel p, .nwp-panel ul, .nwp-panel dl, .nwp-panel h3, .nwp-panel h4 { margin: 0; padding: 0; }
.nwp-panel ul { list-style: none; }
.nwp-panel :focus-visible { outline: 2px solid var(--nwp-accent); outline-offset: -1px; }
.nwp-tabs { display: flex; gap: 2px; padding: 6px 8px 0; border-bottom: 1px solid var(--nwp-line); }
.nwp-tab {
  flex: 1; padding: 7px 4px; border: 0; border-bottom: 2px solid transparent; background: none;
  color: var(--nwp-quiet); font: inherit; cursor: pointer; white-space: nowrap;
}
.nwp-tab:hover { color: var(--nwp-ink); }
.nwp-tab[aria-selected="true"] { border-color: var(--nwp-accent); color: var(--nwp-ink); font-weight: 600; }
.nwp-place { flex: 1; min-height: 0; }
.nwp-section { display: flex; flex-direction: column; height: 100%; }
.nwp-listing, .nwp-comparison { flex: 1; min-height: 0; overflow-y: auto; padding: 8px; }
.nwp-tools { display: flex; flex-wrap: wrap; align-items: center; gap: 6px; margin-bottom: 6px; }
.nwp-field {
  min-width: 0; padding: 5px 8px; border: 1px solid var(--nwp-line); border-radius: 6px;
  background: var(--nwp-field); color: var(--input-text, var(--nwp-ink)); font: inherit;
}
.nwp-tools input[type="search"] { flex: 1 1 120px; }
.nwp-note { color: var(--nwp-quiet); white-space: pre-line; overflow-wrap: anywhere; }
.nwp-listing > .nwp-note:not(:empty) { padding: 4px 2px 8px; }
.nwp-row { display: flex; gap: 6px; align-items: flex-start; border-bottom: 1px solid var(--nwp-line); }
.nwp-choose { margin: 12px 0 0 2px; accent-color: var(--nwp-accent); }
.nwp-body { flex: 1; min-width: 0; }
.nwp-head {
  display: block; width: 100%; padding: 7px 6px; border: 0; border-radius: 6px; background: none;
  color: inherit; font: inherit; text-align: left; cursor: pointer;
}
.nwp-head:hover { background: var(--nwp-hover); }
.nwp-line { display: flex; justify-content: space-between; gap: 8px; }
.nwp-first { display: flex; align-items: center; gap: 6px; min-width: 0; }
.nwp-name { font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.nwp-figure { flex: none; font-variant-numeric: tabular-nums; white-space: nowrap; }
.nwp-facts {
  display: block; font-size: 12px; color: var(--nwp-quiet); overflow: hidden; text-overflow: ellipsis;
  white-space: nowrap;
}
.nwp-badge {
  flex: none; padding: 0 7px; border: 1px solid currentcolor; border-radius: 9px; font-size: 11px;
  font-weight: 400; line-height: 1.5; color: var(--nwp-quiet);
}
.nwp-running.nwp-badge { color: var(--nwp-accent); }
.nwp-completed.nwp-badge { color: var(--nwp-good); }
.nwp-broken.nwp-badge, .nwp-killed.nwp-badge, .nwp-diverged.nwp-badge, .nwp-misleading.nwp-badge { color: var(--nwp-bad); }
.nwp-stopped.nwp-badge, .nwp-warning.nwp-badge { color: var(--nwp-warn); }
.nwp-inside { display: flex; flex-direction: column; gap: 8px; padding: 2px 6px 12px; }
.nwp-table { display: grid; grid-template-columns: max-content 1fr; gap: 1px 12px; font-size: 12px; }
.nwp-table dt { color: var(--nwp-quiet); }
.nwp-table dd { margin: 0; overflow-wrap: anywhere; }
.nwp-actions { display: flex; flex-wrap: wrap; gap: 6px; }
.nwp-button {
  padding: 4px 11px; border: 1px solid var(--nwp-line); border-radius: 6px; background: var(--nwp-field);
  color: var(--nwp-ink); font: inherit; font-size: 12px; cursor: pointer;
}
.nwp-button:hover:enabled { background: var(--nwp-hover); }
.nwp-button:disabled { opacity: 0.5; cursor: default; }
.nwp-main { border-color: var(--nwp-accent); }
.nwp-danger { color: var(--nwp-bad); }
.nwp-bar {
  display: flex; align-items: center; gap: 8px; padding: 8px; border-top: 1px solid var(--nwp-line);
}
.nwp-bar .nwp-figure { flex: 1; }
.nwp-labels { display: flex; flex-wrap: wrap; gap: 4px; }
.nwp-labels li { padding: 0 7px; border-radius: 8px; background: var(--nwp-hover); font-size: 12px; }
.nwp-heading { font-size: 13px; font-weight: 600; }
h4.nwp-heading { padding-top: 12px !important; }
.nwp-verdict { font-weight: 600; padding-bottom: 6px !important; }
.nwp-warned { color: var(--nwp-warn); padding: 4px 8px !important; white-space: pre-line; }
.nwp-check { display: flex; align-items: center; gap: 4px; }
.nwp-chart { width: 100%; height: auto; display: block; }
.nwp-curve { fill: none; stroke-width: 1.8; }
.nwp-grid { stroke: var(--nwp-line); stroke-width: 0.7; }
.nwp-tick { fill: var(--nwp-quiet); font-size: 10.5px; font-variant-numeric: tabular-nums; }
.nwp-legend { display: flex; flex-wrap: wrap; gap: 2px 14px; padding: 4px 0 !important; }
.nwp-legend li { display: flex; align-items: center; gap: 6px; }
.nwp-wide { overflow-x: auto; }
.nwp-wide table { border-collapse: collapse; font-size: 12px; }
.nwp-wide th, .nwp-wide td {
  padding: 3px 10px 3px 0; border-bottom: 1px solid var(--nwp-line); text-align: left;
  font-variant-numeric: tabular-nums; vertical-align: top; max-width: 220px; overflow-wrap: anywhere;
}
.nwp-wide tbody th { font-weight: 400; color: var(--nwp-quiet); }
.nwp-progress { width: 100%; height: 6px; accent-color: var(--nwp-accent); }
.nwp-findings { display: flex; flex-direction: column; gap: 6px; font-size: 12px; }
.nwp-found { display: flex; flex-direction: column; gap: 8px; padding-bottom: 8px !important; }
.nwp-found li { padding-left: 8px; border-left: 3px solid var(--nwp-line); }
.nwp-found li.nwp-misleading { border-color: var(--nwp-bad); }
.nwp-found li.nwp-warning { border-color: var(--nwp-warn); }
.nwp-samples {
  max-height: 7em; overflow: auto; font: 11px/1.4 monospace; color: var(--nwp-quiet); white-space: pre;
}
`;

// src/panel/register.ts
function registerPanel() {
  app.registerExtension({
    name: "netwright.panel",
    setup() {
      document.head.append(Object.assign(document.createElement("style"), { textContent: STYLE }));
      let panel = null;
      let seen2 = false;
      app.extensionManager.registerSidebarTab?.({
        id: "netwright",
        icon: "pi pi-sitemap",
        title: "Netwright",
        tooltip: say("panelTooltip"),
        type: "custom",
        render(place2) {
          panel ??= new Panel();
          place2.style.height = "100%";
          if (panel.element.parentElement !== place2) place2.replaceChildren(panel.element);
          if (!seen2) panel.show();
          seen2 = true;
        },
        destroy() {
          seen2 = false;
          panel?.hide();
        }
      });
    }
  });
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
    tell2(error);
  }
}
function save({ filename, media_type, text: text2 }) {
  const href = URL.createObjectURL(new Blob([text2], { type: media_type }));
  make("a", "", { href, download: filename }).click();
  setTimeout(() => URL.revokeObjectURL(href), 1e4);
}
function tell2(error) {
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
  const mixed = between2(CIVIDIS[below2], CIVIDIS[below2 + 1], scaled - below2);
  return { background: `rgb(${mixed.join(", ")})`, text: luminance(mixed) > 0.35 ? "#000" : "#fff" };
}
function gradient() {
  const colours = CIVIDIS.map((colour) => `rgb(${colour.join(", ")})`);
  return `linear-gradient(to right, ${colours.join(", ")})`;
}
function costAfter(cost2) {
  return COSTS[(COSTS.indexOf(cost2) + 1) % COSTS.length];
}
function between2(from, to, share2) {
  const mix = (axis) => Math.round(from[axis] + (to[axis] - from[axis]) * share2);
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
function countText(count2) {
  return shortened(count2, THOUSANDS);
}
function bytesText(bytes) {
  return shortened(bytes, BYTES);
}
function shortened(count2, units) {
  let [value, unit] = [count2, 0];
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
function spoken2(title, told) {
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
  const size2 = Number(setting(BATCH_SIZE));
  return Number.isInteger(size2) && size2 >= 1 && size2 <= MOST ? size2 : 32;
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
var REST3 = 400;
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
  say(text2) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.now(text2), REST3);
  }
  /** Say it at once. What is said twice is read twice: the text changes by a space that is not seen. */
  now(text2) {
    clearTimeout(this.#timer);
    this.#last = text2 === this.#last ? `${text2} ` : text2;
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
  return [1, 1.25, 1.5, 2].find((size2) => size2 >= 1 / scale) ?? 2;
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
    const found2 = document.querySelector(`.lg-node[data-node-id="${CSS.escape(id)}"]`);
    if (found2) this.#elements.set(id, found2);
    else this.#elements.delete(id);
    return found2 ?? void 0;
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
  return [...placesIn(root)].filter((place2) => place2.graph === graph2).map((place2) => place2.prefix);
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
  return new Set([...placesIn(root)].map((place2) => place2.graph));
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
    for (const text2 of [problem.message, problem.fix]) {
      if (text2) whole.append(make("p", "", { textContent: text2 }));
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
    const found2 = /* @__PURE__ */ new Map();
    for (const node2 of graph2.nodes) {
      const what = seen(this.#told, node2.id, prefix, prefixes);
      if (what) found2.set(node2, what);
    }
    return found2;
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
    const places = elsewhere.map((path) => `${path}: ${spoken2(node2.title, this.#told.nodes[path])}`);
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
  const all = [spoken2(node2.title, told), elsewhere].filter(Boolean).join("\n");
  const needs = say("shapesWaiting", { sockets: told.waiting.join(", ") });
  const shape = waits ? needs : outputsText(told) + (elsewhere ? " *" : "");
  return { shape, costs: costText(told), all, muted: waits, shade: shaded };
}

// src/shapes/free_place.ts
var GAP2 = 40;
var TITLE = 30;
function freePlace(nodes, source, target, size2) {
  const [width, height] = [size2[0] ?? 0, size2[1] ?? 0];
  const middle = (axis, length) => (source.pos[axis] + source.size[axis] + target.pos[axis] - length) / 2;
  const candidates = [
    [middle(0, width), target.pos[1]],
    [target.pos[0], middle(1, height)],
    [target.pos[0] - width - GAP2, target.pos[1]],
    [source.pos[0], source.pos[1] + source.size[1] + TITLE + GAP2]
  ];
  const free = candidates.find((place2) => !nodes.some((node2) => overlap(node2, place2, width, height)));
  return free ?? below(nodes, target, width, height);
}
function overlap({ pos, size: size2 }, [x, y], width, height) {
  const apartX = x + width + 10 < pos[0] || pos[0] + size2[0] + 10 < x;
  const apartY = y + height + 10 < pos[1] - TITLE || pos[1] + size2[1] + 10 < y - TITLE;
  return !apartX && !apartY;
}
function below(nodes, target, width, height) {
  const place2 = [target.pos[0] - width - GAP2, target.pos[1]];
  for (let steps = 0; steps < nodes.length; steps += 1) {
    const inTheWay = nodes.find((node2) => overlap(node2, place2, width, height));
    if (!inTheWay) break;
    place2[1] = inTheWay.pos[1] + inTheWay.size[1] + TITLE + GAP2;
  }
  return place2;
}

// src/shapes/repairing.ts
function mend({ action: action2 }) {
  const node2 = wayTo(rootGraph(), action2.node)?.at(-1);
  if (!node2?.graph) return false;
  app.canvas.emitBeforeChange();
  try {
    return action2.kind === "set" ? set2(node2, action2) : insert(node2.graph, node2, action2);
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
function insert(graph2, target, action2) {
  const link = wireInto(graph2, target, action2.input);
  const added = liteGraph().createNode(action2.type);
  const into = target.inputs.findIndex((socket) => socket.name === action2.input);
  if (!link || !added || into < 0) return false;
  const source = graph2.getNodeById(link.origin_id);
  added.pos = freePlace(graph2.nodes, source ?? target, target, added.size);
  graph2.add(added);
  for (const [widget, value] of Object.entries(action2.widgets)) {
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
  let found2 = false;
  for (const graph2 of graphsOf(root)) {
    for (const node2 of graph2.nodes) {
      found2 ||= kinds.isOfNetwork(node2.type);
      parts.push(ofNode(node2, graph2, kinds));
    }
    parts.push("/");
  }
  return found2 ? parts.join("\n") : null;
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
var REST4 = 120;
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
    REST4
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
    this.#announcer.now(seen2 ? spoken2(node2.title, seen2.told) : say("shapesSelectLayer"));
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
    const status2 = error instanceof Refused ? error.status : 0;
    this.#notice = status2 === 400 ? error.message : say("shapesNoServer");
    this.#deaf = status2 === 404 || status2 === 405;
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
      this.#announcer.say(spoken2(title, told.nodes[first]));
    } else if (before.length > 0 && now.length === 0) {
      this.#announcer.say(say("shapesAllFit"));
    }
  }
  #announceSelected() {
    const node2 = this.#selected();
    const seen2 = node2 && this.#overlay.seenOf(node2);
    if (seen2) this.#announcer.say(spoken2(node2.title, seen2.told));
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
var STYLE2 = `
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
      document.head.append(make("style", "", { textContent: STYLE2 }));
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
function show(node2, text2) {
  const element = textWidget(node2).element;
  const lines = text2.split("\n");
  const longest = Math.max(...lines.map((line) => line.length));
  element.value = text2;
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
        const text2 = output?.["text"];
        if (text2?.length) show(this, [text2].flat().join(""));
      };
    }
  });
}

// src/main.ts
speak(String(app.extensionManager.setting?.get("Comfy.Locale") ?? navigator.language));
registerTexts();
registerShapes();
registerPanel();
