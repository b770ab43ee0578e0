import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeRangeOf, timeRangeParams } from '../src/app/data/time-range.ts';

const of = (query: string) => timeRangeOf(new URLSearchParams(query));

test('an address names the time up to now, or a stretch that stands still', () => {
  assert.deepEqual(of('range=6h'), { range: 21_600 });
  assert.deepEqual(of('range=90m'), { range: 5_400 });
  assert.deepEqual(of('from=1000&to=61000'), { from: 1000, to: 61_000 });
});

test('what cannot be is nobody\'s choice', () => {
  for (const query of ['', 'range=', 'range=6', 'range=-1h', 'range=1000y', 'from=5', 'from=9000&to=5', 'from=x&to=9', 'from=1000&to=1500']) assert.equal(of(query), null, query);
});

test('what is chosen is found again in the address', () => {
  for (const range of [{ range: 86_400 }, { range: 5_400 }, { range: 61 }, { from: 5, to: 2005 }]) {
    const params = new URLSearchParams(Object.entries(timeRangeParams(range)).filter(([, value]) => value !== ''));
    assert.deepEqual(timeRangeOf(params), range);
  }
  assert.deepEqual(timeRangeParams(null), { range: '', from: '', to: '' });
  assert.equal(timeRangeParams({ range: 21_600 }).range, '6h');
});
