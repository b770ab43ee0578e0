// What can be added where.
import type { PluginInfo } from '../data/catalog.ts';
import type { Adding } from './add.ts';
import type { Draft, Path } from './draft.ts';
import { nodesTo } from './outline.ts';
import { titleOf, within, type JsonSchema } from './schema.ts';
import { suggestions } from './suggest.ts';

/** What somebody wants who says no more than "add" at a place. */
export function usual(draft: Draft, path: Path): 'section' | 'item' {
  return within(path, nodesTo(draft.outline, path), draft.schemas ?? {}) ? 'item' : 'section';
}

/** What must be asked for, to add something at a place; undefined where nothing can be added. */
export function addingAt(draft: Draft, path: Path, what: 'section' | 'group' | 'item', plugins: readonly PluginInfo[]): Adding | undefined {
  if (what === 'section') return { what, choices: sections(draft, plugins) };
  const place = within(path, nodesTo(draft.outline, path), draft.schemas ?? {});
  if (!place) return undefined;
  const layers = place.schema['x-rem-layers']?.length ?? 1;
  return addingTo(draft, place.section, place.keys.slice(0, layers - 1).map(String), place.schema, what, plugins);
}

/** The same for a section whose schema is known. */
export function addingTo(draft: Draft, section: Path, keys: readonly string[], schema: JsonSchema, what: 'group' | 'item', plugins: readonly PluginInfo[]): Adding {
  const known = (below: readonly string[]) => (nodesTo(draft.outline, [...section, ...below])[section.length + below.length - 1]?.children ?? []).map(({ key }) => String(key));
  return { what, section, keys, schema, known, suggest: (spec) => suggestions(spec, draft.outline, plugins) };
}

/** Section types that are installed or declared by the package itself, and do not stand in it yet. */
function sections(draft: Draft, plugins: readonly PluginInfo[]): { id: string; title: string; help: string }[] {
  const there = new Set(draft.outline.map(({ key }) => String(key)));
  const types = plugins.filter(({ kind, state }) => kind === 'section' && state === 'active');
  const own = Object.keys(draft.schemas ?? {}).filter((id) => !types.some((each) => each.id === id)).map((id) => ({ id, title: titleOf(id), help: 'A section that this package declares itself.' }));
  return [...types, ...own].filter(({ id }) => !there.has(id));
}
