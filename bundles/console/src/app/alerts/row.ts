import { css, html, nothing, type TemplateResult } from 'lit';
import { ago, duration, stateIcon } from '@redeye/host';
import type { Alert } from './types.ts';
import { aboutOf, lookOfAlert, nextOf, sizeOf, standingOf, time } from './words.ts';

/** The address of an alert's page. */
export function alertAddress(id: string): string {
  return `/_/alerts/${encodeURIComponent(id)}`;
}

export const rowStyles = css`
  ol.alerts { display: grid; grid-template-columns: minmax(0, 1fr); }
  .alert { position: relative; display: grid; grid-template-columns: 2.75rem 7rem minmax(0, 1fr) minmax(9rem, 15rem) 6.5rem 8.5rem; gap: 0 .75rem; align-items: center; padding: .45rem .75rem .45rem 0; border-bottom: 1px solid var(--line); border-left: 3px solid transparent; }
  .alert:last-child { border-bottom: 0; }
  .alert:hover { background: var(--hover); }
  .alert.open { border-left-color: var(--state-fill); }
  .alert.picked { background: var(--accent-soft); }
  .alert.over .what a { color: var(--ink-2); }
  .pick { display: grid; place-items: center; align-self: stretch; min-height: 2.75rem; cursor: pointer; }
  .pick input { width: 1.15rem !important; height: 1.15rem !important; min-height: 0; }
  .how { color: var(--state-ink); font-weight: 550; font-size: .875rem; white-space: nowrap; }
  .how svg { margin-right: .45em; }
  .how small { display: block; font-weight: 400; padding-left: 1.45em; font-size: .8125rem; }
  .what { min-width: 0; }
  .what a { display: inline-block; padding: .1rem 0; color: inherit; font-weight: 600; text-decoration: none; overflow-wrap: anywhere; }
  .what a:hover { text-decoration: underline; }
  .what small, .who small { display: block; color: var(--ink-2); font-size: .8125rem; overflow-wrap: anywhere; }
  .who { min-width: 0; font-size: .875rem; overflow-wrap: anywhere; }
  .age { font-size: .875rem; color: var(--ink-2); white-space: nowrap; font-variant-numeric: tabular-nums; }
  .do { display: flex; justify-content: flex-end; }
  .do button { min-height: 2.5rem; }
  @media (max-width: 860px) {
    .alert { grid-template-columns: 2.75rem minmax(0, 1fr) auto; gap: .15rem .5rem; padding: .7rem .75rem .7rem 0; }
    .pick { grid-row: 1 / span 2; align-self: start; }
    .how { grid-column: 2; } .how small { display: inline; padding: 0; }
    .how small::before { content: ' · '; white-space: pre; }
    .age { grid-column: 3; grid-row: 1; }
    .what, .who { grid-column: 2 / -1; }
    .what a { font-size: 1rem; padding: .2rem 0; }
    .do { grid-column: 1 / -1; padding: .35rem 0 0 .75rem; }
    .do button { flex: 1; min-height: 3rem; font-size: 1rem; }
  }
`;

/** What a row can do. */
export interface RowActions {
  readonly picked: boolean;
  /** Whether there is something to pick at all. */
  readonly pickable: boolean;
  readonly pick: (on: boolean) => void;
  readonly acknowledge: () => void;
  /** Why it cannot be acknowledged, in words; empty if it can. */
  readonly whyNot: string;
}

/** One alert of a list: what, who has it, who is called next, how old, and the one button that matters at night. */
export function alertRow(alert: Alert, now: number, { picked, pickable, pick, acknowledge, whyNot }: RowActions): TemplateResult {
  const look = lookOfAlert(alert);
  const { id, state, severity, title, opened, role, assignee } = alert;
  const age = duration(Math.max(0, Math.round(((alert.resolved ?? now) - opened) / 1000)));
  const next = nextOf(alert, now);
  return html`<li class="alert ${look} ${state === 'open' ? 'open' : state === 'resolved' ? 'over' : ''} ${picked ? 'picked' : ''}" data-id=${id}>
    ${pickable ? html`<label class="pick"><input type="checkbox" .checked=${picked} aria-label=${`Select ${id} ${title}`} @change=${(event: Event) => pick((event.target as HTMLInputElement).checked)}></label>` : html`<span></span>`}
    <div class="how">${stateIcon(look)}${state === 'resolved' ? 'resolved' : severity}<small>${state === 'resolved' ? severity : state}</small></div>
    <div class="what"><a href=${alertAddress(id)} aria-keyshortcuts="a x">${title}</a><small>${id} · ${aboutOf(alert)} · ${sizeOf(alert)}</small></div>
    <div class="who">${standingOf(alert, now)}<small>${[role ? `role ${role}` : '', assignee ? `given to ${assignee}` : ''].filter(Boolean).join(', ')}</small>${next ? html`<small>${next}</small>` : nothing}</div>
    <div class="age">${time(opened, age)}<span class="visually-hidden"> since it began, ${ago(opened, now)}</span></div>
    <div class="do">${state === 'open' && pickable ? html`<button ?disabled=${whyNot !== ''} title=${whyNot || nothing} aria-label=${`Acknowledge ${id}`} @click=${acknowledge}>Acknowledge</button>` : nothing}</div>
  </li>`;
}
