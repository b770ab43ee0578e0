import { splitMetric } from '@redeye/host';

/** One run of a watch, as the server tells it. */
export interface WatchRun {
  readonly at: number;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
  readonly metrics: Readonly<Record<string, { readonly value: number | null; readonly unit: string }>>;
}

/** A close look at a check, as `/watches/{id}` answers it. Times are milliseconds since the epoch. */
export interface Watching {
  readonly id: string;
  readonly check: string;
  readonly every: number;
  readonly from: number;
  readonly until: number;
  readonly over: boolean;
  readonly skipped: number;
  readonly runs: readonly WatchRun[];
}

/** What a watch has seen of one metric, oldest first; null where a run did not measure it. */
export interface Trace {
  readonly name: string;
  readonly metric: string;
  readonly item: string;
  readonly unit: string;
  readonly points: readonly (readonly [at: number, value: number | null])[];
}

/** A run as an event of the type `watch` tells it. */
export function runOf(data: Readonly<Record<string, unknown>>): WatchRun {
  const metrics: Record<string, { value: number | null; unit: string }> = {};
  for (const { name, item, unit, value } of data.metrics as { name: string; item: string; unit: string; value?: number }[]) {
    metrics[item ? `${name}[${item}]` : name] = { value: value ?? null, unit };
  }
  return { at: data.at as number, status: data.status as string, reason: data.reason as string, message: data.message as string, metrics };
}

/** The same runs with one more; a run that is known already changes nothing. */
export function withRun(runs: readonly WatchRun[], run: WatchRun): readonly WatchRun[] {
  return runs.some(({ at }) => at === run.at) ? runs : [...runs, run].sort((a, b) => a.at - b.at);
}

/** The runs metric by metric, in the order of their names. */
export function traces(runs: readonly WatchRun[]): Trace[] {
  const units = new Map<string, string>();
  for (const run of runs) for (const [name, { unit }] of Object.entries(run.metrics)) units.set(name, unit);
  return [...units].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true })).map(([name, unit]) => ({
    name, unit, ...splitMetric(name),
    points: runs.map((run) => [run.at, run.metrics[name]?.value ?? null] as const),
  }));
}

/**
 * The path of a trace in a box, for the attribute `d`: what was not measured is a gap, a point alone is a dot.
 *
 * @param from the time at the left edge, `until` that at the right one
 */
export function tracePath(points: Trace['points'], from: number, until: number, width: number, height: number): string {
  const values = points.flatMap(([, value]) => (value === null ? [] : [value]));
  const low = Math.min(...values);
  const span = Math.max(...values) - low;
  let path = '';
  let pen = 'M';
  points.forEach(([at, value], index) => {
    if (value === null) {
      pen = 'M';
      return;
    }
    const x = ((at - from) / Math.max(1, until - from)) * width;
    const y = span === 0 ? height / 2 : height - ((value - low) / span) * height;
    path += `${pen}${x.toFixed(1)} ${y.toFixed(1)}`;
    const alone = pen === 'M' && (points[index + 1]?.[1] ?? null) === null;
    if (alone) path += 'h.01';
    pen = 'L';
  });
  return path;
}
