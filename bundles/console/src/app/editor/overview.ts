import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { controlStyles, icon, sharedStyles, stateIcon } from '@redeye/host';
import { plugins } from '../data/catalog.ts';
import { Watch } from '../data/signal.ts';
import type { Draft, Node, Path } from './draft.ts';
import { formStyles } from './form-style.ts';
import { countItems, editorAddress, nodesTo, problemOffsets } from './outline.ts';
import { layerName, titleOf, within } from './schema.ts';

/** Children drawn; the tree has them all. */
const SHOWN = 300;

/** A package, section or group: what is in it, and how more comes in. Fires `overview-add` ({what}). */
export class EditorOverview extends LitElement {
  static override properties = { package: {}, draft: { attribute: false }, path: { attribute: false }, readonly: { type: Boolean } };
  static override styles = [sharedStyles, controlStyles, formStyles, css`
    .about { color: var(--ink-2); font-size: .875rem; margin-bottom: 1rem; }
    .buttons { display: flex; flex-wrap: wrap; gap: .5rem; margin-bottom: 1.1rem; }
    .list { display: grid; border: 1px solid var(--line); border-radius: var(--radius-s); overflow: hidden; }
    .list a { display: flex; align-items: center; gap: .6rem; padding: .5rem .75rem; color: inherit; text-decoration: none; font-size: .875rem; min-width: 0; }
    .list li + li { border-top: 1px solid var(--line); }
    .list a:hover { background: var(--hover); }
    .list a:focus-visible { outline-offset: -2px; }
    .list b { font-weight: 550; overflow-wrap: anywhere; }
    .list span.n { margin-left: auto; color: var(--ink-2); font-size: .8125rem; white-space: nowrap; }
    .none { padding: 2rem 1rem; border: 1px dashed var(--line-2); border-radius: var(--radius-s); text-align: center; color: var(--ink-2); font-size: .875rem; }
  `];

  declare package: string;
  declare draft: Draft | undefined;
  declare path: Path;
  declare readonly: boolean;

  constructor() {
    super();
    this.package = '';
    this.path = [];
    this.readonly = false;
    new Watch(this, plugins.value);
  }

  protected override render(): unknown {
    const { draft } = this;
    if (!draft) return nothing;
    const nodes = nodesTo(draft.outline, this.path);
    const children = this.path.length === 0 ? draft.outline : (nodes.at(-1)?.children ?? []);
    return html`<p class="about">${this.#about(nodes)}</p>
      ${this.readonly ? nothing : html`<div class="buttons">${this.#buttons(draft, nodes)}</div>`}
      ${children.length === 0 ? html`<p class="none">Nothing stands here yet.</p>` : this.#list(draft, children)}`;
  }

  #about(nodes: readonly Node[]): string {
    const node = nodes.at(-1);
    if (!node) return 'A package holds sections; each says something else about what is watched.';
    if (node.role === 'group') return 'A group keeps items together; its key becomes a field of each of them.';
    const plugin = plugins.value.value?.find(({ kind, id }) => kind === 'section' && id === node.key);
    return plugin?.help ?? (within([node.key], nodes, this.draft?.schemas ?? {}) ? 'A section that this package declares itself.' : '');
  }

  #buttons(draft: Draft, nodes: readonly Node[]): TemplateResult {
    if (this.path.length === 0) return this.#button('section', 'Add a section', true);
    const place = within(this.path, nodes, draft.schemas ?? {});
    if (!place) return html``;
    const layers = place.schema['x-rem-layers'] ?? [];
    const left = layers.length - place.keys.length;
    const group = layers[place.keys.length];
    return html`${this.#button('item', 'Add an item', true)}${left > 1 && group ? this.#button('group', `Add a ${layerName(group)}`, false) : nothing}`;
  }

  #button(what: string, words: string, primary: boolean): TemplateResult {
    return html`<button class=${primary ? 'primary' : ''} @click=${() => this.dispatchEvent(new CustomEvent('overview-add', { detail: { what } }))}>${icon('plus')}${words}</button>`;
  }

  #list(draft: Draft, children: readonly Node[]): TemplateResult {
    const offsets = problemOffsets(draft.text, draft.problems);
    const wrong = (node: Node) => offsets.filter((offset) => offset >= node.from && offset <= node.to).length;
    return html`<ul class="list">${repeat(children.slice(0, SHOWN), ({ key }) => key, (node) => html`<li><a href=${editorAddress(this.package, [...this.path, node.key])}>
        <b>${this.path.length === 0 ? titleOf(String(node.key)) : node.key}</b>${wrong(node) > 0 ? html`<span class="badge critical">${stateIcon('critical')}${wrong(node) === 1 ? '1 problem' : `${wrong(node)} problems`}</span>` : nothing}
        <span class="n">${inside(node)}</span></a></li>`)}</ul>
      ${children.length > SHOWN ? html`<p class="hint">${children.length - SHOWN} more stand in the tree.</p>` : nothing}`;
  }
}

function inside(node: Node): string {
  if (node.role !== 'section' && node.role !== 'group') return '';
  const number = countItems(node);
  return number === 1 ? '1 item' : `${number} items`;
}

customElements.define('rem-editor-overview', EditorOverview);
