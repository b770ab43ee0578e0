/** A key of a map or a position in a list, counted from 0. */
export type Key = string | number;
/** Keys and positions, outermost first. */
export type Path = readonly Key[];
/** What a text says before any type is given to it: a scalar as written, a list, a map, or nothing. */
export type Raw = string | null | readonly Raw[] | { readonly [key: string]: Raw };

export type Place = 'first' | 'last' | { readonly before: Key } | { readonly after: Key };

/** What a field wants done, with paths below itself: the empty path is the field. */
export type FieldEdit =
  | { readonly op: 'set'; readonly path: Path; readonly value: Raw }
  | { readonly op: 'insert'; readonly into: Path; readonly key?: string; readonly value: Raw; readonly place?: Place }
  | { readonly op: 'remove'; readonly path: Path }
  | { readonly op: 'rename'; readonly path: Path; readonly key: string }
  | { readonly op: 'move'; readonly path: Path; readonly into: Path; readonly place?: Place };

export interface Layer {
  readonly index: string | null;
  readonly key_field: string | null;
}

export interface FieldSet {
  readonly title: string;
  readonly fields: readonly string[];
}

/** The part of JSON Schema that is used, with the keys of our own; see docs/rest.md. */
export interface JsonSchema {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  /** Nobody may see the value. */
  readonly writeOnly?: boolean;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly 'x-rem-type'?: string;
  readonly 'x-rem-unit'?: string;
  readonly 'x-rem-min'?: string;
  readonly 'x-rem-max'?: string;
  readonly 'x-rem-target'?: string;
  readonly 'x-rem-inline'?: boolean;
  readonly 'x-rem-layers'?: readonly Layer[];
  readonly 'x-rem-field-sets'?: readonly FieldSet[];
  readonly 'x-rem-sections'?: Readonly<Record<string, JsonSchema>>;
}

/** A title that a person reads: `expect status` is `Expect status`. */
export function titleOf(name: string, { title }: JsonSchema = {}): string {
  return title || name.charAt(0).toUpperCase() + name.slice(1);
}

/** The entry whose form a field stands in. */
export interface EditedItem {
  /** The package that is edited. */
  readonly package: string;
  /** The section it stands in (`checks`); empty in the head of the package. */
  readonly section: string;
  /** Where it stands in the package (`checks`, `lan`, `ping`): package and path with slashes are the id of what it declares. */
  readonly path: Path;
}

/** What the form sets on the element that edits a field. */
export interface FieldProperties {
  /** The key of the field. */
  readonly name: string;
  /** What the schema says of it. */
  readonly spec: JsonSchema;
  /** What the text says; undefined if it says nothing of the field. */
  readonly value: Raw | undefined;
  /** What is wrong with it, in words. */
  readonly problems?: readonly string[];
  /** What could be meant, for fields that name something. */
  readonly suggestions?: readonly string[];
  readonly required?: boolean;
  readonly readonly?: boolean;
  /** Without title and help: an element of a list. */
  readonly compact?: boolean;
  /** Where a value comes from that the entry does not say itself; it cannot be changed here then. */
  readonly from?: string;
  /** The same with file, line and layer, for who points at it. */
  readonly origin?: string;
  /** The entry that is edited, as it may not be saved yet; undefined where a field stands in no form of an entry. */
  readonly item?: EditedItem | undefined;
  /** Whether the text has changed since `value` was read; what is typed meanwhile waits for the next reading. */
  readonly stale?: boolean;
  /** Why this element stands in for another one, in words; empty if it does not. */
  readonly fault?: string;
}

/**
 * An element that edits a field: a form-associated custom element with these properties. It asks for changes of the text
 * with the bubbling, composed event `field-edit` ({edits: FieldEdit[]}), and says with `field-broken` ({message}) that it
 * cannot go on; another element stands in for it then.
 */
export interface FieldEditorElement extends HTMLElement {
  /** What was typed and is not in the text yet: carried over when another version of the element takes its place. */
  typed?: string | undefined;
  /** Puts into the text what was typed and waits. */
  commit?(): void;
}
