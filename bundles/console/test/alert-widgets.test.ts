import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathOf, whoHas, type Alert } from '../../../plugins/widget-alert-list/src/alerts.ts';
import { chosen, type Holding } from '../../../plugins/widget-on-call/src/holdings.ts';
import { judged, left, percent, type Level } from '../../../plugins/widget-sla/src/levels.ts';

test('alert-list: asks for one more than it shows, and for nothing that is not narrowed', () => {
  assert.equal(pathOf({}), '/alerts?state=open%2Cacknowledged&limit=21');
  assert.equal(pathOf({ severity: 'critical', role: 'dba', hosts: 'db*', package: 'shop', 'hide acknowledged': true, most: 5 }), '/alerts?state=open&severity=critical&role=dba&host=db*&package=shop&limit=6');
});

test('alert-list: says who cares for it', () => {
  const alert: Alert = { id: 'A-1', state: 'open', severity: 'info', title: '', role: 'dba', opened: 0, count: 1, assignee: '' };
  assert.equal(whoHas(alert), 'nobody has taken it, role dba');
  assert.equal(whoHas({ ...alert, role: '' }), 'nobody is called');
  assert.equal(whoHas({ ...alert, assignee: 'bob' }), 'given to bob');
  assert.equal(whoHas({ ...alert, state: 'acknowledged', acknowledgement: { by: 'ann' } }), 'taken by ann');
});

test('on-call: wanted roles in the wanted order, a missing one is no empty one', () => {
  const holding = (role: string): Holding => ({ role, title: '', people: [], because: '' });
  const all = [holding('dba'), holding('ops')];
  assert.deepEqual(chosen(all, []), { found: all, missing: [] });
  assert.deepEqual(chosen(all, ['ops', 'net', 'dba']), { found: [all[1], all[0]], missing: ['net'] });
});

test('sla: judged by budget and burn; unknown is no verdict', () => {
  const level: Level = { id: '', title: '', target: 0.99, window: '', availability: 1, up_seconds: 0, down_seconds: 0, unknown_seconds: 0, budget_seconds: 10, left_seconds: 5, burns: [], reason: '' };
  assert.equal(judged(level), 'ok');
  assert.equal(judged({ ...level, left_seconds: -1 }), 'critical');
  assert.equal(judged({ ...level, burns: [{ rate: 2, now: 3, severity: 'warning' }] }), 'warning');
  assert.equal(judged({ ...level, availability: null }), 'unknown');
  assert.deepEqual([left(level), left({ ...level, left_seconds: -3 }), left({ ...level, budget_seconds: 0 })], [0.5, 0, 0]);
  assert.equal(percent(0.999999), '99.999\u202f%');
});
