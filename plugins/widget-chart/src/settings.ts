import { globMatches, type Combination, type Label, type SeriesData, type SeriesQuery } from '@redeye/host';
import { COLOURS } from './legend.ts';
import type { Palette } from './plot.ts';

/** The settings of a chart as they come from its page; see widget.json. */
export interface Config {
  readonly series: readonly string[];
  readonly range?: number;
  readonly min?: number | null;
  readonly max?: number | null;
  readonly stack?: boolean;
  readonly consolidation?: 'average' | 'min' | 'max';
  readonly legend?: 'auto' | 'below' | 'beside' | 'none';
  readonly rate?: boolean;
  readonly combine?: Combination | 'none';
  readonly by?: readonly Label[] | null;
  readonly percentile?: number;
  readonly top?: number | null;
  readonly overview?: number | null;
}

/** Seconds. */
export const RANGE = 3600;
export const OVERVIEW_POINTS = 360;
const MOST_PALETTES = 20;
/** Points asked for, by width: few steps, so that charts of the same series ask the same. */
const POINTS: readonly (readonly [number, number])[] = [[420, 200], [800, 360], [1400, 600], [Infinity, 1000]];

export function pointsFor(width: number): number {
  return POINTS.find(([most]) => width <= most)![1];
}

/** What a chart asks for, but for the time. */
export function asked(config: Config, match: readonly string[]): Omit<SeriesQuery, 'range'> {
  const { rate, combine = 'none', by, percentile, top, consolidation = 'average', stack } = config;
  return {
    match, consolidation,
    band: !stack && consolidation === 'average',
    ...(rate ? { rate } : {}),
    ...(top ? { top } : {}),
    // without combine the server says that by is of no use then
    ...(by && by.length > 0 ? { by } : {}),
    ...(combine === 'none' ? {} : { combine }),
    ...(combine === 'percentile' && percentile !== undefined ? { percentile } : {}),
  };
}

/** A glob without a package means the page's. */
export function globsOf({ series }: Config, pack: string): readonly string[] {
  return series.map((glob) => (glob.includes('/') || glob.startsWith('*') ? glob : `${pack}/${glob}`));
}

/** Always in the same order, so that a colour stays with its series; the greatest lines come in theirs. */
export function sorted({ top }: Config, globs: readonly string[], series: readonly SeriesData[]): SeriesData[] {
  if (top) return [...series];
  const place = (id: string) => globs.findIndex((glob) => globMatches(glob, id));
  return [...series].sort((a, b) => place(a.id) - place(b.id) || a.id.localeCompare(b.id, 'en', { numeric: true }));
}

/** The line whose last value is the newest. */
export function newestOf(series: readonly SeriesData[]): SeriesData | undefined {
  return series.reduce<SeriesData | undefined>((best, each) => (each.last && (!best?.last || each.last.at > best.last.at) ? each : best), undefined);
}

/** By what the colours depend on: reading all of them for each chart makes the browser work out styles anew. */
const palettes = new Map<string, Palette>();

/** The colours of the theme in force, read through an element that nobody sees. */
export function paletteOf(chart: HTMLElement, probe: HTMLElement, theme: string): Palette {
  const style = getComputedStyle(chart);
  const size = parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.72;
  const key = `${theme} ${size} ${style.getPropertyValue('--ink-3')}`;
  const known = palettes.get(key);
  if (known) return known;
  if (palettes.size >= MOST_PALETTES) palettes.clear();
  const colour = (name: string) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const palette = {
    series: Array.from({ length: COLOURS }, (_, i) => colour(`series-${i + 1}`)),
    ink: colour('ink-3'), line: colour('line'), surface: colour('surface'),
    font: `${size}px ${style.fontFamily}`,
  };
  palettes.set(key, palette);
  return palette;
}
