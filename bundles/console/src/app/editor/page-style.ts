import { css } from 'lit';

/** The page around the panes: it fills what the navigation leaves of the window. */
export const editorStyles = css`
  :host { display: flex; flex-direction: column; margin: 0 -1.25rem; }
  .top { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem .75rem; padding: .55rem 1.25rem; }
  .crumbs { flex: 1 1 14rem; min-width: 0; }
  .crumbs ol { display: flex; flex-wrap: wrap; align-items: baseline; gap: .1rem .4rem; font-size: .9375rem; }
  .crumbs li { display: flex; gap: .4rem; min-width: 0; overflow-wrap: anywhere; }
  .crumbs li + li::before { content: '›'; color: var(--ink-3); }
  .crumbs a { text-decoration: none; }
  .crumbs a:hover { text-decoration: underline; }
  .crumbs [aria-current] { color: var(--ink); font-weight: 650; }
  .buttons { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem; }
  .modes { display: grid; grid-auto-flow: column; gap: 2px; padding: 2px; border-radius: var(--radius-s); background: var(--inset); }
  .modes button { min-height: 1.85rem; border: 0; background: none; color: var(--ink-2); font-size: .8125rem; font-weight: 500; }
  .modes button[aria-pressed=true] { background: var(--surface); color: var(--ink); box-shadow: var(--shadow-1); }
  .why-not { color: var(--ink-2); font-size: .8125rem; }
  .notice { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem .75rem; padding: .5rem 1.25rem; background: var(--state-soft); color: var(--state-ink); font-size: .875rem; overflow-wrap: anywhere; }
  .notice > span { flex: 1 1 16rem; min-width: 0; }
  .notice button { min-height: 1.85rem; font-size: .8125rem; }
  .notice button.quiet { color: inherit; }
  rem-editor-panes { min-height: 0; }
  .empty { flex: 1; }
  .status { color: var(--ink-2); }
  @media (max-width: 900px) { :host { margin-inline: -.75rem; } .top, .notice { padding-inline: .75rem; } }
`;
