// How the square in the forward test looks, in ComfyUI's colours.

export const STYLE = `
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
