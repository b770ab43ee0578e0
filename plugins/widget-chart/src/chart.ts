import { css, html, nothing, unsafeCSS, type TemplateResult } from 'lit';
import type uPlot from 'uplot';
import uPlotStyles from 'uplot/dist/uPlot.min.css';
import { clock, controlStyles, duration, format, globMatches, isStale, RemWidget, seriesLabels, sharedStyles, staleLimit, type SeriesAnswer, type SeriesData } from '@redeye/host';
import { align, extent, stack } from './columns.ts';
import { plot, type Palette } from './plot.ts';

interface Config {
  readonly series: readonly string[];
  readonly range?: number;
  readonly min?: number | null;
  readonly max?: number | null;
  readonly stack?: boolean;
  readonly consolidation?: 'average' | 'min' | 'max';
  readonly legend?: 'auto' | 'below' | 'beside' | 'none';
}

const RANGE = 3600;
/** A chart is made this far before it comes into view, and unmade when it is further away. */
const NEAR = '600px';
/** Points asked for, by width: few steps, so that charts of one page can share a request. */
const POINTS: readonly (readonly [number, number])[] = [[420, 200], [800, 360], [1400, 600], [Infinity, 1000]];
const BESIDE_FROM = 620;
const COLOURS = 8;

/** Lines over time. */
export class Chart extends RemWidget<Config> {
  static override properties = { _answer: { state: true }, _index: { state: true }, _zoom: { state: true }, _wide: { state: true }, _now: { state: true } };
  static override styles = [sharedStyles, controlStyles, unsafeCSS(uPlotStyles), css`
    :host { height: 100%; padding: .35rem .9rem .75rem .6rem; }
    .all { display: flex; flex-direction: column; gap: .35rem; height: 100%; min-width: 0; }
    .all.beside { flex-direction: row; gap: 1rem; }
    .plot { position: relative; flex: 1; min-width: 0; min-height: 0; border-radius: var(--radius-s); cursor: crosshair; }
    .plot:focus-visible { outline-offset: 1px; }
    .plot > .uplot { position: absolute; inset: 0; font: inherit; }
    .u-select { background: color-mix(in srgb, var(--accent) 18%, transparent); }
    .u-cursor-x { border-right: 1px solid var(--ink-3); }
    .u-cursor-y { display: none; }
    .back { position: absolute; top: .25rem; right: .75rem; z-index: 110; min-height: 1.75rem; padding: 0 .6rem; font-size: .75rem; }
    .legend { flex: none; max-height: 42%; overflow: auto; padding-left: .3rem; }
    .beside .legend { max-width: 45%; max-height: none; padding-top: .15rem; }
    table { font-size: .8125rem; }
    th, td { padding: .12rem .35rem; border: 0; vertical-align: baseline; white-space: nowrap; }
    thead th { font-size: .75rem; font-weight: 500; color: var(--ink-3); padding-bottom: .2rem; }
    td.number { font-variant-numeric: tabular-nums; }
    td.last { font-weight: 600; }
    td.side { color: var(--ink-2); }
    th[scope=row] { font-weight: 450; color: var(--ink); max-width: 12rem; overflow: hidden; text-overflow: ellipsis; font-size: .8125rem; text-align: left; }
    .old, .old th[scope=row] { color: var(--ink-2); font-style: italic; }
    .old .swatch { opacity: .5; }
    .swatch { display: inline-block; width: .75rem; height: .2rem; margin-right: .45rem; border-radius: 1px; vertical-align: middle; }
    .below { display: flex; flex-wrap: wrap; gap: .1rem 1rem; font-size: .8125rem; }
    .below .nowrap { white-space: nowrap; }
    .below b { font-weight: 600; font-variant-numeric: tabular-nums; }
    .below .muted { font-variant-numeric: tabular-nums; }
    ${unsafeCSS(Array.from({ length: COLOURS }, (_, i) => `.c${i} { background: var(--series-${i + 1}); }`).join('\n'))}
    .dashed { background-image: linear-gradient(90deg, transparent 40%, var(--surface) 40% 60%, transparent 60%); }
    .probe { position: absolute; visibility: hidden; }
  `];

  declare _answer: SeriesAnswer;
  /** Where the crosshair stands; null: nowhere. */
  declare _index: number | null;
  /** A stretch of time that was chosen with the mouse; undefined: it goes with the time. */
  declare _zoom: readonly [number, number] | undefined;
  declare _wide: boolean;
  declare _now: number;
  #plot: uPlot | undefined;
  #near = false;
  #shape = '';
  #theme = '';
  #drawn = 0;
  #releaseData = () => {};
  readonly #size = new ResizeObserver(() => this.#resize());
  #observed: HTMLElement | undefined;

  constructor() {
    super();
    this._answer = { state: 'loading' };
    this._index = null;
    this._zoom = undefined;
    this._wide = false;
    this._now = 0;
  }

  get #range(): number {
    return this.config.range ?? RANGE;
  }

  get #globs(): readonly string[] {
    return this.config.series.map((glob) => (glob.includes('/') || glob.startsWith('*') ? glob : `${this.context.page.package}/${glob}`));
  }

  /** Data and canvas are there only while the chart is near the window. */
  protected override start(): void {
    this._now = this.context.now();
    const near = new IntersectionObserver((entries) => (entries.at(-1)!.isIntersecting ? this.#begin() : this.#end()), { rootMargin: NEAR });
    near.observe(this);
    this.hold(() => near.disconnect());
    this.#size.observe(this);
    this.hold(() => this.#size.disconnect());
    this.hold(this.context.tick((now) => this.#tick(now)));
    this.hold(
      this.context.theme((theme) => {
        this.#theme = theme;
        // the new colours are in force with the next style pass
        requestAnimationFrame(() => this.#draw());
      }),
    );
    this.hold(() => this.#end());
  }

  #begin(): void {
    this.#releaseData();
    this.#near = true;
    this.#draw();
    const points = POINTS.find(([width]) => this.clientWidth <= width)![1];
    this.#releaseData = this.context.series(
      { match: this.#globs, range: this.#range, points, consolidation: this.config.consolidation ?? 'average' },
      (answer) => {
        this._now = this.context.now();
        // what was drawn before stays until there is something newer
        if (answer.state !== 'ready' && this._answer.state === 'ready') return;
        this._answer = answer;
        if (answer.state !== 'ready') return;
        const newest = answer.series.reduce<SeriesData | undefined>((best, each) => (each.last && (!best?.last || each.last.at > best.last.at) ? each : best), undefined);
        this.context.report({ asOf: newest?.last?.at ?? null, limit: staleLimit(newest?.every ?? 60) });
      },
    );
  }

  #end(): void {
    this.#near = false;
    this.#releaseData();
    this.#releaseData = () => {};
    this.#destroy();
  }

  #destroy(): void {
    this.#plot?.destroy();
    this.#plot = undefined;
    this.#shape = '';
  }

  #tick(now: number): void {
    this._now = now;
  }

  #resize(): void {
    this._wide = this.clientWidth >= BESIDE_FROM;
    this.#draw();
  }

  get #target(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.plot');
  }

  protected override updated(): void {
    const target = this.#target ?? undefined;
    if (target !== this.#observed) {
      if (this.#observed) this.#size.unobserve(this.#observed);
      if (target) this.#size.observe(target);
      this.#observed = target;
    }
    this.#draw();
  }

  #draw(): void {
    const target = this.#target;
    if (!target || !this.#near || this._answer.state !== 'ready' || this._answer.series.length === 0) {
      this.#destroy();
      return;
    }
    const { clientWidth: width, clientHeight: height } = target;
    if (width < 40 || height < 40) return;
    const series = this.#sorted(this._answer.series);
    const labels = seriesLabels(series);
    const shape = JSON.stringify([this.#theme, labels, series.map(({ unit }) => unit), this.config]);
    const [from, to] = this.#window();
    // without news it moves on when that is at least half a pixel
    const moved = (Math.abs(to - this.#drawn) / (to - from)) * width;
    const { times, values } = align(series);
    const data = [times, ...(this.config.stack ? stack(values) : values)] as uPlot.AlignedData;
    if (shape !== this.#shape) {
      this.#destroy();
      this.#plot = plot({
        lines: series.map(({ unit }, i) => ({ unit, label: labels[i]! })),
        palette: this.#palette(), stacked: this.config.stack ?? false,
        min: this.config.min ?? null, max: this.config.max ?? null,
        window: () => this.#window(), crosshair: this.context.crosshair,
        onCursor: (index) => (this._index = index),
        onZoom: (zoomFrom, zoomTo) => (this._zoom = [zoomFrom, zoomTo]),
      }, data, { width, height }, target);
      this.#shape = shape;
      this.#drawn = to;
    } else if (this.#plot && (this.#plot.width !== width || this.#plot.height !== height)) {
      this.#plot.setSize({ width, height });
    } else if (this.#plot && (moved >= 0.5 || this.#plot.data[0].at(-1) !== times.at(-1))) {
      this.#plot.setData(data);
      this.#drawn = to;
    }
  }

  /** Always in the same order, so that a colour stays with its series. */
  #sorted(series: readonly SeriesData[]): SeriesData[] {
    const globs = this.#globs;
    const place = (id: string) => globs.findIndex((glob) => globMatches(glob, id));
    return [...series].sort((a, b) => place(a.id) - place(b.id) || a.id.localeCompare(b.id, 'en', { numeric: true }));
  }

  #window(): readonly [number, number] {
    const now = this.context.now();
    return this._zoom ?? [now - this.#range * 1000, now];
  }

  #palette(): Palette {
    const probe = this.renderRoot.querySelector<HTMLElement>('.probe')!;
    const colour = (name: string) => {
      probe.style.color = `var(--${name})`;
      return getComputedStyle(probe).color;
    };
    const size = parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.72;
    return {
      series: Array.from({ length: COLOURS }, (_, i) => colour(`series-${i + 1}`)),
      ink: colour('ink-3'), line: colour('line'), surface: colour('surface'),
      font: `${size}px ${getComputedStyle(this).fontFamily}`,
    };
  }

  protected override render(): TemplateResult {
    const answer = this._answer;
    if (answer.state === 'loading') return html`<div class="all"><div class="plot skeleton" role="status"><span class="visually-hidden">Loading</span></div></div>`;
    if (answer.state === 'failed') return html`<div class="note"><strong>The points could not be loaded</strong>${answer.message}</div>`;
    if (answer.series.length === 0) return html`<div class="note"><strong>Not configured</strong><span>No series matches ${this.#globs.join(', ')}.</span></div>`;
    const series = this.#sorted(answer.series);
    const labels = seriesLabels(series);
    const legend = this.config.legend ?? 'auto';
    const beside = legend === 'beside' || (legend === 'auto' && this._wide && series.length > 1);
    return html`<div class="all ${beside ? 'beside' : ''}">
      <div class="plot" tabindex="0" role="slider" aria-label="Time in the chart" aria-orientation="horizontal" aria-valuemin="0" aria-valuemax=${Math.max(0, (series[0]?.times.length ?? 1) - 1)}
        aria-valuenow=${this._index ?? Math.max(0, (series[0]?.times.length ?? 1) - 1)} aria-valuetext=${this.#spoken(series, labels)}
        @keydown=${this.#key} @dblclick=${this.#live} @blur=${this.#leave}>
        ${this._zoom ? html`<button class="back" @click=${this.#live} @mousedown=${(event: Event) => event.stopPropagation()}>Back to now</button>` : nothing}</div>
      ${legend === 'none' ? html`<div class="visually-hidden">${this.#table(series, labels)}</div>` : html`<div class="legend" role="group" aria-label="Latest values" tabindex=${series.length > 6 ? 0 : nothing}>${beside || series.length > 6 ? this.#table(series, labels) : this.#below(series, labels)}</div>`}
      <span class="probe"></span>
      ${answer.truncated ? html`<span class="visually-hidden">Not all series are shown.</span>` : nothing}
    </div>`;
  }

  /** The values under the crosshair, or the last ones. */
  #at(series: readonly SeriesData[]): { readonly time: number | null; readonly values: readonly (number | null | undefined)[] } {
    const index = this._index;
    const time = index === null ? undefined : this.#plot?.data[0][index];
    if (time === undefined || index === null) return { time: null, values: series.map(({ last }) => last?.value) };
    const { times, values } = align(series);
    const place = times.indexOf(time);
    return { time, values: values.map((column) => column[place]) };
  }

  #spoken(series: readonly SeriesData[], labels: readonly string[]): string {
    const { time, values } = this.#at(series);
    const words = labels.slice(0, 8).map((label, i) => `${label} ${values[i] === null || values[i] === undefined ? 'no data' : format(values[i], series[i]!.unit)}`);
    return `${time === null ? `now, of the last ${duration(this.#range)}` : clock(time, this._now)}: ${words.join(', ')}`;
  }

  #table(series: readonly SeriesData[], labels: readonly string[]): TemplateResult {
    const { time, values } = this.#at(series);
    const since = this.#window()[0];
    return html`<table><caption class="visually-hidden">Latest values</caption><thead><tr><th scope="col"><span class="visually-hidden">Series</span></th><th scope="col" class="number">${time === null ? 'Last' : clock(time, this._now)}</th><th scope="col" class="number">Min</th><th scope="col" class="number">Max</th></tr></thead>
      <tbody>${series.map((each, i) => {
        const seen = extent(each, since);
        return html`<tr class=${this.#old(each) ? 'old' : ''} title=${each.id}><th scope="row">${this.#swatch(i)}${labels[i]}${this.#old(each) ? ' (stale)' : ''}</th>
          <td class="number last">${this.#value(values[i], each.unit, time !== null)}</td><td class="number side">${seen ? format(seen.min, each.unit) : '–'}</td><td class="number side">${seen ? format(seen.max, each.unit) : '–'}</td></tr>`;
      })}</tbody></table>`;
  }

  #below(series: readonly SeriesData[], labels: readonly string[]): TemplateResult {
    const { time, values } = this.#at(series);
    const since = this.#window()[0];
    return html`<div class="below">${time === null ? nothing : html`<span class="muted">${clock(time, this._now)}</span>`}${series.map((each, i) => {
      const seen = extent(each, since);
      return html`<span class=${this.#old(each) ? 'old' : ''} title=${each.id}>${this.#swatch(i)}${labels[i]}${this.#old(each) ? ' (stale)' : ''} <b>${this.#value(values[i], each.unit, time !== null)}</b>${seen && series.length <= 2 ? html` <span class="muted"><span class="nowrap">min ${format(seen.min, each.unit)}</span> <span class="nowrap">max ${format(seen.max, each.unit)}</span></span>` : nothing}</span>`;
    })}</div>`;
  }

  #swatch(index: number): TemplateResult {
    return html`<span class="swatch c${index % COLOURS} ${index >= COLOURS ? 'dashed' : ''}"></span>`;
  }

  #value(value: number | null | undefined, unit: string, atCrosshair: boolean): unknown {
    if (value === null) return atCrosshair ? 'gap' : 'unknown';
    return value === undefined ? '–' : format(value, unit);
  }

  #old({ last, every }: SeriesData): boolean {
    return last === null || isStale(last.at, every ?? 60, this._now);
  }

  #live = () => {
    this._zoom = undefined;
    this.#drawn = 0;
  };

  #leave = () => this.#place(null);

  #key = (event: KeyboardEvent) => {
    const last = (this.#plot?.data[0].length ?? 0) - 1;
    if (last < 0) return;
    const from = this._index ?? last;
    const to = { ArrowLeft: from - 1, ArrowRight: from + 1, ArrowDown: from - 1, ArrowUp: from + 1, PageDown: from - 30, PageUp: from + 30, Home: 0, End: last }[event.key];
    if (event.key === 'Escape' && (this._index !== null || this._zoom)) {
      event.preventDefault();
      this.#place(null);
      this.#live();
    }
    if (to === undefined) return;
    event.preventDefault();
    this.#place(Math.min(last, Math.max(0, to)));
  };

  /** Puts the crosshair onto a point. */
  #place(index: number | null): void {
    const chart = this.#plot;
    if (!chart) return;
    if (index === null) chart.setCursor({ left: -10, top: -10 });
    else chart.setCursor({ left: chart.valToPos(chart.data[0][index]!, 'x'), top: chart.over.clientHeight / 2 });
  }
}
