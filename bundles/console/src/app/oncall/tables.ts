import { css, html, nothing, type TemplateResult } from 'lit';
import { clock, duration, fullTime, icon, stateIcon } from '@redeye/host';
import { unlessEmpty } from '../alerts/words.ts';
import type { Finding, Holding, Share } from './types.ts';

export const tableStyles = css`
  .holders { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); gap: .6rem; }
  .holder { padding: .8rem 1rem; display: grid; gap: .2rem; align-content: start; font-size: .875rem; overflow-wrap: anywhere; }
  .holder b { font-size: 1.125rem; font-weight: 650; }
  .holder small { color: var(--ink-2); font-size: .8125rem; }
  .holder.critical { border-color: var(--state-fill); } .holder.critical b { color: var(--state-ink); }
  .findings li { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .1rem .6rem; padding: .5rem 0; border-bottom: 1px solid var(--line); font-size: .875rem; align-items: baseline; }
  .findings li:last-child { border-bottom: 0; }
  .findings small { grid-column: 2; color: var(--ink-2); font-size: .8125rem; overflow-wrap: anywhere; }
  .shares { overflow-x: auto; }
  .shares .share { position: relative; }
  .shares meter { width: 5rem; height: .5rem; }
  .shares caption { text-align: left; padding: .5rem 0 .25rem; font-weight: 600; font-size: .875rem; }
`;

/** Who holds each role at a time; one that nobody holds is loud. */
export function holdersView(holdings: readonly Holding[], now: number): TemplateResult {
  return html`<ul class="holders" aria-label="Roles">${holdings.map(({ role, title, people, because, until }) => html`
    <li class="holder panel ${people.length === 0 ? 'critical' : ''}"><span class="muted">${title || role}</span>
      <b>${people.length === 0 ? html`${stateIcon('critical')} Nobody` : people.map((person) => person.title || person.name).join(', ')}</b>
      ${until ? html`<span>until <time datetime=${new Date(until).toISOString()} title=${fullTime(until)}>${clock(until, now)}</time></span>` : nothing}
      ${unlessEmpty(because, (words) => html`<small>${words}</small>`)}</li>`)}</ul>`;
}

/** What would leave somebody uncalled. */
export function findingsView(findings: readonly Finding[]): TemplateResult {
  if (findings.length === 0) return html`<p class="ok">${stateIcon('ok')} Somebody can be called at every moment of the next 90 days.</p>`;
  return html`<ul class="findings">${findings.map(({ subject, from, until, text }) => html`<li class="warning">${stateIcon('warning')}<span>${text}</span>
    <small>${subject}${from ? `, ${fullTime(from)}${until ? ` to ${fullTime(until)}` : ''}` : ''}</small></li>`)}</ul>`;
}

/** How nights and weekends are shared. */
export function sharesView(title: string, shares: readonly Share[]): TemplateResult {
  const most = (pick: (share: Share) => number) => Math.max(1, ...shares.map(pick));
  const cell = (pick: (share: Share) => number) => (share: Share) => html`<td class="number">${duration(pick(share))}<br><meter min="0" max=${most(pick)} .value=${pick(share)} aria-hidden="true"></meter></td>`;
  const columns = [cell(({ total_seconds: all }) => all), cell(({ night_seconds: nights }) => nights), cell(({ weekend_seconds: weekends }) => weekends)];
  return html`<div class="shares" role="group" tabindex="0" aria-label=${title}><table><caption>${title}</caption><thead><tr><th scope="col">Person</th><th scope="col" class="number">Shifts</th><th scope="col" class="number">In all</th><th scope="col" class="number">Nights</th><th scope="col" class="number">Weekends</th></tr></thead>
    <tbody>${[...shares].sort((a, b) => b.total_seconds - a.total_seconds).map((share) => html`<tr><th scope="row">${share.title || share.person}</th><td class="number">${share.shifts}</td>${columns.map((column) => column(share))}</tr>`)}</tbody></table></div>`;
}

/** The address of a calendar that other programs can follow. */
export function feedLink(path: string, words: string): TemplateResult {
  return html`<a class="button" href=${`/api/v1${path}.ics`} download>${icon('calendar')}${words}</a>`;
}
