import { css, html, nothing, type TemplateResult } from 'lit';
import type { Plan } from '../data/unit-info.ts';

/** Lines of each kind that are drawn. */
const LINES = 20;

export const planStyles = css`
  .changes { display: grid; gap: .6rem; font-size: .875rem; }
  .changes ul { display: grid; gap: .15rem; }
  .changes li { font-family: var(--mono); font-size: .8125rem; overflow-wrap: anywhere; }
`;

/** What a change does to what runs and to files. */
export function planView({ added, changed, removed, files }: Plan): TemplateResult {
  const kinds: readonly (readonly [string, readonly string[]])[] = [
    ['Starts', added], ['Changes', changed], ['Ends', removed],
    ['New files', files.added], ['Changed files', files.changed], ['Removed files', files.removed],
  ];
  const some = kinds.filter(([, lines]) => lines.length > 0);
  if (some.length === 0) return html`<p class="muted">Nothing changes: all of it is there already.</p>`;
  return html`<div class="changes">${some.map(([title, lines]) => html`<div><p>${title} <span class="muted">${lines.length}</span></p>
    <ul>${lines.slice(0, LINES).map((line) => html`<li>${line}</li>`)}${lines.length > LINES ? html`<li>and ${lines.length - LINES} more</li>` : nothing}</ul></div>`)}</div>`;
}
