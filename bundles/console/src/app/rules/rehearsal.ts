import { css, html, LitElement, nothing, svg, type PropertyValues, type TemplateResult } from 'lit';
import { clock, controlStyles, digits, duration, fullTime, sharedStyles, stateIcon } from '@redeye/host';
import { ApiError, sendPatiently, whyNot, type Problem } from '../data/api.ts';
import { now } from '../data/clock.ts';
import { known } from '../data/known.ts';
import { zoneName } from '../alerts/words.ts';
import type { Firing, Rehearsed } from './types.ts';
import { calledOf, summaryOf } from './words.ts';

const SPANS: readonly (readonly [string, number])[] = [['last day', 1], ['last week', 7], ['last 30 days', 30]];
const DAY = 86_400_000;
/** The server may read history for a minute. */
const PATIENCE = 75_000;
/** Firings that are listed at once. */
const LISTED = 20;
const WIDTH = 600;
const HEIGHT = 28;

/** Runs a rule over stored history before it is saved: when it would have fired, whom it would have called and how often. */
class Rehearsal extends LitElement {
  static override properties = { package: {}, fields: { attribute: false }, ready: { type: Boolean }, _answer: { state: true }, _failure: { state: true }, _problems: { state: true }, _busy: { state: true }, _all: { state: true } };
  static override styles = [sharedStyles, controlStyles, css`
    :host { font-size: .875rem; }
    section { display: grid; gap: .6rem; grid-template-columns: minmax(0, 1fr); }
    h2 { font-size: .9375rem; font-weight: 600; }
    .bar { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
    .failure { padding: .6rem .75rem; border-radius: var(--radius-s); background: var(--critical-soft); color: var(--critical-ink); overflow-wrap: anywhere; }
    .old { color: var(--stale-ink); }
    svg.strip { display: block; width: 100%; height: 1.75rem; background: var(--inset); border-radius: var(--radius-s); }
    .strip rect { fill: var(--critical-fill); }
    .ends { display: flex; justify-content: space-between; font-size: .75rem; color: var(--ink-2); font-variant-numeric: tabular-nums; }
    .called { display: flex; flex-wrap: wrap; gap: .35rem .9rem; }
    ol { display: grid; gap: .1rem; grid-template-columns: minmax(0, 1fr); }
    li details summary, li.plain { display: grid; grid-template-columns: 1rem minmax(8.500rem, auto) minmax(0, 1fr) auto; gap: .1rem .6rem; padding: .35rem 0; align-items: baseline; min-height: 1.5rem; }
    li details summary { cursor: pointer; }
    li .subject { overflow-wrap: anywhere; }
    li ul { padding: 0 0 .4rem 1.6rem; color: var(--ink-2); font-size: .8125rem; }
    .notes li { color: var(--ink-2); font-size: .8125rem; }
    @media (max-width: 600px) { li details summary, li.plain { grid-template-columns: 1rem minmax(0, 1fr) auto; } li .subject { grid-column: 2 / -1; } .bar button { flex: 1 1 30%; min-height: 2.75rem; } }
  `];

  /** The package that the rule stands in, or will. */
  declare package: string;
  /** The rule as it is written in YAML. */
  declare fields: unknown;
  declare _answer: { readonly rehearsed: Rehearsed; readonly from: number; readonly to: number; readonly fields: string } | undefined;
  declare _failure: string;
  declare _problems: readonly Problem[];
  declare _busy: number;
  declare _all: boolean;

  constructor() {
    super();
    this.package = this._failure = '';
    this._problems = [];
    this._busy = 0;
    this._all = false;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('package') && changed.get('package') !== undefined) this._answer = undefined;
  }

  #run = async (days: number) => {
    const to = Math.floor(now() / 60_000) * 60_000;
    const from = to - days * DAY;
    const fields = JSON.stringify(this.fields);
    this._busy = days;
    this._failure = '';
    this._problems = [];
    this._all = false;
    try {
      const rehearsed = await sendPatiently<Rehearsed>('/rules/rehearsals', { package: this.package, fields: this.fields, from, to }, PATIENCE);
      this._answer = { rehearsed, from, to, fields };
    } catch (failure) {
      this._failure = (failure as Error).message;
      this._problems = failure instanceof ApiError ? failure.problems : [];
      this._answer = undefined;
    } finally {
      this._busy = 0;
    }
  };

  protected override render(): TemplateResult {
    const why = whyNot('operator', 'Rehearsing');
    return html`<section aria-label="Rehearsal"><h2>Rehearsal</h2>
      <p class="muted">Runs the rule over what is stored. Sends nothing and changes nothing. ${why}</p>
      <div class="bar">${SPANS.map(([words, days]) => html`<button ?disabled=${this._busy > 0 || why !== ''} @click=${() => void this.#run(days)}>${this._busy === days ? 'Reading history…' : words}</button>`)}</div>
      <div role="status">${this._failure ? html`<div class="failure"><p>${this._failure}</p>${this._problems.map(({ message, suggestion }) => html`<p>${message}${suggestion ? ` Did you mean ${suggestion}?` : ''}</p>`)}</div>` : nothing}
        ${this._answer ? html`<p><b>${summaryOf(this._answer.rehearsed, this._answer.from, this._answer.to)}</b></p>${this._answer.fields === JSON.stringify(this.fields) ? nothing : html`<p class="old">${stateIcon('stale')} The rule has changed since; rehearse again.</p>`}` : nothing}</div>
      ${this._answer ? this.#answer(this._answer) : nothing}</section>`;
  }

  #answer({ rehearsed, from, to }: NonNullable<Rehearsal['_answer']>): TemplateResult {
    const { firings, count, subjects, samples, step_ms: step, notes } = rehearsed;
    const called = calledOf(firings);
    const shown = this._all ? firings : firings.slice(0, LISTED);
    return html`${count > 0 ? this.#strip(firings, from, to) : nothing}
      ${called.length > 0 ? html`<p class="called"><span class="muted">It would have called:</span>${called.map(([person, times]) => html`<span><b>${person}</b> ${times === 1 ? 'once' : `${times} times`}</span>`)}</p>` : nothing}
      ${count > 0 ? html`<ol aria-label="When it would have fired">${shown.map((firing) => this.#firing(firing, to))}</ol>` : nothing}
      ${firings.length > shown.length ? html`<div><button @click=${() => (this._all = true)}>Show all ${firings.length}</button></div>` : nothing}
      ${count > firings.length ? html`<p class="muted">${count - firings.length} more are counted and not listed.</p>` : nothing}
      <ul class="notes"><li>Tried on ${samples.toLocaleString('en')} samples of ${subjects} ${subjects === 1 ? 'subject' : 'subjects'}${step > 0 ? `, ${duration(step / 1000)} apart at most: what is shorter may be missed` : ''}. Times are in ${zoneName(to)}.</li>${notes.map((note) => html`<li>${note}</li>`)}</ul>`;
  }

  #strip(firings: readonly Firing[], from: number, to: number): TemplateResult {
    const place = (at: number) => (WIDTH * (at - from)) / (to - from);
    return html`<div>${svg`<svg class="strip" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${`${firings.length} times between ${fullTime(from)} and ${fullTime(to)}`}>${firings.map(({ at, until }) => svg`<rect x=${place(at)} y="3" height=${HEIGHT - 6} width=${Math.max(1.5, place(until ?? to) - place(at))}></rect>`)}</svg>`}
      <div class="ends" aria-hidden="true"><span>${clock(from, to)}</span><span>${clock(to, now())}</span></div></div>`;
  }

  #firing({ subject, at, until, value, calls }: Firing, to: number): TemplateResult {
    const line = html`${stateIcon('critical')}<time datetime=${new Date(at).toISOString()} title=${fullTime(at)}>${clock(at, to)}</time><span class="subject">${subject}${known(value) ? `: ${digits(value)}` : ''}</span><span class="nowrap">${until ? duration(Math.round((until - at) / 1000)) : 'still'}</span>`;
    if (!calls || calls.length === 0) return html`<li class="plain">${line}</li>`;
    return html`<li><details><summary>${line}</summary><ul>${calls.map((call) => html`<li>${clock(call.at, at)} ${call.kind}: ${call.text}</li>`)}</ul></details></li>`;
  }
}

customElements.define('rem-rehearsal', Rehearsal);
