import { css, html, nothing, unsafeCSS, type TemplateResult } from 'lit';
import { clock, duration, format, fullTime, isStale, type SeriesData } from '@redeye/host';
import { extent, type Cell } from './columns.ts';
import { gapAt } from './gaps.ts';

/** So many colours can be told apart; further lines repeat them, dashed. */
export const COLOURS = 8;
/** A chart's words for screen readers name so many series at most. */
const SPOKEN = 8;

/** What a legend shows: the values of one time, and the extremes of what is in view. */
export interface Reading {
  readonly series: readonly SeriesData[];
  readonly labels: readonly string[];
  /** The time under the crosshair; null: the last values. */
  readonly time: number | null;
  readonly values: readonly Cell[];
  /** Extremes are those since then. */
  readonly since: number;
  readonly now: number;
  /** Whether what is shown goes with the time, so that it can be stale. */
  readonly live: boolean;
}

/** Names and values with extremes, one line per series. */
export function table({ series, labels, time, values, since, now, live }: Reading): TemplateResult {
  return html`<table><caption class="visually-hidden">Latest values</caption>
    <thead><tr><th scope="col"><span class="visually-hidden">Series</span></th><th scope="col" class="number">${time === null ? 'Last' : clock(time, now)}</th><th scope="col" class="number">Min</th><th scope="col" class="number">Max</th></tr></thead>
    <tbody>${series.map((each, i) => {
      const seen = extent(each, since);
      return html`<tr class=${live && old(each, now) ? 'old' : ''} title=${each.id}><th scope="row">${swatch(i)}${name(each, labels[i]!, live, now)}</th>
        <td class="number last">${value(values[i], each, time)}</td><td class="number side">${format(seen?.min, each.unit)}</td><td class="number side">${format(seen?.max, each.unit)}</td></tr>`;
    })}</tbody></table>`;
}

/** Names and values in a row; with extremes where there are one or two series. */
export function row({ series, labels, time, values, since, now, live }: Reading): TemplateResult {
  return html`<div class="below">${time === null ? nothing : html`<span class="muted">${clock(time, now)}</span>`}${series.map((each, i) => {
    const seen = series.length <= 2 ? extent(each, since) : null;
    return html`<span class=${live && old(each, now) ? 'old' : ''} title=${each.id}>${swatch(i)}${name(each, labels[i]!, live, now)} <b>${value(values[i], each, time)}</b>${seen ? html` <span class="muted"><span class="nowrap">min ${format(seen.min, each.unit)}</span> <span class="nowrap">max ${format(seen.max, each.unit)}</span></span>` : nothing}</span>`;
  })}</div>`;
}

/** The same as one sentence. */
export function spoken({ series, labels, time, values, now, live }: Reading, range: number): string {
  const words = labels.slice(0, SPOKEN).map((label, i) => `${label} ${typeof values[i] === 'number' ? format(values[i], series[i]!.unit) : time === null ? 'no data' : value(null, series[i]!, time)}`);
  return `${time !== null ? clock(time, now) : live ? `now, of the last ${duration(range)}` : `at the end of ${duration(range)} up to ${fullTime(now)}`}: ${words.join(', ')}`;
}

function old(series: SeriesData, now: number): boolean {
  return series.last === null || isStale(series.last.at, pace(series), now);
}

/** Seconds between two samples; of what is reckoned from several series, between two points. */
export function pace({ every, step }: SeriesData): number {
  return every ?? Math.max(60, step / 1000);
}

function name(series: SeriesData, label: string, live: boolean, now: number): string {
  return live && old(series, now) ? `${label} (stale)` : label;
}

function value(cell: Cell, series: SeriesData, time: number | null): string {
  if (cell !== null) return format(cell, series.unit);
  if (time === null) return 'unknown';
  const gap = gapAt(series, time);
  return gap ? `gap: ${gap.reason}` : 'gap';
}

function swatch(index: number): TemplateResult {
  return html`<span class="swatch c${index % COLOURS} ${index >= COLOURS ? 'dashed' : ''}"></span>`;
}

export const legendStyles = css`
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
`;
