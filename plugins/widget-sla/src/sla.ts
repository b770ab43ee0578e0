import { css, html, nothing, svg, type TemplateResult } from 'lit';
import { ago, anyMatches, duration, RemWidget, sharedStyles, stateIcon, type Answer } from '@redeye/host';
import { judged, known, left, percent, type Config, type Level } from './levels.ts';

/** Asked once a minute at least: after this it is stale, milliseconds. */
const LIMIT = 150_000;

/** Service levels with their budgets. */
export class ServiceLevels extends RemWidget<Config> {
  static override properties = { _answer: { state: true }, _now: { state: true } };
  static override styles = [sharedStyles, css`
    :host { height: 100%; overflow: auto; padding: .35rem .9rem .6rem; }
    li { display: grid; gap: .1rem .75rem; grid-template-columns: minmax(0, 1fr) auto; align-items: baseline; padding: .45rem 0; border-bottom: 1px solid var(--line); font-size: .875rem; }
    li:last-child { border-bottom: 0; }
    .title { font-weight: 600; overflow-wrap: anywhere; color: inherit; text-decoration: none; min-height: 1.5rem; } .title:hover { text-decoration: underline; } .title svg { margin-right: .4em; }
    .value { font-size: 1.125rem; font-weight: 650; font-variant-numeric: tabular-nums; color: var(--state-ink); white-space: nowrap; }
    small { grid-column: 1 / -1; color: var(--ink-2); font-size: .8125rem; overflow-wrap: anywhere; }
    svg.budget { grid-column: 1 / -1; display: block; width: 100%; height: .5rem; border-radius: 99px; background: var(--inset); }
    svg.budget rect { fill: var(--state-fill); }
    .old { padding: .35rem 0; font-size: .8125rem; color: var(--stale-ink); }
  `];

  declare _answer: Answer<{ readonly items: readonly Level[] }>;
  declare _now: number;

  constructor() {
    super();
    this._answer = { state: 'loading' };
    this._now = 0;
  }

  get #globs(): readonly string[] {
    const globs = this.config.slas ?? [];
    return globs.length > 0 ? globs : [`${this.context.page.package}/*`];
  }

  protected override start(): void {
    this._now = this.context.now();
    this.hold(this.context.tick((now) => (this._now = now)));
    this.hold(this.context.answer<{ readonly items: readonly Level[] }>('/slas', ['sla', 'package'], (answer) => {
      this._now = this.context.now();
      this._answer = answer;
      if (answer.state !== 'loading') this.context.report({ asOf: answer.at ?? null, limit: LIMIT });
    }));
  }

  protected override render(): unknown {
    const answer = this._answer;
    if (answer.state === 'loading') return html`<div class="note" tabindex="0" role="status">Loading the service levels…</div>`;
    if (!answer.value) return html`<div class="note" tabindex="0">${stateIcon('unknown')}<strong>Nobody knows the service levels now</strong>${answer.state === 'failed' ? answer.message : nothing}</div>`;
    const found = answer.value.items.filter(({ id }) => anyMatches(this.#globs, id));
    if (found.length === 0) return html`<div class="note" tabindex="0"><strong>Not configured</strong><span>No service level matches ${this.#globs.join(', ')}.</span></div>`;
    return html`${answer.state === 'failed' ? html`<p class="old" role="status">${stateIcon('stale')} True ${ago(answer.at ?? this._now, this._now)}. ${answer.message}</p>` : nothing}
      <ul>${found.map((level) => this.#level(level))}</ul>`;
  }

  #level(level: Level): TemplateResult {
    const { id, title, target, window, availability, budget_seconds: budget, up_seconds: up, down_seconds: down, unknown_seconds: unknown, reason } = level;
    const look = judged(level);
    const lasts = (seconds: number) => duration(Math.round(seconds));
    return html`<li class=${look}><a class="title" href="/_/slas">${stateIcon(look, look)}${title || id.split('/').slice(2).join(' / ')}</a><span class="value">${known(availability) ? percent(availability) : 'unknown'}</span>
      ${svg`<svg class="budget" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect x="0" y="0" height="10" width=${100 * left(level)}></rect></svg>`}
      <small>target ${percent(target)}, ${window} · ${level.left_seconds < 0 ? `budget used up, and ${lasts(-level.left_seconds)} more` : `${lasts(level.left_seconds)} of ${lasts(budget)} left`}</small>
      <small>up ${lasts(up)}, down ${lasts(down)}, unknown ${lasts(unknown)}</small>${reason ? html`<small>${reason}</small>` : nothing}</li>`;
  }
}
