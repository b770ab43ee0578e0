import { css, html, nothing, type TemplateResult } from 'lit';
import { icon, stateIcon } from '@redeye/host';
import { now } from '../data/clock.ts';
import { ALERT_STATES, SEVERITIES, type Alert, type AlertState } from './types.ts';
import { GOING_ON, type AlertFilter } from './order.ts';
import { inputTime, localInput } from './until.ts';
import { lookOf } from './words.ts';

export const filterStyles = css`
  .filters { display: flex; flex-wrap: wrap; gap: .5rem; margin-bottom: .75rem; align-items: center; }
  .filters .states { display: flex; flex-wrap: wrap; gap: .375rem; }
  .filters .states button { min-height: 2.25rem; padding: .2rem .8rem; border-radius: 99px; font-size: .8125rem; }
  .filters .states button[aria-pressed=true] { background: var(--state-soft, var(--accent-soft)); border-color: var(--state-fill, var(--accent)); color: var(--state-ink, var(--accent-ink)); }
  .filters .search { position: relative; flex: 1 1 12rem; max-width: 22rem; }
  .filters .search svg { position: absolute; left: .7rem; top: .65rem; color: var(--ink-3); }
  .filters .search input { padding-left: 2.1rem; }
  .filters select, .filters input.short { width: auto; max-width: 12rem; font-size: .875rem; }
  .filters details { flex: 1 1 100%; font-size: .875rem; }
  .filters summary { width: max-content; cursor: pointer; color: var(--ink-2); padding: .25rem 0; }
  .filters .times { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; padding-top: .25rem; }
  .filters .times label { display: grid; gap: .2rem; font-size: .8125rem; color: var(--ink-2); }
  .filters .narrow { display: none; }
  @media (max-width: 760px) { .filters .narrow { display: inline-flex; min-height: 2.75rem; } .filters .search { flex: 1 1 10rem; } .filters .search input { min-height: 2.75rem; } .filters .search svg { top: .9rem; } .filters:not(.shown) > :not(.search, .narrow) { display: none; } }
  @media (max-width: 600px) {   .filters .search { max-width: none; } .filters .states button { min-height: 2.75rem; } .filters select, .filters input.short { flex: 1 1 40%; max-width: none; min-height: 2.75rem; } }
`;

/** Longest stretches that are one click away. */
const STRETCHES: readonly (readonly [string, number])[] = [['an hour', 3600], ['a day', 86_400], ['a week', 604_800], ['30 days', 2_592_000]];

/** Everything a list of alerts can be narrowed by; what is chosen goes into the address. */
export function filterBar(filter: AlertFilter, alerts: readonly Alert[], set: (changes: Record<string, string>) => void, shown: boolean, show: (shown: boolean) => void): TemplateResult {
  const toggle = (state: AlertState) => {
    const states = filter.states.length === 0 ? ALERT_STATES : filter.states;
    const chosen = ALERT_STATES.filter((each) => (each === state ? !states.includes(each) : states.includes(each)));
    set({ state: chosen.length === ALERT_STATES.length ? 'any' : chosen.join(',') });
  };
  const roles = [...new Set([...alerts.map(({ role }) => role), filter.role].filter(Boolean))].sort();
  const value = (event: Event) => (event.target as HTMLInputElement).value;
  return html`<div class="filters ${shown ? 'shown' : ''}" role="search" aria-label="Filter alerts">
    <div class="search">${icon('search')}<input type="search" aria-label="Text in title, subject or text" placeholder="Find an alert" .value=${filter.text} @change=${(event: Event) => set({ q: value(event) })}></div>
    <button class="narrow" aria-expanded=${shown} @click=${() => show(!shown)}>Filters${narrowed(filter) > 0 ? ` (${narrowed(filter)})` : ''}</button>
    <div class="states" role="group" aria-label="State">${ALERT_STATES.map((state) => html`<button aria-pressed=${filter.states.length === 0 || filter.states.includes(state)} @click=${() => toggle(state)}>${state}</button>`)}</div>
    <div class="states" role="group" aria-label="At least this bad">${SEVERITIES.map((severity) => html`<button class=${lookOf(severity)} aria-pressed=${filter.severity === severity} @click=${() => set({ severity: filter.severity === severity ? '' : severity })}>${stateIcon(lookOf(severity))}${severity}${severity === 'critical' ? '' : ' or worse'}</button>`)}</div>
    <select aria-label="Role" @change=${(event: Event) => set({ role: value(event) })}><option value="" ?selected=${filter.role === ''}>Any role</option>${roles.map((role) => html`<option value=${role} ?selected=${filter.role === role}>${role}</option>`)}</select>
    <input class="short" type="search" aria-label="Host, as a pattern such as db*" placeholder="Any host" .value=${filter.host} @change=${(event: Event) => set({ host: value(event) })}>
    ${times(filter, set)}</div>`;
}

/** How many filters there are beside the usual one. */
function narrowed(filter: AlertFilter): number {
  return [filter.severity, filter.role, filter.host].filter((each) => each !== '').length + (filter.from > 0 || filter.to > 0 ? 1 : 0) + (filter.states.join() === GOING_ON.states.join() ? 0 : 1);
}

function times({ from, to }: AlertFilter, set: (changes: Record<string, string>) => void): TemplateResult {
  const moment = (name: string) => (event: Event) => set({ [name]: String(inputTime((event.target as HTMLInputElement).value) ?? '') });
  return html`<details ?open=${from > 0 || to > 0}><summary>Time</summary><div class="times">
    ${STRETCHES.map(([words, seconds]) => html`<button @click=${() => set({ from: String(now() - seconds * 1000), to: '', state: 'any' })}>last ${words}</button>`)}
    <label>from <input type="datetime-local" .value=${from > 0 ? localInput(from) : ''} @change=${moment('from')}></label>
    <label>to <input type="datetime-local" .value=${to > 0 ? localInput(to) : ''} @change=${moment('to')}></label>
    ${from > 0 || to > 0 ? html`<button class="quiet" @click=${() => set({ from: '', to: '' })}>Any time</button>` : nothing}</div></details>`;
}
