// How the panel looks. Colours are those of ComfyUI's theme, so that light and dark ones both fit.

export const STYLE = `
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
