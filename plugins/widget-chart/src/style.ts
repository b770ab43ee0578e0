import { css } from 'lit';

export const chartStyles = css`
  :host { height: 100%; padding: .35rem .9rem .75rem .6rem; }
  .all { display: flex; flex-direction: column; gap: .35rem; height: 100%; min-width: 0; }
  .all.beside { flex-direction: row; gap: 1rem; }
  .plot { position: relative; flex: 1; min-width: 0; min-height: 0; border-radius: var(--radius-s); cursor: crosshair; }
  .plot:focus-visible { outline-offset: 1px; }
  .plot > .uplot { position: absolute; inset: 0; font: inherit; }
  .u-select { background: color-mix(in srgb, var(--accent) 18%, transparent); }
  .u-cursor-x { border-right: 1px solid var(--ink-3); }
  .u-cursor-y { display: none; }
  /* a layer for each cursor of each chart would cost more with every frame than the cursors ever spare */
  .u-cursor-x, .u-cursor-pt { will-change: auto; }
  .overview { position: relative; flex: none; height: 3.25rem; }
  .panes { display: flex; flex-direction: column; gap: .35rem; flex: 1; min-width: 0; min-height: 0; }
  .overview > .uplot { position: absolute; inset: 0; font: inherit; }
  .overview .u-over { cursor: ew-resize; touch-action: none; border-radius: 2px; background: color-mix(in srgb, var(--ink-3) 7%, transparent); }
  .overview .mark { position: absolute; top: 0; bottom: 0; min-width: 3px; background: color-mix(in srgb, var(--accent) 16%, transparent); border: solid var(--accent); border-width: 0 2px; cursor: grab; }
  .back { position: absolute; top: .25rem; right: .75rem; z-index: 110; min-height: 1.75rem; padding: 0 .6rem; font-size: .75rem; }
  .probe { position: absolute; visibility: hidden; }
`;
