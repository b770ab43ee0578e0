import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ago, controlStyles, duration, fullTime, icon, sharedStyles, stateIcon } from '@redeye/host';
import { session, whyNot } from '../data/api.ts';
import { now, onTick } from '../data/clock.ts';
import { line } from '../data/live.ts';
import { route } from '../data/router.ts';
import { Signal, Watch } from '../data/signal.ts';
import '../alerts/act.ts';
import type { Action, AlertAct } from '../alerts/act.ts';
import { OneAlert } from '../alerts/alert-store.ts';
import '../alerts/graph.ts';
import { stretchOf } from '../alerts/graph.ts';
import { memberStyles, memberView } from '../alerts/members.ts';
import '../alerts/silence.ts';
import { choicesOf, type SilenceDialog } from '../alerts/silence.ts';
import { timelineStyles, timelineView } from '../alerts/timeline.ts';
import type { Alert, Member } from '../alerts/types.ts';
import '../alerts/why.ts';
import { lookOfAlert, nextOf, standingOf, zoneName } from '../alerts/words.ts';
import { headStyles } from './head.ts';

/** Members drawn at once. */
const MEMBERS = 20;

/** One alert: how it stands, what to do about it, what is in it, what happened and why. */
class AlertPage extends LitElement {
  static override properties = { _all: { state: true }, _newest: { state: true } };
  static override styles = [sharedStyles, controlStyles, headStyles, memberStyles, timelineStyles, css`
    .top { display: grid; gap: .75rem; padding: 1rem 1.1rem; border-left: 4px solid var(--state-fill); }
    .top h1 { overflow-wrap: anywhere; }
    .state { display: flex; flex-wrap: wrap; gap: .25rem .6rem; align-items: center; color: var(--state-ink); font-weight: 600; }
    .state svg { width: 1.35rem; height: 1.35rem; }
    .facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: .6rem 1rem; font-size: .875rem; }
    .facts dt { color: var(--ink-2); font-size: .8125rem; } .facts dd { font-weight: 550; overflow-wrap: anywhere; }
    .next { padding: .6rem .8rem; border-radius: var(--radius-s); background: var(--inset); font-size: .9375rem; overflow-wrap: anywhere; }
    .buttons { display: flex; flex-wrap: wrap; gap: .5rem; }
    .buttons button { min-height: 2.75rem; padding-inline: 1.1rem; }
    .buttons .primary { min-width: 12rem; }
    .old { display: flex; gap: .5rem; align-items: center; padding: .6rem .9rem; border-radius: var(--radius); background: var(--stale-soft); color: var(--stale-ink); font-size: .875rem; margin-bottom: .5rem; }
    .body { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: .75rem; margin-top: .75rem; align-items: start; }
    .body > div { display: grid; gap: .75rem; grid-template-columns: minmax(0, 1fr); }
    section.panel { padding: .8rem 1.1rem 1rem; }
    section h2 { font-size: .9375rem; font-weight: 600; padding-bottom: .4rem; display: flex; gap: .5rem; align-items: baseline; flex-wrap: wrap; }
    section h2 > span { flex: 1; }
    section h2 button { min-height: 1.875rem; }
    .aside { font-size: .8125rem; font-weight: 400; color: var(--ink-2); }
    @media (max-width: 1100px) { .body { grid-template-columns: minmax(0, 1fr); } }
    @media (max-width: 600px) { .buttons button { flex: 1 1 40%; min-height: 3rem; font-size: 1rem; } .buttons .primary { flex: 1 1 100%; min-height: 3.5rem; font-size: 1.0625rem; } }
  `];

  declare _all: boolean;
  declare _newest: boolean;
  #one: OneAlert | undefined;
  readonly #changed = new Signal(0);
  #release = () => {};

  constructor() {
    super();
    this._all = this._newest = false;
    new Watch(this, route, line, session, this.#changed);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#release = onTick((time) => Math.round(time / 1000) % 5 === 0 && this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#release();
    this.#one?.close();
    this.#one = undefined;
  }

  protected override willUpdate(): void {
    const id = /^\/_\/alerts\/([^/]+)$/.exec(route.value.pathname)?.[1];
    const wanted = id === undefined ? '' : decodeURIComponent(id);
    if (!this.isConnected || wanted === '' || wanted === this.#one?.id) return;
    this.#one?.close();
    const one = (this.#one = new OneAlert(wanted));
    const tell = () => this.#changed.value++;
    for (const signal of [one.alert, one.timeline, one.failure, one.missing, one.partial, one.at] as Signal<unknown>[]) signal.subscribe(tell);
  }

  protected override render(): TemplateResult {
    const one = this.#one;
    if (!one) return html``;
    const alert = one.alert.value;
    return html`<div class="head"><div><a href="/_/alerts">Alerts</a> <span class="muted">/ ${one.id}</span></div>${one.at.value ? html`<span class="muted note">as of ${fullTime(one.at.value)}</span>` : nothing}</div>
      ${alert ? this.#alert(one, alert) : this.#instead(one)}
      <rem-alert-act @acted=${(event: CustomEvent<{ alert?: Alert }>) => (event.detail.alert ? one.put(event.detail.alert) : void one.load())}></rem-alert-act>
      <rem-silence-dialog @silenced=${() => void one.load()}></rem-silence-dialog>`;
  }

  #instead(one: OneAlert): TemplateResult {
    if (one.missing.value) return html`<div class="panel empty"><h1>There is no alert ${one.id}</h1><p>What is over is kept for a time, and then forgotten.</p><a class="button" href="/_/alerts">Show all alerts</a></div>`;
    if (one.failure.value) return html`<div class="panel empty"><h1>The alert could not be loaded</h1><p>${one.failure.value}</p><button @click=${() => void one.load()}>Try again</button></div>`;
    return html`<div class="panel empty" role="status">Loading ${one.id}…</div>`;
  }

  #alert(one: OneAlert, alert: Alert): TemplateResult {
    const time = now();
    const away = one.failure.value !== '' || (line.value.state !== 'live' && line.value.state !== 'connecting');
    return html`${away ? html`<p class="old" role="status">${stateIcon('stale')}<span><b>Stale:</b> this was true ${ago(one.at.value, time)}. ${one.failure.value}</span></p>` : nothing}
      <article class="panel top ${lookOfAlert(alert)}">
        <p class="state" role="status">${stateIcon(lookOfAlert(alert))}<span>${alert.severity}, ${alert.state}</span><span class="muted">${standingOf(alert, time)}</span></p>
        <h1>${alert.title}</h1>
        ${this.#next(alert, time)}
        ${this.#buttons(alert)}
        ${this.#facts(alert, time)}
      </article>
      <div class="body"><div>${this.#graph(alert, time)}${this.#timeline(one)}</div><div>${this.#members(alert, time)}${this.#holds(alert)}${this.#why(alert, time)}</div></div>`;
  }

  #next(alert: Alert, time: number): unknown {
    const next = nextOf(alert, time);
    const reason = alert.acknowledgement?.reason;
    return html`${next ? html`<p class="next">${next}${alert.next ? html` <span class="muted">(${fullTime(alert.next.at)})</span>` : nothing}</p>` : nothing}
      ${reason ? html`<p class="next">“${reason}” <span class="muted">${alert.acknowledgement!.by}, ${fullTime(alert.acknowledgement!.at)}</span></p>` : nothing}`;
  }

  #buttons(alert: Alert): TemplateResult {
    const why = whyNot('operator', 'Changing an alert');
    const act = (words: string, action: Action, mark = '') => html`<button class=${mark} ?disabled=${why !== ''} aria-describedby=${why ? 'why-not' : nothing} @click=${() => void this.renderRoot.querySelector<AlertAct>('rem-alert-act')?.ask(action, [alert])}>${words}</button>`;
    const silence = html`<button ?disabled=${why !== ''} @click=${() => void this.renderRoot.querySelector<SilenceDialog>('rem-silence-dialog')?.ask(choicesOf([alert]))}>${icon('silent')}Silence</button>`;
    const common = html`${act('Assign', 'assign')}${silence}${act('Note', 'note')}`;
    return html`<div class="buttons" role="group" aria-label="What to do">
      ${alert.state === 'open' ? html`${act('Acknowledge', 'acknowledge', 'primary')}${act('Resolve', 'resolve')}${common}` : nothing}
      ${alert.state === 'acknowledged' ? html`${act('Resolve', 'resolve', 'primary')}${act('Give it back', 'unacknowledge')}${common}` : nothing}
      ${alert.state === 'resolved' ? html`${act('Reopen', 'reopen')}${act('Note', 'note')}` : nothing}</div>
      ${why ? html`<p class="aside" id="why-not">${why}</p>` : nothing}`;
  }

  #facts(alert: Alert, time: number): TemplateResult {
    const fact = (title: string, value: unknown) => html`<div><dt>${title}</dt><dd>${value}</dd></div>`;
    return html`<dl class="facts">
      ${fact('Role', alert.role ? html`<a href="/_/oncall">${alert.role}</a>` : 'none: nobody is called')}
      ${fact('Began', html`<time datetime=${new Date(alert.opened).toISOString()}>${fullTime(alert.opened)}</time>`)}
      ${fact(alert.resolved ? 'Lasted' : 'Goes on for', duration(Math.max(0, Math.round(((alert.resolved ?? time) - alert.opened) / 1000))))}
      ${fact('Notices sent', alert.notices)}
      ${alert.assignee ? fact('Given to', alert.assignee) : nothing}
      ${alert.acknowledgement?.until ? fact('Taken until', fullTime(alert.acknowledgement.until)) : nothing}</dl>`;
  }

  #graph(alert: Alert, time: number): TemplateResult | typeof nothing {
    const subject = alert.members.find(({ subject: each }) => each.includes('/'))?.subject;
    if (!subject) return nothing;
    const { from, to } = stretchOf(alert, time);
    return html`<section class="panel" aria-label="Graph"><h2><span>What was measured then</span></h2><rem-alert-graph .subject=${subject} .from=${from} .to=${to}></rem-alert-graph></section>`;
  }

  #timeline(one: OneAlert): TemplateResult {
    const all = one.timeline.value;
    return html`<section class="panel" aria-label="Timeline"><h2><span>What happened</span><span class="aside">times in ${zoneName()}</span><button class="quiet" aria-pressed=${this._newest} @click=${() => (this._newest = !this._newest)}>${this._newest ? 'Newest first' : 'Oldest first'}</button></h2>
      ${one.partial.value ? html`<p class="aside">${one.partial.value}</p>` : nothing}
      ${all === undefined ? html`<p role="status">Loading…</p>` : all.length === 0 ? html`<p class="aside">Nothing is recorded.</p>` : timelineView(all, this._newest)}</section>`;
  }

  #members({ members, count, firing }: Alert, time: number): TemplateResult {
    const held = members.filter(({ hold }) => hold);
    const shown = this._all ? members : members.slice(0, MEMBERS);
    return html`<section class="panel" aria-label="Conditions"><h2><span>${count === 1 ? 'One condition' : `${count} conditions`}, ${firing} out of order</span></h2>
      ${held.length > 0 ? html`<p class="aside">${held.length} of them ${held.length === 1 ? 'is' : 'are'} held: nobody is called about ${held.length === 1 ? 'it' : 'them'}. ${this.#silences(held)}</p>` : nothing}
      <ul class="members">${repeat(shown, ({ key }) => key, (member) => memberView(member, time))}</ul>
      ${members.length > shown.length ? html`<button @click=${() => (this._all = true)}>Show all ${members.length}</button>` : nothing}
      ${count > members.length ? html`<p class="aside">${count - members.length} more are counted and not listed.</p>` : nothing}</section>`;
  }

  /** What other alerts hold because of this one. */
  #holds({ holds = [], holds_count: count = holds.length }: Alert): TemplateResult | typeof nothing {
    if (holds.length === 0) return nothing;
    const shown = this._all ? holds : holds.slice(0, MEMBERS);
    return html`<section class="panel" aria-label="Held because of this"><h2><span>Held because of this: ${count}</span></h2>
      <p class="aside">They stand on what is out of order here and are alerts of their own. Nobody is called about them meanwhile.</p>
      <ul class="members">${repeat(shown, ({ key }) => key, ({ alert, role, subject, title, because }) => html`<li>${stateIcon('pending', 'held')}<b>${title || subject}</b><a href="/_/alerts/${alert}">${alert}</a>
        <span class="more held">held: ${because}</span><span class="more">${subject} · ${role ? html`role ${role}` : 'no role'}</span></li>`)}</ul>
      ${holds.length > shown.length ? html`<button @click=${() => (this._all = true)}>Show all ${holds.length}</button>` : nothing}
      ${count > holds.length ? html`<p class="aside">${count - holds.length} more are counted and not listed.</p>` : nothing}</section>`;
  }

  /** Why, once for each cause. */
  #silences(held: readonly Member[]): string {
    const causes = new Map<string, number>();
    for (const { hold } of held) causes.set(hold!.because || hold!.kind, (causes.get(hold!.because || hold!.kind) ?? 0) + 1);
    return [...causes].slice(0, 3).map(([cause, number]) => `${number}: ${cause}`).join('; ') + (causes.size > 3 ? ' …' : '');
  }

  #why(alert: Alert, time: number): TemplateResult {
    const end = Math.min(alert.resolved ?? time, alert.opened + 30 * 86_400_000);
    return html`<section class="panel" aria-label="Why was I called, or not"><h2><span>Who was told, and why</span></h2>
      <rem-alert-why .alert=${alert.id} .from=${Math.floor(alert.opened / 60_000) * 60_000} .to=${Math.ceil((end + 60_000) / 60_000) * 60_000}></rem-alert-why></section>`;
  }
}

customElements.define('rem-alert', AlertPage);
