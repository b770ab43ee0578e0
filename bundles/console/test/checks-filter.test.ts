import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Check } from '@redeye/host';
import { filterChecks, sortChecks } from '../src/app/pages/checks-filter.ts';

const NOW = 100_000;
const check = (id: string, more: Partial<Check> = {}): Check => ({
  id, package: id.split('/')[0]!, title: '', probe: 'ping', host: id.split('@')[1] ?? '', address: '', state: 'ok', reason: '', message: '',
  since: 0, at: NOW - 1000, node: 'n', every: 10, metrics: {}, ...more,
});
const all = [check('a/checks/x/ping@h1'), check('a/checks/x/web', { state: 'critical', reason: 'timeout', message: 'No answer' }), check('b/checks/y/old', { at: 0 }), check('b/checks/y/new', { state: 'pending', at: null })];
const none = { states: [], package: '', host: '', text: '' };
const ids = (found: Check[]) => found.map(({ id }) => id.split('/').at(-1));

test('without a filter all are there', () => assert.equal(filterChecks(all, none, NOW).length, 4));

test('filters narrow together', () => {
  assert.deepEqual(ids(filterChecks(all, { ...none, package: 'a', states: ['critical'] }, NOW)), ['web']);
  assert.deepEqual(ids(filterChecks(all, { ...none, host: 'h1' }, NOW)), ['ping@h1']);
  assert.deepEqual(ids(filterChecks(all, { ...none, text: 'ANSWER web' }, NOW)), ['web']);
  assert.deepEqual(ids(filterChecks(all, { ...none, text: 'answer nothing' }, NOW)), []);
});

test('a stale check is found as stale and by the state it was in', () => {
  assert.deepEqual(ids(filterChecks(all, { ...none, states: ['stale'] }, NOW)), ['old']);
  assert.ok(ids(filterChecks(all, { ...none, states: ['ok'] }, NOW)).includes('old'));
});

test('the worst come first, equal ones by name', () => {
  assert.deepEqual(ids(sortChecks(all, 'state', NOW)), ['web', 'old', 'new', 'ping@h1']);
  assert.deepEqual(ids(sortChecks(all, 'name', NOW)), ['new', 'old', 'ping@h1', 'web']);
  assert.deepEqual(ids(sortChecks(all, 'name', NOW, true)), ['web', 'ping@h1', 'old', 'new']);
});
