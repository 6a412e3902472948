// What the page says, in the language that ComfyUI is set to.

import common from "./words/common/en.json" with { type: "json" };
import commonZh from "./words/common/zh.json" with { type: "json" };
import commonZhTW from "./words/common/zh-TW.json" with { type: "json" };
import panel from "./words/panel/en.json" with { type: "json" };
import panelZh from "./words/panel/zh.json" with { type: "json" };
import panelZhTW from "./words/panel/zh-TW.json" with { type: "json" };
import shapes from "./words/shapes/en.json" with { type: "json" };
import shapesZh from "./words/shapes/zh.json" with { type: "json" };
import shapesZhTW from "./words/shapes/zh-TW.json" with { type: "json" };
import training from "./words/training/en.json" with { type: "json" };
import trainingZh from "./words/training/zh.json" with { type: "json" };
import trainingZhTW from "./words/training/zh-TW.json" with { type: "json" };
import trying from "./words/trying/en.json" with { type: "json" };
import tryingZh from "./words/trying/zh.json" with { type: "json" };
import tryingZhTW from "./words/trying/zh-TW.json" with { type: "json" };

const en = { ...common, ...panel, ...shapes, ...training, ...trying };

export type Word = keyof typeof en;

/** The words of each language, by ComfyUI's name of it. */
export const LANGUAGES: Record<string, Record<Word, string>> = {
  en,
  zh: { ...commonZh, ...panelZh, ...shapesZh, ...trainingZh, ...tryingZh },
  "zh-TW": { ...commonZhTW, ...panelZhTW, ...shapesZhTW, ...trainingZhTW, ...tryingZhTW },
};

let words: Record<Word, string> = en;
let spoken = "en";

/** Take a locale of ComfyUI; in one that there are no words of, English is spoken. */
export function speak(asked: string): void {
  const names = [asked, asked.split("-")[0] ?? ""];
  spoken = names.find((name) => name in LANGUAGES) ?? "en";
  words = LANGUAGES[spoken] ?? en;
}

/** The language that is spoken, as numbers and times are written in it. */
export const locale = (): string => (spoken === "zh" ? "zh-CN" : spoken);

/** A sentence, its `{name}`s filled in. */
export function say(word: Word, values: Record<string, string | number> = {}): string {
  return words[word].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
