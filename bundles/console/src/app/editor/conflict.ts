import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { controlStyles, sharedStyles } from '@redeye/host';
import './diff.ts';
import { dialogStyles } from './dialog-style.ts';
import { mergeTexts, type Merged } from './merge.ts';

/**
 * Somebody else saved another version meanwhile: what would become of theirs with mine on top. Fires `conflict-take`
 * (theirs is gone on with), `conflict-keep` ({text}: mine on top of theirs) and `conflict-end`. Nothing is stored by any.
 */
export class EditorConflict extends LitElement {
  static override properties = { base: {}, theirs: {}, mine: {} };
  static override styles = [sharedStyles, controlStyles, dialogStyles];

  declare base: string;
  declare theirs: string;
  declare mine: string;
  #merged: Merged = { text: '', overlaps: [] };

  constructor() {
    super();
    this.base = '';
    this.theirs = '';
    this.mine = '';
  }

  get #dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog')!;
  }

  async open(): Promise<void> {
    await this.updateComplete;
    this.#dialog.showModal();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('base') || changed.has('theirs') || changed.has('mine')) this.#merged = mergeTexts(this.base, this.theirs, this.mine);
  }

  protected override render(): TemplateResult {
    const { text, overlaps } = this.#merged;
    return html`<dialog class="wide" aria-labelledby="title" @close=${() => this.dispatchEvent(new CustomEvent('conflict-end'))}><form @submit=${(event: Event) => event.preventDefault()}>
      <h2 id="title">Somebody else has saved another version</h2>
      <p>Nothing of theirs is overwritten yet. This is their text with your changes on top:</p>
      <rem-editor-diff .stored=${this.theirs} .edited=${text} label="Their text, with your changes on top"></rem-editor-diff>
      ${overlaps.length > 0 ? html`<p class="warning-note">You both changed the same lines (${overlaps.map(({ from, to }) => (from === to ? `line ${from}` : `lines ${from} to ${to}`)).join(', ')} of the text you began from). There your words stand, and theirs are shown as removed.</p>` : nothing}
      <div class="actions">
        <button type="button" @click=${() => this.#dialog.close()}>Decide later</button>
        <button type="button" class="danger" @click=${() => this.#done('conflict-take', {})}>Take theirs, drop mine</button>
        <button type="button" class="primary" autofocus @click=${() => this.#done('conflict-keep', { text })}>Keep mine on top</button>
      </div></form></dialog>`;
  }

  #done(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
    this.#dialog.close();
  }
}

customElements.define('rem-editor-conflict', EditorConflict);
