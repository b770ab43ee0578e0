import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { completeFrom, type Knowledge } from '../src/app/editor/text-help.ts';

const known: Knowledge = {
  fields: { probe: { 'x-rem-type': 'reference', description: 'The plugin that looks' }, every: { 'x-rem-type': 'duration' }, 'expect status': {}, title: {} },
  there: new Set(['title']),
  required: new Set(['probe']),
  values: (field) => (field === 'probe' ? ['http', 'ping'] : []),
};

const offered = (doc: string, explicit = false) => {
  const found = completeFrom(new CompletionContext(EditorState.create({ doc }), doc.length, explicit), known);
  return found && { from: found.from, labels: found.options.map(({ label }) => label) };
};

test('keys are offered that are not written yet, in block and in flow style', () => {
  assert.deepEqual(offered('  ex'), { from: 2, labels: ['probe', 'every', 'expect status'] });
  assert.deepEqual(offered('ping: {probe: ping, ev'), { from: 20, labels: ['probe', 'every', 'expect status'] });
  assert.deepEqual(offered('  - ', true)?.labels, ['probe', 'every', 'expect status']);
});

test('values are offered behind their key', () => {
  assert.deepEqual(offered('  probe: pi'), { from: 9, labels: ['http', 'ping'] });
  assert.deepEqual(offered('x: {probe: "h'), { from: 12, labels: ['http', 'ping'] });
  assert.equal(offered('  every: 1'), null);
});

test('nothing is offered within a comment, unasked on an empty line, or where nothing is known', () => {
  assert.equal(offered('  # ev'), null);
  assert.equal(offered('  '), null);
  assert.equal(completeFrom(new CompletionContext(EditorState.create({ doc: 'ev' }), 2, false), undefined), null);
});
