import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { controlStyles, icon, sharedStyles, stateIcon } from '@redeye/host';
import type { ApiError } from '../data/api.ts';
import { plugins } from '../data/catalog.ts';
import { Watch } from '../data/signal.ts';
import { toast } from '../parts/toast.ts';
import { duplicating, pasting, removing, shifting, tried } from './actions.ts';
import './add.ts';
import type { Adding, EditorAdd } from './add.ts';
import { addingAt, addingTo, usual } from './adding.ts';
import { clipboardText, copyEntry } from './clipboard.ts';
import type { Draft, Edit, Path, Place } from './draft.ts';
import './form.ts';
import type { EditorForm } from './form.ts';
import type { Texts } from './imported.ts';
import { knowledge } from './knowledge.ts';
import type { Notice } from './notice.ts';
import { nodesTo, pathAt, problemOffsets, samePath } from './outline.ts';
import './overview.ts';
import './problems.ts';
import { panesStyles } from './panes-style.ts';
import { within, type JsonSchema } from './schema.ts';
import type { EditSession } from './session.ts';
import './text.ts';
import type { EditorText } from './text.ts';
import './tree.ts';
import type { EditorTree, TreeAction } from './tree.ts';

export type Pane = 'tree' | 'form' | 'text';

/** From which width on there are two panes, and three; pixels. */
const TWO = 720;
const THREE = 1120;

/** Tree, form and text of one document, each following the others. Fires `panes-notice` with a {@link Notice}. */
export class EditorPanes extends LitElement {
  static override properties = { session: { attribute: false }, readonly: { type: Boolean }, wizard: { type: Boolean }, _width: { state: true }, _pane: { state: true }, _field: { state: true } };
  static override styles = [sharedStyles, controlStyles, panesStyles];

  declare session: EditSession;
  declare readonly: boolean;
  declare wizard: boolean;
  declare _width: number;
  declare _pane: Pane;
  /** The field that has the keyboard. */
  declare _field: string;
  #step = false;
  readonly #sizes = new ResizeObserver(([entry]) => (this._width = entry!.contentRect.width));

  constructor() {
    super();
    this.readonly = false;
    this.wizard = false;
    this._width = innerWidth;
    this._pane = 'form';
    this._field = '';
    new Watch(this, plugins.value);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    plugins.want();
    this.#sizes.observe(this);
    const { draft, selected, broken, busy, offset, failure, changes } = this.session;
    new Watch(this, draft, selected, broken, busy, offset, failure, changes);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes.disconnect();
  }

  get text(): EditorText {
    return this.renderRoot.querySelector<EditorText>('rem-editor-text')!;
  }

  get #tree(): EditorTree | null {
    return this.renderRoot.querySelector<EditorTree>('rem-editor-tree');
  }

  /** Puts into the text what stands in the form and is not there yet. */
  commit(): void {
    this.renderRoot.querySelector<EditorForm>('rem-editor-form')?.commit();
  }

  protected override firstUpdated(): void {
    this.session.surface = this.text;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('_pane') && this._pane === 'text') this.text.focus();
  }

  protected override render(): TemplateResult {
    // who may not edit is shown the text, and the rest where the server reads it for them
    const alone = this.readonly && !this.session.draft.value;
    const count = alone ? 1 : this._width >= THREE ? 3 : this._width >= TWO ? 2 : 1;
    const shown = (pane: Pane) => (alone ? pane === 'text' : count === 3 || (count === 2 && pane === 'tree') || this._pane === pane || (count === 2 && this._pane === 'tree' && pane === 'form'));
    return html`
      ${count < 3 && !alone ? this.#tabs(count === 2 ? ['form', 'text'] : ['tree', 'form', 'text'], count) : nothing}
      <div class="panes p${count}">
        <section class="pane tree" aria-label="Contents" ?hidden=${!shown('tree')}>${this.#treePane()}</section>
        <section class="pane form" aria-label="Fields" ?hidden=${!shown('form')}><div class="scroll" tabindex="-1">${this.#formPane()}</div></section>
        <section class="pane text" aria-label="Text" ?hidden=${!shown('text')}>${this.#textPane()}</section>
      </div>
      <rem-editor-problems .draft=${this.session.draft.value} @problem-go=${(event: CustomEvent<{ offset: number }>) => this.#go(event.detail.offset)}><slot name="status"></slot></rem-editor-problems>
      <rem-editor-add @add-do=${(event: CustomEvent<{ edits: readonly Edit[]; select: Path }>) => void this.#add(event.detail)}></rem-editor-add>`;
  }

  #tabs(panes: readonly Pane[], count: number): TemplateResult {
    const words: Record<Pane, string> = { tree: 'Contents', form: 'Fields', text: 'Text' };
    const chosen = count === 2 && this._pane === 'tree' ? 'form' : this._pane;
    return html`<div class="tabs" role="group" aria-label="What is shown">${panes.map((pane) => html`<button aria-pressed=${chosen === pane} @click=${() => (this._pane = pane)}>${words[pane]}</button>`)}</div>`;
  }

  #treePane(): TemplateResult {
    const { draft, selected, broken } = this.session;
    const path = selected.value;
    const node = nodesTo(draft.value?.outline ?? [], path)[path.length - 1];
    const still = this.readonly || broken.value;
    const movable = !still && node !== undefined && node.role !== 'header';
    const tool = (picture: string, words: string, keys: string, action: TreeAction, on: boolean) => html`<button class="quiet icon-only" aria-label=${words} title=${`${words} (${keys})`} ?disabled=${!on} @click=${() => void this.act(action)}>${icon(picture)}</button>`;
    return html`${this.readonly ? nothing : html`<div class="tools" role="toolbar" aria-label="What is selected">
        ${tool('plus', 'Add', 'Insert', 'add', !still)}${tool('edit', 'Rename', 'F2', 'rename', movable && typeof node.key === 'string')}${tool('twice', 'Duplicate', 'Ctrl+D', 'duplicate', movable)}
        ${tool('cut', 'Cut', 'Ctrl+X', 'cut', movable)}${tool('copy', 'Copy', 'Ctrl+C', 'copy', node !== undefined)}${tool('paste', 'Paste', 'Ctrl+V', 'paste', !still)}
        ${tool('up', 'Move up', 'Alt+↑', 'up', movable)}${tool('down', 'Move down', 'Alt+↓', 'down', movable)}${tool('trash', 'Delete', 'Delete', 'delete', movable)}</div>`}
      <rem-editor-tree .outline=${draft.value?.outline ?? []} .selected=${path} .wrong=${problemOffsets(draft.value?.text ?? '', draft.value?.problems ?? [])} ?readonly=${still} ?stale=${broken.value}
        @tree-select=${(event: CustomEvent<{ path: Path }>) => this.session.select(event.detail.path)}
        @tree-open=${() => this.#openForm()}
        @tree-action=${(event: CustomEvent<{ action: TreeAction }>) => void this.act(event.detail.action)}
        @tree-rename=${(event: CustomEvent<{ path: Path; key: string }>) => void this.#try([{ op: 'rename', path: event.detail.path, key: event.detail.key }], [...event.detail.path.slice(0, -1), event.detail.key], 'Renamed')}
        @tree-move=${(event: CustomEvent<{ path: Path; into: Path; place: Place }>) => this.#drop(event.detail)}
        @tree-clipboard=${(event: CustomEvent<{ event: ClipboardEvent }>) => this.#clipboard(event.detail.event)}></rem-editor-tree>`;
  }

  #openForm(): void {
    this._pane = 'form';
    void this.updateComplete.then(() => this.renderRoot.querySelector<EditorForm>('rem-editor-form')?.begin());
  }

  /** A rule can be tried on what is stored before it is saved. */
  #rehearsal({ at }: Draft): unknown {
    if (at?.role !== 'item' || at.section !== 'rules') return nothing;
    void import('../rules/rehearsal.ts');
    return html`<rem-rehearsal class="rehearsal" .package=${this.session.name} .fields=${at.raw}></rem-rehearsal>`;
  }

  #formPane(): unknown {
    const { draft, selected, broken, name } = this.session;
    const now = draft.value;
    if (!now) return html`<p class="wait" role="status">${this.session.failure.value || 'Reading the text…'}</p>`;
    if (broken.value) return this.#brokenNote(now);
    const path = selected.value;
    const node = nodesTo(now.outline, path).at(-1);
    const title = path.length === 0 ? name : typeof path.at(-1) === 'number' ? `${Number(path.at(-1)) + 1}.` : String(path.at(-1));
    const role = path.length === 0 ? 'package' : node?.role === 'item' ? `item of ${within(path, nodesTo(now.outline, path), now.schemas ?? {})?.section.at(-1) ?? path[0]}` : now.at?.role ?? node?.role ?? '';
    const overview = path.length === 0 || node?.role === 'section' || node?.role === 'group';
    return html`<header class="what"><h2>${title}</h2><span class="muted">${role === 'header' ? 'what the package says of itself' : role === 'value' ? '' : role}</span></header>
      ${overview && (path.length === 0 || nodesTo(now.outline, path).length === path.length)
        ? html`<rem-editor-overview .package=${name} .draft=${now} .path=${path} ?readonly=${this.readonly} @overview-add=${(event: CustomEvent<{ what: 'section' | 'group' | 'item' }>) => this.#openAdd(event.detail.what)}></rem-editor-overview>`
        : html`<rem-editor-form .package=${name} .draft=${now} ?readonly=${this.readonly} ?stale=${this.session.behind} ?wizard=${this.wizard} .offset=${this.session.offset.value}
            @form-focus=${(event: CustomEvent<{ field: string }>) => (this._field = event.detail.field)}
            @form-edit=${(event: CustomEvent<{ edits: readonly Edit[]; path: Path }>) => void this.#fill(event.detail)}
            @form-add=${(event: CustomEvent<{ section: Path; schema: JsonSchema }>) => this.#ask(addingTo(now, event.detail.section, [], event.detail.schema, 'item', plugins.value.value ?? []))}></rem-editor-form>${this.#rehearsal(now)}`}`;
  }

  #brokenNote({ problems }: Draft): TemplateResult {
    const [first] = problems;
    return html`<div class="broken critical" role="status">${stateIcon('critical')}<div><strong>The text cannot be read</strong><p>${first ? `Line ${first.line}: ${first.message}` : ''}</p>
      <p class="muted">Form and tree go on as soon as it is mended.</p><button @click=${() => this.text.undo()} ?disabled=${!this.text?.undoable}>${icon('undo')}Undo</button></div></div>`;
  }

  #textPane(): TemplateResult {
    const { draft, selected } = this.session;
    const at = draft.value?.at;
    const whole = at && samePath(at.path, selected.value) && at.role !== 'section' && at.role !== 'group' ? at : undefined;
    const span = whole && (whole.positions[this._field] ?? whole);
    return html`<rem-editor-text .problems=${(draft.value?.problems ?? []).filter(({ file }) => !file || file === `${this.session.name}.yaml`)} .warnings=${draft.value?.warnings ?? []} .span=${span} .knowledge=${knowledge(draft.value, plugins.value.value ?? [])} ?readonly=${this.readonly}
      @text-change=${(event: CustomEvent<{ typed: boolean }>) => this.#changed(event.detail.typed)}
      @text-files=${(event: CustomEvent<Texts>) => this.session.filesChanged(event.detail)}
      @text-cursor=${(event: CustomEvent<{ offset: number }>) => this.session.cursorMoved(event.detail.offset)}></rem-editor-text>`;
  }

  #changed(typed: boolean): void {
    this.session.textChanged(typed);
    if (typed) this.#stepOver();
  }

  /** What was said of the last step is no longer about the last one. */
  #stepOver(): void {
    if (this.#step) this.#notice(undefined);
  }

  #go(offset: number): void {
    this.session.select(pathAt(this.session.draft.value?.outline ?? [], offset), false);
    this.text.reveal(offset);
  }

  /** Does something with what is selected. */
  async act(action: TreeAction): Promise<void> {
    const draft = this.session.draft.value;
    const path = this.session.selected.value;
    if (action === 'undo') return this.text.undo();
    if (action === 'redo') return this.text.redo();
    if (action === 'copy') return void (await this.#copy());
    if (this.readonly || !draft || this.session.broken.value) return;
    if (action === 'add') return this.#openAdd(usual(draft, path));
    if (action === 'paste') return this.#pasteFrom();
    if (path.length === 0 || nodesTo(draft.outline, path).at(-1)?.role === 'header') return;
    if (action === 'rename') return this.#tree?.rename();
    if (action === 'cut') return (await this.#copy()) ? this.#remove(path, 'Cut') : undefined;
    if (action === 'delete') return this.#remove(path, 'Deleted');
    const made = action === 'duplicate' ? duplicating(draft, path) : shifting(draft.outline, path, action === 'up' ? -1 : 1);
    if (made) await this.#try(made.edits, made.select, action === 'duplicate' ? 'Duplicated' : 'Moved');
  }

  async #remove(path: Path, word: string): Promise<void> {
    const { edits, select } = removing(this.session.draft.value?.outline ?? [], path);
    await this.#try(edits, select, word, String(path.at(-1)));
  }

  #drop({ path, into, place }: { path: Path; into: Path; place: Place }): void {
    const key = path.at(-1)!;
    void this.#try([{ op: 'move', path, into, place }], typeof key === 'string' ? [...into, key] : into, 'Moved');
  }

  /** Makes edits; says what did not fit, with the way back. */
  async #try(edits: readonly Edit[], select: Path | undefined, word: string, what = ''): Promise<void> {
    try {
      if (select === undefined) {
        await this.session.edit(edits);
        return this.#stepOver();
      }
      const problem = await tried(this.session, edits, select);
      if (problem !== '') this.#notice({ state: 'critical', text: `${word}, but it does not fit: ${problem}`, actions: [{ words: 'Undo', act: () => this.text.undo() }] });
      else if (what !== '') this.#notice({ state: 'ok', text: `${word}: ${what}.`, actions: [{ words: 'Undo', act: () => this.text.undo() }] });
      else this.#notice(undefined);
    } catch (failure) {
      this.#notice({ state: 'critical', text: (failure as ApiError).message, actions: [] });
    }
  }

  /** An edit of the form, if its entry still is where the form saw it: somebody may have typed in the text since. */
  async #fill({ edits, path }: { edits: readonly Edit[]; path: Path }): Promise<void> {
    const there = (draft: Draft | undefined) => nodesTo(draft?.outline ?? [], path).length;
    const seen = there(this.session.draft.value);
    await this.session.settled();
    if (there(this.session.draft.value) < seen) this.#notice({ state: 'warning', text: `'${path.at(-1)}' is no longer there in the text; nothing was changed.`, actions: [] });
    else await this.#try(edits, undefined, '');
  }

  #notice(detail: Notice | undefined): void {
    this.#step = detail !== undefined;
    this.dispatchEvent(new CustomEvent('panes-notice', { detail }));
  }

  #clipboard(event: ClipboardEvent): void {
    const { draft, selected } = this.session;
    const at = draft.value?.at;
    event.preventDefault();
    if (event.type === 'paste') {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (text !== '' && !this.readonly) void this.#paste(text);
      return;
    }
    if (!at || !samePath(at.path, selected.value)) return void this.#whenKnown(event.type);
    event.clipboardData?.setData('text/plain', at.yaml);
    if (event.type === 'copy') toast(`Copied: ${at.path.at(-1)}`);
    else if (!this.readonly && at.role !== 'header') void this.#remove(at.path, 'Cut');
  }

  /** The keys were faster than the server: what is selected now is copied as soon as it is known. */
  async #whenKnown(type: string): Promise<void> {
    const { draft, selected } = this.session;
    await this.session.settled();
    const at = draft.value?.at;
    if (!at || !samePath(at.path, selected.value)) return;
    if ((await this.#copy()) && type === 'cut' && !this.readonly && at.role !== 'header') await this.#remove(at.path, 'Cut');
  }

  async #copy(): Promise<boolean> {
    const at = this.session.draft.value?.at;
    return at ? copyEntry(at.yaml, String(at.path.at(-1))) : false;
  }

  async #pasteFrom(): Promise<void> {
    const text = await clipboardText();
    if (text !== '') await this.#paste(text);
  }

  async #paste(text: string): Promise<void> {
    const { edits, select } = pasting(this.session.draft.value?.outline ?? [], this.session.selected.value, text);
    await this.#try(edits, select, 'Pasted');
  }

  #openAdd(what: 'section' | 'group' | 'item'): void {
    const draft = this.session.draft.value;
    if (draft) this.#ask(addingAt(draft, this.session.selected.value, what, plugins.value.value ?? []));
  }

  #ask(adding: Adding | undefined): void {
    if (adding) void this.renderRoot.querySelector<EditorAdd>('rem-editor-add')!.open(adding);
  }

  async #add({ edits, select }: { edits: readonly Edit[]; select: Path }): Promise<void> {
    const dialog = this.renderRoot.querySelector<EditorAdd>('rem-editor-add')!;
    try {
      await this.session.edit(edits, select);
      dialog.close();
      this.#openForm();
    } catch (failure) {
      dialog.failure = (failure as ApiError).message;
    }
  }
}

customElements.define('rem-editor-panes', EditorPanes);
