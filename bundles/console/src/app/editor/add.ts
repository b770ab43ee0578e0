import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { controlStyles, sharedStyles } from '@redeye/host';
import { dialogStyles } from './dialog-style.ts';
import type { Edit, Path, Raw } from './draft.ts';
import { layerName, titleOf, type JsonSchema } from './schema.ts';

/** What shall be added. */
export type Adding =
  | { readonly what: 'section'; readonly choices: readonly { readonly id: string; readonly title: string; readonly help: string }[] }
  | {
      readonly what: 'group' | 'item';
      /** The section, and the keys below it that are chosen already. */
      readonly section: Path;
      readonly keys: readonly string[];
      readonly schema: JsonSchema;
      /** Keys that are there, below some others. */
      readonly known: (keys: readonly string[]) => readonly string[];
      readonly suggest: (spec: JsonSchema) => readonly string[];
    };

/** Asks for the keys of what is new, and for what must be given. Fires `add-do` ({edits, select}). */
export class EditorAdd extends LitElement {
  static override properties = { adding: { attribute: false }, failure: {}, _keys: { state: true } };
  static override styles = [sharedStyles, controlStyles, dialogStyles];

  declare adding: Adding | undefined;
  declare failure: string;
  declare _keys: readonly string[];
  #opened = 0;

  constructor() {
    super();
    this.failure = '';
    this._keys = [];
  }

  get #dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog')!;
  }

  async open(adding: Adding): Promise<void> {
    this.adding = adding;
    this.failure = '';
    this._keys = adding.what === 'section' ? [] : adding.keys;
    this.#opened++;
    await this.updateComplete;
    this.#dialog.showModal();
    this.renderRoot.querySelector<HTMLInputElement>('input:placeholder-shown, input[type=radio]')?.focus();
  }

  close(): void {
    this.#dialog.close();
  }

  protected override render(): TemplateResult {
    const { adding } = this;
    const title = !adding ? '' : adding.what === 'section' ? 'Add a section' : adding.what === 'group' ? `Add a ${this.#layerNames(adding).at(-1)}` : `Add to ${adding.section.at(-1)}`;
    return html`<dialog aria-labelledby="title">${keyed(this.#opened, html`<form @submit=${this.#submit}>
      <h2 id="title">${title}</h2>
      ${!adding ? nothing : adding.what === 'section' ? this.#sections(adding.choices) : this.#keyed(adding)}
      ${this.failure ? html`<p class="failure" role="alert">${this.failure}</p>` : nothing}
      <div class="actions"><button type="button" @click=${() => this.close()}>Cancel</button><button class="primary">Add</button></div></form>`)}</dialog>`;
  }

  #sections(choices: readonly { readonly id: string; readonly title: string; readonly help: string }[]): TemplateResult {
    if (choices.length === 0) return html`<p>Every section type that is installed stands in this package already.</p>`;
    return html`<div class="options" role="radiogroup" aria-labelledby="title">${choices.map(({ id, title, help }, index) => html`<label><input type="radio" name="section" value=${id} ?checked=${index === 0} required><b>${title}</b><small>${help || id}</small></label>`)}</div>`;
  }

  #layerNames({ what, schema, keys }: Exclude<Adding, { what: 'section' }>): string[] {
    const names = (schema['x-rem-layers'] ?? []).map(layerName);
    if (names.length === 0) names.push('name');
    return what === 'group' ? names.slice(0, keys.length + 1) : names;
  }

  #keyed(adding: Exclude<Adding, { what: 'section' }>): TemplateResult {
    const names = this.#layerNames(adding);
    const required = adding.what === 'item' ? (adding.schema.required ?? []).filter((name) => !names.includes(name)) : [];
    const input = (name: string, label: string, hint: string, value: string, list: readonly string[]) => html`<label class="field">${label}
      <input name=${name} required .value=${value} placeholder=" " autocomplete="off" autocapitalize="none" spellcheck="false" aria-label=${label} aria-describedby=${`about ${name}`.replaceAll(' ', '-')} list=${list.length > 0 ? `list-${name}`.replaceAll(' ', '-') : nothing} @input=${name.startsWith('key ') ? this.#typed : nothing}>
      <span class="hint" id=${`about ${name}`.replaceAll(' ', '-')}>${hint}</span>${list.length > 0 ? html`<datalist id=${`list-${name}`.replaceAll(' ', '-')}>${list.map((each) => html`<option value=${each}></option>`)}</datalist>` : nothing}</label>`;
    return html`<div class="two">${names.map((name, index) => {
      const last = index === names.length - 1;
      const hint = last ? 'Its key in the text; each stands once.' : 'One that is there, or a new one.';
      return input(`key ${index}`, titleOf(name), hint, adding.keys[index] ?? '', last ? [] : adding.known(this._keys.slice(0, index)));
    })}</div>
    ${required.map((name) => input(`field ${name}`, titleOf(name, adding.schema.properties?.[name]), adding.schema.properties?.[name]?.description ?? '', '', adding.suggest(adding.schema.properties?.[name] ?? {})))}`;
  }

  #typed = ({ target }: InputEvent) => {
    const { name, value } = target as HTMLInputElement;
    const keys = [...this._keys];
    keys[Number(name.slice(4))] = value;
    this._keys = keys;
  };

  #submit = (event: SubmitEvent) => {
    event.preventDefault();
    const { adding } = this;
    const form = new FormData(event.target as HTMLFormElement);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    if (!adding) return;
    if (adding.what === 'section') {
      const key = text('section');
      if (key !== '') this.#tell([{ op: 'insert', into: [], key, value: null }], [key]);
      return;
    }
    const keys = this.#layerNames(adding).map((_, index) => text(`key ${index}`));
    if (adding.known(keys.slice(0, -1)).includes(keys.at(-1)!)) {
      this.failure = `'${keys.at(-1)}' is there already.`;
      return;
    }
    const given = [...form.keys()].filter((name) => name.startsWith('field ')).map((name): [string, Raw] => [name.slice(6), text(name)]);
    const value = given.length > 0 ? Object.fromEntries(given) : null;
    this.#tell([{ op: 'insert', into: [...adding.section, ...keys.slice(0, -1)], key: keys.at(-1)!, value }], [...adding.section, ...keys]);
  };

  #tell(edits: readonly Edit[], select: Path): void {
    this.dispatchEvent(new CustomEvent('add-do', { detail: { edits, select } }));
  }
}

customElements.define('rem-editor-add', EditorAdd);
