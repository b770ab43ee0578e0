import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diffLines } from '../src/app/parts/diff-parser.ts';
import { blocks, inline } from '../src/app/parts/markdown-parser.ts';
import { problemField, problemPlace } from '../src/app/parts/problems.ts';

test('markdown of read-me files becomes blocks', () => {
  assert.deepEqual(blocks('# Ping\n\nOne\ntwo\n\n- a\n- b\n  more\n\n```yaml\n# no heading\n```\n\n| x | y |\n|---|---|\n| 1 | 2 |\n'), [
    { kind: 'heading', level: 1, text: 'Ping' },
    { kind: 'paragraph', text: 'One two' },
    { kind: 'list', ordered: false, items: ['a', 'b more'] },
    { kind: 'code', text: '# no heading' },
    { kind: 'table', head: ['x', 'y'], rows: [['1', '2']] },
  ]);
});

test('a code block without end does not hang', () => assert.deepEqual(blocks('```\nx'), [{ kind: 'code', text: 'x' }]));

test('links lead to the web only', () => {
  assert.deepEqual(inline('see [docs](https://example.org/x)'), [{ kind: 'text', text: 'see ' }, { kind: 'link', text: 'docs', href: 'https://example.org/x' }]);
  assert.deepEqual(inline('[x](javascript:alert)'), [{ kind: 'text', text: 'x' }]);
});

test('emphasis and code are told apart, snake_case is neither', () => {
  assert.deepEqual(inline('**a** `b*c*` total_seconds_x'), [{ kind: 'strong', text: 'a' }, { kind: 'text', text: ' ' }, { kind: 'code', text: 'b*c*' }, { kind: 'text', text: ' total_seconds_x' }]);
});

test('a problem finds its field by the name it quotes', () => {
  const fields = ['name', 'group', 'address', 'checks'];
  assert.equal(problemField("'address' must be a name or an IP address.", fields), 'address');
  assert.equal(problemField("A host named 'db1' stands already; 'name' is unique.", fields), 'name');
  assert.equal(problemField('Something else.', fields), undefined);
});

test('a place without a line is the file', () => {
  const problem = { file: 'a.yaml', line: 3, column: 5, message: '' };
  assert.equal(problemPlace(problem), 'a.yaml:3:5');
  assert.equal(problemPlace({ ...problem, line: 0 }), 'a.yaml');
});

test('a unified diff becomes numbered lines', () => {
  assert.deepEqual(diffLines('--- a/x.yaml\n+++ b/x.yaml\n@@ -3,3 +3,3 @@\n a: 1\n--- b\n+++ c\n\\ No newline at end of file\n'), [
    { kind: 'hunk', text: '@@ -3,3 +3,3 @@' },
    { kind: 'same', text: 'a: 1', old: 3, new: 3 },
    { kind: 'removed', text: '-- b', old: 4 },
    { kind: 'added', text: '++ c', new: 4 },
    { kind: 'note', text: 'No newline at end of file' },
  ]);
  assert.deepEqual(diffLines(''), []);
});

test('history: a diff of several files names each, and no name is taken for a line', () => {
  const diff = 'diff --git a/shop.yaml b/shop.yaml\n--- a/shop.yaml\n+++ b/shop.yaml\n@@ -1 +1 @@\n--- a\n+++ b\n\\ No newline at end of file\n'
    + '--- /dev/null\n+++ b/shop/new.txt\n@@ -0,0 +1,2 @@\n+one\n+two\n--- a/shop/old.txt\n+++ /dev/null\n@@ -1 +0,0 @@\n-gone\n';
  assert.deepEqual(diffLines(diff).map(({ kind, text }) => `${kind} ${text}`), [
    'file shop.yaml', 'hunk @@ -1 +1 @@', 'removed -- a', 'added ++ b', 'note No newline at end of file',
    'file shop/new.txt', 'hunk @@ -0,0 +1,2 @@', 'added one', 'added two',
    'file shop/old.txt (removed)', 'hunk @@ -1 +0,0 @@', 'removed gone',
  ]);
});
