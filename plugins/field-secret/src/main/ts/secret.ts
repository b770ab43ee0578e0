import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { RemField } from '@redeye/host';

/** What nobody may see: only whether there is something, and a new one, which may be looked at while it is typed. */
export class SecretField extends RemField {
  static override properties: PropertyDeclarations = { _open: { state: true } };

  declare _open: boolean;

  constructor() {
    super();
    this._open = false;
  }

  protected override get text(): string {
    return this.typed ?? '';
  }

  protected override control(): TemplateResult {
    const typing = this.typed !== undefined && this.typed !== '';
    return html`<div class="with"><span>${this.input({
      type: this._open && typing ? 'text' : 'password', mono: this._open, placeholder: this.given ? '••••••••  (kept; type to replace it)' : 'none',
    })}</span>${typing ? html`<button class="quiet" aria-pressed=${this._open} @mousedown=${(event: Event) => event.preventDefault()} @click=${() => (this._open = !this._open)}>${this._open ? 'hide' : 'show'}</button>` : ''}</div>`;
  }

  override commit(): void {
    if (this.typed === '') this.typed = undefined;
    super.commit();
    this.typed = undefined;
    this._open = false;
  }
}
