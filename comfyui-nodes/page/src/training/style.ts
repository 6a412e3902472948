// How the view of a training looks: in ComfyUI's colours, which are light or dark.

const STYLE = `
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

export function addStyle(): void {
  const sheet = document.createElement("style");
  sheet.textContent = STYLE;
  document.head.append(sheet);
}
