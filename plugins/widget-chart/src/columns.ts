import type { SeriesData } from '@redeye/host';

/** A value; null is a gap; undefined: this series has no point at this time because its steps are longer. */
export type Cell = number | null | undefined;

export interface Columns {
  readonly times: number[];
  readonly values: Cell[][];
}

/** Brings rows of series onto one time axis: the values, or an extreme of each point. */
export function align(series: readonly SeriesData[], row: (each: SeriesData) => readonly Cell[] = ({ values }) => values): Columns {
  const [first] = series;
  if (!first) return { times: [], values: [] };
  if (series.every(({ times }) => same(times, first.times))) {
    return { times: [...first.times], values: series.map((each) => [...row(each)]) };
  }
  const times = [...new Set(series.flatMap((each) => each.times as number[]))].sort((a, b) => a - b);
  const place = new Map(times.map((time, i) => [time, i]));
  return {
    times,
    values: series.map((each) => {
      const column = new Array<Cell>(times.length).fill(undefined);
      const cells = row(each);
      each.times.forEach((time, i) => (column[place.get(time)!] = cells[i] ?? null));
      return column;
    }),
  };
}

/** The rows of a chart: the time, a row for each line, and behind them least and greatest of those that have a band. */
export function rows(series: readonly SeriesData[], stacked: boolean, bands: boolean): readonly (readonly Cell[])[] {
  const { times, values } = align(series);
  if (stacked) return [times, ...stack(values)];
  if (!bands) return [times, ...values];
  const low = align(series, (each) => each.low ?? []).values;
  const high = align(series, (each) => each.high ?? []).values;
  return [times, ...values, ...series.flatMap((each, i) => (each.low ? [low[i]!, high[i]!] : []))];
}

/** Bands of more lines than these hide each other; as in the server's graphs. */
const MOST_BANDS = 3;

/** Whether the extremes of the points are shown. */
export function hasBands(series: readonly SeriesData[], stacked: boolean): boolean {
  return !stacked && series.length <= MOST_BANDS && series.some(({ low }) => low !== undefined);
}

function same(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a[0] === b[0] && a.at(-1) === b.at(-1);
}

/** Each column on top of those before it; where a part is missing it adds nothing, and its own line has a gap. */
export function stack(values: readonly (readonly Cell[])[]): Cell[][] {
  const sums = new Array<number>(values[0]?.length ?? 0).fill(0);
  return values.map((column) =>
    column.map((value, i) => {
      if (value === null || value === undefined) return value;
      sums[i] = sums[i]! + value;
      return sums[i]!;
    }),
  );
}

/** The smallest and largest known sample since a time; null if none is known. */
export function extent({ times, values, low, high }: SeriesData, since: number): { readonly min: number; readonly max: number } | null {
  let min = Infinity;
  let max = -Infinity;
  values.forEach((value, i) => {
    if (value === null || times[i]! < since) return;
    min = Math.min(min, low?.[i] ?? value);
    max = Math.max(max, high?.[i] ?? value);
  });
  return min === Infinity ? null : { min, max };
}

/** Where a lone value stands between two gaps: no line touches it, so it needs a dot. */
export function lonely(column: readonly Cell[]): number[] {
  const found: number[] = [];
  let before: Cell = null;
  let candidate = -1;
  column.forEach((value, i) => {
    if (value === undefined) return;
    if (value === null) {
      if (candidate >= 0) found.push(candidate);
      candidate = -1;
    } else candidate = before === null ? i : -1;
    before = value;
  });
  if (candidate >= 0) found.push(candidate);
  return found;
}
