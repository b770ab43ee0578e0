import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ago, duration, RemWidget, sharedStyles, stateIcon, type Answer } from '@redeye/host';
import { lookOf, pathOf, whoHas, type Alert, type Config } from './alerts.ts';

/** Asked once a minute at least: after this it is stale, milliseconds. */
const LIMIT = 150_000;

interface Page {
  readonly items: readonly Alert[];
  readonly next?: string | null;
}

/** Alerts as a short list; a row leads to the alert. */
export class AlertList extends RemWidget<Config> {
  static override properties = { _answer: { state: true }, _now: { state: true } };
  static override styles = [sharedStyles, css`
    :host { height: 100%; overflow: auto; padding: .35rem 0; }
    li a { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: 0 .6rem; align-items: baseline; min-height: 2.75rem; padding: .4rem .9rem; color: inherit; text-decoration: none; font-size: .875rem; border-left: 3px solid transparent; }
    li a:hover { background: var(--hover); }
    li a:focus-visible { outline-offset: -2px; }
    li.open a { border-left-color: var(--state-fill); }
    b { font-weight: 600; overflow-wrap: anywhere; }
    small { grid-column: 2 / -1; color: var(--ink-2); font-size: .8125rem; overflow-wrap: anywhere; }
    .how { color: var(--state-ink); font-weight: 550; }
    time { color: var(--ink-2); font-size: .8125rem; white-space: nowrap; font-variant-numeric: tabular-nums; }
    .old { padding: .35rem .9rem; font-size: .8125rem; color: var(--stale-ink); background: var(--stale-soft); }
    .more { padding: .4rem .9rem; font-size: .8125rem; }
    .more a { display: inline-block; min-height: 1.5rem; }
  `];

  declare _answer: Answer<Page>;
  declare _now: number;

  constructor() {
    super();
    this._answer = { state: 'loading' };
    this._now = 0;
  }

  protected override start(): void {
    this._now = this.context.now();
    this.hold(this.context.tick((now) => (this._now = now)));
    this.hold(this.context.answer<Page>(pathOf(this.config), ['alert'], (answer) => {
      this._now = this.context.now();
      this._answer = answer;
      if (answer.state !== 'loading') this.context.report({ asOf: answer.at ?? null, limit: LIMIT });
    }));
  }

  protected override render(): unknown {
    const answer = this._answer;
    if (answer.state === 'loading') return html`<div class="note" tabindex="0" role="status">Loading the alerts…</div>`;
    if (!answer.value) return html`<div class="note" tabindex="0">${stateIcon('unknown')}<strong>Nobody knows now what is wrong</strong>${answer.state === 'failed' ? answer.message : nothing}</div>`;
    return html`${answer.state === 'failed' ? html`<p class="old" role="status">${stateIcon('stale')} True ${ago(answer.at ?? this._now, this._now)}. ${answer.message}</p>` : nothing}${this.#list(answer.value)}`;
  }

  #list({ items, next }: Page): TemplateResult {
    if (items.length === 0) return html`<div class="note" tabindex="0">${stateIcon('ok')}<strong>No alerts</strong></div>`;
    const shown = items.slice(0, this.config.most ?? 20);
    const left = items.length - shown.length;
    return html`<ul>${repeat(shown, ({ id }) => id, (alert) => this.#row(alert))}</ul>
      ${left > 0 || next ? html`<p class="more"><a href="/_/alerts">${left > 0 ? `${left}${next ? ' or more' : ''} more` : 'There are more'}: show all</a></p>` : nothing}`;
  }

  #row(alert: Alert): TemplateResult {
    const { id, state, severity, title, opened, count, next } = alert;
    return html`<li class="${lookOf(severity)} ${state}"><a href=${`/_/alerts/${encodeURIComponent(id)}`}>
      ${stateIcon(lookOf(severity))}<b>${title}</b><time datetime=${new Date(opened).toISOString()}>${duration(Math.max(0, Math.round((this._now - opened) / 1000)))}</time>
      <small><span class="how">${severity}, ${state}</span> · ${whoHas(alert)}${count > 1 ? ` · ${count} conditions` : ''}${state === 'open' && next ? ` · ${next.what} ${ago(next.at, this._now)}` : ''}</small></a></li>`;
  }
}
