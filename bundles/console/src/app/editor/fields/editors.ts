// Which element edits which type of field.
import { noChange } from 'lit';
import { directive, Directive, type ElementPart, type ChildPart, type DirectiveParameters } from 'lit/async-directive.js';
import type { Raw } from '../draft.ts';
import type { JsonSchema } from '../schema.ts';

/** What an element that edits a field is given, as properties. */
export interface FieldProperties {
  readonly name: string;
  readonly spec: JsonSchema;
  readonly value: Raw | undefined;
  readonly problems?: readonly string[];
  readonly suggestions?: readonly string[];
  readonly required?: boolean;
  readonly readonly?: boolean;
  readonly compact?: boolean;
  readonly from?: string;
}

const BUILT_IN = new Set(['text', 'number', 'boolean', 'choice', 'duration', 'bytes', 'url', 'host', 'reference', 'secret', 'list', 'map']);
/** What JSON Schema's own types are edited with, for a field type that brings no element. */
const BASE: Readonly<Record<string, string>> = { boolean: 'boolean', number: 'number', integer: 'number', array: 'list', object: 'map', string: 'text' };

/** The tag of the element that edits a field. */
export function tagFor(spec: JsonSchema): string {
  const type = spec['x-rem-type'] ?? '';
  if (BUILT_IN.has(type)) return (spec.enum?.length ?? 0) > 0 && type === 'text' ? 'rem-choice-field' : `rem-${type}-field`;
  if ((spec.enum?.length ?? 0) > 0) return 'rem-choice-field';
  return `rem-${BASE[spec.type ?? 'string'] ?? 'text'}-field`;
}

/** An element whose tag is known only when it is drawn; it stays while the tag does, with what was typed in it. */
class FieldEditor extends Directive {
  #element: HTMLElement | undefined;
  #tag = '';

  render(_properties: FieldProperties): unknown {
    return noChange;
  }

  override update(_part: ChildPart | ElementPart, [properties]: DirectiveParameters<this>): unknown {
    const tag = tagFor(properties.spec);
    if (!this.#element || tag !== this.#tag) {
      this.#element = document.createElement(tag);
      this.#tag = tag;
    }
    Object.assign(this.#element, { problems: [], suggestions: [], required: false, readonly: false, compact: false, from: '', ...properties });
    return this.#element;
  }
}

export const editorFor = directive(FieldEditor);
