import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Check } from '@redeye/host';
import { anyMatches, globMatches } from '../src/host/glob.ts';
import { checkGlobs, whyNoSeries } from '../src/host/missing.ts';
import { checkName, metricTitle, seriesId, seriesLabels, splitMetric } from '../src/host/names.ts';
import { count, rank, standing, worst } from '../src/host/states.ts';

test('a star matches slashes too, brackets match themselves', () => {
  assert.ok(globMatches('system_monitor/*', 'system_monitor/checks/lan/ping@this'));
  assert.ok(globMatches('*:cpu_ratio[*]', 'p/checks/a/b:cpu_ratio[user]'));
  assert.ok(!globMatches('*:cpu_ratio[*]', 'p/checks/a/b:cpu_ratio'));
  assert.ok(globMatches('a?c', 'abc'));
  assert.ok(!globMatches('abc', 'abcd'));
  assert.ok(!globMatches('a.c', 'abc'));
  assert.ok(anyMatches(['x', 'y*'], 'yes'));
  assert.ok(!anyMatches([], 'yes'));
});

test('ids of series are taken apart and put together', () => {
  assert.equal(seriesId('p/checks/a/b@h', 'disk_used_ratio', '/'), 'p/checks/a/b@h:disk_used_ratio[/]');
  assert.deepEqual(splitMetric('disk_used_ratio[/]'), { metric: 'disk_used_ratio', item: '/' });
  assert.deepEqual(splitMetric('load_1m'), { metric: 'load_1m', item: '' });
  assert.deepEqual(checkName('system_monitor/checks/lan/ping@this'), { group: 'lan', name: 'ping', host: 'this' });
  assert.equal(metricTitle('first_byte_seconds'), 'first byte');
});

test('labels on one chart leave out what all have in common', () => {
  const series = (check: string, metric: string, item = '') => ({ check, metric, item });
  assert.deepEqual(seriesLabels([series('p/checks/l/system@this', 'cpu_ratio', 'user'), series('p/checks/l/system@this', 'cpu_ratio', 'idle')]), ['user', 'idle']);
  assert.deepEqual(seriesLabels([series('p/checks/l/ping@a', 'avg_seconds'), series('p/checks/l/ping@b', 'avg_seconds')]), ['a', 'b']);
  assert.deepEqual(seriesLabels([series('p/checks/w/home', 'dns_seconds'), series('p/checks/w/home', 'total_seconds')]), ['dns', 'total']);
  assert.deepEqual(seriesLabels([series('p/checks/w/home', 'total_seconds'), series('p/checks/w/shop', 'total_seconds')]), ['home', 'shop']);
  assert.deepEqual(seriesLabels([series('p/checks/w/home', 'total_seconds')]), ['total']);
});

test('worst comes first, and stale is worse than ok', () => {
  assert.equal(worst(['ok', 'critical', 'warning']), 'critical');
  assert.equal(worst([]), undefined);
  assert.ok(rank('stale') < rank('ok'));
  assert.deepEqual(count(['ok', 'critical', 'ok']), [{ state: 'critical', count: 1 }, { state: 'ok', count: 2 }]);
});

test('an old result is not believed, a check that never ran is pending', () => {
  assert.equal(standing({ state: 'ok', at: 0, every: 1 }, 8000), 'ok');
  assert.equal(standing({ state: 'ok', at: 0, every: 1 }, 8001), 'stale');
  assert.equal(standing({ state: 'pending', at: 0, every: 1 }, 1e9), 'pending');
});

test('why there is no series is told apart', () => {
  const check = (more: object) => ({ id: 'p/checks/a/b', title: 'B', state: 'ok', reason: '', at: 1, ...more }) as Check;
  assert.deepEqual(checkGlobs(['p/checks/a/b:x', 'p/checks/a/b:y[*]', '*']), ['p/checks/a/b', '*']);
  assert.equal(whyNoSeries(['x'], []).title, 'Not configured');
  assert.equal(whyNoSeries(['x'], [check({ state: 'pending', reason: 'needs probe:tcp' })]).detail, 'B: needs probe:tcp.');
  assert.equal(whyNoSeries(['x'], [check({ at: null })]).title, 'No sample yet');
  assert.equal(whyNoSeries(['x'], [check({ state: 'unknown', reason: 'broken' })]).title, 'Unknown');
  assert.equal(whyNoSeries(['x'], [check({})]).title, 'Not measured');
});
