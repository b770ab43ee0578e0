import { css, html, nothing, svg, type TemplateResult } from 'lit';
import { checkGlobs, format, isStale, parts, RemWidget, sharedStyles, staleLimit, stateIcon, whyNoSeries, type Check, type SeriesAnswer, type SeriesData } from '@redeye/host';
import { aggregateNow, aggregateCourse, judge, type Aggregate } from './aggregate.ts';
import { sparkline } from './sparkline.ts';

interface Config {
  readonly series: string;
  readonly aggregate?: Aggregate;
  readonly warning?: number | null;
  readonly critical?: number | null;
  readonly range?: number;
  readonly minimum?: number | null;
  readonly maximum?: number | null;
}

const POINTS = 120;
const RANGE = 900;
const [WIDTH, HEIGHT] = [200, 40];

/** One number. Zero, unknown, not configured and stale are told apart in words. */
export class Value extends RemWidget<Config> {
  static override properties = { _answer: { state: true }, _now: { state: true }, _checks: { state: true, hasChanged: different } };
  static override styles = [sharedStyles, css`
    :host { height: 100%; container: value / size; }
    .all { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0 .75rem; align-items: center; height: 100%; padding: 0 .9rem .6rem; overflow: hidden; }
    .text { min-width: 0; }
    .number { display: flex; align-items: baseline; gap: .2em; font-size: clamp(1.375rem, min(42cqh, 16cqw), 5rem); line-height: 1.15; font-weight: 600; letter-spacing: -.03em; white-space: nowrap; }
    .number small { font-size: .48em; font-weight: 500; letter-spacing: 0; color: var(--ink-2); }
    .number.bad { color: var(--state-ink); }
    .words { display: flex; gap: .35rem; align-items: center; font-size: .8125rem; color: var(--ink-2); min-height: 1.3em; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
    .words.bad { color: var(--state-ink); font-weight: 550; }
    svg.curve { width: 100%; height: 72%; min-height: 1.5rem; color: var(--series-1); overflow: visible; }
    @container value (max-width: 11.500rem) { svg.curve { display: none; } }
    @container value (min-width: 11.500rem) { .all { grid-template-columns: minmax(max-content, 1fr) minmax(3.500rem, 42%); } }
    @container value (min-height: 7.500rem) { .all { grid-template-columns: minmax(0, 1fr); grid-template-rows: 1fr minmax(2rem, 40%); } svg.curve { display: block; height: 100%; } }
    svg.curve .line { fill: none; stroke: currentColor; stroke-width: 1.500; vector-effect: non-scaling-stroke; stroke-linejoin: round; opacity: .75; }
    svg.curve .area { fill: currentColor; opacity: .1; }
    svg.curve.bad { color: var(--state-fill); }
    .unknown-value { font-size: 1.25rem; font-weight: 600; color: var(--unknown-ink); }
  `];

  declare _answer: SeriesAnswer;
  declare _now: number;
  /** The checks whose series are shown; they tell why there are none. */
  declare _checks: readonly Check[] | undefined;

  constructor() {
    super();
    this._answer = { state: 'loading' };
    this._now = 0;
  }

  get #glob(): string {
    const glob = this.config.series;
    return glob.includes('/') || glob.startsWith('*') ? glob : `${this.context.page.package}/${glob}`;
  }

  protected override start(): void {
    this._now = this.context.now();
    this.hold(this.context.checks(checkGlobs([this.#glob]), (answer) => (this._checks = answer.state === 'ready' ? answer.checks : undefined)));
    this.hold(this.context.tick((now) => (this._now = now)));
    this.hold(this.context.series({ match: [this.#glob], range: this.config.range ?? RANGE, points: POINTS }, (answer) => {
      this._now = this.context.now();
      this._answer = answer;
      if (answer.state === 'ready') this.#report(answer.series);
    }));
  }

  #report(series: readonly SeriesData[]): void {
    const newest = series.reduce<SeriesData | undefined>((best, each) => (each.last && (!best?.last || each.last.at > best.last.at) ? each : best), undefined);
    this.context.report({ asOf: newest?.last?.at ?? null, limit: staleLimit(newest?.every ?? 60) });
  }

  protected override render(): TemplateResult {
    const answer = this._answer;
    if (answer.state === 'loading') return html`<div class="all" role="status"><span class="visually-hidden">Loading</span></div>`;
    if (answer.state === 'failed') return html`<div class="note" tabindex="0"><strong>Could not be loaded</strong>${answer.message}</div>`;
    if (answer.series.length === 0) return this.#missing();
    return this.#value(answer.series);
  }

  #missing(): TemplateResult {
    if (!this._checks) return html``;
    const { title, detail } = whyNoSeries([this.#glob], this._checks);
    return html`<div class="note" tabindex="0"><strong>${title}</strong><span>${detail}</span></div>`;
  }

  #value(series: readonly SeriesData[]): TemplateResult {
    const how = this.config.aggregate ?? 'sum';
    const unit = series[0]!.unit;
    const stale = series.filter((each) => each.last && isStale(each.last.at, each.every ?? 60, this._now));
    // stale parts would falsify a sum: as long as others are fresh, those count
    const counted = stale.length < series.length ? series.filter((each) => !stale.includes(each)) : series;
    const value = aggregateNow(counted, how);
    const verdict = judge(value, this.config.warning ?? null, this.config.critical ?? null);
    const { number, unit: shown } = parts(value, unit);
    const bad = verdict.state === 'ok' ? '' : 'bad';
    return html`<div class="all ${verdict.state}">
      <div class="text">${value === null ? html`<span class="unknown-value">Unknown</span>` : html`<div class="number ${bad}"><span>${number}</span>${shown ? html`<small>${shown}</small>` : nothing}</div>`}
        <div class="words ${bad}">${this.#words(verdict.state, verdict.limit, unit, counted.length, series.length)}</div></div>
      ${this.#curve(counted, how, bad, verdict.state)}</div>`;
  }

  #words(state: string, limit: number | null, unit: string, counted: number, all: number): unknown {
    if (state !== 'ok' && limit !== null) return html`${stateIcon(state as 'warning')}<span>${state}: limit ${format(limit, unit)}</span>`;
    if (counted < all) return html`${stateIcon('stale')}<span>${counted} of ${all}; the others are stale</span>`;
    if (all > 1) return html`<span>${this.config.aggregate ?? 'sum'} of ${all}</span>`;
    return nothing;
  }

  #curve(series: readonly SeriesData[], how: Aggregate, bad: string, state: string): unknown {
    const { times, values } = aggregateCourse(series, how);
    const to = this._now;
    const paths = sparkline(times, values, {
      from: to - (this.config.range ?? RANGE) * 1000, to, width: WIDTH, height: HEIGHT,
      min: this.config.minimum ?? null, max: this.config.maximum ?? null,
    });
    if (paths.line === '') return nothing;
    return html`<svg class="curve ${bad} ${bad ? state : ''}" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">${svg`<path class="area" d=${paths.area} /><path class="line" d=${paths.line} />`}</svg>`;
  }
}

/** Only what the words depend on: checks change with every run. */
function different(now: readonly Check[] | undefined, before: readonly Check[] | undefined): boolean {
  return now?.length !== before?.length || !!now?.some((check, i) => check.state !== before![i]!.state || check.reason !== before![i]!.reason);
}
