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
  panelWaiting: "Waiting for its turn …",
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
  panelWaiting: "等待中…",
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
  panelWaiting: "等待中…",
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
  shapesWaiting: "waits for {sockets}",
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
  shapesWaiting: "等待 {sockets}",
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
  shapesWaiting: "等待 {sockets}",
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
  return words[word].replace(/\{(\w+)\}/g, (whole2, name) => String(values[name] ?? whole2));
}

// src/elements.ts
function make(tag, className, properties = {}, ...within2) {
  const element = document.createElement(tag);
  element.className = className;
  Object.assign(element, properties);
  element.append(...within2);
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
function upload(path, content, signal) {
  const headers = { "Content-Type": "application/octet-stream" };
  return answer(path, { method: "POST", headers, body: content, signal: signal ?? null });
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
  const head = button("nwp-head", "", () => show3(!open.has(key)));
  const badge = about.badge ? [make("span", `nwp-badge nwp-${about.badge.kind}`, {}, about.badge.text)] : [];
  const first = make("span", "nwp-first", {}, make("span", "nwp-name", { title: about.name }, about.name), ...badge);
  const line3 = make("span", "nwp-line", {}, first, make("span", "nwp-figure", {}, about.figure));
  head.append(line3, make("span", "nwp-facts", {}, about.facts));
  const show3 = (opened) => {
    if (opened) open.add(key);
    else open.delete(key);
    head.ariaExpanded = String(opened);
    inside2.hidden = !opened;
    inside2.replaceChildren(...opened ? about.inside() : []);
  };
  show3(open.has(key));
  const body = make("div", "nwp-body", {}, head, inside2);
  return make("li", "nwp-row", {}, ...about.before ? [about.before] : [], body);
}
function option(textContent, value2) {
  return make("option", "", { textContent, value: value2 });
}
function table(rows) {
  const told = rows.filter(([, value2]) => value2);
  const parts = told.flatMap(([name, value2]) => [make("dt", "", {}, name), make("dd", "", {}, value2)]);
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
    this.#found.replaceChildren();
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
    this.#order.append(...about.orders.map(({ key, label }) => option(label, key)));
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
    const shown2 = all.slice(0, this.#pages * PAGE);
    this.#put(shown2.map((item) => this.#row(key(item), item)));
    this.#more.hidden = shown2.length === all.length;
    this.#note.textContent = this.#said(items.length, all.length);
    const there = new Set(items.map(key));
    for (const name of this.#kept.keys()) if (!there.has(name)) this.#kept.delete(name);
  }
  #said(all, shown2) {
    if (this.#items === null) return say("panelLoading");
    if (all === 0) return this.#about.empty;
    return this.#field.value ? say("panelFound", { shown: shown2, all }) : "";
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
  const value2 = bytes / 1e3 ** step;
  const options = { style: "unit", unit: UNITS[step], maximumFractionDigits: value2 < 10 ? 1 : 0 };
  return new Intl.NumberFormat(locale(), options).format(value2);
}
function ago(moment2, now = Date.now() / 1e3) {
  let value2 = Math.max(0, now - moment2);
  for (const [unit, length] of STEPS) {
    if (value2 < length) {
      const format = new Intl.RelativeTimeFormat(locale(), { numeric: "auto", style: "short" });
      return format.format(-Math.floor(value2), unit);
    }
    value2 /= length;
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

// src/panel/view.ts
var MARGIN = 60;
var TITLE = 30;
var SMALLEST = 0.2;
function showAll(panel) {
  const { canvas, graph: graph2 } = app;
  const free = freeOf(canvas, panel);
  const { scale, offset } = fitted(around(graph2.nodes), free);
  canvas.ds.scale = scale;
  canvas.ds.offset[0] = offset[0];
  canvas.ds.offset[1] = offset[1];
  canvas.setDirty(true, true);
}
function around(nodes) {
  const [left, top] = [Math.min(...nodes.map((n) => n.pos[0])), Math.min(...nodes.map((n) => n.pos[1] - TITLE))];
  const right = Math.max(...nodes.map((n) => n.pos[0] + n.size[0]));
  const bottom = Math.max(...nodes.map((n) => n.pos[1] + n.size[1]));
  return { left, top, width: right - left, height: bottom - top };
}
function fitted(box, free) {
  const room = { width: free.width - 2 * MARGIN, height: free.height - 2 * MARGIN };
  const whole2 = Math.min(1, room.width / box.width, room.height / box.height);
  const scale = Math.max(whole2, SMALLEST);
  const spare = (side) => Math.max(0, room[side] - box[side] * scale) / 2;
  const x = free.left + MARGIN + spare("width");
  const y = free.top + MARGIN + spare("height");
  return { scale, offset: [x / scale - box.left, y / scale - box.top] };
}
function freeOf(canvas, panel) {
  const whole2 = canvas.canvas.getBoundingClientRect();
  const beside = panel?.getBoundingClientRect();
  const isLeft = beside !== void 0 && beside.left - whole2.left < whole2.width / 2;
  const left = isLeft ? Math.max(0, beside.right - whole2.left) : 0;
  const right = beside === void 0 || isLeft ? whole2.width : beside.left - whole2.left;
  return { left, top: 0, width: Math.max(1, right - left), height: whole2.height };
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
  await frame();
  await frame();
  showAll(document.querySelector(".nwp-panel"));
  for (const note of told.notes) tell("warn", note);
}
function frame() {
  return new Promise((drawn) => requestAnimationFrame(drawn));
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
var [WIDTH, HEIGHT] = [330, 200];
var [LEFT, RIGHT, TOP, BOTTOM] = [46, 8, 10, 22];
var COLOURS = ["#3b82f6", "#f58518", "#10a37f", "#d6409f", "#8b8b00", "#7c5cff", "#0ea5b7", "#a0522d"];
var DASHES = ["", "6 3", "2 3", "8 3 2 3", "12 4", "4 2", "1 2", "10 2 2 2 2 2"];
function scaleOf(values, logarithmic) {
  const log = logarithmic && values.length > 0 && values.every((value2) => value2 > 0);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (values.length === 0) return { low: 0, high: 1, logarithmic: false };
  if (low < high) return { low, high, logarithmic: log };
  const room = Math.abs(low) / 10 || 1;
  return { low: log ? low / 2 : low - room, high: log ? high * 2 : high + room, logarithmic: log };
}
function share(value2, { low, high, logarithmic }) {
  if (!logarithmic) return (value2 - low) / (high - low);
  return (Math.log(value2) - Math.log(low)) / (Math.log(high) - Math.log(low));
}
function drawCurves(told, logarithmic) {
  const values = told.curves.flatMap((curve) => curve.values.filter((value2) => value2 !== null));
  const last = Math.max(1, ...told.curves.flatMap((curve) => curve.epochs));
  const scale = scaleOf(values, logarithmic);
  const first = Math.min(last - 1, ...told.curves.flatMap((curve) => curve.epochs.slice(0, 1)));
  const x = (epoch) => LEFT + (WIDTH - LEFT - RIGHT) * (epoch - first) / (last - first || 1);
  const y = (value2) => HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share(value2, scale);
  const svg = part("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "nwp-chart", role: "img" });
  svg.setAttribute("aria-label", described(told));
  for (const level of [0, 0.5, 1]) {
    const value2 = between(scale, level);
    svg.append(part("line", { x1: LEFT, x2: WIDTH - RIGHT, y1: y(value2), y2: y(value2), class: "nwp-grid" }));
    svg.append(text(LEFT - 5, y(value2) + 4, short(value2), "end"));
  }
  svg.append(text(LEFT, HEIGHT - 6, short(first), "start"), text(WIDTH - RIGHT, HEIGHT - 6, say("panelEpoch", { epoch: last }), "end"));
  told.curves.forEach((curve, index) => {
    const points = curve.values.flatMap(
      (value2, place2) => value2 === null ? [] : [`${x(curve.epochs[place2]).toFixed(1)},${y(value2).toFixed(1)}`]
    );
    const look2 = { stroke: COLOURS[index % COLOURS.length], "stroke-dasharray": DASHES[index % DASHES.length] };
    svg.append(part("polyline", { points: points.join(" "), class: "nwp-curve", ...look2 }));
    if (points.length === 1) svg.append(dot(points[0], look2.stroke));
  });
  return svg;
}
function described(told) {
  const parts = told.curves.map((curve) => {
    const known = curve.values.filter((value2) => value2 !== null);
    if (known.length === 0) return say("panelCurveNone", { run: curve.run });
    return say("panelCurveSaid", { run: curve.run, first: short(known[0]), last: short(known.at(-1)) });
  });
  return `${told.words}: ${parts.join("; ")}`;
}
function between({ low, high, logarithmic }, level) {
  if (!logarithmic) return low + level * (high - low);
  return Math.exp(Math.log(low) + level * (Math.log(high) - Math.log(low)));
}
function short(value2) {
  return new Intl.NumberFormat(locale(), { maximumSignificantDigits: 3 }).format(value2);
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
  for (const [key, value2] of Object.entries(attributes)) made.setAttribute(key, String(value2));
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
  static async of(runs, back2) {
    return new _Comparison(await post("/runs/compare", { runs }), back2);
  }
  constructor(told, back2) {
    this.#told = told;
    const head = make("div", "nwp-tools", {}, button("nwp-button", `‹ ${say("panelBack")}`, back2), this.#heading);
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
    this.#metric.append(...this.#told.curves.map(({ name, words: words2 }) => option(words2, name)));
    const draw2 = () => this.#draw();
    this.#metric.addEventListener("change", draw2);
    this.#logarithmic.addEventListener("change", draw2);
    const log = make("label", "nwp-check", {}, this.#logarithmic, say("panelLog"));
    this.element.append(make("div", "nwp-tools", {}, this.#metric, log), this.#chart);
    draw2();
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
    const around2 = make("div", "nwp-wide", { tabIndex: 0, role: "region", ariaLabel: title }, table2);
    this.element.append(make("h4", "nwp-heading", {}, title), around2);
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
    const back2 = () => {
      this.element.replaceChildren(this.#list.element, this.#bar);
      this.#bar.querySelector(".nwp-main")?.focus();
    };
    void trying(async () => {
      const comparison = await Comparison.of([...this.#chosen], back2);
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
  --nwp-line: color-mix(in srgb, var(--nwp-ink) 18%, transparent); --nwp-field: var(--comfy-input-bg, #222);
  --nwp-hover: color-mix(in srgb, var(--nwp-ink) 9%, transparent);
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
.nwp-line { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 8px; }
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
  font-variant-numeric: tabular-nums; white-space: nowrap;
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
      let seen3 = false;
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
          if (!seen3) panel.show();
          seen3 = true;
        },
        destroy() {
          seen3 = false;
          panel?.hide();
        }
      });
    }
  });
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
    },
    ...FORMS.map(([form, word]) => ({
      id: `${PREFIX}Export.${form}`,
      label: `${say("shapesExport")}: ${say(word)}`,
      icon: "pi pi-download",
      function: () => shapes()?.export(form)
    }))
  ];
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
  const mixed = between2(CIVIDIS[below2], CIVIDIS[below2 + 1], scaled - below2);
  return { background: `rgb(${mixed.join(", ")})`, text: luminance(mixed) > EVEN ? "#000" : "#fff" };
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
  const linear = (value2) => (value2 / 255) ** 2.2;
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
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
  let [value2, unit] = [count2, 0];
  while (value2 >= 999.5 && unit < units.length - 1) [value2, unit] = [value2 / 1e3, unit + 1];
  const digits = unit === 0 ? String(value2) : String(Number(value2.toPrecision(3)));
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
    const written2 = JSON.stringify([glance, glance.told?.networks]);
    if (written2 === this.#written) return;
    this.#written = written2;
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
  const options = COSTS.map((value2) => make("option", "", { value: value2, text: say(COST_WORDS[value2]) }));
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
      options: COSTS.map((value2) => ({ value: value2, text: say(COST_WORDS[value2]) })),
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
function set(id, value2) {
  void app.extensionManager.setting?.set(id, value2);
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
var LONGEST = 6e4;
var Asker = class {
  #asks;
  #rest;
  #patience;
  #wait;
  #timer;
  #running;
  /**
   * Both are in milliseconds: what comes within `rest` after an edit joins it; after a failure
   * `patience` goes by before it is tried again, and twice as long each time that fails too.
   */
  constructor(asks, rest, patience) {
    this.#asks = asks;
    this.#rest = rest;
    this.#patience = patience;
    this.#wait = patience;
  }
  /** Something may have changed. What was asked before is overtaken. */
  soon() {
    this.#in(this.#rest);
  }
  stop() {
    clearTimeout(this.#timer);
    this.#running?.abort();
    this.#running = void 0;
  }
  #in(milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#now(), milliseconds);
  }
  async #now() {
    const question = this.#asks.question();
    if (question === null) return;
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    try {
      const answer2 = await this.#asks.ask(question, running.signal);
      if (this.#running !== running) return;
      this.#wait = this.#patience;
      this.#asks.told(answer2);
    } catch (error) {
      if (this.#running === running && this.#asks.failed(error)) this.#later();
    }
  }
  #later() {
    this.#in(this.#wait);
    this.#wait = Math.min(2 * this.#wait, LONGEST);
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
    const observer = new ResizeObserver(() => {
      for (const layer of [this.under, this.over]) {
        layer.style.left = `${canvas.offsetLeft}px`;
        layer.style.top = `${canvas.offsetTop}px`;
      }
    });
    observer.observe(canvas);
    observer.observe(document.body);
  }
  /** Lie where the canvas is now. Costs nothing while it has not moved. */
  follow() {
    const { ds } = app.canvas;
    const classic = !liteGraph().vueNodesMode;
    const drawn = `${ds.offset[0]},${ds.offset[1]},${ds.scale},${classic}`;
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.size = enlarged(ds.scale);
    for (const layer of [this.under, this.over]) {
      layer.style.transform = `scale(${ds.scale}) translate(${ds.offset[0]}px, ${ds.offset[1]}px)`;
      layer.style.setProperty("--nw-text", String(this.size));
      layer.classList.toggle("nw-classic", classic);
      layer.classList.toggle("nw-far", ds.scale < FAR);
      layer.classList.toggle("nw-farthest", ds.scale < FARTHEST);
    }
  }
  show(visible) {
    for (const layer of [this.under, this.over, this.corner]) layer.hidden = !visible;
  }
};
function enlarged(scale) {
  return [1.75, 1.5, 1.25].find((size2) => size2 <= 1 / scale) ?? 1;
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
      const size2 = borderBoxSize[0];
      if (size2) this.#sizes.set(target, { width: size2.inlineSize, height: size2.blockSize });
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
    const found2 = document.querySelector(`.lg-node[data-node-id="${CSS.escape(id)}"]`);
    if (found2) this.#elements.set(id, found2);
    else this.#elements.delete(id);
    if (found2) this.#observer.observe(found2);
    if (known) this.#observer.unobserve(known);
    return found2 ?? void 0;
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
      ([name, value2]) => greyed(node2, element, name, String(value2))
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
function greyed(node2, element, name, value2) {
  const widget = node2.widgets?.find((candidate) => candidate.name === name);
  if (!widget) return [];
  const input = element && inputOf(element, widget);
  return input ? [onCanvas(widget, value2), inVue(input, value2)] : [onCanvas(widget, value2)];
}
function onCanvas(widget, value2) {
  const before = widget.value;
  const kept = (name) => Reflect.get(Object.getPrototypeOf(widget), name, widget);
  const shown2 = (name, grey) => Object.defineProperty(widget, name, {
    configurable: true,
    get: () => widget.value === before ? grey : kept(name)
  });
  shown2(DRAWN, value2);
  shown2(COLOUR2, liteGraph().WIDGET_DISABLED_TEXT_COLOR);
  return () => {
    Reflect.deleteProperty(widget, DRAWN);
    Reflect.deleteProperty(widget, COLOUR2);
  };
}
function inVue(input, value2) {
  const holder = input.parentElement;
  if (!holder) return () => void 0;
  const clear = () => {
    holder.removeAttribute(ATTRIBUTE);
    input.removeEventListener("input", clear);
  };
  holder.setAttribute(ATTRIBUTE, value2);
  align(holder, input);
  input.addEventListener("input", clear);
  return clear;
}
var unaligned = [];
function align(holder, input) {
  unaligned.push([holder, input]);
  if (unaligned.length > 1) return;
  requestAnimationFrame(() => {
    const aligned = unaligned;
    unaligned = [];
    const lefts = aligned.map(([, each]) => each.offsetLeft);
    aligned.forEach(([each], at) => each.style.setProperty("--nw-left", `${lefts[at]}px`));
  });
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

// src/places.ts
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
var HEIGHT2 = 58;
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
    const written2 = JSON.stringify([title, problem]);
    if (written2 === this.#written) return;
    this.#written = written2;
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
    const below2 = { x: box.x, y: box.y + box.height, width: box.width, height: HEIGHT2 * enlarged2 };
    const covers = all.some((other) => other !== box && overlaps(other, below2));
    this.#box.classList.toggle("nw-above", covers);
  }
  focus() {
    this.#reason.focus({ preventScroll: true });
  }
  #whole(problem) {
    const whole2 = make("div", "nw-whole", { hidden: true });
    for (const text2 of [problem.message, problem.fix]) {
      if (text2) whole2.append(make("p", "", { textContent: text2 }));
    }
    if (problem.path) whole2.append(make("p", "nw-quiet", { textContent: problem.path }));
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
  const shown2 = ({ outputs, parameters, problem }) => JSON.stringify([outputs, parameters, problem?.message]);
  return shown2(one) === shown2(other);
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
    for (const [node2, shown2] of this.#shown) {
      if (node2.graph !== graph2) {
        this.#drop(node2);
        continue;
      }
      const box = this.#boxes.of(node2);
      shown2.card.place(box);
      shown2.problem?.place(box);
    }
  }
  /** Keep clear of other nodes. Done now and then: what is moved may be wrong for a moment. */
  arrange() {
    const boxes = new Map(app.canvas.graph?.nodes.map((node2) => [node2, this.#boxes.of(node2)]));
    const arranged = JSON.stringify([...boxes.values(), this.#layers.size, this.#written]);
    if (arranged === this.#arranged) return;
    this.#arranged = arranged;
    const all = [...boxes.values()];
    const { size: size2, over, under } = this.#layers;
    for (const [node2, shown2] of this.#shown) {
      const box = boxes.get(node2);
      if (!box) continue;
      const covered = shown2.card.isCovered(box, all, size2);
      shown2.card.settle(covered ? over : under, covered);
      shown2.problem?.keepClear(box, all, size2);
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
    const shown2 = this.#shown.get(node2) ?? this.#add(node2);
    shown2.card.element.dataset["node"] = what.path;
    const network = this.#told.networks.find((each) => each.node === what.path);
    const caption = captionOf(node2, what, network, shaded, this.#elsewhere(node2, what));
    const written2 = JSON.stringify([caption, what.told.problem]);
    if (written2 === shown2.written) return;
    shown2.written = written2;
    this.#written += 1;
    shown2.card.write(caption);
    this.#writeProblem(node2, what, shown2);
  }
  #elsewhere(node2, { elsewhere }) {
    const places2 = elsewhere.map((path) => `${path}: ${spoken2(node2.title, this.#told.nodes[path])}`);
    return places2.length === 0 ? "" : say("shapesElsewhere", { places: places2.join("\n") });
  }
  #writeProblem(node2, { told, path }, shown2) {
    if (!told.problem) {
      shown2.problem?.element.remove();
      shown2.problem = null;
      return;
    }
    if (!shown2.problem) {
      shown2.problem = new ProblemBox(this.#mend);
      this.#layers.over.append(shown2.problem.element);
    }
    shown2.problem.element.dataset["node"] = path;
    shown2.problem.write(node2.title, told.problem);
  }
  #add(node2) {
    const shown2 = { card: new Card(), written: "", problem: null };
    this.#layers.under.append(shown2.card.element);
    this.#shown.set(node2, shown2);
    return shown2;
  }
  #drop(node2) {
    const shown2 = this.#shown.get(node2);
    shown2?.card.element.remove();
    shown2?.problem?.element.remove();
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
  const all = [spoken2(node2.title, told), assumed, elsewhere].filter(Boolean).join("\n");
  const needs = say("shapesWaiting", { sockets: told.waiting.join(", ") });
  const marks = (assumed ? " ?" : "") + (elsewhere ? " *" : "");
  const shape = waits ? needs : outputsText(told) + marks;
  return { shape, costs: costText(told), all, muted: waits, shade: shaded };
}

// src/shapes/free_place.ts
var GAP2 = 40;
var TITLE2 = 30;
function freePlace(nodes, source, target, size2) {
  const [width, height] = [size2[0] ?? 0, size2[1] ?? 0];
  const middle = (axis, length) => (source.pos[axis] + source.size[axis] + target.pos[axis] - length) / 2;
  const candidates = [
    [middle(0, width), target.pos[1]],
    [target.pos[0], middle(1, height)],
    [target.pos[0] - width - GAP2, target.pos[1]],
    [source.pos[0], source.pos[1] + source.size[1] + TITLE2 + GAP2]
  ];
  const free = candidates.find((place2) => !nodes.some((node2) => overlap(node2, place2, width, height)));
  return free ?? below(nodes, target, width, height);
}
function overlap({ pos, size: size2 }, [x, y], width, height) {
  const apartX = x + width + 10 < pos[0] || pos[0] + size2[0] + 10 < x;
  const apartY = y + height + 10 < pos[1] - TITLE2 || pos[1] + size2[1] + 10 < y - TITLE2;
  return !apartX && !apartY;
}
function below(nodes, target, width, height) {
  const place2 = [target.pos[0] - width - GAP2, target.pos[1]];
  for (let steps = 0; steps < nodes.length; steps += 1) {
    const inTheWay = nodes.find((node2) => overlap(node2, place2, width, height));
    if (!inTheWay) break;
    place2[1] = inTheWay.pos[1] + inTheWay.size[1] + TITLE2 + GAP2;
  }
  return place2;
}

// src/shapes/repairing.ts
var MEASURED = 150;
function mend({ action: action2, also }) {
  app.canvas.emitBeforeChange();
  try {
    return [action2, ...also].every(apply);
  } finally {
    app.canvas.setDirty(true, true);
    endChange();
  }
}
function apply(action2) {
  const node2 = wayTo(rootGraph(), action2.node)?.at(-1);
  if (!node2?.graph) return false;
  return action2.kind === "set" ? set2(node2, action2) : insert(node2.graph, node2, action2);
}
function endChange() {
  const tracker = app.extensionManager.workflow?.activeWorkflow?.changeTracker;
  const joins = tracker?.squashState !== void 0;
  if (liteGraph().vueNodesMode && !joins) setTimeout(() => app.canvas.emitAfterChange(), MEASURED);
  else app.canvas.emitAfterChange();
}
function set2(node2, { widget: name, value: value2 }) {
  const widget = node2.widgets?.find((candidate) => candidate.name === name);
  if (!widget) return false;
  widget.value = value2;
  widget.callback?.(value2, app.canvas, node2);
  return true;
}
function insert(graph2, target, action2) {
  const link = wireInto(target, action2.input);
  const added = liteGraph().createNode(action2.type);
  const into = target.inputs.findIndex((socket) => socket.name === action2.input);
  if (!link || !added || into < 0) return false;
  const source = graph2.getNodeById(link.origin_id);
  added.pos = freePlace(graph2.nodes, source ?? target, target, added.size);
  graph2.add(added);
  for (const [widget, value2] of Object.entries(action2.widgets)) {
    set2(added, { widget, value: value2 });
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
  let found2 = false;
  for (const graph2 of graphsOf(root)) {
    for (const node2 of graph2.nodes) {
      found2 ||= kinds.isOfNetwork(node2.type);
      parts.push(ofNode(node2, kinds));
    }
    parts.push("/");
  }
  return found2 ? parts.join("\n") : null;
}
function ofNode(node2, kinds) {
  const wires = node2.inputs.map((_, slot) => ofWire(node2.getInputLink(slot)));
  const heard = node2.subgraph !== void 0 || kinds.isHeard(node2.type);
  const values = heard ? (node2.widgets ?? []).map(ofValue) : [];
  return [node2.id, node2.type, node2.mode, node2.outputs.length, ...wires, ...values].join("|");
}
function ofWire(link) {
  return link ? `${link.origin_id}.${link.origin_slot}` : "";
}
function ofValue(widget) {
  try {
    const { value: value2 } = widget;
    return typeof value2 === "object" ? JSON.stringify(value2) : String(value2);
  } catch {
    return "";
  }
}

// src/shapes/watching.ts
var EVERY = 400;
var EDITS = ["keyup", "pointerup", "change"];
var Watch = class {
  #sees;
  #signature;
  #graph = null;
  #nodes = [];
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
    if (this.#timer !== void 0 && !document.hidden) timed("netwright.look", () => this.#look());
  }
  /** Look, and tell whether there is a network at this moment. */
  isThere() {
    this.#look();
    return this.#signature !== null;
  }
  #look() {
    const now = signature(rootGraph(), { isHeard, isOfNetwork });
    const graph2 = app.canvas.graph;
    const nodes = graph2?.nodes ?? [];
    const moved = graph2 !== this.#graph || !isSame(nodes, this.#nodes);
    this.#graph = graph2;
    this.#nodes = [...nodes];
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
    const soon = () => void setTimeout(() => this.look());
    for (const edit of EDITS) document.addEventListener(edit, soon, { capture: true });
    for (const ended of ["execution_success", "execution_error", "execution_interrupted"]) {
      api.addEventListener(ended, () => this.#sees.ran());
    }
    canvas.canvas.addEventListener("subgraph-opening", (event) => this.#opening(event));
    canvas.canvas.addEventListener("subgraph-opened", () => this.look());
  }
  /** Older front-ends do not tell through which node; it was clicked, so it is selected. */
  #opening({ detail: { subgraph, closingGraph, fromNode } }) {
    const selected = [...app.canvas.selectedItems];
    const through = fromNode ?? selected.find((node2) => node2.subgraph === subgraph);
    if (through) this.#sees.entered(closingGraph, through, subgraph);
  }
};
function isSame(some, others) {
  return some.length === others.length && some.every((node2, at) => node2 === others[at]);
}
function after(first, then) {
  return function(...given) {
    first?.apply(this, given);
    then();
  };
}

// src/shapes/shapes.ts
var REST4 = 120;
var PATIENCE = 5e3;
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
    REST4,
    PATIENCE
  );
  #watch = new Watch({
    changed: () => this.#asker.soon(),
    empty: () => this.#empty(),
    moved: () => this.#show(),
    entered: (from, node2, into) => this.#overlay.entered.note(from, node2, into),
    ran: () => this.#askAnew(),
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
    this.#announcer.now(seen3 ? spoken2(node2.title, seen3.told) : say("shapesSelectLayer"));
  }
  nextCost() {
    const next = costAfter(cost());
    setCost(next);
    this.#announcer.now(say("shapesColoursNow", { cost: say(COST_WORDS[next]) }));
  }
  /** Download the network up to the selected node, or the first network of the canvas. */
  export(form) {
    const node2 = this.#selected();
    const known = node2 && this.#overlay.seenOf(node2);
    const path = known?.path ?? this.#known?.networks[0]?.node;
    if (path === void 0) this.#announcer.now(say("shapesNoNetwork"));
    else void download(path, form);
  }
  pathOf(node2) {
    return this.#overlay.pathOf(node2);
  }
  #askAnew() {
    if (!this.#known) return;
    this.#asked = "";
    this.#asker.soon();
  }
  #question() {
    if (!this.#watch.isThere()) return null;
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
    return status2 === 0 || status2 >= 500;
  }
  #empty() {
    this.#asker.stop();
    this.#asked = "";
    this.#known = null;
    this.#notice = "";
    this.#show();
  }
  #ticked() {
    if (liteGraph().vueNodesMode) this.#overlay.greyInferred();
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
      this.#announcer.say(spoken2(title, told.nodes[first]));
    } else if (before.length > 0 && now.length === 0) {
      this.#announcer.say(say("shapesAllFit"));
    }
  }
  #announceSelected() {
    const node2 = this.#selected();
    const seen3 = node2 && this.#overlay.seenOf(node2);
    if (seen3) this.#announcer.say(spoken2(node2.title, seen3.told));
  }
  #selected() {
    const items = [...app.canvas.selectedItems];
    const [selected, ...others] = items.filter((item) => app.canvas.graph?.nodes.includes(item));
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
  const longest = Math.max(...lines.map((line3) => line3.length));
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
  zoom(factor, around2, last) {
    const [from, to] = this.seen(last);
    const [low, high] = [around2 - (around2 - from) * factor, around2 + (to - around2) * factor];
    this.#see(low, high, last);
  }
  /** Move by a part of what is seen. */
  move(part2, last) {
    const [from, to] = this.seen(last);
    const by = Math.max(-from, Math.min((to - from) * part2, Math.max(last, 1) - to));
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
  const found2 = looks.get(key) ?? new Look();
  looks.set(key, found2);
  return found2;
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
  tell(text2) {
    if (!text2 || text2 === this.#said) return;
    this.#said = text2;
    clearTimeout(this.#waiting);
    const wait = Math.max(0, this.#at + MILLISECONDS_BETWEEN - performance.now());
    this.#waiting = window.setTimeout(() => {
      this.#at = performance.now();
      this.element.textContent = text2;
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
    for (let place2 = 0; place2 < whole2.length; place2 += 2) {
      const [stretch, next] = [whole2[place2], whole2[place2 + 1]];
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
function write(target, text2) {
  if (target.textContent !== text2) target.textContent = text2;
}
function button2(text2, hint, act) {
  const made = make("button", "", { type: "button", title: hint }, text2);
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
function figure(value2) {
  if (value2 === null || !Number.isFinite(value2)) return "–";
  const size2 = Math.abs(value2);
  return size2 > 0 && (size2 < 1e-4 || size2 >= 1e7) ? tiny.format(value2) : plain.format(value2);
}
function whole(value2) {
  return round.format(value2);
}
var UNITS2 = [
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1]
];
function duration2(seconds) {
  let left = Math.max(0, Math.round(seconds));
  const parts = [];
  for (const [unit, size2] of UNITS2) {
    const count2 = Math.floor(left / size2);
    left -= count2 * size2;
    const isFirst = parts.length === 0;
    if (isFirst && count2 === 0 && unit !== "second") continue;
    if (count2 > 0 || isFirst) parts.push(inUnit(count2, unit));
    if (parts.length === 2 || !isFirst && count2 === 0) break;
  }
  return parts.join(" ");
}
function inUnit(count2, unit) {
  return new Intl.NumberFormat(void 0, { style: "unit", unit, unitDisplay: "narrow" }).format(count2);
}

// src/training/scale.ts
function scaleOf2(values, logarithmic) {
  const shown2 = logarithmic ? values.filter((value2) => value2 > 0) : values;
  if (shown2.length === 0) return { low: logarithmic ? 0.1 : 0, high: 1, logarithmic };
  const scale = { ...bounds(shown2), logarithmic };
  const [low, high] = [measure(scale, scale.low), measure(scale, scale.high)];
  const room = (high - low) * 0.06 || Math.abs(high) * 0.05 || 0.5;
  return { low: back(scale, low - room), high: back(scale, high + room), logarithmic };
}
function along(scale, value2) {
  const [low, high] = [measure(scale, scale.low), measure(scale, scale.high)];
  return high > low ? (measure(scale, value2) - low) / (high - low) : 0.5;
}
function ticks(scale, many) {
  const decades = scale.logarithmic ? decadesIn(scale, many) : [];
  if (decades.length > 1) return decades;
  const found2 = [many, 2 * many, 4 * many].map((most) => evenly(scale, most));
  return found2.find((values) => values.length > 1) ?? [];
}
function evenly(scale, most) {
  const span = scale.high - scale.low;
  const rough = span / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.ceil(scale.low / step);
  const count2 = Math.max(0, Math.floor(scale.high / step) - first + 1);
  return Array.from({ length: count2 }, (_, place2) => Number(((first + place2) * step).toPrecision(12)));
}
function decadesIn(scale, most) {
  const [first, last] = [Math.ceil(Math.log10(scale.low)), Math.floor(Math.log10(scale.high))];
  const every = Math.max(1, Math.ceil((last - first + 1) / most));
  const count2 = Math.max(0, Math.floor((last - first) / every) + 1);
  return Array.from({ length: count2 }, (_, place2) => 10 ** (first + place2 * every));
}
function bounds(values) {
  let [low, high] = [Infinity, -Infinity];
  for (const value2 of values) {
    if (value2 < low) low = value2;
    if (value2 > high) high = value2;
  }
  return { low, high };
}
var measure = (scale, value2) => scale.logarithmic ? Math.log10(value2) : value2;
var back = (scale, measured) => scale.logarithmic ? 10 ** measured : measured;

// src/training/chart.ts
var MARGIN2 = { left: 46, right: 8, top: 5, bottom: 16 };
var FONT = "10px sans-serif";
var SHARPNESS = 2;
var MOST_DOTS = 60;
function epochAt(x, width, [from, to]) {
  const part2 = (x - MARGIN2.left) / Math.max(1, width - MARGIN2.left - MARGIN2.right);
  return from + (to - from) * Math.min(1, Math.max(0, part2));
}
function draw(canvas, picture2) {
  const context = canvas.getContext("2d");
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (!context || width === 0 || height === 0) return;
  fit(canvas, context, width, height);
  const box = { left: MARGIN2.left, right: width - MARGIN2.right, top: MARGIN2.top, bottom: height - MARGIN2.bottom };
  const style = getComputedStyle(canvas);
  const parts = picture2.curves.map((curve) => within(curve.points, picture2.range));
  const values = parts.flatMap((points) => points.map((point) => point.y));
  const vertical = scaleOf2(values, picture2.logarithmic);
  const horizontal = { low: picture2.range[0], high: picture2.range[1], logarithmic: false };
  drawAxes(context, box, horizontal, vertical, style);
  context.save();
  context.beginPath();
  context.rect(box.left - 3, box.top - 3, box.right - box.left + 6, box.bottom - box.top + 6);
  context.clip();
  picture2.curves.forEach((curve, place2) => {
    const places2 = placed2(parts[place2] ?? [], box, horizontal, vertical);
    drawLine(context, curve, places2);
  });
  context.restore();
  drawMarks(context, box, horizontal, picture2, style);
}
function fit(canvas, context, width, height) {
  const sharpness = Math.max(SHARPNESS, globalThis.devicePixelRatio || 1);
  const [across, down] = [Math.round(width * sharpness), Math.round(height * sharpness)];
  if (canvas.width !== across || canvas.height !== down) [canvas.width, canvas.height] = [across, down];
  context.setTransform(sharpness, 0, 0, sharpness, 0, 0);
  context.clearRect(0, 0, width, height);
}
function placed2(points, box, horizontal, vertical) {
  const shown2 = vertical.logarithmic ? points.filter((point) => point.y > 0) : points;
  return shown2.map(({ x, y }) => ({
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
  for (const value2 of ticks(vertical, rows)) {
    const y = box.bottom - (box.bottom - box.top) * along(vertical, value2);
    line(context, box.left, y, box.right, y);
    context.fillText(figure(value2), box.left - 5, y);
  }
  context.textAlign = "center";
  context.textBaseline = "top";
  for (const value2 of ticks(horizontal, Math.max(2, Math.floor((box.right - box.left) / 70)))) {
    const x = box.left + (box.right - box.left) * along(horizontal, value2);
    context.fillText(figure(value2), x, box.bottom + 4);
  }
}
function drawMarks(context, box, horizontal, picture2, style) {
  const place2 = (epoch) => box.left + (box.right - box.left) * along(horizontal, epoch);
  if (picture2.chosen) {
    const [from, to] = picture2.chosen.map(place2);
    context.fillStyle = "#5b9bd540";
    context.fillRect(Math.min(from, to), box.top, Math.abs(to - from), box.bottom - box.top);
  } else if (picture2.pointed !== null) {
    context.strokeStyle = style.color;
    line(context, place2(picture2.pointed), box.top, place2(picture2.pointed), box.bottom);
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
function handlePointer({ canvas, look: look2, last, changed }) {
  let began = null;
  const epoch = (x) => epochAt(x, canvas.clientWidth, look2.seen(last()));
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    canvas.focus({ preventScroll: true });
    canvas.setPointerCapture(event.pointerId);
    began = event.offsetX;
  });
  canvas.addEventListener("pointermove", (event) => {
    look2.pointed = epoch(event.offsetX);
    if (began !== null) {
      event.stopPropagation();
      look2.chosen = Math.abs(event.offsetX - began) < LEAST_DRAG ? null : [epoch(began), look2.pointed];
    }
    changed();
  });
  const end = () => {
    if (look2.chosen) look2.range = look2.chosen.toSorted((a, b) => a - b);
    look2.chosen = began = null;
    changed();
  };
  canvas.addEventListener("pointerup", end);
  canvas.addEventListener("pointercancel", end);
  canvas.addEventListener("pointerleave", () => {
    look2.pointed = null;
    changed();
  });
  canvas.addEventListener("dblclick", (event) => {
    event.stopPropagation();
    look2.range = null;
    changed();
  });
}
function handleWheel({ canvas, look: look2, last, changed }) {
  canvas.addEventListener("focus", () => canvas.dataset["captureWheel"] = "true");
  canvas.addEventListener("blur", () => delete canvas.dataset["captureWheel"]);
  canvas.addEventListener(
    "wheel",
    (event) => {
      if (document.activeElement !== canvas) return;
      event.preventDefault();
      event.stopPropagation();
      const around2 = epochAt(event.offsetX, canvas.clientWidth, look2.seen(last()));
      look2.zoom(event.deltaY > 0 ? ZOOM : 1 / ZOOM, around2, last());
      changed();
    },
    { passive: false }
  );
}
function handleKeys({ canvas, look: look2, last, changed }) {
  const middle = () => look2.seen(last()).reduce((from, to) => (from + to) / 2);
  const keys = {
    "+": () => look2.zoom(1 / ZOOM, middle(), last()),
    "=": () => look2.zoom(1 / ZOOM, middle(), last()),
    "-": () => look2.zoom(ZOOM, middle(), last()),
    "0": () => look2.range = null,
    ArrowLeft: () => look2.move(-0.2, last()),
    ArrowRight: () => look2.move(0.2, last())
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
var STEPS2 = "#5b9bd555";
var TRAIN = "#5b9bd5";
var VAL = "#f58518";
var PAST = ["#8a8a8a", "#a9764f", "#6f8f72", "#8b78a8", "#a88f3f", "#5f8f9f", "#b07a8a", "#777799"];
function pastColour(place2) {
  return PAST[place2 % PAST.length] ?? VAL;
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
  constructor(look2) {
    this.#look = look2;
    const changed = () => this.#ask();
    const last = () => this.#last();
    this.#loss = new Panel2(look2, last, changed);
    this.#metric = new Panel2(look2, last, changed);
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
    ...past.map((one, place2) => pastCurve(one.val.points(), place2)),
    { name: say("training_steps"), points: course.steps.points(), colour: STEPS2, width: 1 },
    { name: say("training_train"), points: course.train.points(), colour: TRAIN, width: 1.8, dots: true },
    { name: say("training_val"), points: course.val.points(), colour: VAL, width: 1.8, dots: true }
  ];
}
function metricCurves(course, past) {
  return [
    ...past.map((one, place2) => pastCurve(one.values.points(), place2)),
    { name: say("training_val"), points: course.values.points(), colour: VAL, width: 1.8, dots: true }
  ];
}
function pastCurve(points, place2) {
  return { name: "", points, colour: pastColour(place2), width: 1.1 };
}
var Panel2 = class {
  element = make("div", "panel");
  #look;
  #last;
  #canvas = make("canvas", "");
  #title = make("b", "");
  #entries = make("span", "entries");
  constructor(look2, last, changed) {
    this.#look = look2;
    this.#last = last;
    this.#canvas.tabIndex = 0;
    this.#canvas.setAttribute("role", "img");
    this.#canvas.title = say("training_chart_hint");
    this.element.append(make("div", "legend", {}, this.#title, this.#entries), this.#canvas);
    handle({ canvas: this.#canvas, look: look2, last, changed });
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
    this.#entries.replaceChildren(...said.map((curve, place2) => entry2(curve, texts[place2] ?? "")));
  }
};
function valueAt(curve, pointed, course) {
  if (pointed === null && curve.colour === STEPS2) return "";
  const place2 = pointed === null ? curve.points.length - 1 : nearest(curve.points, pointed);
  const point = curve.points[place2];
  const row = course?.rows.find((one) => one.epoch === point?.x);
  return row?.written || figure(point?.y ?? null);
}
function entry2(curve, text2) {
  const mark = make("i", "");
  mark.style.background = curve.colour;
  return make("span", "", {}, mark, text2);
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
      duration2(row.seconds)
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
  const found2 = followed.get(run) ?? new Following(run);
  followed.set(run, found2);
  found2.listeners.add(listener);
  found2.wake();
  return found2;
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
  constructor(own, look2, changed) {
    this.#own = own;
    this.#look = look2;
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
    for (const run of look2.past) this.#follow(run);
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
    const texts = [...this.#chosen.options].slice(1).map((option2) => option2.value);
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
    const written2 = this.#followed.map(({ course }) => course.rows.at(-1)?.written ?? "");
    [...this.#entries.children].forEach((entry3, place2) => {
      const value2 = entry3.querySelector("output");
      if (value2) write(value2, written2[place2] ?? "");
    });
  }
  #list() {
    const entries = this.#followed.map(({ run }, place2) => {
      const mark = make("i", "");
      mark.style.background = pastColour(place2);
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
    facts.push([say("training_left"), duration2(course.secondsLeft)]);
  }
  if (course.end) facts.push([say("training_took"), duration2(course.end.seconds)]);
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
  const named3 = say("training_best_epoch", { epoch: whole(epoch) });
  return row ? `${row.written} (${named3})` : named3;
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
  constructor(training, look2) {
    this.#training = training;
    this.#look = look2;
    this.#curves = new Curves(look2);
    this.#past = new Past(() => this.#training.run, look2, this.#changed);
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
      ([name, value2]) => make("div", "", {}, make("dt", "", {}, name), make("dd", "", {}, value2))
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
var [WIDTH2, HEIGHT3] = [440, 420];
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
    const height = () => this.#view ? HEIGHT3 : 0;
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
    node2.setSize([Math.max(node2.size[0], width, WIDTH2), Math.max(node2.size[1], height)]);
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
var STYLE3 = `
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
  sheet.textContent = STYLE3;
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
      api.addEventListener("reconnected", () => void showAll2());
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
      void showAll2();
    }
  });
}
async function showAll2() {
  const workflow = rootGraph().id ?? "";
  const { trainings } = await get(`/trainings?workflow=${encodeURIComponent(workflow)}`);
  for (const training of trainings) show2(training);
}
async function hear(training) {
  show2(training);
  if (training.state === "preparing" && nodeOf2(training)) await showAll2();
}
function show2(training) {
  const node2 = nodeOf2(training);
  if (node2) placeOf(node2)?.show(training);
}
function nodeOf2(training) {
  if (!training.workflow || training.workflow !== rootGraph().id) return null;
  return wayTo(rootGraph(), training.node)?.at(-1) ?? null;
}

// src/trying/style.ts
var STYLE4 = `
.nwt-box {
  --nwt-ink: var(--input-text, var(--fg-color, #ddd)); --nwt-quiet: var(--descrip-text, #999);
  --nwt-accent: var(--primary, var(--p-primary-color, #3b82f6));
  --nwt-line: color-mix(in srgb, var(--nwt-ink) 25%, transparent);
  display: flex; flex-direction: column; gap: 6px; box-sizing: border-box; width: 100%; height: 100%;
  min-height: 246px; padding: 6px; overflow: auto; border-radius: 8px; color: var(--nwt-ink);
  background: var(--comfy-input-bg, #222); font: 12px/1.35 Inter, Arial, sans-serif;
}
.nwt-box [hidden] { display: none !important; }
.nwt-box p, .nwt-box ul, .nwt-box dl { margin: 0; padding: 0; }
.nwt-box ul { list-style: none; }
.nwt-box :focus-visible { outline: 2px solid var(--nwt-accent); outline-offset: 1px; }
.nwt-over { outline: 2px dashed var(--nwt-accent); outline-offset: -3px; }
.nwt-model {
  flex: none; min-width: 0; padding: 3px 5px; border: 1px solid var(--nwt-line); border-radius: 5px;
  background: var(--comfy-menu-bg, #333); color: inherit; font: inherit;
}
.nwt-drawn { display: flex; flex-wrap: wrap; gap: 8px; flex: 1 1 0; min-height: 0; overflow: auto; align-items: flex-start; }
.nwt-square {
  position: relative; flex: 0 0 168px; width: 168px; overflow: hidden; border-radius: 6px;
  border: 1px solid var(--nwt-line);
}
.nwt-pad { display: block; width: 100%; height: 100%; touch-action: none; cursor: crosshair; }
.nwt-hint {
  position: absolute; inset: 0; display: flex; align-items: center; justify-content: center;
  padding: 12px !important; text-align: center; color: #666; pointer-events: none;
}
.nwt-dark .nwt-hint { color: #aaa; }
.nwt-given {
  position: absolute; inset: 0; width: 100%; height: 100%; object-fit: contain; background: #000;
  pointer-events: none;
}
.nwt-answer { flex: 1 1 130px; min-width: 120px; display: flex; flex-direction: column; gap: 6px; }
.nwt-label { font-size: 22px; font-weight: 700; line-height: 1.15; overflow-wrap: anywhere; }
.nwt-bars { display: flex; flex-direction: column; gap: 4px; }
.nwt-bars li { display: grid; grid-template-columns: minmax(1.5em, max-content) 1fr max-content; gap: 6px; align-items: center; }
.nwt-name { max-width: 9em; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.nwt-bar { height: 9px; border-radius: 4px; overflow: hidden; background: color-mix(in srgb, var(--nwt-ink) 15%, transparent); }
.nwt-fill { height: 100%; border-radius: 4px; background: var(--nwt-accent); }
@media (prefers-reduced-motion: no-preference) { .nwt-fill { transition: width 0.12s ease-out; } }
.nwt-share { min-width: 3.6em; text-align: right; }
.nwt-share, .nwt-numbers dd { font-variant-numeric: tabular-nums; }
.nwt-numbers { display: grid; grid-template-columns: max-content 1fr; gap: 2px 12px; }
.nwt-numbers dd { margin: 0; font-weight: 600; }
.nwt-made { width: 100%; max-height: 168px; object-fit: contain; border-radius: 6px; image-rendering: auto; }
.nwt-quiet { color: var(--nwt-quiet); font-size: 11px; }
.nwt-wrong { color: #e5484d; white-space: pre-line; overflow-wrap: anywhere; }
.nwt-buttons { display: flex; flex-wrap: wrap; gap: 5px; }
.nwt-button {
  padding: 3px 9px; border: 1px solid var(--nwt-line); border-radius: 5px; color: inherit;
  background: var(--comfy-menu-bg, #333); font: inherit; font-size: 11.5px; cursor: pointer;
}
.nwt-button:hover { border-color: var(--nwt-accent); }
.nwt-button[aria-pressed="true"] { border-color: var(--nwt-accent); color: var(--nwt-accent); }
.nwt-said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`;

// src/trying/answer.ts
function percent(share2) {
  return new Intl.NumberFormat(locale(), { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(share2);
}
function written(value2) {
  if (value2 === null) return "–";
  return new Intl.NumberFormat(locale(), { maximumSignificantDigits: 5 }).format(value2);
}
function inWords(told) {
  const shares = told.shares.map(({ label, share: share2 }) => `${label} ${percent(share2)}`);
  const numbers2 = told.numbers.map(({ name, value: value2 }) => `${name} ${written(value2)}`);
  const made = told.picture ? [say("tryMade")] : [];
  return [...shares, ...numbers2, ...made].join(", ");
}
function shown(told) {
  const parts = [];
  if (told.task === "classification" || told.task === "multi_label") {
    parts.push(make("p", "nwt-label", {}, told.label || say("tryNoLabel")));
  }
  if (told.picture) parts.push(picture(told.picture, say("tryMade")));
  if (told.shares.length > 0) parts.push(bars(told));
  if (told.numbers.length > 0) parts.push(numbers(told));
  parts.push(make("p", "nwt-quiet", {}, say("tryTook", { time: told.milliseconds.toFixed(1) })));
  return parts;
}
function picture(png, alt) {
  return make("img", "nwt-made", { src: `data:image/png;base64,${png}`, alt, title: alt });
}
function bars(told) {
  const rows = told.shares.map(({ label, share: share2, colour }) => {
    const fill2 = make("div", "nwt-fill");
    fill2.style.width = `${100 * share2}%`;
    if (colour) fill2.style.background = colour;
    const bar = make("div", "nwt-bar", { ariaHidden: "true" }, fill2);
    const name = make("span", "nwt-name", { title: label }, label);
    return make("li", "", {}, name, bar, make("span", "nwt-share", {}, percent(share2)));
  });
  return make("ul", "nwt-bars", {}, ...rows);
}
function numbers(told) {
  const rows = told.numbers.flatMap(({ name, value: value2 }) => [
    make("dt", "", {}, name),
    make("dd", "", {}, written(value2))
  ]);
  return make("dl", "nwt-numbers", {}, ...rows);
}

// src/trying/latest.ts
var Latest = class {
  #ask;
  #waiting = null;
  #asking = false;
  constructor(ask) {
    this.#ask = ask;
  }
  async put(question) {
    this.#waiting = { question };
    if (this.#asking) return;
    this.#asking = true;
    try {
      while (this.#waiting !== null) {
        const next = this.#waiting;
        this.#waiting = null;
        await this.#ask(next.question);
      }
    } finally {
      this.#asking = false;
    }
  }
  /** Whether another question has come meanwhile. */
  get stale() {
    return this.#waiting !== null;
  }
};

// src/trying/wired_model.ts
var BYPASSED = 4;
var MOST_STEPS = 100;
var KIND = "NETWRIGHT_MODEL";
function sourceOf(node2) {
  let place2 = upstream(node2, node2.inputs.find((input) => input.name === "model"));
  for (let step = 0; place2 !== null && step < MOST_STEPS; step += 1) {
    const { type, mode, inputs } = place2;
    if (type === "NetwrightLoadModel") return named2(value(place2, "file"));
    if (type === "NetwrightResume" || type === "NetwrightLoadRun") return named2(fileOf(value(place2, "run")));
    if (type === "NetwrightTrain" && mode !== BYPASSED) return { train: place2 };
    if (type !== "Reroute" && mode !== BYPASSED) return null;
    place2 = upstream(place2, inputs.find((input) => type === "Reroute" || input.type === KIND));
  }
  return null;
}
var fileOf = (run) => run ? `netwright/runs/${run}/model.onnx` : "";
var named2 = (file) => file ? { file } : null;
function value(node2, name) {
  return String(node2.widgets?.find((widget) => widget.name === name)?.value ?? "");
}
function upstream(node2, input) {
  const { graph: graph2 } = node2;
  const link = input && node2.getInputLink(node2.inputs.indexOf(input));
  if (!graph2 || !link) return null;
  const origin = graph2.getNodeById(link.origin_id);
  if (origin !== null || String(link.origin_id) !== String(graph2.inputNode?.id)) return origin;
  const host = hostOf(graph2, rootGraph());
  return host && upstream(host, host.inputs[link.origin_slot]);
}
function hostOf(graph2, within2) {
  for (const node2 of within2.nodes) {
    if (node2.subgraph === graph2) return node2;
    const deeper = node2.subgraph && hostOf(graph2, node2.subgraph);
    if (deeper) return deeper;
  }
  return null;
}

// src/trying/model_choice.ts
var ModelChoice = class {
  element = make("select", "nwt-model", { ariaLabel: say("tryModel"), title: say("tryModel") });
  #node;
  #stamp = "";
  #models = [];
  #wired = "";
  constructor(node2, changed) {
    this.#node = node2;
    this.element.addEventListener("change", changed);
    for (const kind of ["pointerdown", "keydown"]) {
      this.element.addEventListener(kind, (event) => event.stopPropagation());
    }
  }
  /** The name of the model; nothing where there is none. */
  get name() {
    return this.element.value || this.#wired;
  }
  /** Look again at the wires and at the models that are there. */
  async refresh() {
    const told = await get(`/models?known=${this.#stamp}`);
    this.#stamp = told.stamp;
    this.#models = (told.models ?? this.#models).filter((model) => model.looks);
    this.#wired = await this.#look();
    this.#draw();
  }
  async #look() {
    const source = sourceOf(this.#node);
    if (source === null) return "";
    if ("file" in source) return source.file;
    return fileOf(await trainedBy(source.train) || this.#latest(source.train));
  }
  /** The newest run of the name that the node gives; of no name, the newest one of all. */
  #latest(train) {
    const name = String(train.widgets?.find((widget) => widget.name === "name")?.value ?? "").trim();
    const runs = this.#models.filter((model) => model.run);
    return (name ? runs.find(({ run }) => run.startsWith(`${name}-`)) : runs[0])?.run ?? "";
  }
  #draw() {
    const chosen = this.element.value;
    const wired = this.#wired ? say("tryWired", { name: short2(this.#wired) }) : this.#none();
    const options = this.#models.map(({ name }) => option(short2(name), name));
    this.element.replaceChildren(option(wired, ""), ...options);
    this.element.value = this.#models.some(({ name }) => name === chosen) ? chosen : "";
  }
  #none() {
    return say(this.#models.length > 0 ? "tryNoModel" : "tryNone");
  }
};
async function trainedBy(node2) {
  const { trainings } = await get("/trainings");
  const own = trainings.filter((training) => training.node.split(":").at(-1) === String(node2.id));
  return own.find((training) => training.state === "ended" && training.run)?.run ?? "";
}
function short2(name) {
  return name.replace(/^netwright\/runs\/(.+)\/model\.onnx$/, "$1").replace(/\.onnx$/, "");
}

// src/trying/pad.ts
var SIDE = 280;
var STEP = SIDE / 28;
var PEN = SIDE / 11;
var ARROWS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1]
};
var Pad = class {
  element = make("canvas", "nwt-pad", { width: SIDE, height: SIDE, tabIndex: 0 });
  /** Whether strokes are bright on black. */
  dark = true;
  /** Whether it takes strokes. */
  open = true;
  #empty = true;
  #from = null;
  #at = [SIDE / 2, SIDE / 2];
  #lowered = false;
  #changed;
  #told;
  /** `changed` is called at each stroke; `told` with what a hand on the keyboard does not see. */
  constructor(changed, told) {
    this.#changed = changed;
    this.#told = told;
    this.element.setAttribute("role", "application");
    this.element.setAttribute("aria-label", say("tryPad"));
    this.element.addEventListener("pointerdown", (event) => this.#begin(event));
    this.element.addEventListener("pointermove", (event) => this.#go(event));
    this.element.addEventListener("pointerup", (event) => this.#end(event));
    this.element.addEventListener("pointercancel", (event) => this.#end(event));
    this.element.addEventListener("keydown", (event) => this.#key(event));
  }
  get empty() {
    return this.#empty;
  }
  /** Make it of the shape of pictures of that size, and clear it. */
  prepare(width, height, dark) {
    const scale = SIDE / Math.max(width, height, 1);
    this.element.width = Math.max(1, Math.round(width * scale));
    this.element.height = Math.max(1, Math.round(height * scale));
    this.dark = dark;
    this.clear();
  }
  clear() {
    const { width, height } = this.element;
    const pen = this.#pen();
    pen.fillStyle = this.dark ? "black" : "white";
    pen.fillRect(0, 0, width, height);
    this.#at = [width / 2, height / 2];
    this.#lowered = false;
    this.#empty = true;
  }
  invert() {
    this.dark = !this.dark;
    const pen = this.#pen();
    const image = pen.getImageData(0, 0, this.element.width, this.element.height);
    image.data.forEach((value2, index) => {
      if (index % 4 !== 3) image.data[index] = 255 - value2;
    });
    pen.putImageData(image, 0, 0);
  }
  picture() {
    return new Promise((resolve) => this.element.toBlob(resolve, "image/png"));
  }
  #pen() {
    return this.element.getContext("2d", { willReadFrequently: true });
  }
  #begin(event) {
    if (!this.open || event.button !== 0) return;
    event.stopPropagation();
    this.element.setPointerCapture(event.pointerId);
    this.#from = this.#where(event);
    this.#line(this.#from, this.#from);
  }
  #go(event) {
    if (this.#from === null) return;
    event.stopPropagation();
    const next = this.#where(event);
    this.#line(this.#from, next);
    this.#from = next;
  }
  #end(event) {
    if (this.#from === null) return;
    event.stopPropagation();
    this.#from = null;
    this.#changed();
  }
  #key(event) {
    const arrow = ARROWS[event.key];
    if (!this.open || event.key !== " " && !arrow) return;
    event.preventDefault();
    event.stopPropagation();
    if (!arrow) {
      this.#lowered = !this.#lowered;
      this.#told(say(this.#lowered ? "tryPenDown" : "tryPenUp"));
      if (this.#lowered) this.#line(this.#at, this.#at);
      return;
    }
    const { width, height } = this.element;
    const next = [
      Math.min(width, Math.max(0, this.#at[0] + arrow[0] * STEP)),
      Math.min(height, Math.max(0, this.#at[1] + arrow[1] * STEP))
    ];
    if (this.#lowered) this.#line(this.#at, next);
    this.#at = next;
  }
  #where(event) {
    const box = this.element.getBoundingClientRect();
    return [
      (event.clientX - box.left) * this.element.width / box.width,
      (event.clientY - box.top) * this.element.height / box.height
    ];
  }
  #line(from, to) {
    const pen = this.#pen();
    pen.strokeStyle = this.dark ? "white" : "black";
    pen.lineWidth = PEN;
    pen.lineCap = "round";
    pen.beginPath();
    pen.moveTo(...from);
    pen.lineTo(...to);
    pen.stroke();
    this.#empty = false;
    this.#changed();
  }
};

// src/trying/pictures.ts
function takePictures(place2, take) {
  const over = (event, inside2) => {
    event.preventDefault();
    event.stopPropagation();
    place2.classList.toggle("nwt-over", inside2);
  };
  place2.addEventListener("dragenter", (event) => over(event, true));
  place2.addEventListener("dragover", (event) => over(event, true));
  place2.addEventListener("dragleave", (event) => over(event, false));
  place2.addEventListener("drop", (event) => {
    over(event, false);
    const file = event.dataTransfer?.files[0];
    if (file) take(file);
  });
  place2.addEventListener("paste", (event) => {
    const file = event.clipboardData?.files[0];
    if (!file) return;
    event.preventDefault();
    event.stopPropagation();
    take(file);
  });
}
function fileField(take) {
  const element = make("input", "nwt-file", { type: "file", accept: "image/*", hidden: true });
  element.addEventListener("change", () => {
    const file = element.files?.[0];
    if (file) take(file);
    element.value = "";
  });
  return { element, choose: () => element.click() };
}

// src/trying/try_box.ts
var TryBox = class {
  element = make("div", "nwt-box", { role: "group", ariaLabel: say("tryTitle") });
  #node;
  #choice;
  #pad;
  #square = make("div", "nwt-square");
  #hint = make("p", "nwt-hint");
  #given = make("img", "nwt-given", { hidden: true });
  #heated = make("img", "nwt-given nwt-heat", { hidden: true });
  #answer = make("div", "nwt-answer");
  #said = make("p", "nwt-said", { ariaLive: "polite" });
  #heat = button("nwt-button", say("tryHeat"), () => this.#toggleHeat());
  #invert = button("nwt-button", say("tryInvert"), () => this.#inverted());
  #questions = new Latest(() => this.#ask());
  #reading = null;
  #file = null;
  constructor(node2) {
    this.#node = node2;
    this.#choice = new ModelChoice(node2, () => void this.refresh());
    this.#pad = new Pad(() => this.#drawn(), (words2) => this.#said.textContent = words2);
    const field = fileField((file) => this.#take(file));
    const choose = button("nwt-button", say("tryChoose"), field.choose);
    const clear = button("nwt-button", say("tryClear"), () => this.#clear());
    this.#heat.title = say("tryHeatHint");
    this.#heat.ariaPressed = "false";
    this.#invert.title = say("tryInvertHint");
    this.#square.append(this.#pad.element, this.#hint, this.#given, this.#heated);
    const buttons = make("div", "nwt-buttons", {}, choose, clear, this.#invert, this.#heat, field.element);
    const drawn = make("div", "nwt-drawn", {}, this.#square, this.#answer);
    this.element.append(this.#choice.element, drawn, buttons, this.#said);
    takePictures(this.element, (file) => this.#take(file));
    this.element.addEventListener("pointerdown", (event) => event.stopPropagation());
    this.element.addEventListener("pointerenter", () => void this.refresh());
    this.element.addEventListener("focusin", () => void this.refresh());
    this.#pad.clear();
    this.#show();
  }
  /** Look again at which model is wired and what it reads. */
  async refresh() {
    try {
      const before = this.#reading;
      await this.#choice.refresh();
      await this.#read(this.#choice.name);
      if (this.#reading !== before && this.#has()) void this.#questions.put(null);
    } catch (error) {
      this.#fail(error);
    }
  }
  async #read(name) {
    if (name === (this.#reading?.name ?? "")) return;
    this.#reading = null;
    if (name) this.#reading = await get(`/models/reading?model=${encodeURIComponent(name)}`);
    const { width, height, dark, drawn } = this.#reading ?? { width: 1, height: 1, dark: true, drawn: true };
    const same = this.#pad.dark === dark && !this.#pad.empty;
    if (!same) this.#pad.prepare(width, height, dark);
    this.#pad.open = drawn;
    this.#answer.replaceChildren();
    this.#show();
  }
  #has() {
    return this.#file !== null || !this.#pad.empty;
  }
  #show() {
    const drawn = this.#reading?.drawn ?? true;
    this.#hint.textContent = say(drawn ? "tryDraw" : "tryDrop");
    this.#hint.hidden = this.#has();
    this.#given.hidden = this.#file === null;
    this.#invert.hidden = !drawn || this.#file !== null;
    this.#heat.hidden = !(this.#reading?.explains ?? false);
    this.#square.style.aspectRatio = `${this.#pad.element.width} / ${this.#pad.element.height}`;
    this.#square.classList.toggle("nwt-dark", this.#pad.dark);
  }
  #drawn() {
    this.#forget();
    this.#heated.hidden = true;
    this.#show();
    void this.#questions.put(null);
  }
  #inverted() {
    this.#pad.invert();
    this.#show();
    if (this.#has()) void this.#questions.put(null);
  }
  #take(file) {
    this.#forget();
    this.#file = file;
    this.#given.src = URL.createObjectURL(file);
    this.#given.alt = say("tryPicture", { name: file.name });
    this.#heated.hidden = true;
    this.#show();
    void this.#questions.put(null);
  }
  #clear() {
    this.#forget();
    this.#pad.clear();
    this.#heated.hidden = true;
    this.#answer.replaceChildren();
    this.#said.textContent = "";
    this.#show();
  }
  #forget() {
    if (this.#file !== null) URL.revokeObjectURL(this.#given.src);
    this.#file = null;
  }
  #toggleHeat() {
    const on = this.#heat.ariaPressed !== "true";
    this.#heat.ariaPressed = String(on);
    this.#heated.hidden = true;
    if (on && this.#has()) void this.#questions.put(null);
  }
  async #ask() {
    try {
      if (this.#reading === null) await this.refresh();
      const picture2 = this.#file ?? (this.#pad.empty ? null : await this.#pad.picture());
      const model = encodeURIComponent(this.#choice.name);
      if (picture2 === null) return;
      if (!model) return this.#fail(new Error(say("tryNoModel")));
      const top = Number(this.#node.widgets?.find(({ name }) => name === "top")?.value ?? 3);
      const told = await upload(`/models/predict?model=${model}&top=${top}`, picture2);
      if (!this.#has()) return;
      this.#answer.replaceChildren(...shown(told));
      if (this.#questions.stale) return;
      this.#said.textContent = inWords(told);
      if (this.#reading?.explains && this.#heat.ariaPressed === "true") await this.#askHeat(model, picture2);
    } catch (error) {
      this.#fail(error);
    }
  }
  async #askHeat(model, picture2) {
    const told = await upload(`/models/heat?model=${model}`, picture2);
    if (this.#questions.stale || !this.#has()) return;
    this.#heated.src = `data:image/png;base64,${told.picture}`;
    this.#heated.alt = say("tryHeatOver", { label: told.label, method: told.method });
    this.#heated.title = this.#heated.alt;
    this.#heated.hidden = false;
  }
  #fail(error) {
    this.#answer.replaceChildren(make("p", "nwt-wrong", { role: "alert" }, messageOf(error)));
  }
};

// src/trying/register.ts
var TYPE = "NetwrightForwardTest";
var WIDGET3 = "netwright_try";
var HEIGHT4 = 262;
var WIDTH3 = 380;
var SETTLED = 300;
function addTo(node2) {
  const box = new TryBox(node2);
  const widget = node2.addDOMWidget(WIDGET3, WIDGET3, box.element, {
    serialize: false,
    hideOnZoom: false,
    getMinHeight: () => HEIGHT4
  });
  widget.serialize = false;
  const [width, height] = node2.computeSize();
  node2.setSize([Math.max(node2.size[0], width, WIDTH3), Math.max(node2.size[1], height)]);
  const refresh = () => void box.refresh();
  const connected = node2.onConnectionsChange;
  node2.onConnectionsChange = function(...changed) {
    connected?.apply(this, changed);
    setTimeout(refresh, 0);
  };
  const removed = node2.onRemoved;
  node2.onRemoved = function() {
    removed?.call(this);
    api.removeEventListener("execution_success", refresh);
  };
  api.addEventListener("execution_success", refresh);
  setTimeout(refresh, SETTLED);
}
function registerTrying() {
  app.registerExtension({
    name: "netwright.trying",
    setup() {
      document.head.append(Object.assign(document.createElement("style"), { textContent: STYLE4 }));
    },
    nodeCreated(node2) {
      if (node2.type === TYPE || node2.comfyClass === TYPE) addTo(node2);
    }
  });
}

// src/main.ts
speak(String(app.extensionManager.setting?.get("Comfy.Locale") ?? navigator.language));
registerTexts();
registerShapes();
registerPanel();
registerTraining();
registerTrying();
