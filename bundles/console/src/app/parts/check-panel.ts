import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ago, checkName, clock, controlStyles, duration, format, fullTime, icon, metricTitle, seriesId, sharedStyles, splitMetric, standing, stateIcon, type Check, type State } from '@redeye/host';
import { ApiError, get, send, session, whyNot } from '../data/api.ts';
import { plugins, type PageWidget } from '../data/catalog.ts';
import { checks } from '../data/checks.ts';
import { now, onTick } from '../data/clock.ts';
import { navigate, route, withParams } from '../data/router.ts';
import { Watch } from '../data/signal.ts';
import './check-watch.ts';
import './tile.ts';
import { toast } from './toast.ts';

/** A check with the evidence and log of its last run. */
interface Detail extends Check {
  readonly evidence?: string;
  readonly log?: readonly string[];
}

interface Run {
  readonly at: number;
  readonly status: State;
  readonly message: string;
  readonly took_seconds: number;
}

/** Everything about the check that `?check=` names, beside whatever page is open. */
class CheckPanel extends LitElement {
  static override properties = { _detail: { state: true }, _failure: { state: true }, _running: { state: true }, _charts: { state: true } };
  static override styles = [sharedStyles, controlStyles, css`
    aside { position: fixed; inset: 0 0 0 auto; z-index: 30; width: min(34rem, 100vw); display: flex; flex-direction: column; background: var(--surface); border-left: 1px solid var(--line); box-shadow: var(--shadow-2); }
    header { display: flex; align-items: flex-start; gap: .75rem; padding: 1rem 1rem .75rem 1.25rem; border-bottom: 1px solid var(--line); }
    header > svg { width: 1.5rem; height: 1.5rem; margin-top: .1rem; }
    header div { flex: 1; min-width: 0; }
    h2 { font-size: 1.125rem; font-weight: 650; letter-spacing: -.01em; overflow-wrap: anywhere; outline: none; }
    .id { font-family: var(--mono); font-size: .75rem; color: var(--ink-2); overflow-wrap: anywhere; }
    .scroll { flex: 1; overflow-y: auto; padding: 1rem 1.25rem 2rem; display: grid; gap: 1.25rem; align-content: start; }
    .verdict { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem .75rem; }
    .verdict p { flex: 1 1 12rem; min-width: 0; overflow-wrap: anywhere; font-size: .9375rem; }
    h3 { font-size: .8125rem; font-weight: 600; color: var(--ink-2); margin-bottom: .4rem; }
    dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.500rem, 1fr)); gap: .75rem 1rem; }
    dt { font-size: .75rem; color: var(--ink-2); }
    dd { font-size: .875rem; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
    dd.late { color: var(--warning-ink); }
    .metrics { border: 1px solid var(--line); border-radius: var(--radius-s); overflow: hidden; }
    .metrics button { width: 100%; justify-content: flex-start; border: 0; border-radius: 0; background: none; padding: .45rem .75rem; min-height: 2.250rem; font-weight: 450; }
    .metrics button:focus-visible { outline-offset: -2px; }
    .metrics li + li { border-top: 1px solid var(--line); }
    .metrics .name { flex: 1; text-align: left; white-space: normal; }
    .metrics .value { font-variant-numeric: tabular-nums; font-weight: 550; }
    .metrics rem-tile { height: 13rem; padding: 0 .75rem .5rem; }
    pre { padding: .75rem; border-radius: var(--radius-s); background: var(--inset); max-height: 20rem; white-space: pre-wrap; overflow-wrap: anywhere; }
    .foot { display: flex; align-items: center; gap: .75rem; flex-wrap: wrap; font-size: .8125rem; color: var(--ink-2); }
    .gone { padding: 2rem 1.25rem; color: var(--ink-2); }
  `];

  declare _detail: Detail | undefined;
  declare _failure: string;
  declare _running: boolean;
  declare _charts: ReadonlySet<string>;
  #id = '';
  #loadedAt: number | null = null;
  #before: HTMLElement | undefined;
  #releases: (() => void)[] = [];

  constructor() {
    super();
    this._failure = '';
    this._running = false;
    this._charts = new Set();
    new Watch(this, route, checks, session, plugins.value);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && this.#id !== '' && !event.defaultPrevented) this.#close();
    };
    addEventListener('keydown', onKey);
    this.#releases = [onTick(() => this.#id !== '' && this.requestUpdate()), () => removeEventListener('keydown', onKey)];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const release of this.#releases.splice(0)) release();
  }

  protected override willUpdate(): void {
    const id = route.value.searchParams.get('check') ?? '';
    if (id !== this.#id) {
      this.#id = id;
      this._detail = undefined;
      this._failure = '';
      this._charts = new Set();
      this.#loadedAt = null;
      if (id !== '') {
        this.#before = deepActive();
        void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('h2')?.focus());
      }
    }
    const at = checks.value?.get(id)?.at ?? null;
    if (id !== '' && (this.#loadedAt === null || (at !== null && at > this.#loadedAt))) void this.#load(id, at ?? 0);
  }

  /** Evidence and log come with the single check only. */
  async #load(id: string, at: number): Promise<void> {
    this.#loadedAt = at;
    try {
      const detail = await get<Detail>(`/checks/${encodeURIComponent(id)}`);
      if (id === this.#id) this._detail = detail;
    } catch (failure) {
      if (id === this.#id) this._failure = (failure as Error).message;
    }
  }

  #close = () => {
    navigate(withParams({ check: '' }));
    this.#before?.focus();
  };

  #run = async () => {
    this._running = true;
    try {
      const run = await send<Run>('POST', `/checks/${encodeURIComponent(this.#id)}/runs`);
      toast(`${run.status}: ${run.message || 'as it should be'} (took ${format(run.took_seconds, 's')})`, run.status === 'ok' ? 'ok' : 'critical');
      await this.#load(this.#id, run.at);
    } catch (failure) {
      toast((failure as ApiError).message, 'critical');
    } finally {
      this._running = false;
    }
  };

  protected override render(): TemplateResult {
    if (this.#id === '') return html``;
    const live = checks.value?.get(this.#id);
    const check: Detail | undefined = live ? { ...this._detail, ...live, slots: this._detail?.slots ?? live.slots! } : undefined;
    const { name, host } = checkName(this.#id);
    return html`<aside aria-labelledby="check-title">
      <header>${check ? stateIcon(standing(check, now())) : nothing}
        <div><h2 id="check-title" tabindex="-1">${check?.title || name}${host && !check?.title ? html` <span class="muted">@ ${host}</span>` : nothing}</h2><p class="id">${this.#id}</p></div>
        <button class="quiet icon-only" aria-label="Close" @click=${this.#close}>${icon('close')}</button></header>
      ${check ? this.#body(check) : html`<p class="gone" role="status">${checks.value ? 'There is no such check (any more). What it measured is still stored.' : 'Loading…'}</p>`}
    </aside>`;
  }

  #body(check: Detail): TemplateResult {
    const time = now();
    const stale = standing(check, time) === 'stale';
    const why = whyNot('operator', 'Running a check');
    return html`<div class="scroll">
      <div class="verdict">
        ${stale ? html`<span class="badge stale">${stateIcon('stale')}stale</span>` : nothing}
        <span class="badge ${check.state}">${stateIcon(check.state)}${stale ? 'was ' : ''}${check.state}${check.reason && check.state !== 'pending' ? `: ${check.reason}` : ''}</span>
        <p>${check.state === 'pending' ? check.reason : check.message || (check.state === 'ok' && !stale ? 'As it should be.' : '')}</p>
      </div>
      <div class="foot"><button ?disabled=${why !== '' || this._running} @click=${this.#run}>${icon('play')}${this._running ? 'Running…' : 'Run now'}</button>${why}</div>
      <rem-check-watch .check=${check.id} .pending=${check.state === 'pending'}></rem-check-watch>
      ${this.#facts(check, time, stale)}
      ${this.#metrics(check)}
      ${this.#text('Evidence', check.evidence, 'What the target answered when it broke a rule.')}
      ${this.#text('Log of the last run', check.log?.join('\n'))}
      ${this._failure ? html`<p class="foot">Evidence and log could not be loaded. ${this._failure}</p>` : nothing}
    </div>`;
  }

  #facts(check: Detail, time: number, stale: boolean): TemplateResult {
    const fact = (title: string, value: unknown, hint = '', mark = '') => value === undefined || value === '' || value === null ? nothing : html`<div title=${hint || nothing}><dt>${title}</dt><dd class=${mark}>${value}</dd></div>`;
    const slots = check.slots;
    return html`<section><h3>How it runs</h3><dl>
      ${fact('As of', check.at === null ? 'never ran' : `${clock(check.at, time)} · ${ago(check.at, time)}`, check.at === null ? '' : fullTime(check.at), stale ? 'late' : '')}
      ${fact(`${check.state} since`, `${clock(check.since, time)} · ${duration(Math.max(0, (time - check.since) / 1000))}`, fullTime(check.since))}
      ${fact('Every', duration(check.every))}
      ${fact('Took', check.took_seconds === null || check.took_seconds === undefined ? '' : format(check.took_seconds, 's'))}
      ${fact('Began late by', check.late_seconds ? format(check.late_seconds, 's') : '')}
      ${fact('Probe', html`<a href=${`/_/plugins?plugin=${encodeURIComponent(`probe:${check.probe}`)}`}>${check.probe}</a>`)}
      ${fact('Ran by', check.plugin)}
      ${fact('Host', check.host)}${fact('Address', check.address)}
      ${fact('Package', html`<a href=${`/_/packages/${encodeURIComponent(check.package)}`}>${check.package}</a>`)}
      ${fact('Node', check.node)}
      ${slots ? fact('Slots done', `${slots.done.toLocaleString('en')}${slots.late > 0 ? `, ${slots.late} late` : ''}`) : nothing}
      ${slots ? fact('Slots skipped', skipped(slots), 'Overload: no room on the node. Probe: its plugin was not there. Clock: the time jumped.') : nothing}
    </dl></section>`;
  }

  #metrics(check: Detail): unknown {
    const names = Object.keys(check.metrics).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
    if (names.length === 0) return nothing;
    return html`<section><h3>Measured</h3><ul class="metrics">${repeat(names, (name) => name, (name) => {
      const { metric, item } = splitMetric(name);
      const reading = check.metrics[name]!;
      const open = this._charts.has(name);
      return html`<li><button aria-expanded=${open} @click=${() => this.#toggle(name)}><span class="muted">${icon(open ? 'down' : 'chart')}</span>
        <span class="name">${metricTitle(metric)}${item ? html` <span class="muted">${item}</span>` : nothing}</span><span class="value">${format(reading.value, reading.unit)}</span></button>
        ${open ? html`<rem-tile bare .widget=${chartOf(check.id, metric, item)} .page=${{ package: check.package, name: 'check' }}></rem-tile>` : nothing}</li>`;
    })}</ul></section>`;
  }

  #toggle(name: string): void {
    const open = new Set(this._charts);
    if (!open.delete(name)) open.add(name);
    this._charts = open;
  }

  #text(title: string, text: string | undefined, hint = ''): unknown {
    if (!text) return nothing;
    return html`<section><h3 title=${hint || nothing}>${title}</h3><pre tabindex="0">${text}</pre></section>`;
  }
}

function skipped({ skipped_overload: overload, skipped_probe: probe, skipped_clock: clockJump }: NonNullable<Check['slots']>): string {
  const causes = [[overload, 'overload'], [probe, 'probe'], [clockJump, 'clock']].filter(([number]) => (number as number) > 0);
  return causes.length === 0 ? 'none' : causes.map(([number, cause]) => `${number} ${cause}`).join(', ');
}

const chartCache = new Map<string, PageWidget>();

/** One object per series, so that a render in between does not begin the chart anew. */
function chartOf(check: string, metric: string, item: string): PageWidget {
  const id = seriesId(check, metric, item);
  let widget = chartCache.get(id);
  if (!widget) {
    // brackets are no wildcards, but an item may contain some
    widget = { id, widget: 'chart', title: '', width: 12, height: 4, settings: { series: [id], range: 3600 } };
    if (chartCache.size > 500) chartCache.clear();
    chartCache.set(id, widget);
  }
  return widget;
}

/** What has the focus, however deep. */
function deepActive(): HTMLElement | undefined {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement ? active : undefined;
}

customElements.define('rem-check-panel', CheckPanel);
