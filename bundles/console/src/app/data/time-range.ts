import type { TimeRange } from '@redeye/host';
import { Signal } from './signal.ts';

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, y: 31_536_000 };
const SHORTEST = 1;
const LONGEST = 20 * 366 * 86_400;

/** What the page head offers: as the links of the server's graphs, which work without scripts. */
export const RANGES: readonly { readonly word: string; readonly title: string }[] = [
  { word: '1h', title: 'hour' }, { word: '6h', title: '6 hours' }, { word: '1d', title: 'day' }, { word: '7d', title: 'week' }, { word: '30d', title: 'month' }, { word: '365d', title: 'year' },
];

/** How many widgets on show go by the time that is chosen for the page; without any there is nothing to choose. */
export const timeRangeUsers = new Signal(0);

/** The stretch of time that an address names by `range`, or by `from` and `to`; null if it names none that can be. */
export function timeRangeOf(params: URLSearchParams): TimeRange | null {
  const range = seconds(params.get('range') ?? '');
  if (range !== null) return { range };
  const [from, to] = [moment(params.get('from')), moment(params.get('to'))];
  if (from === null || to === null || to - from < SHORTEST * 1000 || to - from > LONGEST * 1000) return null;
  return { from, to };
}

/** The same as parameters; empty ones are to be left out. */
export function timeRangeParams(range: TimeRange | null): { readonly range: string; readonly from: string; readonly to: string } {
  if (range === null) return { range: '', from: '', to: '' };
  if ('range' in range) return { range: word(range.range), from: '', to: '' };
  return { range: '', from: String(Math.round(range.from)), to: String(Math.round(range.to)) };
}

/** `6h` is 21,600; null if it is no duration from 1 s to 20 years. */
function seconds(text: string): number | null {
  const [, count, unit] = /^(\d{1,9})([smhdy])$/.exec(text) ?? [];
  if (count === undefined || unit === undefined) return null;
  const value = Number(count) * UNITS[unit]!;
  return value >= SHORTEST && value <= LONGEST ? value : null;
}

/** In the largest unit in which it is whole, up to days. */
function word(range: number): string {
  const whole = Math.max(SHORTEST, Math.round(range));
  const unit = ['d', 'h', 'm'].find((each) => whole % UNITS[each]! === 0) ?? 's';
  return `${whole / UNITS[unit]!}${unit}`;
}

function moment(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
