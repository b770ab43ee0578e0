import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PageWidget } from '../src/app/data/catalog.ts';
import { beginsWithin, wholeRows } from '../src/app/data/rows.ts';

function widgets(...sizes: (readonly [number, number])[]): PageWidget[] {
  return sizes.map(([width, height], i) => ({ id: `w${i}`, widget: 'chart', title: '', width, height, settings: {} }));
}
const many = (count: number, width: number, height: number) => widgets(...Array.from({ length: count }, () => [width, height] as const));
const counts = (all: readonly PageWidget[]) => wholeRows(all).map((rows) => rows.widgets.length);

test('a long page of equal tiles is cut after whole rows, and nothing is lost', () => {
  const all = many(1000, 4, 4);
  const rows = wholeRows(all);
  assert.deepEqual(rows.flatMap((each) => each.widgets), all);
  assert.deepEqual(new Set(rows.slice(0, -1).map((each) => each.widgets.length)), new Set([12]));
  // three beside each other, two, and one
  assert.deepEqual(rows[0]!.heights, [16, 24, 48]);
  assert.deepEqual(rows.at(-1)!.heights, [8, 8, 16]);
});

test('what is a whole row on a wide page only is not cut there', () => {
  // 15 tiles are five rows of three, but seven and a half of two
  assert.deepEqual(counts([...widgets([12, 2]), ...many(26, 4, 4)]), [13, 12, 2]);
  assert.deepEqual(counts(many(26, 3, 2)), [12, 12, 2]);
});

test('where tiles of several heights stand beside each other it is cut below the highest', () => {
  // the second row's last tile is higher: the columns end alike nowhere
  assert.deepEqual(counts([...many(11, 4, 4), ...widgets([4, 5]), ...many(12, 4, 4)]), [24]);
});

test('a tile that does not fit leaves a hole, and the page is not cut through it', () => {
  // 8 + 8 columns: the second goes below; right of the first remains a hole, and right of the last
  assert.deepEqual(counts(many(24, 8, 2)), [24]);
});

test('sizes beyond the page are brought into it', () => {
  assert.deepEqual(wholeRows(many(1, 40, 99))[0]!.heights, [24, 24, 24]);
  assert.deepEqual(wholeRows(many(1, 0, 0))[0]!.heights, [1, 1, 1]);
  assert.deepEqual(wholeRows([]), []);
});

test('what begins in the first rows is known before anything is laid out', () => {
  const [a, b, c, d] = widgets([12, 3], [6, 5], [6, 5], [4, 5]);
  assert.deepEqual(beginsWithin([a!, b!, c!, d!], 4), new Set([a, b, c]));
  assert.deepEqual(beginsWithin([a!, b!, c!, d!], 3), new Set([a]));
});
