// Which element edits which type of field: the one that the plugin of the type brings, or one of the console's own.
import { noChange } from 'lit';
import { AsyncDirective, directive, type ElementPart, type ChildPart, type DirectiveParameters } from 'lit/async-directive.js';
import type { FieldEditorElement, FieldProperties, JsonSchema } from '@redeye/host';
import { fieldEditors, type FieldEditorInfo } from '../../data/catalog.ts';
import { defined } from '../../data/module-loader.ts';
import { Signal } from '../../data/signal.ts';

const OWN = new Set(['text', 'number', 'boolean', 'list', 'map']);
/** What JSON Schema's own types are edited with, for a field type of which nothing else is known. */
const BASE: Readonly<Record<string, string>> = { boolean: 'boolean', number: 'number', integer: 'number', array: 'list', object: 'map', string: 'text' };

/** The type whose element edits a field: a text of which only some are allowed is a choice. */
export function typeOf(spec: JsonSchema): string {
  const type = spec['x-rem-type'] ?? '';
  return (spec.enum?.length ?? 0) > 0 && (type === 'text' || type === '') ? 'choice' : type;
}

/** The tag of the console's own element for a field: the one that its type names, or one by its base type. */
export function ownTag(spec: JsonSchema, named = ''): string {
  const type = /^rem-([a-z]+)-field$/.exec(named)?.[1] ?? typeOf(spec);
  return `rem-${OWN.has(type) ? type : (BASE[spec.type ?? 'string'] ?? 'text')}-field`;
}

/** What became of the modules, by their address: a tag, or why it cannot be used, in words. */
const modules = new Map<string, { readonly tag: string } | { readonly fault: string }>();
const learned = new Signal(0);
/** What was last known of each type: one that is away for a moment, as while it is replaced, keeps its element. */
const last = new Map<string, FieldEditorInfo>();
/** The module that was last drawn for each type. */
const inUse = new Map<string, string>();

/** What edits a field now: a tag, the module that it is from, and why it only stands in for another one. */
export function editorOf(spec: JsonSchema, known: ReadonlyMap<string, FieldEditorInfo> | undefined): { readonly tag: string; readonly module: string; readonly fault: string } {
  const type = typeOf(spec);
  const info = known?.get(type) ?? last.get(type);
  if (info) last.set(type, info);
  const own = ownTag(spec, info?.element);
  if (!info || info.module === '') return { tag: own, module: '', fault: '' };
  const found = modules.get(info.module);
  if (!found) {
    void load(info);
    // the version before goes on until this one is there
    const before = modules.get(inUse.get(type) ?? '');
    return before && 'tag' in before ? { tag: before.tag, module: inUse.get(type)!, fault: '' } : { tag: own, module: '', fault: '' };
  }
  if ('fault' in found) return { tag: own, module: '', fault: found.fault };
  inUse.set(type, info.module);
  return { tag: found.tag, module: info.module, fault: '' };
}

async function load(info: FieldEditorInfo): Promise<void> {
  const found = await defined('rem-f', 'field.json', info);
  if (modules.has(info.module)) return;
  modules.set(info.module, 'tag' in found ? found : { fault: faultOf(info.id, 'cannot be loaded', found.problem) });
  learned.value++;
}

/** The element of a module threw: it is not used again until another version comes. */
function broken(module: string, type: string, message: string): void {
  modules.set(module, { fault: faultOf(type, 'broke', message) });
  // not while somebody draws
  queueMicrotask(() => learned.value++);
}

function faultOf(type: string, what: string, message: string): string {
  return `The editor of field:${type} ${what}, so this is a plain field: ${message}`;
}

// what escapes from the code of a module, told by its address
addEventListener('error', ({ filename, error, message }) => {
  const place = `${filename} ${error?.stack ?? ''}`;
  for (const [module, found] of modules) {
    if ('tag' in found && place.includes(module)) broken(module, module.split('/')[3] ?? '', message);
  }
});

/** An element whose tag is known only when it is drawn; it stays while the tag does, with what was typed in it. */
class FieldEditor extends AsyncDirective {
  #element: FieldEditorElement | undefined;
  #tag = '';
  #properties: FieldProperties | undefined;
  #releases: (() => void)[] = [];

  render(_properties: FieldProperties): unknown {
    return noChange;
  }

  override update(_part: ChildPart | ElementPart, [properties]: DirectiveParameters<this>): unknown {
    this.#properties = properties;
    if (this.#releases.length === 0) this.#listen();
    return this.#current();
  }

  protected override disconnected(): void {
    for (const release of this.#releases.splice(0)) release();
  }

  protected override reconnected(): void {
    this.#listen();
    this.setValue(this.#current());
  }

  #listen(): void {
    fieldEditors.want();
    const again = () => this.setValue(this.#current());
    this.#releases = [fieldEditors.value.subscribe(again), learned.subscribe(again)];
  }

  #current(): HTMLElement {
    const properties = this.#properties!;
    const { tag, module, fault } = editorOf(properties.spec, fieldEditors.value.value);
    const all = { problems: [], suggestions: [], required: false, readonly: false, compact: false, stale: false, from: '', origin: '', item: undefined, ...properties, fault };
    const type = typeOf(properties.spec);
    try {
      const element = tag === this.#tag ? this.#element! : this.#made(tag, module, type);
      Object.assign(element, all);
      if (tag !== this.#tag) this.#replaced(element);
      this.#tag = tag;
      this.#element = element;
      return element;
    } catch (failure) {
      if (module === '') throw failure;
      broken(module, type, (failure as Error).message);
      return this.#current();
    }
  }

  #made(tag: string, module: string, type: string): FieldEditorElement {
    // createElement would swallow what a constructor throws
    const element = new (customElements.get(tag)!)() as FieldEditorElement;
    if (module !== '') element.addEventListener('field-broken', (event) => broken(module, type, (event as CustomEvent<{ message: string }>).detail.message));
    return element;
  }

  /** Another version takes the place: what was typed stays, and so does the cursor. */
  #replaced(element: FieldEditorElement): void {
    const before = this.#element;
    if (!before) return;
    element.typed = before.typed;
    const input = before.shadowRoot?.activeElement;
    const cursor = input instanceof HTMLInputElement ? input.selectionStart : null;
    // the one before has nothing to put into the text any more
    before.typed = undefined;
    if (!input) return;
    requestAnimationFrame(() => {
      element.focus();
      const now = element.shadowRoot?.activeElement;
      if (cursor !== null && now instanceof HTMLInputElement) now.setSelectionRange(cursor, cursor);
    });
  }
}

export const editorFor = directive(FieldEditor);
