import { css, html, type TemplateResult } from 'lit';
import { blocks, inline, type Block, type Span } from './markdown-parser.ts';

/** Markdown as templates: text stays text, so nothing in it can act. */
export function markdown(text: string): TemplateResult {
  return html`${blocks(text).map(view)}`;
}

function view(block: Block): TemplateResult {
  switch (block.kind) {
    case 'heading': return block.level <= 1 ? html`<p class="h1">${spans(block.text)}</p>` : html`<p class="h2">${spans(block.text)}</p>`;
    case 'code': return html`<pre tabindex="0">${block.text}</pre>`;
    case 'list': return block.ordered ? html`<ol>${block.items.map((item) => html`<li>${spans(item)}</li>`)}</ol>` : html`<ul>${block.items.map((item) => html`<li>${spans(item)}</li>`)}</ul>`;
    case 'table': return html`<div class="scroll"><table><thead><tr>${block.head.map((cell) => html`<th scope="col">${spans(cell)}</th>`)}</tr></thead><tbody>${block.rows.map((row) => html`<tr>${row.map((cell) => html`<td>${spans(cell)}</td>`)}</tr>`)}</tbody></table></div>`;
    case 'paragraph': return html`<p>${spans(block.text)}</p>`;
  }
}

function spans(text: string): TemplateResult[] {
  return inline(text).map((span: Span) => {
    switch (span.kind) {
      case 'code': return html`<code>${span.text}</code>`;
      case 'strong': return html`<strong>${span.text}</strong>`;
      case 'emphasis': return html`<em>${span.text}</em>`;
      case 'link': return html`<a href=${span.href} rel="noreferrer" target="_blank">${span.text}</a>`;
      case 'text': return html`${span.text}`;
    }
  });
}

export const markdownStyles = css`
  .markdown { font-size: .9375rem; display: grid; gap: .75rem; min-width: 0; overflow-wrap: anywhere; }
  .markdown > * { min-width: 0; }
  .markdown .h1 { font-size: 1.0625rem; font-weight: 650; }
  .markdown .h2 { font-size: .9375rem; font-weight: 650; margin-top: .5rem; }
  .markdown ul, .markdown ol { padding-left: 1.25rem; list-style: revert; display: grid; gap: .25rem; }
  .markdown code { font-family: var(--mono); font-size: .88em; padding: .1em .3em; border-radius: .25rem; background: var(--inset); }
  .markdown pre { padding: .75rem; border-radius: var(--radius-s); background: var(--inset); }
  .markdown .scroll { overflow-x: auto; }
`;
