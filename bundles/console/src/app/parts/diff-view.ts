import { css, html, nothing, type TemplateResult } from 'lit';
import { diffLines } from './diff-parser.ts';

/** Lines of a difference that are drawn. */
const LINES = 2_000;

export const diffStyles = css`
  .diff { overflow: auto; max-height: 60vh; font-family: var(--mono); font-size: .8125rem; line-height: 1.55; border: 1px solid var(--line); border-radius: var(--radius-s); }
  .diff .rows { display: grid; min-width: max-content; }
  .diff .row { display: grid; grid-template-columns: 3rem 3rem 1.5rem 1fr; text-decoration: none; }
  .diff .row > span { text-align: right; padding-right: .75rem; color: var(--ink-3); user-select: none; }
  .diff .row > span.sign { text-align: center; padding: 0; color: inherit; }
  .diff code { font: inherit; white-space: pre; tab-size: 2; padding-right: 1rem; }
  .diff .added { background: var(--ok-soft); color: var(--ok-ink); box-shadow: inset 3px 0 var(--ok-fill); }
  .diff .removed { background: var(--critical-soft); color: var(--critical-ink); box-shadow: inset 3px 0 var(--critical-fill); }
  .diff :is(.added, .removed) > span { color: inherit; }
  .diff .file { padding: .35rem .75rem; font-weight: 600; border-top: 1px solid var(--line-2); }
  .diff .hunk, .diff .note { display: block; height: auto; padding: .15rem .75rem; background: var(--inset); color: var(--ink-2); font-size: inherit; text-align: start; }
`;

/** A unified diff, its lines numbered and marked with more than a colour. */
export function diffView(diff: string, label: string): TemplateResult {
  if (diff === '') return html`<p class="muted">The text is the same before and after.</p>`;
  const lines = diffLines(diff);
  return html`<div class="diff" tabindex="0" role="group" aria-label=${label}><div class="rows">${lines.slice(0, LINES).map((line) => {
    if (line.kind === 'file' || line.kind === 'hunk' || line.kind === 'note') return html`<div class=${line.kind}>${line.text}</div>`;
    const cells = html`<span aria-hidden="true">${line.old ?? ''}</span><span aria-hidden="true">${line.new ?? ''}</span><span class="sign">${line.kind === 'added' ? '+' : line.kind === 'removed' ? '−' : ''}</span><code>${line.text}</code>`;
    if (line.kind === 'added') return html`<ins class="row added">${cells}</ins>`;
    if (line.kind === 'removed') return html`<del class="row removed">${cells}</del>`;
    return html`<div class="row">${cells}</div>`;
  })}</div>${lines.length > LINES ? html`<p class="note">${lines.length - LINES} more lines are not shown.</p>` : nothing}</div>`;
}
