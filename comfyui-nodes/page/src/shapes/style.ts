// How it looks. Colours are those of ComfyUI's theme, so that light and dark ones both fit.

export const STYLE = `
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
