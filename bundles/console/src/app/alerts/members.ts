import { css, html, nothing, type TemplateResult } from 'lit';
import { ago, digits, stateIcon } from '@redeye/host';
import { known } from '../data/known.ts';
import { withParams } from '../data/router.ts';
import { editorAddress } from '../editor/outline.ts';
import type { Member } from './types.ts';
import { holdOf, lookOf, time } from './words.ts';

export const memberStyles = css`
  .members { display: grid; grid-template-columns: minmax(0, 1fr); }
  .members > li { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: .15rem .7rem; padding: .6rem 0; border-bottom: 1px solid var(--line); font-size: .875rem; align-items: baseline; }
  .members > li:last-child { border-bottom: 0; }
  .members b { font-weight: 600; overflow-wrap: anywhere; }
  .members .more { grid-column: 2 / -1; color: var(--ink-2); font-size: .8125rem; overflow-wrap: anywhere; }
  .members .more a { overflow-wrap: anywhere; display: inline-block; min-height: 1.5rem; }
  .members .held { color: var(--unknown-ink); font-weight: 550; }
  .members pre { white-space: pre-wrap; overflow-wrap: anywhere; margin-top: .2rem; }
  .members .labels { display: flex; flex-wrap: wrap; gap: .25rem; }
  .members .labels span { padding: 0 .4rem; border-radius: .25rem; background: var(--inset); font-family: var(--mono); font-size: .75rem; }
`;

/** The editor at the place of an item, from its id. */
export function itemAddress(id: string): string {
  const [packageName = '', ...path] = id.split('/');
  return editorAddress(packageName, path);
}

/** The check of a subject: what stands before the metric of a series. */
export function checkOf(subject: string): string {
  const colon = subject.indexOf(':');
  return colon < 0 ? subject : subject.slice(0, colon);
}

const VALUE_LINKS = /^https?:\/\//;

/** One condition: how it is, why it belongs here, why nobody is called about it. */
export function memberView(member: Member, now: number): TemplateResult {
  const { subject, summary, severity, firing, at, host, because, text, labels, links, values, source, changes } = member;
  const look = firing ? lookOf(severity) : 'ok';
  const measured = Object.entries(values ?? {}).map(([name, value]) => `${name} ${known(value) ? digits(value) : 'unknown'}`);
  const asCheck = /^[^/]+\/[^/]+\//.test(subject);
  return html`<li class=${look}>${stateIcon(look, firing ? severity : 'in order again')}<b>${summary || subject}</b>${time(at, ago(at, now))}
    ${member.hold ? html`<span class="more held">${stateIcon('pending')} ${holdOf(member)}${member.hold.by ? html` <span class="mono">${member.hold.by}</span>` : nothing}</span>` : nothing}
    <span class="more">${asCheck ? html`<a href=${withParams({ check: checkOf(subject) })}>${subject}</a>` : subject}${host ? html` · host ${host}` : nothing}${measured.length > 0 ? html` · ${measured.join(', ')}` : nothing}${changes > 1 ? html` · changed ${changes} times` : nothing}</span>
    <span class="more">${because ? html`joined: ${because} · ` : nothing}found by ${source.includes('/') ? html`<a href=${itemAddress(source)}>${source}</a>` : source}</span>
    ${text ? html`<div class="more"><pre>${text}</pre></div>` : nothing}
    ${Object.keys(labels ?? {}).length > 0 ? html`<span class="more labels">${Object.entries(labels).map(([name, value]) => html`<span>${name}=${value}</span>`)}</span>` : nothing}
    ${Object.keys(links ?? {}).length > 0 ? html`<span class="more">${Object.entries(links).map(([title, href]) => (VALUE_LINKS.test(href) || href.startsWith('/') ? html`<a href=${href} rel="noreferrer">${title}</a> ` : html`${title}: ${href} `))}</span>` : nothing}
  </li>`;
}
