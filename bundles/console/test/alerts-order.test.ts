import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asQuery, compareAlerts, filterOf, GOING_ON, steady } from '../src/app/alerts/order.ts';
import type { Alert } from '../src/app/alerts/types.ts';

const alert = (id: string, more: Partial<Alert> = {}): Alert => ({
  id, state: 'open', severity: 'warning', title: id, role: 'dba', opened: 1000, changed: 1000, assignee: '', members: [], count: 1, firing: 1, notices: 0, version: 1, ...more,
});

test('the worst come first: open ones, then by severity, then the newest; what is over by its end', () => {
  const all = [
    alert('A-1', { state: 'resolved', severity: 'critical', resolved: 5 }), alert('A-2', { state: 'resolved', severity: 'info', resolved: 9 }),
    alert('A-3', { state: 'acknowledged', severity: 'critical' }), alert('A-4', { severity: 'info' }), alert('A-5', { severity: 'critical' }),
    alert('A-6', { severity: 'critical', opened: 2000 }), alert('A-10', { severity: 'info' }),
  ];
  assert.deepEqual([...all].sort(compareAlerts).map(({ id }) => id), ['A-6', 'A-5', 'A-4', 'A-10', 'A-3', 'A-2', 'A-1']);
});

test('an address names a filter; what is wrong in it is left out', () => {
  assert.deepEqual(filterOf(new URLSearchParams('')), GOING_ON);
  assert.deepEqual(filterOf(new URLSearchParams('state=any')).states, []);
  assert.deepEqual(filterOf(new URLSearchParams('state=nonsense&severity=worse&from=-3&q=db')), { ...GOING_ON, text: 'db' });
  assert.equal(asQuery(filterOf(new URLSearchParams('state=resolved&severity=critical&host=db*&from=5&to=9&q=a b'))), 'state=resolved&severity=critical&host=db*&text=a+b&from=5&to=9');
});

test('under a finger rows stay where they are; what comes waits, and is shown when it lets go', () => {
  assert.deepEqual(steady(['A-1', 'A-2'], ['A-3', 'A-2', 'A-1'], true), { order: ['A-1', 'A-2'], fresh: ['A-3'] });
  assert.deepEqual(steady(['A-1', 'A-2'], ['A-2'], true), { order: ['A-1', 'A-2'], fresh: [] });
  assert.deepEqual(steady(['A-1', 'A-2'], ['A-3', 'A-2', 'A-1'], false), { order: ['A-3', 'A-2', 'A-1'], fresh: [] });
  assert.deepEqual(steady([], ['A-3'], true), { order: ['A-3'], fresh: [] });
});
