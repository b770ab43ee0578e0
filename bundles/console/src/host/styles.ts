import { css } from 'lit';

/** What every element of the console and every widget shares. Colours are the custom properties of base.css. */
export const sharedStyles = css`
  :host { display: block; color: var(--ink); font: inherit; }
  :host([hidden]), [hidden] { display: none !important; }
  *, *::before, *::after { box-sizing: border-box; }
  h1, h2, h3, p, ul, ol, dl, dd, figure, pre { margin: 0; padding: 0; }
  ul, ol { list-style: none; }
  a { color: var(--accent-ink); text-decoration-thickness: 1px; text-underline-offset: .18em; text-decoration-color: color-mix(in srgb, currentColor 40%, transparent); }
  a:hover { text-decoration-color: currentColor; }
  :focus { outline: none; }
  :focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: var(--radius-s); }
  [tabindex='-1']:focus-visible { outline: none; }
  .visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .muted { color: var(--ink-2); }
  .number { font-variant-numeric: tabular-nums; }
  .nowrap { white-space: nowrap; }
  .mono { font-family: var(--mono); font-size: .92em; }

  .icon { width: 1em; height: 1em; fill: none; stroke: currentColor; stroke-width: 1.500; stroke-linecap: round; stroke-linejoin: round; vertical-align: -.12em; flex: none; }
  .state-icon { width: 1em; height: 1em; vertical-align: -.12em; flex: none; overflow: visible; }
  .state-icon .f { fill: var(--state-fill); }
  .state-icon .s { fill: none; stroke: var(--state-on-fill); stroke-width: 1.800; stroke-linecap: round; stroke-linejoin: round; }
  .state-icon .d { fill: var(--state-on-fill); }
  .state-icon .o { fill: none; stroke: var(--state-fill); stroke-width: 1.800; stroke-dasharray: 2.600 2.270; }
  .state-icon .l { fill: none; stroke: var(--state-fill); stroke-width: 1.700; stroke-linecap: round; stroke-linejoin: round; }

  .ok { --state-fill: var(--ok-fill); --state-on-fill: var(--on-fill); --state-ink: var(--ok-ink); --state-soft: var(--ok-soft); }
  .warning { --state-fill: var(--warning-fill); --state-on-fill: var(--warning-on-fill); --state-ink: var(--warning-ink); --state-soft: var(--warning-soft); }
  .critical { --state-fill: var(--critical-fill); --state-on-fill: var(--on-fill); --state-ink: var(--critical-ink); --state-soft: var(--critical-soft); }
  .unknown { --state-fill: var(--unknown-fill); --state-on-fill: var(--on-fill); --state-ink: var(--unknown-ink); --state-soft: var(--unknown-soft); }
  .pending { --state-fill: var(--pending-fill); --state-on-fill: var(--on-fill); --state-ink: var(--pending-ink); --state-soft: var(--pending-soft); }
  .stale { --state-fill: var(--stale-ink); --state-on-fill: var(--on-fill); --state-ink: var(--stale-ink); --state-soft: var(--stale-soft); }

  .badge { display: inline-flex; align-items: center; gap: .35em; padding: .1em .5em; border-radius: 99px; font-size: .8125rem; font-weight: 550; white-space: nowrap; color: var(--state-ink, var(--ink-2)); background: var(--state-soft, var(--inset)); }

  .note { display: flex; flex-direction: column; align-items: center; justify-content: center; gap: .25rem; height: 100%; padding: .75rem; text-align: center; text-wrap: balance; overflow-wrap: anywhere; overflow: auto; color: var(--ink-2); font-size: .875rem; }
  .note > svg { width: 1.5rem; height: 1.5rem; margin-bottom: .2rem; }
  .note strong { color: var(--ink); font-weight: 600; }
  .skeleton { border-radius: var(--radius-s); background: linear-gradient(90deg, var(--inset) 25%, var(--line) 50%, var(--inset) 75%) 0 0 / 300% 100%; animation: shimmer 1.600s .4s linear infinite; }
  @keyframes shimmer { from { background-position: 100% 0; } to { background-position: -50% 0; } }
  @media (prefers-reduced-motion: reduce) {
    *, *::before, *::after { animation-duration: .01ms !important; animation-iteration-count: 1 !important; transition-duration: .01ms !important; scroll-behavior: auto !important; }
  }
`;

/** Buttons, fields and tables, for elements that have such. */
export const controlStyles = css`
  button, .button { appearance: none; display: inline-flex; align-items: center; justify-content: center; gap: .45em; min-height: 2.125rem; padding: .3rem .8rem; border: 1px solid var(--line-2); border-radius: var(--radius-s); background: var(--surface); color: var(--ink); font: inherit; font-size: .875rem; font-weight: 550; text-decoration: none; white-space: nowrap; cursor: pointer; transition: background .12s, border-color .12s; }
  button:hover:not(:disabled), .button:hover { background: var(--hover); }
  button:disabled { color: var(--ink-3); background: var(--inset); border-color: var(--line); cursor: not-allowed; }
  button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
  button.primary:hover:not(:disabled) { background: var(--accent-hover); }
  button.primary:disabled { background: var(--inset); border-color: var(--line); color: var(--ink-3); }
  button.danger { color: var(--critical-ink); border-color: color-mix(in srgb, var(--critical-ink) 45%, transparent); }
  button.danger.primary { background: var(--critical-fill); border-color: var(--critical-fill); color: var(--on-fill); }
  button.quiet { border-color: transparent; background: transparent; padding: .3rem .5rem; color: var(--ink-2); }
  button.quiet:hover:not(:disabled) { color: var(--ink); background: var(--hover); }
  button.icon-only { width: 2.125rem; padding: 0; font-size: 1rem; }

  label.field { display: grid; gap: .3rem; font-size: .875rem; font-weight: 550; }
  .field .hint { font-weight: 400; color: var(--ink-2); font-size: .8125rem; }
  .field .wrong { font-weight: 450; color: var(--critical-ink); font-size: .8125rem; }
  input:not([type=checkbox]), select, textarea { width: 100%; min-height: 2.250rem; padding: .35rem .65rem; border: 1px solid var(--line-3); border-radius: var(--radius-s); background: var(--surface); color: var(--ink); font: inherit; font-size: .9375rem; font-weight: 400; }
  input:focus-visible, select:focus-visible, textarea:focus-visible { outline-offset: 0; border-color: var(--focus); }
  input[aria-invalid=true] { border-color: var(--critical-ink); }
  input[type=checkbox] { width: 1rem; height: 1rem; accent-color: var(--accent); margin: 0; flex: none; }
  input::placeholder { color: var(--ink-3); opacity: 1; }

  table { width: 100%; border-collapse: collapse; font-size: .875rem; }
  th { text-align: left; font-weight: 550; font-size: .8125rem; color: var(--ink-2); padding: .5rem .75rem; border-bottom: 1px solid var(--line); white-space: nowrap; }
  td { padding: .5rem .75rem; border-bottom: 1px solid var(--line); vertical-align: top; }
  tbody tr:last-child > * { border-bottom: 0; }
  th.number, td.number { text-align: right; }

  .panel { background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--shadow-1); }
  pre { font-family: var(--mono); font-size: .8125rem; line-height: 1.500; overflow: auto; tab-size: 2; }
`;
