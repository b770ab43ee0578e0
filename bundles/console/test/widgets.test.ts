import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Check, SeriesData } from '@redeye/host';
import { align, extent, hasBands, lonely, rows, stack } from '../../../plugins/widget-chart/src/columns.ts';
import { gapAt, shades } from '../../../plugins/widget-chart/src/gaps.ts';
import { chosen, gripAt, moved } from '../../../plugins/widget-chart/src/stretch.ts';
import { asked } from '../../../plugins/widget-chart/src/settings.ts';
import { order } from '../../../plugins/widget-table/src/order.ts';
import { aggregateCourse, aggregateNow, judge } from '../../../plugins/widget-value/src/aggregate.ts';
import { sparkline } from '../../../plugins/widget-value/src/sparkline.ts';

const series = (values: (number | null)[], step = 1000, from = 0): SeriesData => ({
  id: '', unit: 's', check: '', metric: '', item: '', step, every: 1, values, times: values.map((_, i) => from + i * step),
  last: values.length > 0 ? { at: from + (values.length - 1) * step, value: values.at(-1)! } : null,
});

test('chart: series of different steps share one time axis; a longer step is no gap', () => {
  const { times, values } = align([series([1, 2, 3, 4]), series([5, null], 2000)]);
  assert.deepEqual(times, [0, 1000, 2000, 3000]);
  assert.deepEqual(values, [[1, 2, 3, 4], [5, undefined, null, undefined]]);
});

test('chart: a gap in one layer of a stack stays a gap and does not lower the others', () => {
  assert.deepEqual(stack([[1, null, 1], [2, 2, 2]]), [[1, null, 1], [3, 2, 3]]);
});

test('chart: extremes leave out gaps and what is out of range', () => {
  assert.deepEqual(extent(series([9, null, 1, 2]), 1000), { min: 1, max: 2 });
  assert.equal(extent(series([null, null]), 0), null);
});

test('chart: a value alone between gaps gets a dot', () => {
  assert.deepEqual(lonely([1, null, 2, null, 3, 4, null, undefined, 5]), [0, 2, 8]);
  assert.deepEqual(lonely([1, undefined, 2]), []);
});

test('value: a sum of which a part is unknown is unknown, an average takes the rest', () => {
  const two = [series([1]), series([null])];
  assert.equal(aggregateNow(two, 'sum'), null);
  assert.equal(aggregateNow(two, 'average'), 1);
  assert.equal(aggregateNow([series([1]), series([2])], 'sum'), 3);
  assert.equal(aggregateNow([], 'max'), null);
});

test('value: the course of a sum has a gap where a part is missing', () => {
  const { times, values } = aggregateCourse([series([1, 1, 1]), series([2, 2])], 'sum');
  assert.deepEqual([times, values], [[0, 1000, 2000], [3, 3, null]]);
});

test('value: limits hold from where they stand, upwards or downwards', () => {
  assert.equal(judge(0.8, 0.8, 0.9).state, 'warning');
  assert.equal(judge(0.95, 0.8, 0.9).state, 'critical');
  assert.equal(judge(0.5, 0.8, 0.9).state, 'ok');
  assert.equal(judge(5, 20, 10).state, 'critical');
  assert.equal(judge(15, 20, 10).state, 'warning');
  assert.equal(judge(30, 20, 10).state, 'ok');
  assert.equal(judge(null, 20, 10).state, 'ok');
});

test('value: the small curve breaks off at a gap', () => {
  const frame = { from: 0, to: 4000, width: 100, height: 40, min: null, max: null };
  assert.equal(sparkline([0, 1000, 2000, 3000, 4000], [1, 2, null, 2, 1], frame).line.match(/M/g)?.length, 2);
  assert.equal(sparkline([0], [1], frame).line, '');
});

test('table: rows without a value come last in both directions', () => {
  const check = (id: string, value?: number): Check => ({
    id, package: '', title: '', probe: '', host: '', address: '', state: 'ok', reason: '', message: '', since: 0, at: 0, node: '', every: 1,
    metrics: value === undefined ? {} : { m: { value, unit: '' } },
  });
  const all = [check('a', 2), check('b'), check('c', 1)];
  assert.deepEqual(order(all, 'metric:m', false).map(({ id }) => id), ['c', 'a', 'b']);
  assert.deepEqual(order(all, 'metric:m', true).map(({ id }) => id), ['a', 'c', 'b']);
});

const banded = (values: (number | null)[]): SeriesData => ({ ...series(values), low: values.map((v) => v && v - 1), high: values.map((v) => v && v + 1) });

test('chart: extremes are those of the samples where they are known', () => {
  assert.deepEqual(extent(banded([5, null, 7]), 0), { min: 4, max: 8 });
});

test('chart: least and greatest of each line stand behind all lines, in the order of the lines', () => {
  assert.deepEqual(rows([series([1, 2]), banded([5, null])], false, true), [[0, 1000], [1, 2], [5, null], [4, null], [6, null]]);
});

test('chart: bands of many lines, and of stacks, would hide each other', () => {
  assert.equal(hasBands([banded([1]), banded([1]), banded([1])], false), true);
  assert.equal(hasBands([banded([1]), banded([1]), banded([1]), banded([1])], false), false);
  assert.equal(hasBands([banded([1])], true), false);
  assert.equal(hasBands([series([1])], false), false);
});

test('chart: asks for what it is declared with, and for nothing else', () => {
  assert.deepEqual(asked({ series: ['a*'], combine: 'none', percentile: 95, by: null, top: null }, ['p/a*']), { match: ['p/a*'], consolidation: 'average', band: true });
  assert.deepEqual(asked({ series: ['a*'], stack: true, rate: true, combine: 'percentile', percentile: 99, by: ['host'], top: 5 }, ['p/a*']), { match: ['p/a*'], consolidation: 'average', band: false, rate: true, top: 5, by: ['host'], combine: 'percentile', percentile: 99 });
});

const gap = (from: number, to: number | null, reason = 'timeout') => ({ from, to, reason, message: '' });

test('chart: a point that is not known has the cause of the gap it lies in', () => {
  const line = { ...series([1, null, null, 4]), gaps: [gap(1200, 3000)] };
  assert.equal(gapAt(line, 1000)?.reason, 'timeout');
  assert.equal(gapAt(line, 2000)?.reason, 'timeout');
  assert.equal(gapAt(line, 3000), undefined);
  assert.equal(gapAt(series([null]), 0), undefined);
});

test('chart: a gap of all lines is one, a gap of a single line is its own', () => {
  const [a, b] = [series([1, null, null, 4]), series([1, null, null, 4])];
  assert.deepEqual(shades([{ ...a, gaps: [gap(1000, 3000)] }, { ...b, gaps: [gap(1000, 3000)] }], 9000), [{ from: 1000, to: 3000, reason: 'timeout', line: null }]);
  assert.deepEqual(shades([a, { ...b, gaps: [gap(1000, 3000)] }], 9000), [{ from: 1000, to: 3000, reason: 'timeout', line: 1 }]);
});

test('chart: a gap that goes on reaches to now; where there are values none is shown', () => {
  assert.deepEqual(shades([{ ...series([1, 2]), gaps: [gap(2000, null)] }], 5000), [{ from: 2000, to: 5000, reason: 'timeout', line: null }]);
  assert.deepEqual(shades([{ ...series([1, 2, 3, 4]), gaps: [gap(1000, 3000)] }], 5000), []);
});

test('chart: the mark of the second pane is moved within it, and an edge not over the other', () => {
  assert.deepEqual(moved('move', [100_000, 200_000], -150_000, [0, 1_000_000]), [0, 100_000]);
  assert.deepEqual(moved('move', [800_000, 900_000], 500_000, [0, 1_000_000]), [900_000, 1_000_000]);
  assert.deepEqual(moved('from', [100_000, 200_000], 300_000, [0, 1_000_000]), [190_000, 200_000]);
  assert.deepEqual(moved('to', [100_000, 200_000], -300_000, [0, 1_000_000]), [100_000, 110_000]);
  assert.deepEqual(moved('new', [500_000, 500_000], -300_000, [0, 1_000_000]), [200_000, 500_000]);
  assert.deepEqual(moved('new', [500_000, 500_000], 900_000, [0, 1_000_000]), [500_000, 1_000_000]);
});

test('chart: a stretch that reaches to now goes on with the time', () => {
  assert.deepEqual(chosen(400_000, 999_000, 1_000_000, 1_000), { range: 599 });
  assert.deepEqual(chosen(400_000, 900_000, 1_000_000, 1_000), { from: 400_000, to: 900_000 });
});

test('chart: the mark is taken at an edge or within; where it fills the pane a new one begins', () => {
  assert.deepEqual([95, 103, 150, 197, 205, 300].map((at) => gripAt(at, 100, 200, 400)), ['from', 'from', 'move', 'to', 'to', 'new']);
  assert.equal(gripAt(200, -900, 398, 400), 'new');
});
