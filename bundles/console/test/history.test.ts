import assert from 'node:assert/strict';
import { test } from 'node:test';
import { History } from '../src/app/data/history.ts';

const about = { id: 'c:m', unit: 's', check: 'c', metric: 'm', item: '' };
const line = (values: (number | null)[], step = 1000, from = 10_000) => ({ from, step, values });

test('samples follow the points of the server', () => {
  const history = new History(line([1, 2]), about, 1);
  assert.equal(history.add(12_000, 3), true);
  const { times, values, last } = history.view();
  assert.deepEqual([times, values], [[10_000, 11_000, 12_000], [1, 2, 3]]);
  assert.deepEqual(last, { at: 12_000, value: 3 });
});

test('missing samples are a gap and not a line', () => {
  const history = new History(line([1]), about, 1);
  history.add(14_000, 5);
  assert.deepEqual(history.view().values, [1, null, null, null, 5]);
});

test('steps at the end without a sample are no gap yet', () => {
  assert.deepEqual(new History(line([1, null, 2, null, null]), about, 1).view().values, [1, null, 2]);
});

test('an unknown value is a gap, zero is not', () => {
  const history = new History(line([1]), about, 1);
  history.add(11_000, null);
  history.add(12_000, 0);
  assert.deepEqual(history.view().values, [1, null, 0]);
});

test('a sample that is known already changes nothing', () => {
  const history = new History(line([1, 2]), about, 1);
  assert.equal(history.add(11_000, 9), false);
  assert.deepEqual(history.view().values, [1, 2]);
});

test('samples within one step become their mean', () => {
  const history = History.empty(about, 10_000);
  history.add(20_000, 1);
  history.add(25_000, 3);
  assert.deepEqual(history.view().values, [2]);
});

test('what is older than the range is forgotten', () => {
  const history = new History(line(Array.from({ length: 100 }, (_, i) => i)), about, 1);
  history.trim(10_000 + 60_000);
  assert.equal(history.view().times[0], 70_000);
  assert.equal(history.view().values[0], 60);
});

test('a view stays as it was when samples come', () => {
  const history = new History(line([1]), about, 1);
  const before = history.view();
  history.add(11_000, 2);
  assert.deepEqual(before.values, [1]);
});

test('samples within a step widen its band, and a new step begins with its own', () => {
  const history = new History({ ...line([5], 10_000, 20_000), low: [3], high: [8] }, about, 1);
  history.add(25_000, 9);
  history.add(26_000, 1);
  history.add(30_000, 4);
  const { low, high } = history.view();
  assert.deepEqual([low, high], [[1, 4], [9, 4]]);
});

test('the band is cut and trimmed with the values', () => {
  const many = Array.from({ length: 100 }, (_, i) => i);
  const history = new History({ ...line([...many, null]), low: [...many, null], high: [...many, null] }, about, 1);
  history.trim(10_000 + 60_000);
  const { times, low, high } = history.view();
  assert.deepEqual([times.length, low![0], high!.length], [40, 60, 40]);
});
