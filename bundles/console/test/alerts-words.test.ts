import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchWords } from '../src/app/alerts/match.ts';
import { shortAddress } from '../src/app/alerts/short.ts';
import type { Alert } from '../src/app/alerts/types.ts';
import { StretchFields, stretchProblem } from '../src/app/alerts/stretch.ts';
import { ends, inputTime, localInput } from '../src/app/alerts/until.ts';
import { nextOf, particularsOf, sizeOf, standingOf } from '../src/app/alerts/words.ts';
import { calledOf, compareRules, summaryOf } from '../src/app/rules/words.ts';
import type { Rehearsed, Rule } from '../src/app/rules/types.ts';
import { barOf, judged, percent, type Sla } from '../src/app/slas/numbers.ts';

const NOW = 10_000_000;
const alert = (more: Partial<Alert> = {}): Alert => ({ id: 'A-1', state: 'open', severity: 'critical', title: '', role: 'dba', opened: NOW - 60_000, changed: 0, assignee: '', members: [], count: 1, firing: 1, notices: 0, version: 1, ...more });

test('who is called next is said, and that nobody is', () => {
  assert.equal(nextOf(alert({ next: { at: NOW + 120_000, what: 'calls Ann by mail' } }), NOW), 'calls Ann by mail, in 2 min');
  assert.equal(nextOf(alert({ next: { at: NOW - 5_000, what: 'calls Ann by mail' } }), NOW), 'calls Ann by mail, now');
  assert.equal(nextOf(alert({ role: '' }), NOW), 'No route fits: nobody is called.');
  assert.equal(nextOf(alert(), NOW), 'Nobody is called next.');
  assert.equal(nextOf(alert({ state: 'resolved' }), NOW), '');
});

test('who has it, and how long it was', () => {
  assert.equal(standingOf(alert(), NOW), 'nobody has taken it');
  assert.equal(standingOf(alert({ state: 'acknowledged', acknowledgement: { by: 'ann', at: NOW, reason: '', until: NOW + 3_600_000 } }), NOW), 'taken by ann, ends in 1 h');
  assert.equal(standingOf(alert({ state: 'resolved', resolved: NOW - 30_000 }), NOW), 'over since 30 s ago, lasted 30 s');
  assert.equal(sizeOf(alert({ count: 41, firing: 3 })), '41 conditions, 3 out of order');
});

test('what proves a delivery comes first, empty particulars are left out', () => {
  assert.deepEqual(particularsOf({ key: 'k', to: 'ann@example.org', proof: '250 Ok', extra_word: 'x', error: '' }), [['proof', '250 Ok'], ['to', 'ann@example.org'], ['key', 'k'], ['extra word', 'x']]);
  assert.deepEqual(particularsOf(null), []);
});

test('a match is said in words; an empty one is everything', () => {
  assert.equal(matchWords({ host: 'db*', severity: 'warning', labels: { team: 'shop' } }), 'host db*, warning or worse, team=shop');
  assert.equal(matchWords({ severity: 'info' }), 'everything');
});

test('short addresses lead to the pages, unless a package has a page there', () => {
  assert.equal(shortAddress('/alerts/A-12', []), '/_/alerts/A-12');
  assert.equal(shortAddress('/oncall', []), '/_/oncall');
  assert.equal(shortAddress('/oncall/x', []), '');
  assert.equal(shortAddress('/alerts/monitor', [{ path: '/alerts/monitor' }]), '');
  assert.equal(shortAddress('/system_monitor/monitor', []), '');
});

test('the next morning is tomorrow unless it is early; inputs keep the minute', () => {
  const morning = (at: string) => new Date(ends(new Date(at).getTime()).find(({ word }) => word === 'morning')!.at);
  assert.equal(morning('2026-11-22T03:00').getDate(), 22);
  assert.equal(morning('2026-11-22T08:30').getDate(), 23);
  assert.equal(morning('2026-11-22T22:00').getHours(), 9);
  const time = new Date('2026-11-22T03:07').getTime();
  assert.equal(localInput(time), '2026-11-22T03:07');
  assert.equal(inputTime(localInput(time)), time);
  assert.equal(inputTime('soon'), null);
});

test('a stretch begins now for an hour unless somebody says otherwise, and ends after it begins', () => {
  const fields = new StretchFields({ requestUpdate: () => {} } as unknown as ConstructorParameters<typeof StretchFields>[0]);
  fields.reset();
  assert.deepEqual(fields.read(NOW), { from: NOW, until: NOW + 3_600_000 });
  assert.equal(stretchProblem(fields.read(NOW), NOW), '');
  assert.equal(stretchProblem({ from: NOW + 10, until: NOW + 10 }, NOW), 'It would end before it begins.');
  assert.equal(stretchProblem({ from: NOW - 10, until: NOW }, NOW), 'It would be over already.');
  assert.equal(stretchProblem({ from: NOW, until: NOW + 366 * 86_400_000 }, NOW), '');
  assert.equal(stretchProblem({ from: NOW, until: NOW + 366 * 86_400_000 + 1 }, NOW), 'It would last longer than 366 days.');
});

test('percent never rounds up to what was not reached', () => {
  assert.equal(percent(0.999999), '99.999\u202f%');
  assert.equal(percent(1), '100\u202f%');
  assert.equal(percent(0.9995), '99.95\u202f%');
  assert.equal(percent(0.5), '50\u202f%');
});

const sla = (more: Partial<Sla>): Sla => ({ id: '', package: '', title: '', checks: [], target: 0.99, window: '30d', from: 0, to: 0, up_seconds: 0, down_seconds: 0, unknown_seconds: 0, excluded_seconds: 0, availability: 1, budget_seconds: 10, left_seconds: 10, burns: [], outages: [], reason: '', ...more });

test('a service level is judged by its budget, then by how fast it burns; unknown is no verdict', () => {
  const burn = (now: number | null, severity: 'warning' | 'critical') => ({ rate: 6, now, over_seconds: 60, severity });
  assert.equal(judged(sla({})), 'ok');
  assert.equal(judged(sla({ left_seconds: -1 })), 'critical');
  assert.equal(judged(sla({ burns: [burn(7, 'warning'), burn(null, 'critical')] })), 'warning');
  assert.equal(judged(sla({ burns: [burn(7, 'warning'), burn(6, 'critical')] })), 'critical');
  assert.equal(judged(sla({ availability: null })), 'unknown');
  assert.equal(judged(sla({ availability: 'NaN' as never, left_seconds: -1 })), 'unknown');
});

test('a part of a bar that is there can be seen', () => {
  assert.deepEqual(barOf([999_999, 1, 0], 1_000_000).map(({ left, width }) => [Math.round(left * 10) / 10, Math.round(width * 10) / 10]), [[0, 100], [99.3, 0.7], [100, 0]]);
});

test('a rehearsal says how often, how long and whom', () => {
  const call = (person: string) => ({ alert: '', seq: 1, at: 0, kind: 'sending', by: '', text: '', data: { person } });
  const rehearsed: Rehearsed = { subjects: 2, samples: 10, step_ms: 0, count: 2, notes: [], firings: [{ subject: 'a', at: 0, until: 60_000, value: 1, calls: [call('ann'), call('bob')] }, { subject: 'b', at: 100_000, value: 1, calls: [call('bob'), { ...call('cyril'), kind: 'skipped' }] }] };
  assert.deepEqual(calledOf(rehearsed.firings), [['bob', 2], ['ann', 1]]);
  assert.equal(summaryOf(rehearsed, 0, 160_000), 'It would have fired 2 times; altogether 2 min.');
  assert.equal(summaryOf({ ...rehearsed, count: 14 }, 0, 7 * 86_400_000).startsWith('It would have fired 14 times, 2 times a day'), true);
  assert.equal(summaryOf({ ...rehearsed, count: 0, firings: [] }, 0, 1), 'It would not have fired: 2 subjects were in order all the time.');
  assert.equal(summaryOf({ ...rehearsed, subjects: 0, count: 0 }, 0, 1), 'It would have watched nothing.');
});

test('broken rules come first', () => {
  const rule = (id: string, state: Rule['state']) => ({ id, state }) as Rule;
  assert.deepEqual([rule('a', 'ok'), rule('b', 'firing'), rule('c', 'broken'), rule('d', 'pending')].sort(compareRules).map(({ id }) => id), ['c', 'b', 'd', 'a']);
});
