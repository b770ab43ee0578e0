// Lists and maps: each element is a field of its own, so that an edit touches one element of the text and no other.
import { css, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { icon, RemField, type FieldEdit, type JsonSchema, type Raw } from '@redeye/host';
import { editorFor } from './editors.ts';
import { rowButton } from './row-button.ts';

/** Elements drawn; a longer list is edited in the text. */
const SHOWN = 200;

const manyStyles = css`
  .rows { display: grid; gap: .35rem; }
  .row { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .15rem; align-items: center; }
  .row.pair { grid-template-columns: minmax(5rem, 2fr) minmax(0, 3fr) auto; gap: .35rem; }
  .row .buttons { display: flex; }
  .row button.icon-only { width: 1.75rem; min-height: 1.75rem; font-size: .875rem; }
  .add { justify-self: start; min-height: 1.875rem; font-size: .8125rem; }
  .other { padding: .35rem .65rem; border: 1px dashed var(--line-2); border-radius: var(--radius-s); color: var(--ink-2); font-size: .8125rem; }
`;

abstract class ManyField extends RemField {
  static override properties: PropertyDeclarations = { _adding: { state: true } };
  static override styles = [RemField.styles, manyStyles];

  /** Whether there is a row that is not in the text yet. */
  declare _adding: boolean;
  #size = 0;

  constructor() {
    super();
    this._adding = false;
  }

  protected override heading(): TemplateResult {
    return html`<span class="label" id="title">${this.label}</span>`;
  }

  /** The editor of one element. What it asks for is about the element; here it becomes an edit of the field. */
  protected element(key: string | number, value: Raw | undefined, spec: JsonSchema, wrap: (edit: FieldEdit) => FieldEdit | undefined = (edit) => below(edit, key)): TemplateResult {
    if (value !== null && typeof value === 'object') return html`<div class="other">${Array.isArray(value) ? 'A list' : 'A map'}; it is edited in the text.</div>`;
    const label = `${this.label} ${typeof key === 'number' ? key + 1 : key}`;
    return html`<div @field-edit=${(event: CustomEvent<{ edits: FieldEdit[] }>) => {
      event.stopPropagation();
      const edits = event.detail.edits.map(wrap).filter((edit) => edit !== undefined);
      if (edits.length > 0) this.ask(...edits);
    }}>${editorFor({ name: label, spec: { ...spec, title: label }, value: value ?? undefined, suggestions: this.suggestions, readonly: this.readonly, stale: this.stale, item: this.item, compact: true })}</div>`;
  }

  /** Adds a row that stands in the text as soon as something is typed in it. */
  protected begin(): void {
    this._adding = true;
    void this.updateComplete.then(() => [...this.renderRoot.querySelectorAll<HTMLElement>('.row')].at(-1)?.querySelector<HTMLElement>('input, [compact]')?.focus());
  }

  protected override willUpdate(changed: PropertyValues): void {
    const size = sizeOf(this.value);
    if (changed.has('value') && size > this.#size) this._adding = false;
    this.#size = size;
    super.willUpdate(changed);
  }

  protected adder(empty: boolean): unknown {
    if (this.readonly || this._adding) return nothing;
    return html`<button class="add" @click=${() => this.begin()}>${icon('plus')}Add ${empty ? 'the first' : 'another'}</button>`;
  }
}

function sizeOf(value: Raw | undefined): number {
  return value === undefined || value === null ? 0 : typeof value === 'string' ? 1 : Object.keys(value).length;
}

class ListField extends ManyField {
  protected override control(): TemplateResult {
    const single = typeof this.value === 'string';
    const values: readonly Raw[] = Array.isArray(this.value) ? this.value : single ? [this.value as string] : [];
    const usual = Array.isArray(this.spec.default) ? this.spec.default.join(', ') : this.usual;
    const rows: readonly (Raw | undefined)[] = this._adding && !this.readonly ? [...values.slice(0, SHOWN), undefined] : values.slice(0, SHOWN);
    return html`<div class="rows" role="group" aria-labelledby="title">
      ${repeat(rows, (_, index) => index, (value, index) => this.#row(value, index, values, single))}
      ${values.length > SHOWN ? html`<p class="hint">${values.length - SHOWN} more; they are edited in the text.</p>` : nothing}
      ${rows.length === 0 ? html`<p class="hint">${usual === '' ? 'Nothing is listed.' : `Default: ${usual}`}</p>` : nothing}
      ${this.adder(values.length === 0)}</div>`;
  }

  #row(value: Raw | undefined, index: number, values: readonly Raw[], single: boolean): TemplateResult {
    const fresh = value === undefined;
    const remove = () => (fresh ? (this._adding = false) : this.ask({ op: 'remove', path: single || values.length === 1 ? [] : [index] }));
    const wrap = fresh ? (edit: FieldEdit) => added(edit, values, single) : single ? (edit: FieldEdit): FieldEdit => (edit.op === 'remove' ? { op: 'remove', path: [] } : edit) : undefined;
    return html`<div class="row">${this.element(index, value, this.spec.items ?? {}, wrap)}
      ${this.readonly ? nothing : html`<span class="buttons">${rowButton('up', `Move element ${index + 1} up`, () => this.ask({ op: 'move', path: [index], into: [], place: { before: index - 1 } }), index === 0 || fresh)}${rowButton('trash', `Remove element ${index + 1}`, remove)}</span>`}</div>`;
  }
}

/** What was typed in a row that is not in the text yet. */
function added(edit: FieldEdit, values: readonly Raw[], single: boolean): FieldEdit {
  const value = edit.op === 'set' ? edit.value : '';
  return values.length === 0 || single ? { op: 'set', path: [], value: [...values, value] } : { op: 'insert', into: [], value };
}

class MapField extends ManyField {
  #key = '';
  #value: Raw = '';

  protected override control(): TemplateResult {
    const map = this.value !== null && typeof this.value === 'object' && !Array.isArray(this.value) ? (this.value as Readonly<Record<string, Raw>>) : {};
    const entries = Object.entries(map);
    const spec = typeof this.spec.additionalProperties === 'object' ? this.spec.additionalProperties : {};
    const rows: readonly (readonly [string, Raw | undefined])[] = this._adding && !this.readonly ? [...entries.slice(0, SHOWN), ['', undefined]] : entries.slice(0, SHOWN);
    return html`<div class="rows" role="group" aria-labelledby="title">
      ${repeat(rows, (_, index) => index, ([key, value]) => html`<div class="row pair">
        <input class="mono" aria-label=${value === undefined ? 'New key' : `Key ${key}`} placeholder=${value === undefined ? 'key' : nothing} .value=${key} ?readonly=${this.readonly} spellcheck="false" autocapitalize="none" @change=${(event: Event) => this.#keyed(key, value === undefined, event.target as HTMLInputElement, map)}>
        ${this.element(key || 'new', value, spec, value === undefined ? (edit) => this.#valued(edit, map) : undefined)}
        ${this.readonly ? nothing : html`<span class="buttons">${rowButton('trash', `Remove ${key || 'the new one'}`, () => (value === undefined ? (this._adding = false) : this.ask({ op: 'remove', path: entries.length === 1 ? [] : [key] })))}</span>`}
      </div>`)}
      ${entries.length > SHOWN ? html`<p class="hint">${entries.length - SHOWN} more; they are edited in the text.</p>` : nothing}
      ${this.adder(entries.length === 0)}</div>`;
  }

  protected override begin(): void {
    this.#key = '';
    this.#value = '';
    super.begin();
  }

  #keyed(key: string, fresh: boolean, input: HTMLInputElement, map: Readonly<Record<string, Raw>>): void {
    const wanted = input.value.trim();
    if (wanted === key) return;
    if (wanted in map) input.value = key;
    else if (fresh) {
      this.#key = wanted;
      const edit = this.#both(map);
      if (edit) this.ask(edit);
    } else if (wanted === '') input.value = key;
    else this.ask({ op: 'rename', path: [key], key: wanted });
  }

  #valued(edit: FieldEdit, map: Readonly<Record<string, Raw>>): FieldEdit | undefined {
    this.#value = edit.op === 'set' ? edit.value : '';
    return this.#both(map);
  }

  /** Key and value of the new row, once both are there. */
  #both(map: Readonly<Record<string, Raw>>): FieldEdit | undefined {
    if (this.#key === '' || this.#value === '') return undefined;
    const [key, value] = [this.#key, this.#value];
    return sizeOf(map) === 0 ? { op: 'set', path: [], value: { [key]: value } } : { op: 'insert', into: [], key, value };
  }
}

/** An edit of an element, seen from its list or map. An element that is emptied stays, as nothing. */
function below(edit: FieldEdit, key: string | number): FieldEdit {
  if ('into' in edit && !('path' in edit)) return { ...edit, into: [key, ...edit.into] };
  if (edit.op === 'move') return { ...edit, path: [key, ...edit.path], into: [key, ...edit.into] };
  return { ...edit, path: [key, ...(edit as { path: readonly (string | number)[] }).path] } as FieldEdit;
}

customElements.define('rem-list-field', ListField);
customElements.define('rem-map-field', MapField);
