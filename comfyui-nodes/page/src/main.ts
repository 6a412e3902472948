// What Netwright adds to the page of ComfyUI, a line for each thing.

import { registerTexts } from "./texts.ts";
import { registerTraining } from "./training/showing.ts";

registerTexts();
registerTraining();
