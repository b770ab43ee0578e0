import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Recent } from '../src/app/data/recent.ts';

const event = (check: string, at: number) => ({ type: 'check', id: String(at), data: { id: check, at } });

test('events of the checks that a glob may mean are found, in order', () => {
  const recent = new Recent(100);
  [event('a/checks/b/c@h1', 1), event('a/checks/b/c@h10', 2), event('a/checks/b/c@h1', 3), event('z/checks/y/x', 4)].forEach((each) => recent.add(each));
  const times = (...globs: string[]) => recent.of(globs).map(({ data }) => data.at);
  assert.deepEqual(times('a/checks/b/c@h1:total_seconds'), [1, 3]);
  assert.deepEqual(times('a/checks/b/c@h1:disk[*]'), [1, 3]);
  assert.deepEqual(times('a/checks/*:total_seconds'), [1, 3, 2]);
  assert.deepEqual(times('a/checks/b/c@h10:m', 'z/*'), [2, 4]);
  assert.deepEqual(times('*'), [1, 3, 2, 4]);
  assert.deepEqual(times('q/*'), []);
});

test('only the latest are kept', () => {
  const recent = new Recent(10);
  for (let at = 1; at <= 25; at++) recent.add(event(`c${at % 3}`, at));
  assert.ok(recent.all.length >= 5 && recent.all.length <= 10);
  assert.equal(recent.all.at(-1)!.data.at, 25);
  assert.deepEqual(new Set(recent.of(['*'])), new Set(recent.all));
});
