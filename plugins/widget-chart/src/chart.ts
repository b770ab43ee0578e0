import { css, html, nothing, unsafeCSS, type TemplateResult } from 'lit';
import type uPlot from 'uplot';
import uPlotStyles from 'uplot/dist/uPlot.min.css';
import { checkGlobs, controlStyles, globMatches, RemWidget, seriesLabels, sharedStyles, staleLimit, whyNoSeries, type Check, type SeriesAnswer, type SeriesData } from '@redeye/host';
import { align, stack } from './columns.ts';
import { COLOURS, legendStyles, row, spoken, table, type Reading } from './legend.ts';
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
/** More series than this are a table that scrolls. */
const MANY = 6;

/** Lines over time. */
export class Chart extends RemWidget<Config> {
  static override properties = { _answer: { state: true }, _index: { state: true }, _zoom: { state: true }, _wide: { state: true }, _now: { state: true }, _checks: { state: true, hasChanged: different } };
  static override styles = [sharedStyles, controlStyles, unsafeCSS(uPlotStyles), legendStyles, css`
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
    .probe { position: absolute; visibility: hidden; }
  `];

  declare _answer: SeriesAnswer;
  /** Where the crosshair stands; null: nowhere. */
  declare _index: number | null;
  /** A stretch of time that was chosen with the mouse; undefined: it goes with the time. */
  declare _zoom: readonly [number, number] | undefined;
  declare _wide: boolean;
  declare _now: number;
  /** The checks whose series are shown; they tell why there are none. */
  declare _checks: readonly Check[] | undefined;
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
    this.hold(this.context.checks(checkGlobs(this.#globs), (answer) => (this._checks = answer.state === 'ready' ? answer.checks : undefined)));
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
    // nobody sees it, and it hears nothing: its age would mislead
    this.context.report({ asOf: null });
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
    if (answer.series.length === 0) return this.#missing();
    const series = this.#sorted(answer.series);
    const reading = this.#reading(series);
    const newest = Math.max(0, (series[0]?.times.length ?? 1) - 1);
    const legend = this.config.legend ?? 'auto';
    const beside = legend === 'beside' || (legend === 'auto' && this._wide && series.length > 1);
    return html`<div class="all ${beside ? 'beside' : ''}">
      <div class="plot" tabindex="0" role="slider" aria-label="Time in the chart" aria-orientation="horizontal" aria-valuemin="0" aria-valuemax=${newest}
        aria-valuenow=${this._index ?? newest} aria-valuetext=${spoken(reading, this.#range)}
        @keydown=${this.#key} @dblclick=${this.#live} @blur=${this.#leave}>
        ${this._zoom ? html`<button class="back" @click=${this.#live} @mousedown=${(event: Event) => event.stopPropagation()}>Back to now</button>` : nothing}</div>
      ${legend === 'none' ? html`<div class="visually-hidden">${table(reading)}</div>` : html`<div class="legend" role="group" aria-label="Latest values" tabindex="0">${beside || series.length > MANY ? table(reading) : row(reading)}</div>`}
      <span class="probe"></span>
      ${answer.truncated ? html`<span class="visually-hidden">Not all series are shown.</span>` : nothing}
    </div>`;
  }

  #missing(): TemplateResult {
    if (!this._checks) return html``;
    const { title, detail } = whyNoSeries(this.#globs, this._checks);
    return html`<div class="note"><strong>${title}</strong><span>${detail}</span></div>`;
  }

  /** The values under the crosshair, or the last ones. */
  #reading(series: readonly SeriesData[]): Reading {
    const common = { series, labels: seriesLabels(series), since: this.#window()[0], now: this._now };
    const time = this._index === null ? undefined : this.#plot?.data[0][this._index];
    if (time === undefined) return { ...common, time: null, values: series.map(({ last }) => last?.value) };
    const { times, values } = align(series);
    const place = times.indexOf(time);
    return { ...common, time, values: values.map((column) => column[place]) };
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

/** Only what the words depend on: checks change with every run. */
function different(now: readonly Check[] | undefined, before: readonly Check[] | undefined): boolean {
  return now?.length !== before?.length || !!now?.some((check, i) => check.state !== before![i]!.state || check.reason !== before![i]!.reason);
}
