import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstKey, pasting, removing, shifting, withKey } from '../src/app/editor/actions.ts';
import type { Node, Role } from '../src/app/editor/draft.ts';

const node = (key: string | number, role: Role, children: Node[] = []): Node => ({ key, kind: 'map', role, line: 1, column: 1, from: 0, to: 1, text: '', children });
const outline = [node('package', 'header'), node('jobs', 'section', [node('tester', 'group', [node('tester1', 'item'), node('tester2', 'item')])]), node('hosts', 'section', [node('lan', 'group', [])])];

test('the first key of a text is found behind comments and in quotes', () => {
  assert.equal(firstKey('# about\n\ntester1:\n  script: x\n'), 'tester1');
  assert.equal(firstKey('"a: b": {x: 1}\n'), 'a: b');
  assert.equal(firstKey("'q': 1"), 'q');
  assert.equal(firstKey('expect status: [200]'), 'expect status');
  assert.equal(firstKey('- one\n- two\n'), undefined);
});

test('another key changes nothing else of the text', () => {
  assert.equal(withKey('# about\ntester1: # here\n  name: tester1\n', 'tester3'), '# about\ntester3: # here\n  name: tester1\n');
  assert.equal(withKey('"a": {x: 1}\n', 'b:c'), '"b:c": {x: 1}\n');
  assert.equal(withKey('- one\n', 'x'), '- one\n');
});

test('a paste goes behind an item or into a group, under a key that is free', () => {
  assert.deepEqual(pasting(outline, ['jobs', 'tester', 'tester1'], 'tester2: {}\n'), {
    edits: [{ op: 'paste', into: ['jobs', 'tester'], text: 'tester3: {}\n', place: { after: 'tester1' } }], select: ['jobs', 'tester', 'tester3'],
  });
  assert.deepEqual(pasting(outline, ['hosts', 'lan'], 'tester1: {}\n'), {
    edits: [{ op: 'paste', into: ['hosts', 'lan'], text: 'tester1: {}\n', place: 'last' }], select: ['hosts', 'lan', 'tester1'],
  });
  assert.deepEqual(pasting(outline, [], 'checks: {}\n').edits, [{ op: 'paste', into: [], text: 'checks: {}\n', place: 'last' }]);
});

test('behind a removal the next one is selected, else the one before, else what it was in', () => {
  assert.deepEqual(removing(outline, ['jobs', 'tester', 'tester1']).select, ['jobs', 'tester', 'tester2']);
  assert.deepEqual(removing(outline, ['jobs', 'tester', 'tester2']).select, ['jobs', 'tester', 'tester1']);
  assert.deepEqual(removing(outline, ['hosts', 'lan']).select, ['hosts']);
});

test('the first one goes no further up, and nothing goes above the header', () => {
  assert.equal(shifting(outline, ['jobs', 'tester', 'tester1'], -1), undefined);
  assert.equal(shifting(outline, ['jobs'], -1), undefined);
  assert.deepEqual(shifting(outline, ['jobs', 'tester', 'tester2'], -1)?.edits, [{ op: 'move', path: ['jobs', 'tester', 'tester2'], into: ['jobs', 'tester'], place: { before: 'tester1' } }]);
  assert.deepEqual(shifting(outline, ['jobs'], 1)?.edits, [{ op: 'move', path: ['jobs'], into: [], place: { after: 'hosts' } }]);
});
