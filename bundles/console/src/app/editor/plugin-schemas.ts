// The schemas of plugins whose fields stand beside those of a section: asked for once each, again when one changes.
import { get } from '../data/api.ts';
import { onEvent } from '../data/live.ts';
import { Signal } from '../data/signal.ts';
import type { JsonSchema } from './schema.ts';

export interface PluginSchema {
  readonly title: string;
  readonly schema: JsonSchema;
}

const known = new Map<string, PluginSchema | undefined>();
/** Counts what was learned. */
export const learned = new Signal(0);

onEvent('plugin', () => {
  known.clear();
  learned.value++;
});

/** The schema of a plugin, once it is known; undefined until then, and if there is no such plugin. */
export function pluginSchema(kind: string, id: string): PluginSchema | undefined {
  const key = `${kind}/${encodeURIComponent(id)}`;
  if (!known.has(key)) {
    known.set(key, undefined);
    void load(key);
  }
  return known.get(key);
}

async function load(key: string): Promise<void> {
  try {
    const { title, schema } = await get<{ title: string; schema?: JsonSchema }>(`/plugins/${key}`);
    if (!schema) return;
    known.set(key, { title, schema: schema.items ?? schema });
    learned.value++;
  } catch {
    // the problems of the text say that there is no such plugin
  }
}
