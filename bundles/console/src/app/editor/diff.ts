import { unifiedMergeView } from '@codemirror/merge';
import { yaml } from '@codemirror/lang-yaml';
import { EditorState, Text } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { sharedStyles } from '@redeye/host';
import { textStyle } from './text-style.ts';

/** The exact difference of two texts, as one column with what goes and what comes. */
export class EditorDiff extends LitElement {
  static override properties = { stored: {}, edited: {}, label: {} };
  static override styles = [sharedStyles, css`
    :host { border: 1px solid var(--line); border-radius: var(--radius-s); overflow: hidden; min-height: 0; }
    .same { padding: 1rem; color: var(--ink-2); font-size: .875rem; }
  `];

  declare stored: string;
  declare edited: string;
  declare label: string;
  #view: EditorView | undefined;

  constructor() {
    super();
    this.stored = '';
    this.edited = '';
    this.label = 'What changes in the text';
  }

  protected override render(): unknown {
    return html`${this.stored === this.edited ? html`<p class="same">The text is the same.</p>` : nothing}<div class="at" ?hidden=${this.stored === this.edited}></div>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has('stored') && !changed.has('edited')) return;
    this.#view?.destroy();
    this.#view = undefined;
    if (this.stored === this.edited) return;
    this.#view = new EditorView({
      parent: this.renderRoot.querySelector('.at')!,
      root: this.renderRoot as ShadowRoot,
      state: EditorState.create({
        doc: this.edited,
        extensions: [
          EditorState.lineSeparator.of('\n'), EditorState.readOnly.of(true), EditorState.tabSize.of(2),
          EditorView.contentAttributes.of({ 'aria-label': this.label, 'aria-readonly': 'true', tabindex: '0' }),
          lineNumbers(), yaml(), textStyle, EditorView.theme({ '&': { maxHeight: 'min(26rem, 45dvh)' } }),
          // a text split at the same ends as the document, so that Windows' ends are no difference
          unifiedMergeView({ original: Text.of(this.stored.split('\n')), mergeControls: false, gutter: true, collapseUnchanged: { margin: 3, minSize: 6 } }),
        ],
      }),
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#view?.destroy();
    this.#view = undefined;
  }
}

customElements.define('rem-editor-diff', EditorDiff);
