import { css } from 'lit';

/** What the form and the overview of a section share. */
export const formStyles = css`
  :host { container: form / inline-size; }
  fieldset { border: 0; margin: 0; padding: 0 0 1.25rem; min-width: 0; }
  legend { width: 100%; padding: 0 0 .6rem; font-size: .9375rem; font-weight: 650; letter-spacing: -.005em; }
  fieldset + fieldset { border-top: 1px solid var(--line); padding-top: 1.1rem; }
  fieldset + fieldset legend { float: left; }
  fieldset + fieldset legend + * { clear: both; }
  .fields { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem 1.25rem; align-items: start; }
  @container form (min-width: 34rem) { .fields { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); } .fields > .wide { grid-column: 1 / -1; } }
  .fields > .here { position: relative; }
  .fields > .here::before { content: ''; position: absolute; inset: 0 auto 0 -.7rem; width: 3px; border-radius: 3px; background: var(--accent); }
  .whole { display: flex; gap: .5rem; align-items: baseline; padding: .55rem .75rem; margin-bottom: 1rem; border-radius: var(--radius-s); background: var(--state-soft); color: var(--state-ink); font-size: .875rem; overflow-wrap: anywhere; }
  .hint { color: var(--ink-2); font-size: .8125rem; margin-bottom: .6rem; }
  .nested { border-top: 1px solid var(--line); padding: 1.1rem 0 1.25rem; }
  .nested h3 { font-size: .9375rem; font-weight: 650; margin-bottom: .5rem; }
  .nested ul { display: flex; flex-wrap: wrap; gap: .35rem; margin-bottom: .6rem; }
  .nested li a { display: block; padding: .2rem .6rem; border: 1px solid var(--line-2); border-radius: 99px; font-size: .8125rem; text-decoration: none; overflow-wrap: anywhere; }
  .nested li a:hover { background: var(--hover); }
  .add { min-height: 1.875rem; font-size: .8125rem; }
`;
