import type { SeriesData } from '@redeye/host';

export type Aggregate = 'sum' | 'average' | 'min' | 'max';

/** One number of many; null (unknown) if none is known. */
export function combine(values: readonly (number | null)[], how: Aggregate): number | null {
  const known = values.filter((value): value is number => value !== null && !Number.isNaN(value));
  if (known.length === 0) return null;
  switch (how) {
    case 'sum': return known.reduce((sum, value) => sum + value, 0);
    case 'average': return known.reduce((sum, value) => sum + value, 0) / known.length;
    case 'min': return Math.min(...known);
    case 'max': return Math.max(...known);
  }
}

/** The number now. A sum of which a part is unknown is unknown too. */
export function aggregateNow(series: readonly SeriesData[], how: Aggregate): number | null {
  const values = series.map(({ last }) => last?.value ?? null);
  if (how === 'sum' && values.includes(null)) return null;
  return combine(values, how);
}

/** The course of the number, on the grid of the first series. */
export function aggregateCourse(series: readonly SeriesData[], how: Aggregate): { readonly times: readonly number[]; readonly values: readonly (number | null)[] } {
  const [first] = series;
  if (!first) return { times: [], values: [] };
  if (series.length === 1) return first;
  const step = Math.max(...series.map((each) => each.step));
  const columns = new Map<number, (number | null)[]>();
  for (const { times, values } of series) {
    times.forEach((time, i) => {
      const slot = Math.floor(time / step) * step;
      const column = columns.get(slot) ?? [];
      column.push(values[i] ?? null);
      columns.set(slot, column);
    });
  }
  const times = [...columns.keys()].sort((a, b) => a - b);
  return {
    times,
    // a sum over fewer parts than there are would show a dip that never was
    values: times.map((time) => (how === 'sum' && columns.get(time)!.length < series.length ? null : combine(columns.get(time)!, how))),
  };
}

/** How a value stands against its limits; with a critical limit below the warning, low values are the bad ones. */
export function judge(value: number | null, warning: number | null, critical: number | null): { readonly state: 'ok' | 'warning' | 'critical'; readonly limit: number | null } {
  if (value === null) return { state: 'ok', limit: null };
  const low = warning !== null && critical !== null && critical < warning;
  const beyond = (limit: number | null) => limit !== null && (low ? value <= limit : value >= limit);
  if (beyond(critical)) return { state: 'critical', limit: critical };
  return beyond(warning) ? { state: 'warning', limit: warning } : { state: 'ok', limit: null };
}
