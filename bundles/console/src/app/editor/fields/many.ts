// Lists and maps: each element is a field of its own, so that an edit touches one element of the text and no other.
import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { icon } from '@redeye/host';
import type { Raw } from '../draft.ts';
import type { JsonSchema } from '../schema.ts';
import { editorFor } from './editors.ts';
import { FieldElement, rowButton, type FieldEdit } from './field.ts';

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

abstract class ManyField extends FieldElement {
  static override styles = [FieldElement.styles, manyStyles];

  protected override heading(): TemplateResult {
    return html`<span class="label" id="title">${this.label}</span>`;
  }

  /** The editor of one element. What it asks for is about the element; here it becomes an edit of the field. */
  protected element(key: string | number, value: Raw | undefined, spec: JsonSchema, wrap: (edit: FieldEdit) => FieldEdit = (edit) => below(edit, key)): TemplateResult {
    if (value !== null && typeof value === 'object') return html`<div class="other">${Array.isArray(value) ? 'A list' : 'A map'}; it is edited in the text.</div>`;
    const label = `${this.label} ${typeof key === 'number' ? key + 1 : key}`;
    return html`<div @field-edit=${(event: CustomEvent<{ edits: FieldEdit[] }>) => {
      event.stopPropagation();
      this.ask(...event.detail.edits.map(wrap));
    }}>${editorFor({ name: label, spec: { ...spec, title: label }, value: value ?? undefined, suggestions: this.suggestions, readonly: this.readonly, compact: true })}</div>`;
  }

  protected focusLast(): void {
    // the new element is there as soon as the text has been read again
    setTimeout(() => [...this.renderRoot.querySelectorAll<HTMLElement>('[compact]')].at(-1)?.focus(), 350);
  }
}

class ListField extends ManyField {
  protected override control(): TemplateResult {
    const single = typeof this.value === 'string';
    const values: readonly Raw[] = Array.isArray(this.value) ? this.value : single ? [this.value as string] : [];
    const spec = this.spec.items ?? {};
    const usual = Array.isArray(this.spec.default) ? this.spec.default.join(', ') : this.usual;
    return html`<div class="rows" role="group" aria-labelledby="title">
      ${repeat(values.slice(0, SHOWN), (_, index) => index, (value, index) => html`<div class="row">
        ${this.element(index, value, spec, single ? (edit) => (edit.op === 'remove' ? { op: 'remove', path: [] } : edit) : undefined)}
        ${this.readonly ? nothing : html`<span class="buttons">${rowButton('up', `Move element ${index + 1} up`, () => this.#move(index, index - 1), index === 0)}${rowButton('trash', `Remove element ${index + 1}`, () => this.ask({ op: 'remove', path: single || values.length === 1 ? [] : [index] }))}</span>`}
      </div>`)}
      ${values.length > SHOWN ? html`<p class="hint">${values.length - SHOWN} more; they are edited in the text.</p>` : nothing}
      ${values.length === 0 ? html`<p class="hint">${usual === '' ? 'Nothing is listed.' : `Default: ${usual}`}</p>` : nothing}
      ${this.readonly ? nothing : html`<button class="add" @click=${() => this.#add(values, single)}>${icon('plus')}Add ${values.length === 0 ? 'the first' : 'another'}</button>`}</div>`;
  }

  #move(from: number, to: number): void {
    this.ask({ op: 'move', path: [from], into: [], place: { before: to } });
  }

  #add(values: readonly Raw[], single: boolean): void {
    const value = this.suggestions.find((each) => !values.includes(each)) ?? '';
    if (values.length === 0 || single) this.ask({ op: 'set', path: [], value: [...values, value] });
    else this.ask({ op: 'insert', into: [], value });
    this.focusLast();
  }
}

class MapField extends ManyField {
  protected override control(): TemplateResult {
    const map = this.value !== null && typeof this.value === 'object' && !Array.isArray(this.value) ? (this.value as Readonly<Record<string, Raw>>) : {};
    const entries = Object.entries(map);
    const spec = typeof this.spec.additionalProperties === 'object' ? this.spec.additionalProperties : {};
    return html`<div class="rows" role="group" aria-labelledby="title">
      ${repeat(entries.slice(0, SHOWN), ([key]) => key, ([key, value]) => html`<div class="row pair">
        <input class="mono" aria-label=${`Key ${key}`} .value=${key} ?readonly=${this.readonly} spellcheck="false" autocapitalize="none" @change=${(event: Event) => this.#rename(key, event.target as HTMLInputElement, map)}>
        ${this.element(key, value, spec)}
        ${this.readonly ? nothing : html`<span class="buttons">${rowButton('trash', `Remove ${key}`, () => this.ask({ op: 'remove', path: entries.length === 1 ? [] : [key] }))}</span>`}
      </div>`)}
      ${entries.length > SHOWN ? html`<p class="hint">${entries.length - SHOWN} more; they are edited in the text.</p>` : nothing}
      ${this.readonly ? nothing : html`<button class="add" @click=${() => this.#add(map, entries.length)}>${icon('plus')}Add ${entries.length === 0 ? 'the first' : 'another'}</button>`}</div>`;
  }

  #rename(key: string, input: HTMLInputElement, map: Readonly<Record<string, Raw>>): void {
    const wanted = input.value.trim();
    if (wanted === key) return;
    if (wanted === '' || wanted in map) input.value = key;
    else this.ask({ op: 'rename', path: [key], key: wanted });
  }

  #add(map: Readonly<Record<string, Raw>>, size: number): void {
    let key = 'key';
    for (let number = 2; key in map; number++) key = `key${number}`;
    if (size === 0) this.ask({ op: 'set', path: [], value: { [key]: '' } });
    else this.ask({ op: 'insert', into: [], key, value: '' });
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
