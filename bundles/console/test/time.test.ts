import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ago, duration, isStale, staleLimit } from '../src/host/time.ts';

test('durations name the two largest parts', () => {
  assert.deepEqual([0, 0.25, 3.24, 45, 125, 3600, 3725, 180_000].map(duration), ['0 s', '250 ms', '3.2 s', '45 s', '2 min 5 s', '1 h', '1 h 2 min', '2 d 2 h']);
});

test('ages are in the past or in the future', () => {
  assert.equal(ago(1000, 4000), '3 s ago');
  assert.equal(ago(4000, 1000), 'in 3 s');
  assert.equal(ago(1000, 1200), 'now');
});

test('a value is stale after three intervals and five seconds, not before', () => {
  assert.equal(staleLimit(10), 35_000);
  assert.equal(isStale(0, 10, 35_000), false);
  assert.equal(isStale(0, 10, 35_001), true);
  assert.equal(isStale(null, 10, 1e9), false);
});
