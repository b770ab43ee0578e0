import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drifted, needWords } from '../src/app/data/unit-info.ts';

test('files that were edited since stand in their order, each with what happened to it', () => {
  assert.deepEqual(drifted({ drift: { added: ['shop/own.txt'], changed: ['shop.yaml'], removed: ['shop/a.py'] } }), [
    { file: 'shop.yaml', how: 'changed since' },
    { file: 'shop/a.py', how: 'removed since' },
    { file: 'shop/own.txt', how: 'added since' },
  ]);
});

test('what is required says what is there and what would do', () => {
  const need = { kind: 'package', name: 'base', range: '[1.0.0,2.0.0)' } as const;
  assert.equal(needWords({ ...need, there: '1.5', met: true }), '1.5 is there');
  assert.equal(needWords({ ...need, there: '2.1', met: false }), '2.1 is there; [1.0.0,2.0.0) would do');
  assert.equal(needWords({ ...need, there: null, met: false }), 'is not there; [1.0.0,2.0.0) would do');
});
