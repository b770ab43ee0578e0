import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { controlStyles, fullTime, icon, sharedStyles } from '@redeye/host';
import { list, session, whyNot } from '../data/api.ts';
import { now } from '../data/clock.ts';
import { replace, route, withParams } from '../data/router.ts';
import { Watch } from '../data/signal.ts';
import { Source } from '../data/source.ts';
import { inputTime, localInput } from '../alerts/until.ts';
import { zoneName } from '../alerts/words.ts';
import '../oncall/calendar.ts';
import '../oncall/override.ts';
import type { OverrideDialog } from '../oncall/override.ts';
import { feedLink, findingsView, holdersView, sharesView, tableStyles } from '../oncall/tables.ts';
import type { Finding, Holding, Person, Schedule, Share, Shift } from '../oncall/types.ts';
import { HOUR, midnight, stepped, weeksOf, type Week } from '../oncall/weeks.ts';
import { sourceStyles, sourceView } from '../parts/source-view.ts';
import { headStyles } from './head.ts';

const EVENTS = ['oncall', 'package'];
const AHEAD_DAYS = 90;

interface Plan {
  readonly schedules: readonly Schedule[];
  readonly shifts: ReadonlyMap<string, readonly Shift[]>;
  readonly people: readonly Person[];
}

/** Who is on call: now or at any time, on a calendar with overrides, with what is missing and how fair it is. */
class OnCallPage extends LitElement {
  static override styles = [sharedStyles, controlStyles, headStyles, sourceStyles, tableStyles, css`
    section { margin-bottom: .9rem; }
    section.panel { padding: .8rem 1rem 1rem; }
    section > h2, .bar h2 { font-size: .9375rem; font-weight: 600; padding-bottom: .5rem; }
    .bar { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; padding-bottom: .6rem; }
    .bar h2 { flex: 1; padding: 0; min-width: 10rem; }
    .bar label { display: flex; gap: .4rem; align-items: center; font-size: .8125rem; color: var(--ink-2); }
    .bar input { width: auto; }
    .views { display: flex; } .views button + button { border-left: 0; border-start-start-radius: 0; border-end-start-radius: 0; } .views button:first-child { border-start-end-radius: 0; border-end-end-radius: 0; }
    .views button[aria-pressed=true] { background: var(--accent-soft); color: var(--accent-ink); }
    .feeds { display: flex; flex-wrap: wrap; gap: .5rem; padding-top: .75rem; }
    .hint { font-size: .8125rem; color: var(--ink-2); padding-top: .5rem; }
    .two { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: .9rem; align-items: start; }
    .ok { color: var(--ok-ink); font-size: .875rem; }
    @media (max-width: 600px) { .bar button, .bar input { min-height: 2.75rem; } }
  `];

  readonly #holders = new Source<Holding[]>(this, () => list(`/oncall${this.#at ? `?at=${this.#at}` : ''}`), EVENTS);
  readonly #plan = new Source<Plan>(this, () => this.#loadPlan(), EVENTS, 300_000);
  readonly #findings = new Source<Finding[]>(this, () => list(`/oncall/findings?from=${this.#minute}&to=${midnight(this.#minute, AHEAD_DAYS)}`), EVENTS, 300_000);
  readonly #shares = new Source<ReadonlyMap<string, readonly Share[]>>(this, () => this.#loadShares(), EVENTS, 300_000);
  #asked = '';

  constructor() {
    super();
    new Watch(this, route, session);
  }

  get #minute(): number {
    return Math.floor(now() / 60_000) * 60_000;
  }

  /** The time that the address names; 0 for now. */
  get #at(): number {
    const at = route.value.searchParams.get('at') ?? '';
    return /^\d{1,15}$/.test(at) ? Number(at) : 0;
  }

  get #view(): 'week' | 'month' {
    return route.value.searchParams.get('view') === 'month' ? 'month' : 'week';
  }

  get #past(): boolean {
    return route.value.searchParams.get('shares') === 'past';
  }

  get #place(): number {
    const from = route.value.searchParams.get('from') ?? '';
    return /^\d{1,15}$/.test(from) ? Number(from) : now();
  }

  get #weeks(): readonly Week[] {
    return weeksOf(this.#place, this.#view);
  }

  protected override willUpdate(): void {
    const asked = [this.#at, this.#view, this.#weeks[0]![0], this.#past].join();
    if (this.#asked !== '' && asked !== this.#asked) for (const source of [this.#holders, this.#plan, this.#shares]) void source.load();
    this.#asked = asked;
  }

  async #loadPlan(): Promise<Plan> {
    const weeks = this.#weeks;
    const [from, to] = [weeks[0]![0]!, weeks.at(-1)![7]!];
    const [schedules, people] = await Promise.all([list<Schedule>('/schedules'), list<Person>('/people')]);
    const shifts = await Promise.all(schedules.map(({ name }) => list<Shift>(`/schedules/${encodeURIComponent(name)}/shifts?from=${from}&to=${to}`)));
    return { schedules, people, shifts: new Map(schedules.map(({ name }, index) => [name, shifts[index]!])) };
  }

  async #loadShares(): Promise<ReadonlyMap<string, readonly Share[]>> {
    const today = midnight(now());
    const [from, to] = this.#past ? [midnight(today, -AHEAD_DAYS), today] : [today, midnight(today, AHEAD_DAYS)];
    const schedules = await list<Schedule>('/schedules');
    const shares = await Promise.all(schedules.map(({ name }) => list<Share>(`/schedules/${encodeURIComponent(name)}/shares?from=${from}&to=${to}`)));
    return new Map(schedules.map(({ name, title }, index) => [title || name, shares[index]!]));
  }

  #set(changes: Record<string, string>): void {
    replace(withParams(changes));
  }

  protected override render(): TemplateResult {
    return html`<div class="head"><div><h1>On call</h1><p class="muted">Times are in ${zoneName()}.</p></div><a class="button" href="/_/alerts">${icon('bell')}Alerts</a></div>
      ${this.#now()}${this.#calendar()}
      <div class="two">
        <section class="panel" aria-label="Findings"><h2>What would leave somebody uncalled, next ${AHEAD_DAYS} days</h2>${sourceView(this.#findings, 'what is missing', findingsView)}</section>
        <section class="panel" aria-label="Fairness"><div class="bar"><h2>How it is shared</h2>${this.#choice('Which days', [['past', `last ${AHEAD_DAYS} days`], ['next', `next ${AHEAD_DAYS} days`]], this.#past ? 'past' : 'next', (value) => this.#set({ shares: value === 'past' ? 'past' : '' }))}</div>
          ${sourceView(this.#shares, 'the shares', (shares) => (shares.size === 0 ? html`<p class="muted">There is no schedule.</p>` : [...shares].map(([title, own]) => sharesView(title, own))))}</section></div>
      <rem-override-dialog .people=${this.#plan.value?.people ?? []} .shifts=${this.#plan.value?.shifts ?? new Map()} @overridden=${() => void Promise.all([this.#plan.load(), this.#holders.load(), this.#findings.load(), this.#shares.load()])}></rem-override-dialog>`;
  }

  #now(): TemplateResult {
    const at = this.#at;
    return html`<section aria-label="Who is on call"><div class="bar"><h2 aria-live="polite">${at ? `Who is on call at ${fullTime(at)}` : 'Who is on call now'}</h2>
        <label>at <input type="datetime-local" .value=${at ? localInput(at) : ''} @change=${(event: Event) => this.#set({ at: String(inputTime((event.target as HTMLInputElement).value) ?? '') })}></label>
        ${at ? html`<button @click=${() => this.#set({ at: '' })}>Now</button>` : nothing}</div>
      ${sourceView(this.#holders, 'who is on call', (holdings) => (holdings.length === 0 ? html`<div class="panel empty"><h2>No roles yet</h2><p>Roles, people and schedules stand in packages, in the sections <code>roles</code>, <code>people</code> and <code>schedules</code>.</p><a class="button" href="/_/packages">Show the packages</a></div>` : holdersView(holdings, now())))}</section>`;
  }

  #calendar(): TemplateResult {
    const view = this.#view;
    const step = (by: 1 | -1) => this.#set({ from: String(stepped(this.#place, view, by)) });
    const name = new Intl.DateTimeFormat('en-GB', view === 'month' ? { month: 'long', year: 'numeric' } : { day: 'numeric', month: 'long', year: 'numeric' }).format(view === 'month' ? this.#place : this.#weeks[0]![0]);
    return html`<section class="panel" aria-label="Calendar"><div class="bar"><h2 aria-live="polite">${view === 'week' ? `Week from ${name}` : name}</h2>
        ${this.#choice('View', [['week', 'Week'], ['month', 'Month']], view, (value) => this.#set({ view: value === 'week' ? '' : value }))}
        <button class="icon-only" aria-label="Earlier" @click=${() => step(-1)}>‹</button><button @click=${() => this.#set({ from: '' })}>Today</button><button class="icon-only" aria-label="Later" @click=${() => step(1)}>›</button></div>
      ${sourceView(this.#plan, 'the shifts', (plan) => this.#planned(plan))}</section>`;
  }

  #choice(label: string, choices: readonly (readonly [string, string])[], chosen: string, choose: (value: string) => void): TemplateResult {
    return html`<div class="views" role="group" aria-label=${label}>${choices.map(([value, words]) => html`<button aria-pressed=${chosen === value} @click=${() => choose(value)}>${words}</button>`)}</div>`;
  }

  #planned({ schedules, shifts, people }: Plan): TemplateResult {
    if (schedules.length === 0) return html`<p class="muted">There is no schedule. Schedules stand in packages, in the section <code>schedules</code>.</p>`;
    const me = people.find(({ user }) => user !== '' && user === session.value?.user);
    const why = whyNot('editor', 'Making an override');
    return html`<rem-oncall-calendar .weeks=${this.#weeks} .schedules=${schedules} .shifts=${shifts} .now=${now()} @stretch=${(event: CustomEvent<{ schedule: string; from: number; until: number; shift?: Shift }>) => this.#ask(schedules, event.detail)}></rem-oncall-calendar>
      <p class="hint">${why || 'Drag over a stretch, or choose a shift, to give it to somebody else for once. By keyboard: choose a shift, or one of these.'}</p>
      <div class="feeds">${schedules.map(({ name, title }) => html`<button ?disabled=${why !== ''} @click=${() => this.#ask(schedules, { schedule: name, from: Math.ceil(now() / HOUR) * HOUR, until: Math.ceil(now() / HOUR) * HOUR + 8 * HOUR })}>${icon('twice')}Override ${title || name}…</button>`)}
        ${me ? feedLink(`/people/${encodeURIComponent(me.name)}`, 'My shifts as calendar') : nothing}${schedules.map(({ name, title }) => feedLink(`/schedules/${encodeURIComponent(name)}`, `${title || name} as calendar`))}</div>`;
  }

  #ask(schedules: readonly Schedule[], { schedule: name, from, until, shift }: { schedule: string; from: number; until: number; shift?: Shift }): void {
    const schedule = schedules.find((each) => each.name === name);
    if (schedule) void this.renderRoot.querySelector<OverrideDialog>('rem-override-dialog')?.ask({ schedule, from, until, shift });
  }
}

customElements.define('rem-oncall', OnCallPage);
