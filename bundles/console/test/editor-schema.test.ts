import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { At, Node, Role } from '../src/app/editor/draft.ts';
import { placeProblems } from '../src/app/editor/place.ts';
import { groups, inlineField, within, type JsonSchema } from '../src/app/editor/schema.ts';
import { suggestions } from '../src/app/editor/suggest.ts';

const node = (key: string | number, role: Role, children: Node[] = [], from = 0, to = 0): Node => ({ key, kind: 'map', role, line: 1, column: 1, from, to, text: '', children });
const widgets: JsonSchema = { properties: { widget: {} }, 'x-rem-layers': [{ index: null, key_field: 'id' }] };
const pages: JsonSchema = { properties: { title: {} }, 'x-rem-layers': [{ index: null, key_field: 'name' }], 'x-rem-sections': { widgets } };
const checks: JsonSchema = {
  properties: { name: {}, probe: { 'x-rem-inline': true, 'x-rem-target': 'plugin:probe' }, every: {}, labels: {} },
  required: ['probe'],
  'x-rem-field-sets': [{ title: 'Check', fields: ['name', 'probe', 'gone'] }, { title: 'Schedule', fields: ['every'] }],
};

test('a place within a nested section has that section’s schema', () => {
  const path = ['pages', 'main', 'widgets', 'cpu'];
  const nodes = [node('pages', 'section'), node('main', 'item'), node('widgets', 'section'), node('cpu', 'item')];
  assert.deepEqual(within(path, nodes, { pages }), { schema: widgets, section: ['pages', 'main', 'widgets'], keys: ['cpu'] });
  assert.deepEqual(within(['pages', 'main'], nodes, { pages })?.keys, ['main']);
  assert.equal(within(['other'], [node('other', 'section')], { pages }), undefined);
});

test('field sets keep their order, lose no field, and the plugin’s fields stand behind the set that names it', () => {
  const plugin = { title: 'Ping', schema: { properties: { count: {}, every: {} }, required: ['count'] } };
  const shown = groups(checks, 'Fields', plugin).map(({ title, fields }) => [title, fields.map(({ name, required }) => (required ? `${name}!` : name))]);
  assert.deepEqual(shown, [['Check', ['name', 'probe!']], ['Ping', ['count!']], ['Schedule', ['every']], ['More', ['labels']]]);
  assert.deepEqual(inlineField(checks), { name: 'probe', kind: 'probe' });
  assert.deepEqual(groups({ properties: { a: {} } }).map(({ title }) => title), ['Fields']);
});

test('references are offered what there is: plugins of a kind, items by their keys', () => {
  const plugin = (kind: string, id: string) => ({ kind, id, version: '', title: '', help: '', bundle: '', state: 'active' as const, reason: '' });
  const outline = [node('checks', 'section', [node('web', 'group', [node('home', 'item'), node('shop', 'item')])])];
  assert.deepEqual(suggestions({ 'x-rem-target': 'plugin:probe' }, outline, [plugin('probe', 'tcp'), plugin('probe', 'http'), plugin('field', 'text')]), ['http', 'tcp']);
  assert.deepEqual(suggestions({ items: { 'x-rem-target': 'checks' } }, outline, []), ['web/home', 'web/shop']);
  assert.deepEqual(suggestions({}, outline, []), []);
});

test('a problem stands at its field; one that names a field which is not written, there too; others at the entry', () => {
  const text = 'x: 1\nitem:\n  every: soon\n  sub: {y: z}\nend: 1\n';
  const at = { path: ['item'], from: 5, to: 38, positions: { every: { line: 3, column: 3, from: 13, to: 24 } } } as unknown as At;
  const own = node('item', 'item', [node('sub', 'section', [], 27, 38)], 5, 38);
  const problem = (line: number, column: number, message: string, suggestion = '') => ({ file: '', line, column, message, suggestion });
  const placed = placeProblems(at, own, text, [problem(3, 10, 'No duration.', '5s'), problem(2, 1, "'item' lacks 'probe'."), problem(2, 1, 'Odd as a whole.'), problem(4, 9, 'Within the section.'), problem(1, 1, 'Elsewhere.')], ['every', 'probe']);
  assert.deepEqual([...placed.fields], [['every', ['No duration. Did you mean 5s?']], ['probe', ["'item' lacks 'probe'."]]]);
  assert.deepEqual(placed.whole, ['Odd as a whole.']);
});
