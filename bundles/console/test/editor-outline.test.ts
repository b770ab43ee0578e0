import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Node, Role } from '../src/app/editor/draft.ts';
import { countItems, editorAddress, freeKey, fromAddress, isWithin, nodesTo, openAtFirst, pathAt, problemOffsets, rows } from '../src/app/editor/outline.ts';

const node = (key: string | number, role: Role, from: number, to: number, children: Node[] = []): Node => ({ key, kind: 'map', role, line: 1, column: 1, from, to, text: '', children });
const outline = [node('package', 'header', 0, 9), node('jobs', 'section', 10, 90, [node('tester', 'group', 15, 60, [node('tester1', 'item', 20, 40), node('tester2', 'item', 41, 60)]), node('o', 'group', 61, 90, [node(0, 'item', 65, 90)])])];

test('an address names a package and a way, whatever stands in the keys', () => {
  const address = editorAddress('shop', ['checks', 'a/b', 'c d', 3]);
  assert.equal(address, '/_/packages/shop/edit/checks/a%2Fb/c%20d/3');
  assert.deepEqual(fromAddress(address), { name: 'shop', keys: ['checks', 'a/b', 'c d', '3'] });
  assert.deepEqual(fromAddress('/_/packages/shop/edit'), { name: 'shop', keys: [] });
  assert.equal(fromAddress('/_/packages/shop'), undefined);
  assert.equal(fromAddress('/_/packages/shop/edit/%zz'), undefined);
});

test('an offset leads to the innermost entry that holds it', () => {
  assert.deepEqual(pathAt(outline, 45), ['jobs', 'tester', 'tester2']);
  assert.deepEqual(pathAt(outline, 16), ['jobs', 'tester']);
  assert.deepEqual(pathAt(outline, 70), ['jobs', 'o', 0]);
  assert.deepEqual(pathAt(outline, 500), []);
  assert.deepEqual(pathAt([], 0), []);
});

test('keys of an address find their nodes, positions included, as far as there are such', () => {
  assert.deepEqual(nodesTo(outline, ['jobs', 'o', '0']).map(({ key }) => key), ['jobs', 'o', 0]);
  assert.deepEqual(nodesTo(outline, ['jobs', 'gone', 'x']).map(({ key }) => key), ['jobs']);
});

test('only what is open has rows below it', () => {
  assert.deepEqual(rows(outline, new Set()).map(({ id }) => id), ['package', 'jobs']);
  const open = rows(outline, new Set(['jobs', 'jobs/tester']));
  assert.deepEqual(open.map(({ id, level, position, size }) => [id, level, position, size]), [
    ['package', 1, 1, 2], ['jobs', 1, 2, 2], ['jobs/tester', 2, 1, 2], ['jobs/tester/tester1', 3, 1, 2], ['jobs/tester/tester2', 3, 2, 2], ['jobs/o', 2, 2, 2],
  ]);
});

test('a small package is open at first, a huge one shows its sections', () => {
  assert.deepEqual([...openAtFirst(outline)], ['jobs', 'jobs/tester', 'jobs/o']);
  const huge = [node('hosts', 'section', 0, 1e6, Array.from({ length: 10_000 }, (_, i) => node(`h${i}`, 'item', i * 10, i * 10 + 9)))];
  assert.equal(openAtFirst(huge).size, 0);
  assert.equal(rows(huge, new Set(['hosts'])).length, 10_001);
});

test('items are counted through groups', () => {
  assert.equal(countItems(outline[1]!), 3);
});

test('a copy gets the next free key', () => {
  assert.equal(freeKey('ping', new Set()), 'ping');
  assert.equal(freeKey('ping', new Set(['ping'])), 'ping2');
  assert.equal(freeKey('tester2', new Set(['tester2', 'tester3'])), 'tester4');
});

test('lines and columns become offsets within the text', () => {
  const at = (line: number, column: number) => problemOffsets('ab\ncd\n', [{ file: '', line, column, message: '' }])[0];
  assert.equal(at(1, 1), 0);
  assert.equal(at(2, 2), 4);
  assert.equal(at(2, 99), 5);
  assert.equal(at(99, 1), 6);
  assert.equal(at(0, 0), 0);
});

test('something lies within itself and what is above it', () => {
  assert.equal(isWithin(['a', 'b'], ['a']), true);
  assert.equal(isWithin(['a'], ['a']), true);
  assert.equal(isWithin(['ab'], ['a']), false);
});
