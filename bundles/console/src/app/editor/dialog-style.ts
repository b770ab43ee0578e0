import { css } from 'lit';

/** The dialogs of the editor. */
export const dialogStyles = css`
  dialog { width: min(34rem, calc(100vw - 2rem)); max-height: calc(100dvh - 2rem); padding: 0; border: 1px solid var(--line); border-radius: calc(var(--radius) * 1.3); background: var(--surface); color: var(--ink); box-shadow: var(--shadow-2); }
  dialog.wide { width: min(60rem, calc(100vw - 2rem)); }
  dialog::backdrop { background: rgb(0 0 0 / .45); }
  dialog form { display: grid; gap: 1rem; padding: 1.25rem 1.25rem 1rem; grid-template-columns: minmax(0, 1fr); }
  dialog h2 { font-size: 1.125rem; font-weight: 650; letter-spacing: -.01em; }
  dialog p { font-size: .875rem; overflow-wrap: anywhere; }
  .two { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: 1rem; align-items: start; }
  .failure { padding: .6rem .75rem; border-radius: var(--radius-s); background: var(--critical-soft); color: var(--critical-ink); }
  .warning-note { padding: .6rem .75rem; border-radius: var(--radius-s); background: var(--warning-soft); color: var(--warning-ink); }
  .actions { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: .5rem; padding-top: .25rem; }
  .plan { display: flex; flex-wrap: wrap; gap: .35rem 1.25rem; font-size: .875rem; }
  .plan summary { cursor: pointer; }
  .plan ul { margin-top: .35rem; max-height: 9rem; overflow: auto; font-family: var(--mono); font-size: .8125rem; }
  .plan li { overflow-wrap: anywhere; }
  .options { display: grid; border: 1px solid var(--line); border-radius: var(--radius-s); max-height: 20rem; overflow: auto; }
  .options label { display: grid; grid-template-columns: auto 1fr; gap: 0 .6rem; align-items: center; padding: .5rem .7rem; font-size: .875rem; cursor: pointer; }
  .options label + label { border-top: 1px solid var(--line); }
  .options label:has(:checked) { background: var(--accent-soft); }
  .options input { width: 1rem; min-height: 0; height: 1rem; }
  .options small { grid-column: 2; color: var(--ink-2); font-size: .8125rem; }
  .options b { font-weight: 550; }
`;
