import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { controlStyles, icon, sharedStyles, stateIcon } from '@redeye/host';
import type { Node, Path, Place } from './draft.ts';
import { countItems, isWithin, openAtFirst, pathAt, pathId, rows, samePath, type Row } from './outline.ts';

/** What somebody wants done with what is selected. */
export type TreeAction = 'add' | 'rename' | 'duplicate' | 'delete' | 'cut' | 'copy' | 'paste' | 'up' | 'down' | 'undo' | 'redo';

/** Pixels; the same as in the style sheet. */
const ROW = 28;
/** Rows drawn above and below what is seen. */
const SPARE = 8;

/**
 * The tree of a package. Only the rows that are seen are drawn, so that ten thousand items cost what fifty do. Fires
 * `tree-select` ({path}), `tree-action` ({action}), `tree-rename` ({path, key}) and `tree-move` ({path, into, place}).
 */
export class EditorTree extends LitElement {
  static override properties = {
    outline: { attribute: false }, selected: { attribute: false }, wrong: { attribute: false }, readonly: { type: Boolean }, stale: { type: Boolean },
    _open: { state: true }, _top: { state: true }, _height: { state: true }, _renaming: { state: true }, _drop: { state: true },
  };
  static override styles = [sharedStyles, controlStyles, css`
    :host { min-height: 0; height: 100%; }
    .tree { height: 100%; overflow: auto; padding: .35rem 0; }
    .tree:focus-visible { outline-offset: -2px; }
    .all { position: relative; min-width: max-content; }
    .seen { position: absolute; inset-inline: 0; top: 0; }
    .row { display: flex; align-items: center; gap: .35rem; height: 28px; padding-right: .75rem; font-size: .8125rem; cursor: default; white-space: nowrap; border-left: 2px solid transparent; user-select: none; }
    .row:hover { background: var(--hover); }
    .row[aria-selected=true] { background: var(--accent-soft); border-left-color: var(--accent); }
    .tree:focus-visible .row[aria-selected=true] { box-shadow: inset 0 0 0 1px var(--accent); }
    .indent { width: .9rem; height: 100%; flex: none; }
    .indent + .indent { background: linear-gradient(var(--line), var(--line)) 0 / 1px 100% no-repeat; }
    .twisty { display: grid; place-content: center; width: 1.25rem; height: 1.5rem; flex: none; color: var(--ink-3); font-size: .75rem; }
    .twisty .icon { transition: transform .1s; }
    .open .twisty .icon { transform: rotate(90deg); }
    .key { overflow: hidden; text-overflow: ellipsis; max-width: 22rem; }
    .section > .key, .header > .key, .schema > .key { font-weight: 600; }
    .group > .key { color: var(--ink-2); font-weight: 550; }
    .value > .key { color: var(--ink-2); }
    .more { color: var(--ink-3); font-size: .75rem; overflow: hidden; text-overflow: ellipsis; max-width: 12rem; }
    .row input { width: auto; min-height: 1.375rem; padding: 0 .35rem; font-size: .8125rem; }
    .drop-into { background: var(--accent-soft); outline: 1px dashed var(--accent); outline-offset: -1px; }
    .drop-before { box-shadow: inset 0 2px var(--accent); }
    .drop-after { box-shadow: inset 0 -2px var(--accent); }
    .stale .row { opacity: .6; }
    .none { padding: 1.5rem 1rem; text-align: center; color: var(--ink-2); font-size: .8125rem; }
  `];

  declare outline: readonly Node[];
  declare selected: Path;
  /** Offsets of what is wrong. */
  declare wrong: readonly number[];
  declare readonly: boolean;
  /** The tree is that of an earlier text. */
  declare stale: boolean;
  declare _open: ReadonlySet<string> | undefined;
  declare _top: number;
  declare _height: number;
  declare _renaming: string;
  declare _drop: { readonly id: string; readonly where: 'before' | 'after' | 'into' } | undefined;
  #rows: Row[] = [];
  #bad = new Set<string>();
  #dragged: Path | undefined;
  #reveals = false;
  #begun = false;
  readonly #sizes = new ResizeObserver(([entry]) => (this._height = entry!.contentRect.height));

  constructor() {
    super();
    this.outline = [];
    this.selected = [];
    this.wrong = [];
    this.readonly = false;
    this.stale = false;
    this._top = 0;
    this._height = 600;
    this._renaming = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes.disconnect();
  }

  get #box(): HTMLElement {
    return this.renderRoot.querySelector<HTMLElement>('.tree')!;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!this.#begun && this.outline.length > 0) {
      this.#begun = true;
      this._open = new Set([...(this._open ?? []), ...openAtFirst(this.outline)]);
    }
    if (changed.has('selected')) {
      const above = this.selected.slice(0, -1).map((_, index) => pathId(this.selected.slice(0, index + 1)));
      if (above.some((id) => !this._open?.has(id))) this._open = new Set([...(this._open ?? []), ...above]);
      this.#reveals = true;
    }
    if (changed.has('outline') || changed.has('_open') || this.#reveals) this.#rows = rows(this.outline, this._open ?? new Set());
    if (changed.has('outline') || changed.has('wrong')) this.#bad = new Set(this.wrong.flatMap((offset) => {
      const path = pathAt(this.outline, offset);
      return path.map((_, index) => pathId(path.slice(0, index + 1)));
    }));
  }

  protected override updated(changed: PropertyValues): void {
    const all = this.renderRoot.querySelector<HTMLElement>('.all');
    if (all) all.style.height = `${this.#rows.length * ROW}px`;
    const seen = this.renderRoot.querySelector<HTMLElement>('.seen');
    if (seen) seen.style.transform = `translateY(${this.#first * ROW}px)`;
    if (this.#reveals && changed.has('selected')) this.#reveal();
    this.#reveals = false;
    if (changed.has('_renaming') && this._renaming) this.renderRoot.querySelector<HTMLInputElement>('.row input')?.select();
  }

  #reveal(): void {
    const index = this.#index;
    const box = this.#box;
    if (index < 0) return;
    const y = index * ROW;
    if (y < box.scrollTop) box.scrollTop = y - ROW;
    else if (y + 2 * ROW > box.scrollTop + box.clientHeight) box.scrollTop = y + 2 * ROW - box.clientHeight;
  }

  get #first(): number {
    return Math.max(0, Math.floor(this._top / ROW) - SPARE);
  }

  get #index(): number {
    return this.#rows.findIndex(({ path }) => samePath(path, this.selected));
  }

  protected override render(): TemplateResult {
    const seen = this.#rows.slice(this.#first, this.#first + Math.ceil(this._height / ROW) + 2 * SPARE);
    const active = this.#rows[this.#index];
    if (this.outline.length === 0) return html`<div class="tree none" tabindex="0" role="group" aria-label="Contents" @paste=${this.#clipboard}>${this.stale ? 'The text cannot be read.' : 'Nothing stands here yet.'}</div>`;
    return html`<div class="tree ${this.stale ? 'stale' : ''}" role="tree" tabindex="0" aria-label="Contents" aria-activedescendant=${active && seen.includes(active) ? `row-${active.id}` : nothing}
        @keydown=${this.#keys} @scroll=${(event: Event) => (this._top = (event.target as HTMLElement).scrollTop)} @copy=${this.#clipboard} @cut=${this.#clipboard} @paste=${this.#clipboard}>
      <div class="all" role="none"><div class="seen" role="none">${repeat(seen, ({ id }) => id, (row) => this.#row(row))}</div></div></div>`;
  }

  #row(row: Row): TemplateResult {
    const { id, node, path } = row;
    const bad = this.#bad.has(id);
    const drop = this._drop?.id === id ? `drop-${this._drop.where}` : '';
    return html`<div id="row-${id}" class="row ${node.role} ${row.open ? 'open' : ''} ${drop}" role="treeitem" aria-level=${row.level} aria-setsize=${row.size} aria-posinset=${row.position}
        aria-expanded=${row.open === undefined ? nothing : row.open} aria-selected=${samePath(path, this.selected)} draggable=${!this.readonly && node.role !== 'header'}
        @click=${(event: Event) => this.#click(event, row)} @dblclick=${() => this.#toggle(row)}
        @dragstart=${(event: DragEvent) => this.#drag(event, path)} @dragover=${(event: DragEvent) => this.#over(event, row)} @dragleave=${() => (this._drop = undefined)} @drop=${(event: DragEvent) => this.#dropped(event, row)} @dragend=${() => (this._drop = undefined)}>
      ${Array.from({ length: row.level }, () => html`<span class="indent"></span>`)}
      <span class="twisty">${row.open === undefined ? nothing : icon('right')}</span>
      ${this._renaming === id ? this.#renamer(row) : html`<span class="key">${typeof node.key === 'number' ? `${node.key + 1}.` : node.key}</span>`}
      ${bad ? stateIcon('critical', 'has problems') : nothing}
      <span class="more">${about(node)}</span></div>`;
  }

  #renamer({ node, path }: Row): TemplateResult {
    const done = (key: string | undefined) => {
      if (this._renaming === '') return;
      this._renaming = '';
      this.#box.focus();
      if (key && key !== node.key) this.#tell('tree-rename', { path, key });
    };
    return html`<input aria-label="New name" .value=${String(node.key)} spellcheck="false" autocapitalize="none" @keydown=${(event: KeyboardEvent) => {
      event.stopPropagation();
      if (event.key === 'Enter') done((event.target as HTMLInputElement).value.trim());
      if (event.key === 'Escape') done(undefined);
    }} @blur=${(event: Event) => done((event.target as HTMLInputElement).value.trim())}>`;
  }

  #tell(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  #act(action: TreeAction): void {
    this.#tell('tree-action', { action });
  }

  /** Asks for the new name of what is selected, in its row. */
  rename(): void {
    const row = this.#rows[this.#index];
    if (row && typeof row.node.key === 'string' && !this.readonly) this._renaming = row.id;
  }

  #click(event: Event, row: Row): void {
    const onTwisty = event.composedPath().some((each) => each instanceof HTMLElement && each.classList.contains('twisty'));
    if (onTwisty) this.#toggle(row);
    else this.#tell('tree-select', { path: row.path });
  }

  #toggle({ id, open }: Row): void {
    if (open === undefined) return;
    const next = new Set(this._open);
    if (open) next.delete(id);
    else next.add(id);
    this._open = next;
  }

  /** The system's clipboard, by the browser's own events: these work without a permission and without HTTPS. */
  #clipboard = (event: ClipboardEvent) => {
    if (this._renaming !== '') return;
    this.#tell('tree-clipboard', { event });
  };

  #keys = (event: KeyboardEvent) => {
    const control = event.ctrlKey || event.metaKey;
    const acted = control ? this.#control(event) : event.altKey ? this.#moved(event.key) : this.#walked(event.key);
    if (acted) event.preventDefault();
  };

  #control({ key, shiftKey }: KeyboardEvent): boolean {
    if (key.toLowerCase() === 'd') this.#act('duplicate');
    else if (key.toLowerCase() === 'z') this.#act(shiftKey ? 'redo' : 'undo');
    else if (key.toLowerCase() === 'y') this.#act('redo');
    else return false;
    return true;
  }

  #moved(key: string): boolean {
    if (key !== 'ArrowUp' && key !== 'ArrowDown') return false;
    this.#act(key === 'ArrowUp' ? 'up' : 'down');
    return true;
  }

  #walked(key: string): boolean {
    const index = this.#index;
    const row = this.#rows[index];
    const go = (to: number) => {
      const target = this.#rows[Math.max(0, Math.min(this.#rows.length - 1, to))];
      if (target) this.#tell('tree-select', { path: target.path });
    };
    switch (key) {
      case 'ArrowDown': go(index + 1); break;
      case 'ArrowUp': go(index - 1); break;
      case 'Home': go(0); break;
      case 'End': go(this.#rows.length - 1); break;
      case 'PageDown': go(index + Math.floor(this._height / ROW)); break;
      case 'PageUp': go(index - Math.floor(this._height / ROW)); break;
      case 'ArrowRight': row?.open === false ? this.#toggle(row) : row?.open ? go(index + 1) : undefined; break;
      case 'ArrowLeft': row?.open ? this.#toggle(row) : row && row.path.length > 1 ? this.#tell('tree-select', { path: row.path.slice(0, -1) }) : undefined; break;
      case 'Enter': this.#tell('tree-open', {}); break;
      case 'F2': this.#act('rename'); break;
      case 'Insert': this.#act('add'); break;
      case 'Delete': case 'Backspace': this.#act('delete'); break;
      default: return false;
    }
    return true;
  }

  #drag(event: DragEvent, path: Path): void {
    this.#dragged = path;
    event.dataTransfer?.setData('text/plain', pathId(path));
    if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move';
  }

  #over(event: DragEvent, row: Row): void {
    if (!this.#dragged || isWithin(row.path, this.#dragged)) return;
    event.preventDefault();
    const part = (event.clientY - (event.currentTarget as HTMLElement).getBoundingClientRect().top) / ROW;
    const into = (row.node.role === 'section' || row.node.role === 'group') && part > 0.25 && part < 0.75;
    this._drop = { id: row.id, where: into ? 'into' : part < 0.5 ? 'before' : 'after' };
  }

  #dropped(event: DragEvent, { path, node }: Row): void {
    event.preventDefault();
    const [dragged, where] = [this.#dragged, this._drop?.where];
    this.#dragged = undefined;
    this._drop = undefined;
    if (!dragged || !where || isWithin(path, dragged)) return;
    const place: Place = where === 'into' ? 'last' : where === 'before' ? { before: node.key } : { after: node.key };
    this.#tell('tree-move', { path: dragged, into: where === 'into' ? path : path.slice(0, -1), place });
  }
}

/** What stands beside a key: how many there are, or what it says. */
function about(node: Node): string {
  if (node.role === 'section' || node.role === 'group') return countItems(node).toLocaleString('en');
  return node.kind === 'text' ? node.text : '';
}

customElements.define('rem-editor-tree', EditorTree);
