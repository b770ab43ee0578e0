import { html, nothing, unsafeCSS, type TemplateResult } from 'lit';
import type uPlot from 'uplot';
import uPlotStyles from 'uplot/dist/uPlot.min.css';
import { checkGlobs, controlStyles, RemWidget, seriesLabels, sharedStyles, staleLimit, whyNoSeries, type Check, type SeriesAnswer, type SeriesData, type TimeRange } from '@redeye/host';
import { align, rows } from './columns.ts';
import { Drawing, type Measured, type Scene } from './drawing.ts';
import { shades } from './gaps.ts';
import { legendStyles, pace, row, spoken, table, type Reading } from './legend.ts';
import { OverviewPane } from './overview.ts';
import type { Palette } from './plot.ts';
import { asked, globsOf, newestOf, OVERVIEW_POINTS, paletteOf, pointsFor, RANGE, sorted, type Config } from './settings.ts';
import { chosen } from './stretch.ts';
import { chartStyles } from './style.ts';
import { apart, inTurn, outOfTurn, together } from './turns.ts';

const BESIDE_FROM = 620;
/** More series than this are a table that scrolls. */
const MANY = 6;

/** Lines over time. */
export class Chart extends RemWidget<Config> {
  static override properties = { _answer: { state: true }, _past: { state: true }, _near: { state: true }, _index: { state: true }, _time: { state: true }, _wide: { state: true }, _now: { state: true }, _checks: { state: true, hasChanged: different } };
  static override styles = [sharedStyles, controlStyles, unsafeCSS(uPlotStyles), legendStyles, chartStyles];

  declare _answer: SeriesAnswer;
  /** What the second pane shows. */
  declare _past: SeriesAnswer;
  /** Whether it is near the window; far from it there is nothing, not even a skeleton that shimmers. */
  declare _near: boolean;
  /** Where the crosshair stands; null: nowhere. */
  declare _index: number | null;
  /** The stretch of time that was chosen for the page; null: this chart's own range. */
  declare _time: TimeRange | null;
  declare _wide: boolean;
  declare _now: number;
  /** The checks whose series are shown; they tell why there are none. */
  declare _checks: readonly Check[] | undefined;
  readonly #drawing = new Drawing();
  readonly #overview = new OverviewPane();
  #theme = '';
  /** Ends what is there only while the chart is near the window. */
  #near: (() => void)[] = [];
  #releaseData = () => {};
  readonly #size = new ResizeObserver(() => this.#resize());
  #observed: HTMLElement | undefined;

  constructor() {
    super();
    this._answer = { state: 'loading' };
    this._past = { state: 'loading' };
    this._near = false;
    this._index = null;
    this._time = null;
    this._wide = false;
    this._now = 0;
  }

  /** Seconds. */
  get #range(): number {
    if (this._time && 'from' in this._time) return (this._time.to - this._time.from) / 1000;
    return this._time?.range ?? this.config.range ?? RANGE;
  }

  get #globs(): readonly string[] {
    return globsOf(this.config, this.context.page.package);
  }

  /** Everything is there only while the chart is near the window. */
  protected override start(): void {
    this._now = this.context.now();
    this.hold(this.context.near((near) => (near ? this.#begin() : this.#end())));
    this.hold(() => this.#end());
  }

  #begin(): void {
    this.#end();
    this._now = this.context.now();
    this._near = true;
    this.#near = [
      this.context.checks(checkGlobs(this.#globs), (answer) => (this._checks = answer.state === 'ready' ? answer.checks : undefined)),
      this.context.tick((now) => (this._now = now)),
      this.context.theme((theme) => {
        this.#theme = theme;
        // the new colours are in force with the next style pass
        requestAnimationFrame(() => this.#draw());
      }),
      () => this.#size.disconnect(),
    ];
    this.#size.observe(this);
    this.#observed = undefined;
    this.#near.push(this.context.timeRange((range) => {
      this._time = range;
      together(this, () => this.#ask());
    }));
    const { overview } = this.config;
    if (overview) this.#near.push(this.context.series({ ...asked(this.config, this.#globs), range: overview, points: OVERVIEW_POINTS, band: false }, (answer) => (this._past = answer)));
  }

  #ask(): void {
    this.#releaseData();
    const still = this._time && 'from' in this._time ? this._time : {};
    const query = { ...asked(this.config, this.#globs), range: this.#range, ...still, points: pointsFor(this.clientWidth) };
    this.#releaseData = this.context.series(query, (answer) => this.#take(answer));
  }

  #take(answer: SeriesAnswer): void {
    this._now = this.context.now();
    // what was drawn before stays until there is something newer
    if (answer.state !== 'ready' && this._answer.state === 'ready') return;
    this._answer = answer;
    if (answer.state !== 'ready') return;
    const newest = newestOf(answer.series);
    if (this.#live) this.context.report({ asOf: newest?.last?.at ?? null, limit: staleLimit(newest ? pace(newest) : 60) });
    else this.context.report({ asOf: null });
  }

  /** Whether it goes with the time. */
  get #live(): boolean {
    return !(this._time && 'from' in this._time);
  }

  #end(): void {
    if (!this._near) return;
    this._near = false;
    outOfTurn(this);
    apart(this);
    for (const release of this.#near.splice(0)) release();
    this.#releaseData();
    this.#releaseData = () => {};
    this.#destroy();
    this._answer = { state: 'loading' };
    this._past = { state: 'loading' };
    // nobody sees it, and it hears nothing: its age would mislead
    this.context.report({ asOf: null });
  }

  #destroy(): void {
    this.#drawing.destroy();
    this.#overview.destroy();
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
      if (target && this._near) this.#size.observe(target);
      this.#observed = target;
    }
    this.#draw();
  }

  #draw(): void {
    const target = this.#target;
    if (!target || !this._near || this._answer.state !== 'ready' || this._answer.series.length === 0) {
      this.#destroy();
      return;
    }
    // many charts come near at once, on a long page
    if (this.#drawing.plot) this.#drawing.update(target, this.#scene(this._answer), { ...sizeOf(target), palette: () => this.#palette() });
    else inTurn(this, () => this.#measure(), (measured) => this.#drawNow(measured));
    this.#drawOverview();
  }

  #measure(): Measured | undefined {
    const target = this.#target;
    if (!target || this._answer.state !== 'ready') return undefined;
    const palette = this.#palette();
    return { ...sizeOf(target), palette: () => palette };
  }

  #drawNow(measured: Measured | undefined): void {
    const target = this.#target;
    if (measured && target && this._near && this._answer.state === 'ready') this.#drawing.update(target, this.#scene(this._answer), measured);
  }

  #scene(answer: SeriesAnswer & { state: 'ready' }): Scene {
    const series = () => sorted(this.config, this.#globs, answer.series);
    return {
      answer, series, config: this.config, theme: this.#theme,
      window: () => this.#window(), crosshair: this.context.crosshair,
      onCursor: (index) => (this._index = index),
      gaps: () => (this._answer.state === 'ready' ? shades(sorted(this.config, this.#globs, this._answer.series), this.context.now()) : []),
      onZoom: (from, to) => this.context.setTimeRange({ from, to }),
    };
  }

  #drawOverview(): void {
    const target = this.renderRoot.querySelector<HTMLElement>('.overview');
    if (!target || this._past.state !== 'ready') return;
    const past = sorted(this.config, this.#globs, this._past.series);
    const seconds = this.config.overview!;
    this.#overview.draw(target, this._past, () => rows(past, this.config.stack ?? false, false) as uPlot.AlignedData, {
      lines: past.length, theme: this.#theme, palette: this.#palette(),
      span: () => [this.context.now() - seconds * 1000, this.context.now()],
      onChoose: (from, to) => this.context.setTimeRange(chosen(from, to, this.context.now(), seconds)),
    }, this.#window());
  }

  #window(): readonly [number, number] {
    if (this._time && 'from' in this._time) return [this._time.from, this._time.to];
    const now = this.context.now();
    return [now - this.#range * 1000, now];
  }

  #palette(): Palette {
    return paletteOf(this, this.renderRoot.querySelector<HTMLElement>('.probe')!, this.#theme);
  }

  protected override render(): TemplateResult {
    const answer = this._answer;
    if (!this._near) return html``;
    if (answer.state === 'loading') return html`<div class="all"><div class="plot skeleton" role="status"><span class="visually-hidden">Loading</span></div></div>`;
    if (answer.state === 'failed') return html`<div class="note" tabindex="0"><strong>The points could not be loaded</strong>${answer.message}</div>`;
    if (answer.series.length === 0) return this.#missing();
    const series = sorted(this.config, this.#globs, answer.series);
    const reading = this.#reading(series);
    const newest = Math.max(0, (series[0]?.times.length ?? 1) - 1);
    const legend = this.config.legend ?? 'auto';
    const beside = legend === 'beside' || (legend === 'auto' && this._wide && series.length > 1);
    return html`<div class="all ${beside ? 'beside' : ''}">
      <div class="panes"><div class="plot" tabindex="0" role="slider" aria-label="Time in the chart" aria-orientation="horizontal" aria-valuemin="0" aria-valuemax=${newest}
        aria-valuenow=${this._index ?? newest} aria-valuetext=${spoken(reading, this.#range)}
        @keydown=${this.#key} @dblclick=${this.#reset} @blur=${this.#leave}>
        ${this.#live ? nothing : html`<button class="back" @click=${this.#reset} @mousedown=${(event: Event) => event.stopPropagation()}>Back to now</button>`}</div>
      ${this.config.overview ? html`<div class="overview" aria-hidden="true"></div>` : nothing}</div>
      ${legend === 'none' ? html`<div class="visually-hidden">${table(reading)}</div>` : html`<div class="legend" role="group" aria-label="Latest values" tabindex="0">${beside || series.length > MANY ? table(reading) : row(reading)}</div>`}
      <span class="probe"></span>
      ${answer.truncated ? html`<span class="visually-hidden">Not all series are shown.</span>` : nothing}
    </div>`;
  }

  #missing(): TemplateResult {
    if (!this._checks) return html``;
    const { title, detail } = whyNoSeries(this.#globs, this._checks);
    return html`<div class="note" tabindex="0"><strong>${title}</strong><span>${detail}</span></div>`;
  }

  /** The values under the crosshair, or the last ones. */
  #reading(series: readonly SeriesData[]): Reading {
    const [since, until] = this.#window();
    const live = this.#live;
    const common = { series, labels: seriesLabels(series), since, live, now: live ? this._now : until };
    const time = this._index === null ? undefined : this.#drawing.plot?.data[0][this._index];
    if (time === undefined) return { ...common, time: null, values: series.map(({ last }) => last?.value) };
    const { times, values } = align(series);
    const place = times.indexOf(time);
    return { ...common, time, values: values.map((column) => column[place]) };
  }

  #reset = () => this.context.setTimeRange(null);

  #leave = () => this.#place(null);

  #key = (event: KeyboardEvent) => {
    const last = (this.#drawing.plot?.data[0].length ?? 0) - 1;
    if (last < 0) return;
    const from = this._index ?? last;
    const to = { ArrowLeft: from - 1, ArrowRight: from + 1, ArrowDown: from - 1, ArrowUp: from + 1, PageDown: from - 30, PageUp: from + 30, Home: 0, End: last }[event.key];
    if (event.key === 'Escape' && (this._index !== null || !this.#live)) {
      event.preventDefault();
      if (this._index !== null) this.#place(null);
      else this.#reset();
    }
    if (to === undefined) return;
    event.preventDefault();
    this.#place(Math.min(last, Math.max(0, to)));
  };

  /** Puts the crosshair onto a point. */
  #place(index: number | null): void {
    const chart = this.#drawing.plot;
    if (!chart) return;
    if (index === null) chart.setCursor({ left: -10, top: -10 });
    else chart.setCursor({ left: chart.valToPos(chart.data[0][index]!, 'x'), top: chart.over.clientHeight / 2 });
  }
}

function sizeOf({ clientWidth: width, clientHeight: height }: HTMLElement): { width: number; height: number } {
  return { width, height };
}

/** Only what the words depend on: checks change with every run. */
function different(now: readonly Check[] | undefined, before: readonly Check[] | undefined): boolean {
  return now?.length !== before?.length || !!now?.some((check, i) => check.state !== before![i]!.state || check.reason !== before![i]!.reason);
}
