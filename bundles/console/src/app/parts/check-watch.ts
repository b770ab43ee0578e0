import { css, html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { controlStyles, format, icon, metricTitle, sharedStyles } from '@redeye/host';
import { get, send, session, whyNot, type ApiError } from '../data/api.ts';
import { now, onTick } from '../data/clock.ts';
import { onEvent, onGap } from '../data/live.ts';
import { Watch } from '../data/signal.ts';
import { runOf, tracePath, traces, withRun, type Trace, type Watching } from '../data/watching.ts';
import { toast } from './toast.ts';

const EVERY = 1;
const LENGTH = 30;
const WIDTH = 240;
const HEIGHT = 28;

/** Looks closely at a check for half a minute: a chart that is gone with the panel. State and series stay as they are. */
class CheckWatch extends LitElement {
  static override properties = { check: { type: String }, pending: { type: Boolean }, _watching: { state: true }, _asking: { state: true } };
  static override styles = [sharedStyles, controlStyles, css`
    :host { display: block; }
    .foot { display: flex; align-items: center; gap: .75rem; flex-wrap: wrap; font-size: .8125rem; color: var(--ink-2); }
    section { margin-top: .75rem; border: 1px solid var(--line); border-radius: var(--radius-s); padding: .75rem; }
    h3 { font-size: .8125rem; font-weight: 600; color: var(--ink-2); margin-bottom: .4rem; }
    li { display: grid; grid-template-columns: minmax(0, 1fr) minmax(5rem, 1.4fr) 8rem; align-items: center; gap: .75rem; padding: .3rem 0; font-size: .8125rem; }
    li + li { border-top: 1px solid var(--line); }
    .name { overflow-wrap: anywhere; }
    .last { text-align: right; font-variant-numeric: tabular-nums; font-weight: 550; }
    .range { display: block; font-weight: 450; font-size: .75rem; color: var(--ink-2); }
    svg.trace { width: 100%; height: 1.75rem; overflow: visible; }
    path { fill: none; stroke: var(--accent); stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; vector-effect: non-scaling-stroke; }
    .bad { color: var(--critical-ink); overflow-wrap: anywhere; }
    progress { width: 8rem; accent-color: var(--accent); }
  `];

  declare check: string;
  /** Whether the check waits for something and cannot run. */
  declare pending: boolean;
  declare _watching: Watching | undefined;
  declare _asking: boolean;
  #releases: (() => void)[] = [];

  constructor() {
    super();
    this.check = '';
    this.pending = false;
    this._asking = false;
    new Watch(this, session);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#releases = [
      onEvent('watch', ({ data }) => {
        const watching = this._watching;
        if (watching && data.watch === watching.id) this._watching = { ...watching, runs: withRun(watching.runs, runOf(data)) };
      }),
      onGap(() => void this.#look()),
      onTick(() => this.#running() && this.requestUpdate()),
    ];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const release of this.#releases.splice(0)) release();
    if (this.#running()) void this.#end();
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('check') && this._watching && this._watching.check !== this.check) {
      if (this.#running()) void this.#end();
      this._watching = undefined;
    }
  }

  #running(): boolean {
    return this._watching !== undefined && !this._watching.over && now() < this._watching.until;
  }

  #begin = async () => {
    this._asking = true;
    try {
      this._watching = await send<Watching>('POST', `/checks/${encodeURIComponent(this.check)}/watches`, { every: EVERY, length: LENGTH });
    } catch (failure) {
      toast((failure as ApiError).message, 'critical');
    } finally {
      this._asking = false;
    }
  };

  #end = async () => {
    const watching = this._watching;
    if (!watching) return;
    this._watching = { ...watching, over: true, until: now() };
    try {
      await send('DELETE', `/watches/${encodeURIComponent(watching.id)}`);
    } catch {
      // it ends by itself
    }
  };

  /** Some events were missed: what the server knows counts. */
  async #look(): Promise<void> {
    const watching = this._watching;
    if (!watching) return;
    try {
      const seen = await get<Watching>(`/watches/${encodeURIComponent(watching.id)}`);
      if (this._watching?.id === seen.id) this._watching = seen;
    } catch {
      if (this._watching === watching) this._watching = { ...watching, over: true };
    }
  }

  protected override render(): TemplateResult {
    const why = whyNot('operator', 'Watching a check');
    const running = this.#running();
    return html`<div class="foot">${running
      ? html`<button @click=${this.#end}>${icon('close')}Stop watching</button>`
      : html`<button ?disabled=${why !== '' || this._asking || this.pending} @click=${this.#begin}>${icon('chart')}Watch every second for ${LENGTH} s</button>`}${why}</div>
      ${this._watching ? this.#seen(this._watching, running) : nothing}`;
  }

  #seen(watching: Watching, running: boolean): TemplateResult {
    const { runs, from, until } = watching;
    const last = runs.at(-1);
    const share = Math.min(1, Math.max(0, (now() - from) / Math.max(1, until - from)));
    return html`<section aria-label="Close look"><h3>${running ? 'Watching' : 'Watched'}: ${runs.length} ${runs.length === 1 ? 'run' : 'runs'}${watching.skipped > 0 ? `, ${watching.skipped} left out` : ''}</h3>
      ${running ? html`<progress max="1" .value=${share} aria-label="Time that has passed"></progress>` : nothing}
      ${last && last.status !== 'ok' ? html`<p class="bad">${last.status}${last.reason ? `: ${last.reason}` : ''} ${last.message}</p>` : nothing}
      <ul>${repeat(traces(runs), ({ name }) => name, (trace) => this.#trace(trace, from, until))}</ul>
      <p class="foot">Not stored: state and series of the check stay as they are.</p></section>`;
  }

  #trace({ metric, item, unit, points }: Trace, from: number, until: number): TemplateResult {
    const values = points.flatMap(([, value]) => (value === null ? [] : [value]));
    const last = points.at(-1)?.[1] ?? null;
    const range = values.length === 0 ? '' : `${format(Math.min(...values), unit)} – ${format(Math.max(...values), unit)}`;
    return html`<li><span class="name">${metricTitle(metric)}${item ? html` <span class="muted">${item}</span>` : nothing}</span>
      ${svg`<svg class="trace" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${range || 'nothing measured'}><path d=${tracePath(points, from, until, WIDTH, HEIGHT)}></path></svg>`}
      <span class="last">${format(last, unit)}<span class="range">${range}</span></span></li>`;
  }
}

customElements.define('rem-check-watch', CheckWatch);
