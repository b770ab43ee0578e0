import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mergeTexts } from '../src/app/editor/merge.ts';

const base = 'a: 1\nb: 2\nc: 3\nd: 4\ne: 5\n';

test('what both changed in different places is all there', () => {
  const { text, overlaps } = mergeTexts(base, base.replace('a: 1', 'a: theirs'), base.replace('e: 5', 'e: mine'));
  assert.equal(text, 'a: theirs\nb: 2\nc: 3\nd: 4\ne: mine\n');
  assert.deepEqual(overlaps, []);
});

test('where both changed a line mine stands, and it is told', () => {
  const { text, overlaps } = mergeTexts(base, base.replace('c: 3', 'c: theirs').replace('a: 1\n', ''), base.replace('c: 3', 'c: mine'));
  assert.equal(text, 'b: 2\nc: mine\nd: 4\ne: 5\n');
  assert.deepEqual(overlaps, [{ from: 3, to: 3 }]);
});

test('the same change on both sides is made once and is no conflict', () => {
  const both = base.replace('c: 3', 'c: new');
  assert.deepEqual(mergeTexts(base, both, both), { text: both, overlaps: [] });
});

test('lines added at the same place are mine, and it is told', () => {
  const { text, overlaps } = mergeTexts(base, `${base}f: theirs\n`, `${base}f: mine\n`);
  assert.equal(text, `${base}f: mine\n`);
  assert.equal(overlaps.length, 1);
});

test('line ends and a missing last one stay as they are', () => {
  const windows = 'a: 1\r\nb: 2\r\nc: 3';
  assert.equal(mergeTexts(windows, windows.replace('a: 1', 'a: 9'), windows.replace('c: 3', 'c: 8')).text, 'a: 9\r\nb: 2\r\nc: 8');
});

test('nothing of mine leaves theirs, nothing of theirs leaves mine', () => {
  const other = base.replace('b: 2\n', '');
  assert.equal(mergeTexts(base, other, base).text, other);
  assert.equal(mergeTexts(base, base, other).text, other);
  assert.equal(mergeTexts('', '', 'x: 1\n').text, 'x: 1\n');
});
