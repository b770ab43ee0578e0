import { html, LitElement, type TemplateResult } from 'lit';
import { controlStyles, sharedStyles } from '@redeye/host';
import { navigate } from '../data/router.ts';
import { dialogStyles } from './dialog-style.ts';
import { editorAddress } from './outline.ts';

/** What a package may be called; the same as on the server. */
const NAME = /^[a-z][a-z0-9_-]{0,63}$/;

/** Asks what a new package is called, and opens the editor with it. Nothing is stored until it is saved there. */
export class NewPackage extends LitElement {
  static override properties = { taken: { attribute: false }, _wrong: { state: true } };
  static override styles = [sharedStyles, controlStyles, dialogStyles];

  /** Names that are there. */
  declare taken: readonly string[];
  declare _wrong: string;

  constructor() {
    super();
    this.taken = [];
    this._wrong = '';
  }

  open(): void {
    this._wrong = '';
    this.renderRoot.querySelector('form')!.reset();
    this.renderRoot.querySelector('dialog')!.showModal();
  }

  protected override render(): TemplateResult {
    return html`<dialog aria-labelledby="title"><form novalidate @submit=${this.#submit}>
      <h2 id="title">New package</h2>
      <label class="field">Name<input name="name" required autofocus autocomplete="off" autocapitalize="none" spellcheck="false" aria-invalid=${this._wrong !== ''} aria-describedby="about-name">
        <span id="about-name" class=${this._wrong ? 'wrong' : 'hint'}>${this._wrong || 'The name of its file, and the first part of all that is named after it.'}</span></label>
      <label class="field">Title<input name="title" autocomplete="off" maxlength="200"><span class="hint">What people call it.</span></label>
      <div class="actions"><button type="button" @click=${() => this.renderRoot.querySelector('dialog')!.close()}>Cancel</button><button class="primary">Begin</button></div>
    </form></dialog>`;
  }

  #submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const name = String(form.get('name') ?? '').trim();
    const title = String(form.get('title') ?? '').trim();
    this._wrong = !NAME.test(name) ? 'Small letters, digits, dashes and underscores, at most 64; it begins with a letter.' : this.taken.includes(name) ? 'There is a package of this name.' : '';
    if (this._wrong !== '') return this.renderRoot.querySelector<HTMLInputElement>('input')!.focus();
    this.renderRoot.querySelector('dialog')!.close();
    navigate(`${editorAddress(name)}?title=${encodeURIComponent(title)}`);
  };
}

customElements.define('rem-new-package', NewPackage);
