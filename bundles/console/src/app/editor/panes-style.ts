import { css } from 'lit';

export const panesStyles = css`
  :host { display: flex; flex-direction: column; min-height: 0; flex: 1; }
  .panes { display: grid; flex: 1; min-height: 0; grid-template-rows: minmax(0, 1fr); border-block: 1px solid var(--line); background: var(--surface); }
  .panes.p3 { grid-template-columns: minmax(13rem, 18rem) minmax(20rem, 1fr) minmax(22rem, 1.15fr); }
  .panes.p2 { grid-template-columns: minmax(13rem, 17rem) minmax(0, 1fr); }
  .panes.p1 { grid-template-columns: minmax(0, 1fr); }
  .pane { display: flex; flex-direction: column; min-width: 0; min-height: 0; }
  .pane + .pane { border-left: 1px solid var(--line); }
  .p1 .pane { border-left: 0; }
  .pane.tree { background: var(--nav); }
  .pane > rem-editor-tree, .pane > rem-editor-text { flex: 1; min-height: 0; }
  .tools { display: flex; flex-wrap: wrap; gap: 0; padding: .25rem .35rem; border-bottom: 1px solid var(--line); }
  .tools button.icon-only { width: 1.7rem; min-height: 1.85rem; font-size: .9375rem; }
  .scroll { flex: 1; min-height: 0; overflow: auto; padding: 1rem 1.25rem 2rem; }
  .rehearsal { margin-top: 1.5rem; padding-top: 1rem; border-top: 1px solid var(--line); }
  .what { display: flex; flex-wrap: wrap; align-items: baseline; gap: .2rem .6rem; margin-bottom: 1.1rem; }
  .what h2 { font-size: 1.125rem; font-weight: 650; letter-spacing: -.01em; overflow-wrap: anywhere; }
  .what .muted { font-size: .8125rem; }
  .wait { color: var(--ink-2); font-size: .875rem; }
  .broken { display: flex; gap: .75rem; padding: 1rem; border-radius: var(--radius); background: var(--state-soft); font-size: .875rem; overflow-wrap: anywhere; }
  .broken > svg { font-size: 1.25rem; margin-top: .1rem; }
  .broken div { display: grid; gap: .4rem; justify-items: start; }
  .broken strong { color: var(--state-ink); }
  .tabs { display: flex; gap: .25rem; padding: .35rem .75rem 0; }
  .tabs button { border: 0; border-bottom: 2px solid transparent; border-radius: 0; background: none; color: var(--ink-2); }
  .tabs button[aria-pressed=true] { border-bottom-color: var(--accent); color: var(--ink); font-weight: 600; }
  @media (max-width: 600px) { .scroll { padding: .9rem .9rem 2rem; } }
`;
