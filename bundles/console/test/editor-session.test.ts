import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import type { Files, Splice } from '../src/app/editor/draft.ts';
import type { Beside } from '../src/app/editor/imported.ts';
import { pathAt } from '../src/app/editor/outline.ts';
import { EditSession, type Surface } from '../src/app/editor/session.ts';

/** A text without a browser. */
class Plain implements Surface {
  content = 'jobs:\n  a: {}\n';
  shown = -1;
  beside: Beside | undefined;
  text() { return this.content; }
  cursor() { return 0; }
  apply(steps: readonly (readonly Splice[])[], beside?: Beside) {
    this.beside = beside;
    for (const step of steps) for (const { from, to, piece } of [...step].reverse()) this.content = this.content.slice(0, from) + piece + this.content.slice(to);
  }
  replace(text: string, beside?: Beside) {
    this.content = text;
    this.beside = beside;
  }
  reveal(from: number) { this.shown = from; }
}

interface Asked { readonly text: string; readonly edits: readonly unknown[]; readonly at: readonly (string | number)[] }

const real = globalThis.fetch;
afterEach(() => { globalThis.fetch = real; });

/** A server that answers each reading with what is given. */
function server(answer: (asked: Asked, call: number) => object | number) {
  const asked: Asked[] = [];
  globalThis.fetch = async (_url, init) => {
    const body = JSON.parse(String(init?.body)) as Asked;
    asked.push(body);
    const given = answer(body, asked.length);
    return typeof given === 'number'
      ? new Response(JSON.stringify({ title: 'Conflict', detail: "'a' is there already." }), { status: given, headers: { 'Content-Type': 'application/problem+json' } })
      : new Response(JSON.stringify({ text: body.text, steps: [], problems: [], warnings: [], pending: {}, plan: null, outline: [{ key: 'jobs', kind: 'map', role: 'section', line: 1, column: 1, from: 0, to: 14, text: '', children: [] }], at: { path: body.at }, ...given }));
  };
  return asked;
}

test('an edit becomes its splices, and is computed again if the text changed meanwhile', async () => {
  const surface = new Plain();
  const session = new EditSession('x');
  session.surface = surface;
  const asked = server((body, call) => {
    if (call === 1) surface.content = `# typed\n${surface.content}`;
    return { steps: [[{ from: body.text.length, to: body.text.length, piece: 'end: 1\n' }]] };
  });
  await session.edit([{ op: 'insert', into: [], key: 'end', value: '1' }], ['end']);
  assert.equal(surface.content, '# typed\njobs:\n  a: {}\nend: 1\n');
  assert.equal(asked.length, 2);
  assert.deepEqual(session.selected.value, ['end']);
});

test('an edit that is refused changes nothing and says why', async () => {
  const surface = new Plain();
  const session = new EditSession('x');
  session.surface = surface;
  server(() => 409);
  await assert.rejects(session.edit([{ op: 'rename', path: ['jobs', 'b'], key: 'a' }]), /'a' is there already\./);
  assert.equal(surface.content, 'jobs:\n  a: {}\n');
  assert.deepEqual(session.selected.value, []);
});

test('edits are made one after the other, in their order', async () => {
  const surface = new Plain();
  const session = new EditSession('x');
  session.surface = surface;
  const asked = server((body) => ({ steps: [[{ from: body.text.length, to: body.text.length, piece: `${(body.edits[0] as { key: string }).key}\n` }]] }));
  await Promise.all(['one', 'two', 'three'].map((key) => session.edit([{ op: 'insert', into: [], key, value: null }])));
  assert.equal(surface.content, 'jobs:\n  a: {}\none\ntwo\nthree\n');
  assert.deepEqual(asked.map(({ text }) => text.split('\n').length), [3, 4, 5]);
});

test('a text that cannot be parsed keeps the tree of the one before', async () => {
  const surface = new Plain();
  const session = new EditSession('x');
  session.surface = surface;
  let broken = false;
  server(() => (broken ? { outline: [], problems: [{ file: 'x.yaml', line: 1, column: 1, message: 'No.' }], at: null } : {}));
  await session.read();
  broken = true;
  surface.content = 'jobs: [\n';
  await session.read();
  assert.equal(session.broken.value, true);
  assert.equal(session.draft.value?.outline.length, 1);
  assert.equal(session.draft.value?.problems.length, 1);
});

test('what was selected and is gone gives way to what it was in', async () => {
  const surface = new Plain();
  const session = new EditSession('x');
  session.surface = surface;
  server((body) => ({ at: body.at.length > 1 ? null : { path: body.at } }));
  await session.read();
  session.select(['jobs', 'gone'], false);
  await session.settled();
  await session.settled();
  assert.deepEqual(session.selected.value, ['jobs']);
});

test('what was selected while an older place was read stays selected', async () => {
  const surface = new Plain();
  const session = new EditSession('x');
  session.surface = surface;
  let during = () => {};
  server((body) => {
    during();
    return { at: body.at.includes('gone') ? null : { path: body.at } };
  });
  await session.read();
  during = () => {
    during = () => {};
    session.select(['jobs', 'a'], false);
  };
  session.select(['jobs', 'gone'], false);
  await session.settled();
  await session.settled();
  assert.deepEqual(session.selected.value, ['jobs', 'a']);
});

test('what an edit did to imported files goes along with the next reading', async () => {
  const surface = new Plain();
  const session = new EditSession('x');
  session.surface = surface;
  const asked = server(() => ({ files: { 'x/hosts.yaml': { text: 'new', before: 'old', etag: 'e1' } } }));
  await session.edit([{ op: 'set', path: ['hosts', 'a'], value: '1' }]);
  assert.deepEqual(session.files.value, { 'x/hosts.yaml': { text: 'new', etag: 'e1' } });
  assert.equal(surface.content, 'jobs:\n  a: {}\n');
  session.select(['jobs']);
  await session.settled();
  assert.deepEqual((asked.at(-1) as { files?: unknown }).files, { 'x/hosts.yaml': { text: 'new', etag: 'e1' } });
});

/** A server that answers with the files that it was sent, and with one more that says 'new' if something is edited. */
function importing(standing: () => { readonly before: string; readonly etag: string }) {
  return server((body) => {
    const given = (body as { files?: Files }).files ?? {};
    const now = body.edits.length > 0 ? { 'x/hosts.yaml': { text: 'new', etag: '' } } : given;
    return { files: Object.fromEntries(Object.entries(now).map(([path, { text, etag }]) => [path, { text, before: standing().before, etag: etag || standing().etag }])) };
  });
}

const asFiles = (asked: unknown) => (asked as { files?: unknown }).files;

test('an edit of imported files is a step of the history', async () => {
  const surface = new Plain();
  const session = new EditSession('x');
  session.surface = surface;
  const asked = importing(() => ({ before: 'old', etag: 'e1' }));
  await session.edit([{ op: 'set', path: ['hosts', 'a'], value: '1' }]);
  assert.deepEqual(surface.beside, { from: { 'x/hosts.yaml': 'old' }, to: { 'x/hosts.yaml': 'new' } });
  const changes = session.changes.value;
  session.filesChanged(surface.beside.from);
  await session.settled();
  assert.ok(session.changes.value > changes, 'whoever shows whether there is something to save looks again');
  assert.deepEqual(session.files.value, {});
  assert.equal(asFiles(asked.at(-1)), undefined);
  session.filesChanged(surface.beside.to);
  await session.settled();
  assert.deepEqual(asFiles(asked.at(-1)), { 'x/hosts.yaml': { text: 'new', etag: 'e1' } });
});

test('an edit of imported files is undone after it was saved, too: as an edit of what stands then', async () => {
  const surface = new Plain();
  const session = new EditSession('x');
  session.surface = surface;
  let standing = { before: 'old', etag: 'e1' };
  importing(() => standing);
  await session.edit([{ op: 'set', path: ['hosts', 'a'], value: '1' }]);
  const step = surface.beside!;
  standing = { before: 'new', etag: 'e2' };
  session.filesSaved();
  await session.settled();
  assert.deepEqual(session.files.value, {});
  session.filesChanged(step.from);
  await session.settled();
  assert.deepEqual(session.files.value, { 'x/hosts.yaml': { text: 'old', etag: 'e2' } });
  session.filesChanged(step.to);
  await session.settled();
  assert.deepEqual(session.files.value, {});
});

test('what is discarded of imported files comes back by undo', async () => {
  const surface = new Plain();
  const session = new EditSession('x');
  session.surface = surface;
  importing(() => ({ before: 'old', etag: 'e1' }));
  await session.edit([{ op: 'set', path: ['hosts', 'a'], value: '1' }]);
  session.discard('stored');
  await session.settled();
  assert.equal(surface.content, 'stored');
  assert.deepEqual(session.files.value, {});
  session.filesChanged(surface.beside!.from);
  assert.deepEqual(session.files.value, { 'x/hosts.yaml': { text: 'new', etag: 'e1' } });
});

test('the cursor is never in what stands in another file', () => {
  const node = (key: string, from: number, to: number, file?: string) => ({ key, kind: 'map', role: 'group', line: 1, column: 1, from, to, text: '', children: [], ...(file ? { file } : {}) }) as const;
  assert.deepEqual(pathAt([{ ...node('hosts', 0, 20), children: [node('lan', 0, 900, 'x/hosts.yaml'), node('own', 8, 20)] }], 12), ['hosts', 'own']);
});
