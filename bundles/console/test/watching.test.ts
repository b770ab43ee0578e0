import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runOf, tracePath, traces, withRun, type WatchRun } from '../src/app/data/watching.ts';

const run = (at: number, value?: number): WatchRun =>
  runOf({ at, status: 'ok', reason: '', message: '', metrics: [{ name: 'used_ratio', item: '/', unit: 'ratio', ...(value === undefined ? {} : { value }) }] });

test('runs come in any order, and each once', () => {
  const runs = [run(3000, 1), run(1000, 2), run(3000, 9)].reduce(withRun, [] as readonly WatchRun[]);
  assert.deepEqual(runs.map(({ at }) => at), [1000, 3000]);
  assert.equal(runs[1]!.metrics['used_ratio[/]']!.value, 1);
});

test('a metric that a run lacks is a gap', () => {
  const lacking = { ...run(2000), metrics: {} };
  const [trace] = traces([run(1000, 5), lacking, run(3000)]);
  assert.deepEqual({ ...trace, points: trace!.points.map(([, value]) => value) }, { name: 'used_ratio[/]', metric: 'used_ratio', item: '/', unit: 'ratio', points: [5, null, null] });
});

test('a path begins anew after a gap, and a point alone is a dot', () => {
  const points = [[0, 0], [1000, 10], [2000, null], [4000, 5]] as const;
  assert.equal(tracePath(points, 0, 4000, 40, 10), 'M0.0 10.0L10.0 0.0M40.0 5.0h.01');
  assert.equal(tracePath([[0, 7], [4000, 7]], 0, 4000, 40, 10), 'M0.0 5.0L40.0 5.0', 'what never changes is in the middle');
  assert.equal(tracePath([], 0, 4000, 40, 10), '');
});
