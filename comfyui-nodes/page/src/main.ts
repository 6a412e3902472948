// What Netwright adds to the page of ComfyUI, a line for each thing.

import { app } from "./comfy.ts";
import { registerPanel } from "./panel/register.ts";
import { registerShapes } from "./shapes/register.ts";
import { registerTexts } from "./texts.ts";
import { registerTraining } from "./training/showing.ts";
import { registerTrying } from "./trying/register.ts";
import { speak } from "./words.ts";

speak(String(app.extensionManager.setting?.get("Comfy.Locale") ?? navigator.language));
registerTexts();
registerShapes();
registerPanel();
registerTraining();
registerTrying();
