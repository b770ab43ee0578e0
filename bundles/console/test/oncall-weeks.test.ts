import assert from 'node:assert/strict';
import { test } from 'node:test';
import { barsOf, coloursOf, HOUR, placeOf, stepped, timeAt, weekFrom, weeksOf } from '../src/app/oncall/weeks.ts';

process.env['TZ'] = 'Europe/Prague';
const at = (text: string) => new Date(text).getTime();

test('a week begins on Monday, a month shows all weeks that touch it', () => {
  assert.equal(weeksOf(at('2026-11-22T12:00'), 'week')[0]![0], at('2026-11-16T00:00'));
  const weeks = weeksOf(at('2026-11-22T12:00'), 'month');
  assert.equal(weeks.length, 6);
  assert.equal(weeks[0]![0], at('2026-10-26T00:00'));
  assert.equal(weeks.at(-1)![7], at('2026-12-07T00:00'));
});

test('a day is as wide as any other when the clock changes, and every hour has a place', () => {
  for (const start of ['2026-10-19T00:00', '2026-03-23T00:00']) {
    const week = weekFrom(at(start));
    assert.ok([23 * HOUR, 25 * HOUR].includes(week[7]! - week[6]!));
    assert.equal(placeOf(week[6]!, week), 6 / 7);
    for (let time = week[0]!; time < week[7]!; time += HOUR) assert.equal(timeAt(placeOf(time, week), week), time);
  }
});

test('steps go by weeks and months of the wall', () => {
  assert.equal(stepped(at('2026-10-22T12:00'), 'week', 1), at('2026-10-26T00:00'));
  assert.equal(stepped(at('2026-01-31T12:00'), 'month', 1), at('2026-02-01T00:00'));
  assert.equal(stepped(at('2026-01-31T12:00'), 'month', -1), at('2025-12-01T00:00'));
});

test('what touches a week is a bar, cut at its ends and marked so', () => {
  const week = weekFrom(at('2026-11-16T00:00'));
  const [first, second, ...more] = barsOf([
    { from: at('2026-11-09T09:00'), until: at('2026-11-16T12:00') }, { from: at('2026-11-22T12:00'), until: at('2026-11-30T00:00') },
    { from: at('2026-11-23T00:00'), until: at('2026-11-24T00:00') }, { from: at('2026-11-10T00:00'), until: at('2026-11-16T00:00') },
  ], week);
  assert.equal(more.length, 0);
  assert.deepEqual([first!.left, first!.width, first!.before, first!.after], [0, 0.5 / 7, true, false]);
  assert.ok(Math.abs(second!.left + second!.width - 1) < 1e-9);
  assert.deepEqual([second!.before, second!.after], [false, true]);
});

test('each person has a colour of their own while there are enough', () => {
  const colours = coloursOf(['bob', 'ann', 'bob', 'cyril']);
  assert.deepEqual([...colours], [['ann', 1], ['bob', 2], ['cyril', 3]]);
});
