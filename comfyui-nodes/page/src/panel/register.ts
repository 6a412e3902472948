// Puts the panel into the bar beside the canvas.

import { app } from "../comfy.ts";
import { say } from "../words.ts";
import { Panel } from "./panel.ts";
import { STYLE } from "./style.ts";

export function registerPanel(): void {
  app.registerExtension({
    name: "netwright.panel",
    setup() {
      document.head.append(Object.assign(document.createElement("style"), { textContent: STYLE }));
      let panel: Panel | null = null;
      let seen = false;
      app.extensionManager.registerSidebarTab?.({
        id: "netwright",
        icon: "pi pi-sitemap",
        title: "Netwright",
        tooltip: say("panelTooltip"),
        type: "custom",
        render(place) {
          panel ??= new Panel();
          place.style.height = "100%";
          if (panel.element.parentElement !== place) place.replaceChildren(panel.element);
          if (!seen) panel.show();
          seen = true;
        },
        destroy() {
          seen = false;
          panel?.hide();
        },
      });
    },
  });
}
