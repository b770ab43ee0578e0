import { css } from 'lit';

/** The heading of every page, and what stands where there is nothing. */
export const headStyles = css`
  .head { display: flex; align-items: center; flex-wrap: wrap; gap: .5rem 1rem; min-height: 3.250rem; padding: .5rem 0; }
  .head > div:first-child { flex: 1; min-width: 12rem; }
  h1 { font-size: 1.25rem; font-weight: 650; letter-spacing: -.015em; line-height: 1.25; }
  .head p { font-size: .875rem; }
  .summary { display: flex; flex-wrap: wrap; gap: .375rem; }
  .summary a { text-decoration: none; padding: .2em .65em; color: var(--state-ink); }
  .summary a:hover { text-decoration: underline; }
  .empty { display: grid; place-content: center; justify-items: center; gap: .5rem; min-height: 14rem; padding: 2rem; text-align: center; text-wrap: balance; color: var(--ink-2); }
  .empty h1, .empty h2 { color: var(--ink); font-size: 1.125rem; font-weight: 600; }
  code { font-family: var(--mono); font-size: .9em; }
  @media (max-width: 600px) { .wall { display: none; } }
`;
