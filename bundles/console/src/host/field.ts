import { css, html, LitElement, nothing, type CSSResultGroup, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { titleOf, type EditedItem, type FieldEdit, type FieldEditorElement, type JsonSchema, type Raw } from './field-types.ts';
import { stateIcon } from './icons.ts';
import { controlStyles, sharedStyles } from './styles.ts';

/** How long after the last keystroke a field's text goes into the YAML, milliseconds. */
const PAUSE = 500;

export const fieldStyles = css`
  :host { display: block; min-width: 0; }
  .field { display: grid; gap: .3rem; font-size: .875rem; }
  .head { display: flex; align-items: baseline; gap: .5rem; min-height: 1.25rem; }
  .head label, .head .label { font-weight: 550; }
  .head .key { color: var(--ink-3); font-family: var(--mono); font-size: .75rem; }
  .head .must { color: var(--warning-ink); font-size: .75rem; }
  .head .space { flex: 1; }
  .head button { min-height: 1.375rem; padding: 0 .4rem; font-size: .75rem; font-weight: 500; margin-block: -.2rem; }
  .hint { color: var(--ink-2); font-size: .8125rem; overflow-wrap: anywhere; }
  .wrong { display: flex; gap: .4rem; align-items: baseline; color: var(--critical-ink); font-size: .8125rem; overflow-wrap: anywhere; }
  .with { display: flex; gap: .4rem; align-items: center; }
  .with > :first-child { flex: 1; min-width: 0; }
  .unit { color: var(--ink-2); font-size: .8125rem; white-space: nowrap; }
  .fixed { display: flex; gap: .6rem; align-items: baseline; min-height: 2.25rem; padding: .35rem .65rem; border: 1px dashed var(--line-2); border-radius: var(--radius-s); background: var(--inset); font-size: .9375rem; flex-wrap: wrap; overflow-wrap: anywhere; }
  .fixed small { color: var(--ink-2); font-size: .8125rem; }
  .mono input, input.mono, textarea.mono { font-family: var(--mono); font-size: .875rem; }
  input:read-only:not([type=radio]), textarea:read-only { background: var(--inset); border-style: dashed; border-color: var(--line-2); }
  .fault { display: flex; gap: .4rem; align-items: baseline; }
  textarea { resize: vertical; line-height: 1.45; }
`;

/**
 * A base for what edits one field of a package. It shows what the text says and asks for edits with the event
 * `field-edit` ({edits}); the text is changed elsewhere, and comes back as `value`. What a field type brings extends it,
 * or is any form-associated element with the properties and the event of a {@link FieldEditorElement}. A subclass says
 * in {@link control} what the input is; title, help, bounds and problems stand around it.
 */
export abstract class RemField extends LitElement implements FieldEditorElement {
  static readonly formAssociated = true;
  static override properties: PropertyDeclarations = {
    name: {}, spec: { attribute: false }, value: { attribute: false }, problems: { attribute: false }, suggestions: { attribute: false },
    required: { type: Boolean }, readonly: { type: Boolean }, compact: { type: Boolean, reflect: true }, from: {}, origin: {}, fault: {}, item: { attribute: false }, stale: { type: Boolean }, typed: { attribute: false },
  };
  static override styles: CSSResultGroup = [sharedStyles, controlStyles, fieldStyles];
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  declare name: string;
  declare spec: JsonSchema;
  /** What the text says; undefined if it says nothing of the field. */
  declare value: Raw | undefined;
  declare problems: readonly string[];
  /** What could be meant, for fields that name something. */
  declare suggestions: readonly string[];
  declare required: boolean;
  declare readonly: boolean;
  /** Without title and help: an element of a list. */
  declare compact: boolean;
  /** Where a value comes from that the entry does not say itself; it cannot be changed here then. */
  declare from: string;
  /** The same with file, line and layer, for who points at it. */
  declare origin: string;
  /** Why another element stands in for the one of the field type, in words; empty if it does not. */
  declare fault: string;
  /** The entry whose form the field stands in; undefined if it stands in none. */
  declare item: EditedItem | undefined;
  /** Whether the text has changed since `value` was read: what is typed waits until it is read again. */
  declare stale: boolean;
  /** What was typed and is not in the text yet. */
  declare typed: string | undefined;
  readonly #internals = this.attachInternals();
  /** Whether what was typed shall go into the text as soon as the text is known. */
  #waiting = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.name = '';
    this.spec = {};
    this.problems = [];
    this.suggestions = [];
    this.required = false;
    this.readonly = false;
    this.compact = false;
    this.from = '';
    this.origin = '';
    this.fault = '';
    this.stale = false;
  }

  /** The text of a scalar; empty if there is none. */
  protected get text(): string {
    return this.typed ?? (typeof this.value === 'string' ? this.value : '');
  }

  protected get label(): string {
    return titleOf(this.name, this.spec);
  }

  protected get given(): boolean {
    return this.value !== undefined;
  }

  /** What stands for the field where it is not given. */
  protected get usual(): string {
    return this.spec.default === undefined ? '' : String(this.spec.default);
  }

  protected ask(...edits: readonly FieldEdit[]): void {
    this.dispatchEvent(new CustomEvent('field-edit', { detail: { edits }, bubbles: true, composed: true }));
  }

  /** What was typed goes into the text: soon, or at once. */
  protected type(text: string, soon: boolean): void {
    this.typed = text;
    clearTimeout(this.#timer);
    if (soon) this.#timer = setTimeout(() => this.commit(), PAUSE);
    else this.commit();
  }

  /** Puts into the text what was typed. */
  commit(): void {
    clearTimeout(this.#timer);
    const typed = this.typed;
    if (typed === undefined) return;
    // nobody knows yet whether it is a change
    this.#waiting = this.stale;
    if (this.stale) return;
    if (typed === (typeof this.value === 'string' ? this.value : '')) this.typed = undefined;
    else if (typed !== '' || this.compact) this.ask({ op: 'set', path: [], value: typed });
    else if (this.given) this.ask({ op: 'remove', path: [] });
  }

  protected override firstUpdated(): void {
    // it takes the place of another one that was typed in
    if (this.typed !== undefined) this.type(this.typed, true);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override performUpdate(): void {
    try {
      super.performUpdate();
    } catch (failure) {
      this.dispatchEvent(new CustomEvent('field-broken', { detail: { message: failure instanceof Error ? failure.message : String(failure) } }));
    }
  }

  protected override willUpdate(changed: PropertyValues): void {
    // the text says now what was typed, or something else that came later
    if (this.#waiting && !this.stale) this.commit();
    else if (this.hasUpdated && changed.has('value') && this.typed !== undefined && !this.#waits) this.typed = undefined;
    this.#internals.setFormValue(typeof this.value === 'string' ? this.text : this.value === undefined ? null : JSON.stringify(this.value));
    const wrong = this.problems[0] ?? (this.required && !this.given && this.text === '' ? 'It must be given.' : '');
    if (wrong === '') this.#internals.setValidity({});
    else this.#internals.setValidity({ customError: true }, wrong);
  }

  get #waits(): boolean {
    return this.typed !== (typeof this.value === 'string' ? this.value : '') && this.shadowRoot?.activeElement != null;
  }

  protected override render(): TemplateResult {
    if (this.compact) return this.control();
    return html`<div class="field">
      <div class="head">${this.heading()}${this.required ? html`<span class="must">required</span>` : nothing}<span class="space"></span>
        ${this.given && !this.readonly && this.from === '' ? html`<button class="quiet" @click=${() => this.#clear()} aria-label=${`clear ${this.label}`} title="Take it out of the text">clear</button>` : nothing}</div>
      ${this.from === '' ? this.control() : html`<div class="fixed" title=${this.origin || nothing}><span>${this.text}</span><small>${this.from}</small></div>`}
      ${this.problems.map((problem) => html`<p class="wrong">${stateIcon('critical')}<span>${problem}</span></p>`)}
      ${this.#hint()}
      ${this.fault === '' ? nothing : html`<p class="hint fault">${stateIcon('warning')}<span>${this.fault}</span></p>`}
    </div>`;
  }

  #clear(): void {
    this.typed = undefined;
    this.ask({ op: 'remove', path: [] });
  }

  /** The title, as the label of the control with the id `in`; another one where there are several controls. */
  protected heading(): TemplateResult {
    return this.from === '' ? html`<label for="in">${this.label}</label>` : html`<span class="label">${this.label}</span>`;
  }

  #hint(): unknown {
    const said = [this.spec.description, this.bounds()].filter(Boolean).join('. ');
    return said === '' ? nothing : html`<p class="hint" id="hint">${said}</p>`;
  }

  /** The bounds of what may be said, in words. */
  protected bounds(): string {
    const least = this.spec.minimum ?? this.spec['x-rem-min'];
    const most = this.spec.maximum ?? this.spec['x-rem-max'];
    if (least !== undefined && most !== undefined) return `${least} to ${most}`;
    return least !== undefined ? `At least ${least}` : most !== undefined ? `At most ${most}` : '';
  }

  /** The input itself. */
  protected abstract control(): TemplateResult;

  /** A line of text, with whatever else the type needs. */
  protected input(more: { readonly mode?: string; readonly mono?: boolean; readonly type?: string; readonly placeholder?: string } = {}): TemplateResult {
    const list = this.suggestions.length > 0 && more.type !== 'password';
    return html`<input id="in" class=${more.mono ? 'mono' : ''} type=${more.type ?? 'text'} name=${this.name} inputmode=${more.mode ?? nothing} .value=${this.text} ?readonly=${this.readonly}
        placeholder=${more.placeholder ?? this.usual} autocomplete=${more.type === 'password' ? 'new-password' : 'off'} autocapitalize="none" spellcheck="false" list=${list ? 'list' : nothing}
        aria-label=${this.compact ? this.label : nothing} aria-required=${this.required} aria-invalid=${this.problems.length > 0} aria-describedby="hint"
        @input=${(event: Event) => this.type((event.target as HTMLInputElement).value, true)} @change=${() => this.commit()} @blur=${() => this.commit()}>
      ${list ? html`<datalist id="list">${this.suggestions.map((each) => html`<option value=${each}></option>`)}</datalist>` : nothing}`;
  }

  /** A line for a number and its unit; a bare number is offered with the units that it could have. */
  protected amount(units: readonly string[], example: string): TemplateResult {
    const bare = /^\d+(\.\d+)?$/.test(this.typed ?? '');
    return html`${this.input({ mono: true, placeholder: this.usual || example })}
      ${bare ? html`<span class="with"><span class="unit">${units.map((unit) => html`<button class="quiet" @mousedown=${(event: Event) => event.preventDefault()} @click=${() => this.type(`${this.text}${unit}`, false)}>${this.text}${unit}</button>`)}</span></span>` : nothing}`;
  }
}
