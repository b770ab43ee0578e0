import { css, html, nothing, type TemplateResult } from 'lit';
import { ago, stateIcon } from '@redeye/host';
import { now } from '../data/clock.ts';
import type { Source } from '../data/source.ts';

export const sourceStyles = css`
  .source-old { display: flex; gap: .5rem; align-items: baseline; padding: .5rem .8rem; margin-bottom: .5rem; border-radius: var(--radius-s); background: var(--stale-soft); color: var(--stale-ink); font-size: .875rem; overflow-wrap: anywhere; }
`;

/** What a source has, or why there is nothing; what could not be asked again says that it is stale. */
export function sourceView<T>(source: Source<T>, what: string, show: (value: T) => unknown): TemplateResult {
  if (source.value === undefined) {
    return source.failure === ''
      ? html`<div class="panel empty" role="status">Loading ${what}…</div>`
      : html`<div class="panel empty">${stateIcon('unknown')}<h2>Nobody knows ${what} now</h2><p>${source.failure}</p><p>It is asked again by itself.</p><button @click=${source.load}>Try again</button></div>`;
  }
  return html`${source.failure === '' ? nothing : html`<p class="source-old" role="status">${stateIcon('stale')}<span><b>Stale:</b> this was true ${ago(source.at, now())}. ${source.failure}</span></p>`}${show(source.value)}`;
}
