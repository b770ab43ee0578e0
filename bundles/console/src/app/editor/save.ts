import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { controlStyles, sharedStyles } from '@redeye/host';
import './diff.ts';
import { dialogStyles } from './dialog-style.ts';
import type { Draft, Plan } from './draft.ts';

/** Ids of a plan that are drawn. */
const IDS = 100;

/** What saving would do, before it is done: the text's difference, what starts, changes and ends. Fires `save-do` ({why}). */
export class EditorSave extends LitElement {
  static override properties = { stored: {}, edited: {}, files: { attribute: false }, plan: { attribute: false }, failure: {}, waits: {}, busy: { type: Boolean }, _shown: { state: true } };
  static override styles = [sharedStyles, controlStyles, dialogStyles, css`.why { display: grid; gap: .3rem; font-size: .875rem; font-weight: 550; } .why small { font-weight: 400; color: var(--ink-2); }`];

  declare stored: string;
  declare edited: string;
  /** The imported files that change, too. */
  declare files: NonNullable<Draft['files']>;
  declare plan: Plan | null;
  declare failure: string;
  /** For whose approval it would wait, as a sentence; empty if it would be in force at once. */
  declare waits: string;
  declare busy: boolean;
  /** A difference that nobody sees is not computed. */
  declare _shown: boolean;

  constructor() {
    super();
    this.stored = '';
    this.edited = '';
    this.files = {};
    this.plan = null;
    this.failure = '';
    this.waits = '';
    this.busy = false;
    this._shown = false;
  }

  get #dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog')!;
  }

  async open(): Promise<void> {
    this._shown = true;
    await this.updateComplete;
    this.#dialog.showModal();
  }

  close(): void {
    this.#dialog.close();
  }

  protected override render(): TemplateResult {
    return html`<dialog class="wide" aria-labelledby="title" @close=${() => (this._shown = false)}>${this._shown ? html`<form @submit=${this.#submit}>
      <h2 id="title">Save this change?</h2>
      ${this.stored !== this.edited || Object.keys(this.files).length === 0 ? html`<rem-editor-diff .stored=${this.stored} .edited=${this.edited}></rem-editor-diff>` : nothing}
      ${Object.entries(this.files).map(([path, { before, text }]) => html`<h3 class="file">${path}</h3><rem-editor-diff .stored=${before} .edited=${text}></rem-editor-diff>`)}
      ${this.#plan()}
      <label class="why">Why? <small>It stands in the history beside your name.</small><input name="why" maxlength="1000" autocomplete="off" autofocus></label>
      ${this.waits ? html`<p class="warning-note">${this.waits} Until then what is in force stays as it is.</p>` : nothing}
      ${this.failure ? html`<p class="failure" role="alert">${this.failure}</p>` : nothing}
      <div class="actions"><button type="button" @click=${() => this.close()}>Go on editing</button><button class="primary" ?disabled=${this.busy}>${this.busy ? 'Saving…' : this.waits ? 'Save for approval' : 'Save'}</button></div>
    </form>` : nothing}</dialog>`;
  }

  #plan(): unknown {
    if (!this.plan) return nothing;
    const kinds = ([['Added', this.plan.added], ['Changed', this.plan.changed], ['Removed', this.plan.removed]] as const).filter(([, ids]) => ids.length > 0);
    if (kinds.length === 0) return html`<p class="muted">Only the text changes; nothing that runs does.</p>`;
    return html`<div class="plan" aria-label="What runs" role="group">${kinds.map(([word, ids]) => html`<details ?open=${ids.length <= 5}><summary>${word} <b>${ids.length}</b></summary><ul>${ids.slice(0, IDS).map((id) => html`<li>${id}</li>`)}${ids.length > IDS ? html`<li>and ${ids.length - IDS} more</li>` : nothing}</ul></details>`)}</div>`;
  }

  #submit = (event: SubmitEvent) => {
    event.preventDefault();
    const why = String(new FormData(event.target as HTMLFormElement).get('why') ?? '').trim();
    this.dispatchEvent(new CustomEvent('save-do', { detail: { why } }));
  };
}

customElements.define('rem-editor-save', EditorSave);
