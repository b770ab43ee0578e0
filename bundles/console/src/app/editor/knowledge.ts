import type { PluginInfo } from '../data/catalog.ts';
import type { Draft } from './draft.ts';
import { nodesTo } from './outline.ts';
import { pluginSchema } from './plugin-schemas.ts';
import { HEADER, inlineField, within, type JsonSchema } from './schema.ts';
import { suggestions } from './suggest.ts';
import type { Knowledge } from './text-help.ts';

/** What can be said about keys and values where the cursor is; undefined where nothing is known. */
export function knowledge(draft: Draft | undefined, plugins: readonly PluginInfo[]): Knowledge | undefined {
  const at = draft?.at;
  if (!draft || !at) return undefined;
  const schema = at.role === 'header' ? HEADER : within(at.path, nodesTo(draft.outline, at.path), draft.schemas ?? {})?.schema;
  if (!schema) return undefined;
  const raw = at.raw !== null && typeof at.raw === 'object' && !Array.isArray(at.raw) ? (at.raw as Readonly<Record<string, unknown>>) : {};
  const inline = inlineField(schema);
  const named = inline ? raw[inline.name] : undefined;
  const plugin = inline && typeof named === 'string' ? pluginSchema(inline.kind, named) : undefined;
  const fields = { ...plugin?.schema.properties, ...schema.properties };
  return {
    fields,
    there: new Set(Object.keys(raw)),
    required: new Set([...(schema.required ?? []), ...(plugin?.schema.required ?? [])]),
    values: (field) => valuesOf(fields[field], draft, plugins),
  };
}

function valuesOf(spec: JsonSchema | undefined, draft: Draft, plugins: readonly PluginInfo[]): readonly string[] {
  if (!spec) return [];
  if (spec.enum) return spec.enum.map(String);
  if (spec['x-rem-type'] === 'boolean') return ['true', 'false'];
  return suggestions(spec, draft.outline, plugins);
}
