// What the tree can do with what is selected. Each is an edit of the text, undone as one step.
import type { Draft, Edit, Node, Path, Place } from './draft.ts';
import { freeKey, nodesTo, pathId } from './outline.ts';
import type { EditSession } from './session.ts';

/** The nodes beside one, itself included. */
export function siblings(outline: readonly Node[], path: Path): readonly Node[] {
  if (path.length === 1) return outline;
  return nodesTo(outline, path.slice(0, -1)).at(-1)?.children ?? [];
}

function keysOf(nodes: readonly Node[]): Set<string> {
  return new Set(nodes.map(({ key }) => String(key)));
}

/** The key of the first entry of a text for the clipboard; undefined if it is a list or cannot be told. */
export function firstKey(yaml: string): string | undefined {
  const line = yaml.split('\n').find((each) => each.trim() !== '' && !each.trimStart().startsWith('#')) ?? '';
  const [, double, single, plain] = /^\s*(?:"([^"\\]+)"|'([^']+)'|([^\s#&*!|>'"%@`{}[\],?:-][^:#]*?))\s*:(?:\s|$)/.exec(line) ?? [];
  return double ?? single ?? plain;
}

/** The text with another key on its first entry. */
export function withKey(yaml: string, key: string): string {
  const old = firstKey(yaml);
  if (old === undefined) return yaml;
  const plain = /^[A-Za-z_][\w .-]*$/.test(key) ? key : JSON.stringify(key);
  let done = false;
  return yaml.split('\n').map((line) => {
    if (done || line.trim() === '' || line.trimStart().startsWith('#')) return line;
    done = true;
    return line.replace(/^(\s*)(?:"[^"]*"|'[^']*'|[^:]*?)(\s*:)/, (_, space: string, colon: string) => `${space}${plain}${colon}`);
  }).join('\n');
}

/** Where something pasted goes: into a section or group, behind anything else. */
export function pastePlace(outline: readonly Node[], selected: Path): { readonly into: Path; readonly place: Place } {
  const node = nodesTo(outline, selected)[selected.length - 1];
  if (!node || node.role === 'section' || node.role === 'group') return { into: node ? selected : [], place: 'last' };
  return { into: selected.slice(0, -1), place: { after: node.key } };
}

/** The edit that pastes a text at what is selected, under a free key, and what is selected then. */
export function pasting(outline: readonly Node[], selected: Path, text: string): { readonly edits: readonly Edit[]; readonly select: Path } {
  const { into, place } = pastePlace(outline, selected);
  const there = keysOf(into.length === 0 ? outline : (nodesTo(outline, into)[into.length - 1]?.children ?? []));
  const key = firstKey(text);
  const free = key === undefined ? undefined : freeKey(key, there);
  return { edits: [{ op: 'paste', into, text: free === undefined || free === key ? text : withKey(text, free), place }], select: free === undefined ? into : [...into, free] };
}

/** A copy behind what is selected. */
export function duplicating(draft: Draft, path: Path): { readonly edits: readonly Edit[]; readonly select: Path } | undefined {
  const last = path.at(-1);
  if (!draft.at || last === undefined || pathId(draft.at.path) !== pathId(path)) return undefined;
  const into = path.slice(0, -1);
  const free = typeof last === 'number' ? last + 1 : freeKey(last, keysOf(siblings(draft.outline, path)));
  return { edits: [{ op: 'paste', into, text: typeof free === 'number' ? draft.at.yaml : withKey(draft.at.yaml, free), place: { after: last } }], select: [...into, free] };
}

/** What is selected when an entry is gone: the one behind it, else the one before it, else what it was in. */
export function removing(outline: readonly Node[], path: Path): { readonly edits: readonly Edit[]; readonly select: Path } {
  const all = siblings(outline, path);
  const index = all.findIndex(({ key }) => key === path.at(-1));
  const next = all[index + 1] ?? all[index - 1];
  const above = path.slice(0, -1);
  const select = !next ? above : typeof next.key === 'number' ? [...above, Math.min(index, all.length - 2)] : [...above, next.key];
  return { edits: [{ op: 'remove', path }], select };
}

/** One up or down among its siblings; undefined where it is the first or the last. */
export function shifting(outline: readonly Node[], path: Path, by: -1 | 1): { readonly edits: readonly Edit[]; readonly select: Path } | undefined {
  const all = siblings(outline, path);
  const index = all.findIndex(({ key }) => key === path.at(-1));
  const other = all[index + by];
  if (index < 0 || !other || other.role === 'header') return undefined;
  const into = path.slice(0, -1);
  const place: Place = by < 0 ? { before: other.key } : { after: other.key };
  return { edits: [{ op: 'move', path, into, place }], select: typeof other.key === 'number' ? [...into, other.key] : path };
}

/** Problems that are told at once; all of them are listed below the panes. */
const SAID = 4;

/** Makes an edit; what is wrong since then is what did not fit. @returns the new problems, in words; empty if it fits */
export async function tried(session: EditSession, edits: readonly Edit[], select: Path): Promise<string> {
  const before = new Set((session.draft.value?.problems ?? []).map(({ message }) => message));
  const draft = await session.edit(edits, select);
  const { from, to } = nodesTo(draft.outline, select)[select.length - 1] ?? { from: 0, to: 0 };
  const lines = (offset: number) => draft.text.slice(0, offset).split('\n').length;
  const [first, last] = [lines(from), lines(to)];
  const fresh = draft.problems.filter(({ message, line }) => !before.has(message) || (line >= first && line <= last));
  const said = fresh.slice(0, SAID).map(({ message, suggestion }) => message + (suggestion ? ` Did you mean ${suggestion}?` : ''));
  return [...said, fresh.length > SAID ? `And ${fresh.length - SAID} more.` : ''].filter(Boolean).join(' ');
}
