// The JSON Schemas of sections and plugins, as the server gives them, put together for one place of a text.
import type { JsonSchema, Layer } from '@redeye/host';
import type { Key, Node, Path } from './draft.ts';

export { titleOf, type JsonSchema } from '@redeye/host';

export type Schemas = Readonly<Record<string, JsonSchema>>;

/** What stands first in a package; its keys are the same for all. */
export const HEADER: JsonSchema = {
  type: 'object',
  properties: {
    name: { type: 'string', 'x-rem-type': 'text', description: 'The name of the file' },
    version: { type: 'string', 'x-rem-type': 'text', default: '0.0.0', description: 'Three numbers, such as 1.0.0' },
    title: { type: 'string', 'x-rem-type': 'text', description: 'What people call it' },
  },
  'x-rem-field-sets': [{ title: 'Package', fields: ['name', 'version', 'title'] }],
};

/** A place within a section: its schema, and the keys below the section that lead there. */
export interface Within {
  readonly schema: JsonSchema;
  /** Where the section is. */
  readonly section: Path;
  readonly keys: readonly Key[];
}

/** The section that a place stands in, the innermost one; undefined outside of sections that are known. */
export function within(path: Path, nodes: readonly Node[], schemas: Schemas): Within | undefined {
  let found: Within | undefined;
  path.forEach((key, index) => {
    const schema = index === 0 ? schemas[String(key)] : nodes[index]?.role === 'section' ? found?.schema['x-rem-sections']?.[String(key)] : undefined;
    if (schema) found = { schema, section: path.slice(0, index + 1), keys: path.slice(index + 1) };
  });
  return found;
}

/** What a layer's keys are called. */
export function layerName({ index, key_field }: Layer): string {
  return index || key_field || 'name';
}

export interface Field {
  readonly name: string;
  readonly spec: JsonSchema;
  readonly required: boolean;
}

export interface Group {
  readonly title: string;
  readonly fields: readonly Field[];
}

/**
 * The sets of fields in their order, none left out: those that no set names stand in one of their own. The fields of a
 * plugin that stand beside the section's come behind the set that names the plugin.
 */
export function groups(schema: JsonSchema, own = 'Fields', plugin?: { readonly title: string; readonly schema: JsonSchema }): Group[] {
  const properties = schema.properties ?? {};
  const required = new Set(schema.required ?? []);
  const field = (name: string): Field => ({ name, spec: properties[name] ?? {}, required: required.has(name) });
  const sets = (schema['x-rem-field-sets'] ?? []).map(({ title, fields }) => ({ title, fields: fields.filter((name) => properties[name]).map(field) }));
  const named = new Set(sets.flatMap(({ fields }) => fields.map(({ name }) => name)));
  const rest = Object.keys(properties).filter((name) => !named.has(name));
  if (rest.length > 0) sets.push({ title: sets.length === 0 ? own : 'More', fields: rest.map(field) });
  if (plugin) {
    const at = sets.findIndex(({ fields }) => fields.some(({ spec }) => spec['x-rem-inline']));
    const known = new Set(Object.keys(properties));
    const inner = groups(plugin.schema, plugin.title).map(({ title, fields }) => ({ title, fields: fields.filter(({ name }) => !known.has(name)) }));
    sets.splice(at + 1, 0, ...inner.filter(({ fields }) => fields.length > 0));
  }
  return sets.filter(({ fields }) => fields.length > 0);
}

/** The field whose plugin's fields stand beside it, if there is one. */
export function inlineField(schema: JsonSchema): { readonly name: string; readonly kind: string } | undefined {
  const found = Object.entries(schema.properties ?? {}).find(([, spec]) => spec['x-rem-inline']);
  const kind = found?.[1]['x-rem-target']?.replace(/^plugin:/, '');
  return found && kind ? { name: found[0], kind } : undefined;
}
