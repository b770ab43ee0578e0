import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import { controlStyles, icon, sharedStyles, stateIcon, type FieldEdit, type FieldEditorElement } from '@redeye/host';
import { plugins } from '../data/catalog.ts';
import { Watch } from '../data/signal.ts';
import type { At, Draft, Edit, Path, Raw } from './draft.ts';
import { editorFor } from './fields/editors.ts';
import './fields/many.ts';
import './fields/plain.ts';
import { editorAddress, nodesTo, pathId } from './outline.ts';
import { formStyles } from './form-style.ts';
import { placeProblems, type Placed } from './place.ts';
import { learned, pluginSchema } from './plugin-schemas.ts';
import { groups, HEADER, inlineField, layerName, titleOf, within, type Field, type Group, type JsonSchema } from './schema.ts';
import { suggestions } from './suggest.ts';

/**
 * The form of one entry, made from its schema alone: sets of fields, all at once or one after the other. Whatever is
 * typed becomes an edit of the text; fires `form-edit` ({edits, path}), `form-add` and `form-focus`.
 */
export class EditorForm extends LitElement {
  static override properties = { package: {}, draft: { attribute: false }, readonly: { type: Boolean }, stale: { type: Boolean, reflect: true }, wizard: { type: Boolean }, offset: { attribute: false }, _step: { state: true } };
  static override styles = [sharedStyles, controlStyles, formStyles, css`
    /* only if it takes so long that somebody sees it */
    :host([stale]) { opacity: .6; transition: opacity .15s .3s; }
    .steps { display: flex; flex-wrap: wrap; gap: .35rem; margin-bottom: 1rem; counter-reset: step; }
    .steps button { gap: .5rem; border-radius: 99px; min-height: 1.875rem; padding: .1rem .8rem .1rem .35rem; font-size: .8125rem; }
    .steps .n { display: grid; place-content: center; width: 1.35rem; height: 1.35rem; border-radius: 50%; background: var(--inset); font-size: .75rem; font-weight: 600; }
    .steps [aria-current] { border-color: var(--accent); color: var(--accent-ink); }
    .steps [aria-current] .n { background: var(--accent); color: var(--on-accent); }
    .walk { display: flex; gap: .5rem; justify-content: space-between; margin-top: 1.25rem; }
  `];

  declare package: string;
  declare draft: Draft | undefined;
  declare readonly: boolean;
  /** Whether the text has changed since the draft was read. */
  declare stale: boolean;
  declare wizard: boolean;
  /** Where the cursor is in the text; its field is marked. */
  declare offset: number | undefined;
  declare _step: number;
  #at = '';

  constructor() {
    super();
    this.package = '';
    this.readonly = false;
    this.stale = false;
    this.wizard = false;
    this._step = 0;
    new Watch(this, plugins.value, learned);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    plugins.want();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const at = this.draft?.at ? pathId(this.draft.at.path) : '';
    if (at !== this.#at || changed.has('wizard')) this._step = 0;
    this.#at = at;
  }

  /** Puts into the text what was typed and waits. */
  commit(): void {
    for (const each of this.renderRoot.querySelectorAll<FieldEditorElement>('[data-field] > *')) each.commit?.();
  }

  /** Puts the cursor into the first field. */
  begin(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[data-field] > *')?.focus());
  }

  /** The schema of what is shown. */
  #schema(at: At): JsonSchema | undefined {
    if (at.role === 'header') return HEADER;
    if (at.role !== 'item' || !this.draft) return undefined;
    return within(at.path, nodesTo(this.draft.outline, at.path), this.draft.schemas ?? {})?.schema;
  }

  protected override render(): unknown {
    const at = this.draft?.at;
    if (!at || !this.draft) return nothing;
    const schema = this.#schema(at);
    if (schema) return keyed(pathId(at.path), this.#entry(at, schema));
    return keyed(pathId(at.path), this.#plain(at));
  }

  #entry(at: At, schema: JsonSchema): TemplateResult {
    const raw = isMap(at.raw) ? at.raw : {};
    const inline = inlineField(schema);
    const named = inline ? raw[inline.name] : undefined;
    const plugin = inline && typeof named === 'string' && named !== '' ? pluginSchema(inline.kind, named) : undefined;
    const sets = groups(schema, 'Fields', plugin);
    const known = new Set(sets.flatMap(({ fields }) => fields.map(({ name }) => name)));
    const node = nodesTo(this.draft!.outline, at.path).at(-1);
    const placed = placeProblems(at, node, this.draft!.text, this.draft!.problems, [...known, ...Object.keys(raw)]);
    const nested = schema['x-rem-sections'] ?? {};
    const odd = Object.keys(raw).filter((name) => !known.has(name) && !(name in nested) && name !== '<<');
    return html`
      ${placed.whole.map((problem) => html`<p class="whole critical">${stateIcon('critical')}<span>${problem}</span></p>`)}
      ${this.wizard && sets.length > 1 ? this.#steps(at, sets, raw, placed) : sets.map((set) => this.#set(at, set, raw, placed))}
      ${odd.length > 0 ? this.#odd(at, odd, raw, placed, inline !== undefined && !plugin) : nothing}
      ${Object.keys(nested).map((name) => this.#nested(at, name, nested[name]!))}`;
  }

  #steps(at: At, sets: readonly Group[], raw: Readonly<Record<string, Raw>>, placed: Placed): TemplateResult {
    const step = Math.min(this._step, sets.length - 1);
    const wrong = (set: Group) => set.fields.some(({ name }) => placed.fields.has(name));
    const go = (to: number) => {
      this.commit();
      this._step = to;
      this.begin();
    };
    return html`<nav class="steps" aria-label="Pages of the wizard">${sets.map((set, index) => html`<button aria-current=${index === step ? 'step' : nothing} @click=${() => go(index)}>
        <span class="n">${index + 1}</span>${set.title}${wrong(set) ? stateIcon('critical', 'has problems') : nothing}</button>`)}</nav>
      ${this.#set(at, sets[step]!, raw, placed)}
      <div class="walk"><button ?disabled=${step === 0} @click=${() => go(step - 1)}>Back</button>
        ${step < sets.length - 1 ? html`<button class="primary" @click=${() => go(step + 1)}>Next</button>` : html`<span class="muted done">That was the last page.</span>`}</div>`;
  }

  #set(at: At, set: Group, raw: Readonly<Record<string, Raw>>, placed: Placed): TemplateResult {
    return html`<fieldset><legend>${set.title}</legend><div class="fields">
      ${repeat(set.fields, ({ name }) => name, (field) => this.#field(at, field, raw, placed))}</div></fieldset>`;
  }

  #field(at: At, { name, spec, required }: Field, raw: Readonly<Record<string, Raw>>, placed: Placed): TemplateResult {
    const given = name in raw;
    const inherited = given ? undefined : at.inherited[name];
    const fixed = at.role === 'header' && name === 'name';
    const from = inherited !== undefined ? `from the key in line ${this.#lineOf(at, inherited)}` : fixed && given ? 'the name of the file' : '';
    const spread = ['list', 'map'].includes(spec['x-rem-type'] ?? '') || (typeof raw[name] === 'string' && (raw[name] as string).includes('\n'));
    const span = at.positions[name];
    const here = this.offset !== undefined && span && this.offset >= span.from && this.offset <= span.to;
    return html`<div data-field=${name} class="${spread ? 'wide' : ''} ${here ? 'here' : ''}" @focusin=${() => this.#focused(name)} @focusout=${() => this.#focused('')} @field-edit=${(event: CustomEvent<{ edits: readonly FieldEdit[] }>) => this.#edit(at, name, event.detail.edits)}>${editorFor({
      name, spec, required: required && inherited === undefined, readonly: this.readonly, stale: this.stale, from, origin: inherited === undefined ? '' : this.#origin(at, name, inherited),
      value: inherited ?? (given ? raw[name] : undefined),
      problems: placed.fields.get(name) ?? [],
      suggestions: suggestions(spec, this.draft!.outline, plugins.value.value ?? []),
      item: { package: this.package, section: at.section, path: at.path },
    })}</div>`;
  }

  #focused(field: string): void {
    this.dispatchEvent(new CustomEvent('form-focus', { detail: { field } }));
  }

  #lineOf(at: At, key: string): number {
    const nodes = nodesTo(this.draft!.outline, at.path);
    return nodes.findLast((node) => String(node.key) === key)?.line ?? at.line;
  }

  /** Which key gives a field, as file, line and layer. */
  #origin(at: At, name: string, key: string): string {
    const layers = within(at.path, nodesTo(this.draft!.outline, at.path), this.draft!.schemas ?? {})?.schema['x-rem-layers'] ?? [];
    const layer = layers.findIndex((each) => each.index === name || each.key_field === name || layerName(each) === name);
    return `${this.package}.yaml, line ${this.#lineOf(at, key)}: the key ${layer < 0 ? 'of the entry' : `of layer ${layer + 1} of ${layers.length}, ${layerName(layers[layer]!)}`}`;
  }

  /** What was asked for below a field, as an edit of the whole text. */
  #edit(at: At, name: string, edits: readonly FieldEdit[]): void {
    const base: Path = [...at.path, name];
    const whole = edits.map((edit): Edit => {
      if (edit.op === 'insert') return { ...edit, into: [...base, ...edit.into] };
      if (edit.op === 'move') return { ...edit, path: [...base, ...edit.path], into: [...base, ...edit.into] };
      if (edit.op === 'set' && edit.path.length === 0 && !(isMap(at.raw) && name in at.raw)) return { op: 'insert', into: at.path, key: name, value: edit.value, ...this.#place(at, name) };
      return { ...edit, path: [...base, ...edit.path] };
    });
    this.dispatchEvent(new CustomEvent('form-edit', { detail: { edits: whole, path: at.path } }));
  }

  /** A new field comes behind the nearest one before it that is written, as the schema orders them. */
  #place(at: At, name: string): { readonly place?: { readonly after: string } } {
    const order = this.#order(at);
    const before = order.slice(0, order.indexOf(name)).findLast((each) => each in at.positions);
    return before === undefined ? {} : { place: { after: before } };
  }

  #order(at: At): string[] {
    const schema = this.#schema(at);
    const raw = isMap(at.raw) ? at.raw : {};
    const inline = schema && inlineField(schema);
    const named = inline ? raw[inline.name] : undefined;
    return schema ? groups(schema, '', inline && typeof named === 'string' ? pluginSchema(inline.kind, named) : undefined).flatMap(({ fields }) => fields.map((field) => field.name)) : [];
  }

  #odd(at: At, names: readonly string[], raw: Readonly<Record<string, Raw>>, placed: Placed, waits: boolean): TemplateResult {
    return html`<fieldset class="odd"><legend>${waits ? 'Fields of the plugin' : 'Not known to the schema'}</legend>
      <p class="hint">${waits ? 'The plugin is not there, so its fields are shown as text.' : 'These keys stay in the text as they are.'}</p>
      <div class="fields">${names.map((name) => this.#field(at, { name, spec: specOf(raw[name]!, name), required: false }, raw, placed))}</div></fieldset>`;
  }

  #nested(at: At, name: string, schema: JsonSchema): TemplateResult {
    const node = nodesTo(this.draft!.outline, [...at.path, name])[at.path.length];
    const add = () => this.dispatchEvent(new CustomEvent('form-add', { detail: { section: [...at.path, name], schema } }));
    return html`<section class="nested"><h3>${titleOf(name)}</h3>
      <ul>${(node?.children ?? []).slice(0, 200).map((child) => html`<li><a href=${editorAddress(this.package, [...at.path, name, child.key])}>${child.key}</a></li>`)}</ul>
      ${node && node.children.length > 200 ? html`<p class="hint">${node.children.length - 200} more stand in the tree.</p>` : nothing}
      ${this.readonly ? nothing : html`<button class="add" @click=${add}>${icon('plus')}Add to ${name}</button>`}</section>`;
  }

  /** What has no schema: its scalars as text, the rest by name. */
  #plain(at: At): TemplateResult {
    if (typeof at.raw === 'string' || at.raw === null) {
      return html`<div class="fields"><div data-field="value" class="wide" @field-edit=${(event: CustomEvent<{ edits: readonly FieldEdit[] }>) => this.#whole(at, event.detail.edits)}>${editorFor({ name: String(at.path.at(-1)), spec: {}, value: at.raw ?? '', readonly: this.readonly, stale: this.stale })}</div></div>`;
    }
    const entries = isMap(at.raw) ? Object.entries(at.raw) : at.raw.map((value, index) => [String(index), value] as const);
    const scalars = isMap(at.raw) ? entries.filter(([, value]) => value === null || typeof value === 'string') : [];
    const others = entries.filter(([name]) => !scalars.some(([each]) => each === name));
    const placed = placeProblems(at, undefined, this.draft!.text, this.draft!.problems, scalars.map(([name]) => name));
    return html`${placed.whole.map((problem) => html`<p class="whole critical">${stateIcon('critical')}<span>${problem}</span></p>`)}
      <div class="fields">${scalars.map(([name, value]) => this.#field(at, { name, spec: specOf(value, name), required: false }, at.raw as Readonly<Record<string, Raw>>, placed))}</div>
      ${others.length > 0 ? html`<section class="nested"><h3>${isMap(at.raw) ? 'Entries' : 'Elements'}</h3><ul>${others.slice(0, 200).map(([name]) => html`<li><a href=${editorAddress(this.package, [...at.path, name])}>${isMap(at.raw) ? name : `${Number(name) + 1}.`}</a></li>`)}</ul></section>` : nothing}`;
  }

  #whole(at: At, edits: readonly FieldEdit[]): void {
    const [edit] = edits;
    if (edit?.op === 'set') this.dispatchEvent(new CustomEvent('form-edit', { detail: { edits: [{ op: 'set', path: at.path, value: edit.value }], path: at.path } }));
    else if (edit?.op === 'remove') this.dispatchEvent(new CustomEvent('form-edit', { detail: { edits: [{ op: 'set', path: at.path, value: null }], path: at.path } }));
  }
}

function isMap(raw: Raw): raw is Readonly<Record<string, Raw>> {
  return raw !== null && typeof raw === 'object' && !Array.isArray(raw);
}

/** How something is edited of which only the text is known. The title is the key itself: there is no other. */
function specOf(value: Raw, title: string): JsonSchema {
  if (Array.isArray(value)) return { title, 'x-rem-type': 'list', items: {} };
  return isMap(value) ? { title, 'x-rem-type': 'map', additionalProperties: {} } : { title };
}

customElements.define('rem-editor-form', EditorForm);
