import { css, html, nothing, type TemplateResult } from 'lit';
import { clock, icon, stateIcon } from '@redeye/host';
import { groupBy } from '../data/group.ts';
import type { Happening } from './types.ts';
import { lookOfEntry, particularsOf, time } from './words.ts';

export const timelineStyles = css`
  .timeline { container-type: inline-size; display: grid; grid-template-columns: minmax(0, 1fr); }
  .timeline h3 { padding: .75rem 0 .35rem; font-size: .8125rem; color: var(--ink-2); font-weight: 600; }
  .timeline ol { border-left: 2px solid var(--line-2); margin-left: .55rem; display: grid; grid-template-columns: minmax(0, 1fr); }
  .happening { position: relative; display: grid; grid-template-columns: 5.25rem 7.5rem minmax(0, 1fr); gap: .1rem .75rem; padding: .35rem 0 .35rem 1.25rem; font-size: .875rem; align-items: baseline; }
  .happening .dot { position: absolute; left: calc(-.5rem - 1px); top: .5rem; width: 1rem; height: 1rem; display: grid; place-items: center; background: var(--surface); border-radius: 50%; }
  .happening .dot .state-icon { width: 1rem; height: 1rem; }
  .happening .dot i { width: .55rem; height: .55rem; border-radius: 50%; background: var(--line-3); }
  .happening time { color: var(--ink-2); font-variant-numeric: tabular-nums; white-space: nowrap; }
  .happening .kind { font-weight: 550; overflow-wrap: anywhere; }
  .happening .kind small { display: block; font-weight: 400; color: var(--ink-2); font-size: .75rem; }
  .happening p { overflow-wrap: anywhere; }
  .happening dl { display: flex; flex-wrap: wrap; gap: .1rem 1rem; font-size: .8125rem; color: var(--ink-2); }
  .happening dl > div { display: flex; gap: .35rem; min-width: 0; }
  .happening dd { font-family: var(--mono); font-size: .75rem; overflow-wrap: anywhere; }
  .happening.other { color: var(--ink-2); }
  @container (max-width: 30rem) { .happening { grid-template-columns: auto minmax(0, 1fr); } .happening p, .happening dl { grid-column: 1 / -1; } }
`;

const SOURCES: Readonly<Record<Happening['source'], string>> = { alert: '', state: 'state of a check', edit: 'edit of a package', plugin: 'plugin', oncall: 'on call' };

/** What happened, day by day, the oldest first: the alert's record and what went on around it in one line of time. */
export function timelineView(happenings: readonly Happening[], newestFirst: boolean): TemplateResult {
  const sorted = newestFirst ? [...happenings].reverse() : happenings;
  const days = groupBy(sorted, ({ at }) => new Date(at).toDateString());
  return html`<div class="timeline">${[...days].map(([day, own]) => html`<h3>${new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(own[0]!.at)}</h3>
    <ol aria-label=${day}>${own.map(happening)}</ol>`)}</div>`;
}

function happening(each: Happening): TemplateResult {
  const look = lookOfEntry(each);
  const particulars = particularsOf(each.data);
  const where = SOURCES[each.source] ?? each.source;
  return html`<li class="happening ${each.source === 'alert' ? '' : 'other'}"><span class="dot">${look ? stateIcon(look) : each.source === 'edit' ? icon('edit') : html`<i></i>`}</span>
    ${time(each.at, clock(each.at, each.at))}
    <span class="kind">${each.kind}${where || each.by ? html`<small>${[where, each.by && each.by !== 'rem' ? `by ${each.by}` : ''].filter(Boolean).join(', ')}</small>` : nothing}</span>
    <div><p>${each.text}</p>${particulars.length > 0 ? html`<dl>${particulars.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>` : nothing}</div></li>`;
}
