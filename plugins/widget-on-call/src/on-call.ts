import { css, html, nothing, type TemplateResult } from 'lit';
import { ago, clock, fullTime, RemWidget, sharedStyles, stateIcon, type Answer } from '@redeye/host';
import { chosen, type Config, type Holding } from './holdings.ts';

/** Asked once a minute at least: after this it is stale, milliseconds. */
const LIMIT = 150_000;

/** The holders of roles. */
export class OnCall extends RemWidget<Config> {
  static override properties = { _answer: { state: true }, _now: { state: true } };
  static override styles = [sharedStyles, css`
    :host { height: 100%; overflow: auto; padding: .35rem .9rem .6rem; }
    li { display: grid; gap: 0 .75rem; grid-template-columns: minmax(0, 1fr) auto; align-items: baseline; padding: .4rem 0; border-bottom: 1px solid var(--line); font-size: .875rem; }
    li:last-child { border-bottom: 0; }
    .role { color: var(--ink-2); overflow-wrap: anywhere; text-decoration: none; min-height: 1.5rem; } a.role:hover { text-decoration: underline; }
    b { grid-column: 1; font-size: 1rem; font-weight: 650; overflow-wrap: anywhere; }
    .critical b { color: var(--state-ink); }
    .until { grid-row: 2; grid-column: 2; color: var(--ink-2); font-size: .8125rem; white-space: nowrap; font-variant-numeric: tabular-nums; }
    small { grid-column: 1 / -1; color: var(--ink-2); font-size: .8125rem; overflow-wrap: anywhere; }
    .old { padding: .35rem 0; font-size: .8125rem; color: var(--stale-ink); }
  `];

  declare _answer: Answer<{ readonly items: readonly Holding[] }>;
  declare _now: number;

  constructor() {
    super();
    this._answer = { state: 'loading' };
    this._now = 0;
  }

  protected override start(): void {
    this._now = this.context.now();
    this.hold(this.context.tick((now) => (this._now = now)));
    this.hold(this.context.answer<{ readonly items: readonly Holding[] }>('/oncall', ['oncall', 'package'], (answer) => {
      this._now = this.context.now();
      this._answer = answer;
      if (answer.state !== 'loading') this.context.report({ asOf: answer.at ?? null, limit: LIMIT });
    }));
  }

  protected override render(): unknown {
    const answer = this._answer;
    if (answer.state === 'loading') return html`<div class="note" tabindex="0" role="status">Loading who is on call…</div>`;
    if (!answer.value) return html`<div class="note" tabindex="0">${stateIcon('unknown')}<strong>Nobody knows now who is on call</strong>${answer.state === 'failed' ? answer.message : nothing}</div>`;
    const { found, missing } = chosen(answer.value.items, this.config.roles ?? []);
    if (found.length === 0 && missing.length === 0) return html`<div class="note" tabindex="0"><strong>Not configured</strong><span>No package declares a role.</span></div>`;
    return html`${answer.state === 'failed' ? html`<p class="old" role="status">${stateIcon('stale')} True ${ago(answer.at ?? this._now, this._now)}. ${answer.message}</p>` : nothing}
      <ul>${found.map((holding) => this.#holding(holding))}${missing.map((role) => html`<li class="unknown"><span class="role">${role}</span><b>${stateIcon('unknown')} There is no such role</b></li>`)}</ul>`;
  }

  #holding({ role, title, people, because, until }: Holding): TemplateResult {
    const nobody = people.length === 0;
    return html`<li class=${nobody ? 'critical' : ''}><a class="role" href="/_/oncall">${title || role}</a>
      <b>${nobody ? html`${stateIcon('critical')} Nobody` : people.map((person) => person.title || person.name).join(', ')}</b>
      ${until ? html`<time class="until" datetime=${new Date(until).toISOString()} title=${fullTime(until)}>until ${clock(until, this._now)}</time>` : nothing}
      ${because ? html`<small>${because}</small>` : nothing}</li>`;
  }
}
