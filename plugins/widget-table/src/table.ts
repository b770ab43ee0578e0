import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ago, checkName, clock, controlStyles, duration, format, metricTitle, RemWidget, sharedStyles, splitMetric, staleLimit, standing, stateIcon, type Check, type ChecksAnswer } from '@redeye/host';
import { order, type Column } from './order.ts';

interface Config {
  readonly checks?: readonly string[];
  readonly columns?: readonly string[];
}

/** Checks as rows. */
export class CheckTable extends RemWidget<Config> {
  static override properties = { _answer: { state: true }, _now: { state: true }, _by: { state: true }, _down: { state: true } };
  static override styles = [sharedStyles, controlStyles, css`
    :host { height: 100%; overflow: auto; padding-top: .25rem; }
    thead th { position: sticky; top: 0; background: var(--surface); z-index: 1; box-shadow: inset 0 -1px var(--line); border: 0; }
    th, td { padding: .4rem .9rem; }
    th button { border: 0; background: none; padding: 0; min-height: 1.5rem; font-size: inherit; color: inherit; gap: .3em; }
    th button:hover:not(:disabled) { background: none; color: var(--ink); }
    th[aria-sort] { color: var(--ink); }
    .state { white-space: nowrap; color: var(--state-ink); font-weight: 550; }
    .state svg { margin-right: .4em; }
    td button { border: 0; background: none; padding: 0; min-height: 0; font-weight: 550; color: inherit; text-align: left; white-space: normal; }
    td button:hover:not(:disabled) { background: none; text-decoration: underline; }
    .reason { min-width: 10rem; max-width: 34rem; overflow-wrap: anywhere; }
    .reason b { font-weight: 550; }
    .time { white-space: nowrap; font-variant-numeric: tabular-nums; color: var(--ink-2); }
    .old { color: var(--stale-ink); font-weight: 550; }
    tr.dim td:not(.time, .check) { opacity: .55; }
    td.number { font-variant-numeric: tabular-nums; white-space: nowrap; }
  `];

  declare _answer: ChecksAnswer;
  declare _now: number;
  declare _by: Column;
  declare _down: boolean;

  constructor() {
    super();
    this._answer = { state: 'loading' };
    this._now = 0;
    this._by = 'state';
    this._down = false;
  }

  get #globs(): readonly string[] {
    const globs = this.config.checks ?? [];
    return globs.length > 0 ? globs : [`${this.context.page.package}/*`];
  }

  protected override start(): void {
    this._now = this.context.now();
    this.hold(this.context.tick((now) => (this._now = now)));
    this.hold(this.context.checks(this.#globs, (answer) => {
      this._now = this.context.now();
      this._answer = answer;
      if (answer.state !== 'ready') return;
      const ran = answer.checks.filter(({ at }) => at !== null);
      this.context.report({ asOf: ran.length > 0 ? Math.max(...ran.map(({ at }) => at!)) : null, limit: staleLimit(Math.min(...ran.map(({ every }) => every))) });
    }));
  }

  protected override render(): unknown {
    const answer = this._answer;
    if (answer.state === 'loading') return html`<div class="note" tabindex="0" role="status">Loading the checks…</div>`;
    if (answer.state === 'failed') return html`<div class="note" tabindex="0"><strong>The checks could not be loaded</strong>${answer.message}</div>`;
    if (answer.checks.length === 0) return html`<div class="note" tabindex="0"><strong>Not configured</strong><span>No check matches ${this.#globs.join(', ')}.</span></div>`;
    const metrics = this.config.columns ?? [];
    const columns: readonly [Column, string, string][] = [
      ['state', 'State', ''], ['check', 'Check', ''], ['host', 'Host', ''], ['reason', 'Reason', ''],
      ...metrics.map((key): [Column, string, string] => [`metric:${key}`, title(key), 'number']),
      ['since', 'Since', ''], ['at', 'As of', ''],
    ];
    return html`<table><thead><tr>${columns.map(([column, text, mark]) => html`
      <th scope="col" class=${mark} aria-sort=${column === this._by ? (this._down ? 'descending' : 'ascending') : nothing}><button @click=${() => this.#sort(column)}>${text}<span aria-hidden="true">${column === this._by ? (this._down ? '↓' : '↑') : ''}</span></button></th>`)}</tr></thead>
      <tbody>${repeat(order(answer.checks, this._by, this._down), ({ id }) => id, (check) => this.#row(check, metrics))}</tbody></table>`;
  }

  #sort(column: Column): void {
    this._down = column === this._by && !this._down;
    this._by = column;
  }

  #row(check: Check, metrics: readonly string[]): TemplateResult {
    const how = standing(check, this._now);
    const stale = how === 'stale';
    return html`<tr class=${stale ? 'dim' : ''}>
      <td class="state ${how}">${stateIcon(how)}${stale ? `was ${check.state}` : check.state}</td>
      <td class="check"><button @click=${() => this.context.openCheck(check.id)}>${check.title || checkName(check.id).name}</button></td>
      <td>${check.host || '–'}</td>
      <td class="reason">${check.state === 'ok' ? html`<span class="muted">${check.message}</span>` : html`<b>${check.reason}</b> <span class="muted">${check.message}</span>`}</td>
      ${metrics.map((key) => html`<td class="number">${reading(check, key)}</td>`)}
      <td class="time">${duration(Math.max(0, Math.floor((this._now - check.since) / 1000)))}</td>
      <td class="time">${check.at === null ? 'never ran' : stale ? html`<span class="old">stale, ${ago(check.at, this._now)}</span>` : clock(check.at, this._now)}</td></tr>`;
  }
}

function title(key: string): string {
  const { metric, item } = splitMetric(key);
  const text = metricTitle(metric);
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}${item ? ` ${item}` : ''}`;
}

/** A dash where the check measures no such thing, which is not the same as unknown. */
function reading(check: Check, key: string): TemplateResult {
  const found = check.metrics[key];
  if (!found) return html`<span class="muted" title="not measured by this check">·</span>`;
  return found.value === null ? html`<span class="muted">unknown</span>` : html`${format(found.value, found.unit)}`;
}
