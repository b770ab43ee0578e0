import type { Gap, SeriesData } from '@redeye/host';

/** A stretch without samples, to be shown behind the lines. */
export interface Shade {
  readonly from: number;
  readonly to: number;
  readonly reason: string;
  /** The line that it is a gap of; null if it is one of all. */
  readonly line: number | null;
}

/** Why a point of a line is not known; undefined if nothing was noted. */
export function gapAt({ gaps = [], step }: SeriesData, time: number): Gap | undefined {
  return gaps.find(({ from, to }) => from < time + step && (to === null || to > time));
}

/**
 * The gaps of lines whose cause is known, where points are missing: those of all lines as one. What is no longer than the
 * points themselves is nothing to be seen.
 */
export function shades(series: readonly SeriesData[], now: number): Shade[] {
  const own = series.map((each, line) => missing(each, now).map((gap) => ({ ...gap, line })));
  const same = (a: Shade, b: Shade) => a.from === b.from && a.to === b.to && a.reason === b.reason;
  const [first = [], ...others] = own;
  const common = first.filter((gap) => others.every((gaps) => gaps.some((each) => same(each, gap))));
  return [...common.map((gap) => ({ ...gap, line: null })), ...own.flat().filter((gap) => !common.some((each) => same(each, gap)))];
}

function missing({ gaps = [], times, values, step }: SeriesData, now: number): Omit<Shade, 'line'>[] {
  return gaps.flatMap(({ from, to, reason }) => {
    const end = Math.min(to ?? now, now);
    // a point at the edge has samples of its own
    const known = times.some((time, i) => values[i] !== null && time >= from && time + step <= end);
    return known || end - from < step ? [] : [{ from, to: end, reason }];
  });
}
