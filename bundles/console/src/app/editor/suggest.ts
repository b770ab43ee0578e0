import type { PluginInfo } from '../data/catalog.ts';
import type { Node } from './draft.ts';
import type { JsonSchema } from './schema.ts';

/** Suggestions given at most; more than anybody reads. */
const MOST = 200;

/** What a reference may name: plugins of a kind, or items of a section of this package by their keys. */
export function suggestions(spec: JsonSchema, outline: readonly Node[], plugins: readonly PluginInfo[]): string[] {
  const target = spec['x-rem-target'] ?? spec.items?.['x-rem-target'] ?? '';
  if (target.startsWith('plugin:')) return plugins.filter(({ kind }) => `plugin:${kind}` === target).map(({ id }) => id).sort();
  const section = outline.find(({ key, role }) => role === 'section' && key === target);
  return section ? items(section, '').slice(0, MOST) : [];
}

function items(node: Node, above: string): string[] {
  return node.children.flatMap((child) => (child.role === 'item' ? [`${above}${child.key}`] : child.role === 'group' ? items(child, `${above}${child.key}/`) : []));
}
