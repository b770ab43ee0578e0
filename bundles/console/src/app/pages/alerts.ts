import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ago, clock, controlStyles, icon, sharedStyles, stateIcon } from '@redeye/host';
import { whyNot } from '../data/api.ts';
import { now, onTick } from '../data/clock.ts';
import { line } from '../data/live.ts';
import { navigate, replace, route, withParams } from '../data/router.ts';
import { session } from '../data/api.ts';
import { Watch } from '../data/signal.ts';
import '../alerts/act.ts';
import type { Action, AlertAct } from '../alerts/act.ts';
import { filterBar, filterStyles } from '../alerts/filters.ts';
import { Hand } from '../alerts/hand.ts';
import { asQuery, filterOf, GOING_ON, steady, type AlertFilter } from '../alerts/order.ts';
import { alertAddress, alertRow, rowStyles } from '../alerts/row.ts';
import '../alerts/silence.ts';
import { choicesOf, type SilenceDialog } from '../alerts/silence.ts';
import { AlertStore, goingOn, type Known } from '../alerts/store.ts';
import type { Alert } from '../alerts/types.ts';
import { zoneName } from '../alerts/words.ts';
import { headStyles } from './head.ts';

/** Rows drawn at once; more on demand. */
const PAGE = 100;
/** What is not confirmed for this long is no longer to be believed, milliseconds. */
const STALE = 90_000;

/** All alerts, the worst first. Filters stand in the address; rows hold still under the finger. */
class Alerts extends LitElement {
  static override properties = { _shown: { state: true }, _picked: { state: true }, _filters: { state: true } };
  static override styles = [sharedStyles, controlStyles, headStyles, filterStyles, rowStyles, css`
    .news, .bulk { position: sticky; top: 0; z-index: 5; display: flex; flex-wrap: wrap; align-items: center; gap: .5rem; padding: .5rem .75rem; margin-bottom: .5rem; border-radius: var(--radius); background: var(--accent-soft); font-size: .875rem; }
    .bulk { border: 1px solid var(--line-2); background: var(--surface); box-shadow: var(--shadow-2); }
    .bulk b { flex: 1 1 auto; } .bulk button, .news button { min-height: 2.5rem; }
    .old { display: flex; gap: .5rem; align-items: center; padding: .6rem .9rem; margin-bottom: .5rem; border-radius: var(--radius); background: var(--stale-soft); color: var(--stale-ink); font-size: .875rem; }
    .is-old .panel { opacity: .9; }
    .more { display: flex; justify-content: center; padding: .75rem; }
    .foot { padding: .75rem 0; font-size: .8125rem; color: var(--ink-2); display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
    kbd { font-family: var(--mono); font-size: .75rem; padding: .05rem .3rem; border: 1px solid var(--line-2); border-radius: .25rem; }
    @media (max-width: 900px) { .bulk, .news { top: 3.25rem; } .keys { display: none; } .bulk button { flex: 1 1 40%; min-height: 3rem; } .bulk b { flex: 1 1 100%; } }
  `];

  declare _shown: number;
  declare _picked: ReadonlySet<string>;
  /** Whether a small screen shows all filters. */
  declare _filters: boolean;
  readonly #own = new AlertStore();
  readonly #hand = new Hand(this, 'ol.alerts');
  #drawn: readonly string[] = [];
  #releases: (() => void)[] = [];
  #query = '';
  #held = false;

  constructor() {
    super();
    this._shown = PAGE;
    this._picked = new Set();
    this._filters = false;
    new Watch(this, goingOn.known, goingOn.failure, this.#own.known, this.#own.failure, route, line, session);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const tick = onTick((time) => Math.round(time / 1000) % 5 === 0 && this.requestUpdate());
    this.#releases = [tick, goingOn.want()];
    this.#query = '';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const release of this.#releases.splice(0)) release();
  }

  /** Without filters it is what the navigation counts; else a list of its own. */
  get #store(): AlertStore {
    return asQuery(this.#filter) === asQuery(GOING_ON) ? goingOn : this.#own;
  }

  get #filter(): AlertFilter {
    return filterOf(route.value.searchParams);
  }

  protected override willUpdate(_changed: PropertyValues): void {
    const query = asQuery(this.#filter);
    if (query === this.#query) return;
    this.#query = query;
    this.#drawn = [];
    this._picked = new Set();
    this._shown = PAGE;
    this.#own.filter = this.#filter;
    // what nobody looks at is not asked for
    if (this.#store === this.#own && !this.#held) {
      const release = this.#own.want();
      this.#held = true;
      this.#releases.push(() => {
        this.#held = false;
        release();
      });
    }
  }

  #set(changes: Record<string, string>): void {
    replace(withParams(changes));
  }

  protected override render(): TemplateResult {
    const { known, failure } = this.#store;
    return html`<div class="head"><div><h1>Alerts</h1>${this.#summary(known.value)}</div>
        <a class="button" href="/_/oncall">${icon('user')}On call</a><a class="button" href="/_/maintenance">${icon('silent')}Silences</a></div>
      ${filterBar(this.#filter, known.value?.alerts ?? [], (changes) => this.#set(changes), this._filters, (shown) => (this._filters = shown))}
      ${known.value ? this.#known(known.value, failure.value) : this.#unknown(failure.value)}
      <rem-alert-act @acted=${(event: CustomEvent<{ alert?: Alert }>) => this.#acted(event.detail.alert)}></rem-alert-act>
      <rem-silence-dialog @silenced=${() => this.#acted(undefined)}></rem-silence-dialog>`;
  }

  #summary(known: Known | undefined): unknown {
    if (!known) return nothing;
    const open = known.alerts.filter(({ state }) => state === 'open').length;
    const count = `${known.alerts.length}${known.more ? ' or more' : ''} ${known.alerts.length === 1 ? 'alert' : 'alerts'}`;
    return html`<p class="muted"><span role="status">${known.alerts.length === 0 ? 'Nothing is wrong that alerts know of' : `${count}, ${open} of them open`}</span> · as of ${clock(known.at, now())} ${zoneName(known.at)}</p>`;
  }

  #unknown(failure: string): TemplateResult {
    if (failure !== '') return html`<div class="panel empty">${stateIcon('unknown')}<h2>Nobody knows now what is wrong</h2><p>${failure}</p><p>It is asked again by itself.</p><button @click=${() => this.#store.load()}>Try again</button></div>`;
    return html`<div class="panel empty" role="status">Loading the alerts…</div>`;
  }

  #known(known: Known, failure: string): TemplateResult {
    const byId = new Map(known.alerts.map((alert) => [alert.id, alert]));
    const { order, fresh } = steady(this.#drawn, known.alerts.map(({ id }) => id), this.#hand.holds(now()) || this._picked.size > 0);
    this.#drawn = order;
    const shown = order.flatMap((id) => byId.get(id) ?? this.#gone(id)).slice(0, this._shown);
    this.#remember(known.alerts);
    const old = failure !== '' || now() - known.at > STALE || (line.value.state !== 'live' && line.value.state !== 'connecting');
    return html`<div class=${old ? 'is-old' : ''}>
      ${old ? html`<p class="old" role="status">${stateIcon('stale')}<span><b>Stale:</b> this was true ${ago(known.at, now())}. ${failure}</span></p>` : nothing}
      ${fresh.length > 0 ? html`<div class="news" role="status"><span>${fresh.length} new ${fresh.length === 1 ? 'alert' : 'alerts'} while you were here.</span><button @click=${this.#letGo}>Show ${fresh.length === 1 ? 'it' : 'them'}</button></div>` : nothing}
      ${this._picked.size > 0 ? this.#bulk(byId) : nothing}
      ${known.alerts.length === 0 && shown.length === 0 ? this.#nothing() : html`<div class="panel"><ol class="alerts" aria-label="Alerts, worst first" @keydown=${this.#keys}>${repeat(shown, ({ id }) => id, (alert) => this.#row(alert))}</ol>
        ${order.length > this._shown ? html`<div class="more"><button @click=${() => (this._shown += PAGE * 3)}>Show more (${order.length - this._shown} left)</button></div>` : nothing}</div>`}
      ${this.#foot(known)}</div>`;
  }

  /** Rows that went while they were held: shown as they were last known. */
  readonly #last = new Map<string, Alert>();

  #remember(alerts: readonly Alert[]): void {
    for (const alert of alerts) this.#last.set(alert.id, alert);
    if (this.#last.size > 4000) for (const id of [...this.#last.keys()].slice(0, 2000)) this.#last.delete(id);
  }

  #gone(id: string): Alert[] {
    const last = this.#last.get(id);
    return last ? [{ ...last, state: 'resolved', next: null }] : [];
  }

  #row(alert: Alert): TemplateResult {
    return alertRow(alert, now(), {
      picked: this._picked.has(alert.id), pickable: alert.state !== 'resolved', whyNot: whyNot('operator', 'Acknowledging'),
      pick: (on) => this.#pick(alert.id, on), acknowledge: () => this.#ask('acknowledge', [alert]),
    });
  }

  #pick(id: string, on: boolean): void {
    const picked = new Set(this._picked);
    if (on) picked.add(id);
    else picked.delete(id);
    this._picked = picked;
  }

  #letGo = () => {
    this.#hand.release();
    this._picked = new Set();
    this.#drawn = [];
    this.requestUpdate();
  };

  #ask(action: Action, alerts: readonly Alert[]): void {
    void this.renderRoot.querySelector<AlertAct>('rem-alert-act')?.ask(action, alerts);
  }

  #acted(alert: Alert | undefined): void {
    if (alert) this.#store.put(alert);
    else this._picked = new Set();
    void this.#store.load();
  }

  #bulk(byId: ReadonlyMap<string, Alert>): TemplateResult {
    const alerts = [...this._picked].flatMap((id) => byId.get(id) ?? []);
    const why = whyNot('operator', 'Changing alerts');
    const act = (words: string, action: Action) => html`<button ?disabled=${why !== '' || alerts.length === 0} title=${why || nothing} @click=${() => this.#ask(action, alerts)}>${words}…</button>`;
    return html`<div class="bulk" role="toolbar" aria-label="Selected alerts"><b role="status">${alerts.length} selected</b>
      ${act('Acknowledge', 'acknowledge')}${act('Resolve', 'resolve')}
      <button ?disabled=${why !== '' || alerts.length === 0} @click=${() => void this.renderRoot.querySelector<SilenceDialog>('rem-silence-dialog')?.ask(choicesOf(alerts))}>Silence…</button>
      <button class="quiet" @click=${() => (this._picked = new Set())}>Clear</button>${why ? html`<span class="muted">${why}</span>` : nothing}</div>`;
  }

  #nothing(): TemplateResult {
    if (this.#store !== goingOn) return html`<div class="panel empty"><h2>No alert matches</h2><button @click=${() => this.#set({ state: '', severity: '', role: '', host: '', q: '', from: '', to: '', within: '' })}>Show what goes on</button></div>`;
    return html`<div class="panel empty">${stateIcon('ok')}<h2>No alerts</h2><p>Rules watch; whatever they find appears here by itself.</p><a class="button" href="/_/rules">Show the rules</a><a class="button" href="/_/alerts?state=resolved">Show what is over</a></div>`;
  }

  #foot({ more }: Known): TemplateResult {
    return html`<div class="foot"><span>Times are in ${zoneName()}.</span>${more ? html`<span>Only the first 1,000 are shown; narrow the filter.</span>` : nothing}
      <span class="keys">In the list: <kbd>↑</kbd> <kbd>↓</kbd> move, <kbd>x</kbd> selects, <kbd>a</kbd> acknowledges, <kbd>Enter</kbd> opens</span></div>`;
  }

  /** Keys hold only while the list has the keyboard, so that they disturb no other program's keys. */
  #keys = (event: KeyboardEvent) => {
    const row = (event.target as Element).closest<HTMLElement>('.alert');
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const id = row.dataset['id']!;
    const focus = (other: Element | null) => other?.querySelector<HTMLElement>('.what a')?.focus();
    const inBox = (event.target as Element).matches('input');
    const acts: Record<string, () => void> = {
      ArrowDown: () => focus(row.nextElementSibling), j: () => focus(row.nextElementSibling),
      ArrowUp: () => focus(row.previousElementSibling), k: () => focus(row.previousElementSibling),
      x: () => this.#pick(id, !this._picked.has(id)),
      a: () => this.#acknowledge(id),
      o: () => navigate(alertAddress(id)),
    };
    const act = acts[event.key];
    if (!act || (inBox && event.key === ' ')) return;
    event.preventDefault();
    act();
  };

  #acknowledge(id: string): void {
    const alert = this.#store.known.value?.alerts.find((each) => each.id === id);
    if (alert?.state === 'open' && whyNot('operator', '') === '') this.#ask('acknowledge', [alert]);
  }
}

customElements.define('rem-alerts', Alerts);
