import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { icon, RemField } from '@redeye/host';
import { dialogOf, dialogStyles } from './dialog.ts';
import { Picker } from './picker.ts';

/** An object of an SNMP agent: typed, or picked from what a device has. */
export class OidField extends RemField {
  static override properties: PropertyDeclarations = { _picker: { state: true } };
  static override styles: CSSResultGroup = [RemField.styles, dialogStyles];

  /** There while the dialog is open. */
  declare _picker: Picker | undefined;

  get #wholeColumns(): boolean {
    return this.spec['x-rem-target'] === 'column';
  }

  protected override control(): TemplateResult {
    return html`<div class="with"><span>${this.input({ mono: true, placeholder: this.usual || (this.#wholeColumns ? 'such as IF-MIB::ifName' : 'such as SNMPv2-MIB::sysUpTime.0') })}</span>
      ${this.readonly ? nothing : html`<button id="pick" aria-haspopup="dialog" class=${this.compact ? 'icon-only' : ''} aria-label=${`Pick ${this.label} from a device`} title="Pick it from what a device has" @click=${() => this.#open()}>${this.compact ? icon('search') : 'Pick…'}</button>`}</div>
      <dialog aria-labelledby="dialog-title" @close=${() => this.#closed()} @click=${(event: Event) => {
        if (event.target === event.currentTarget) this.#dialog.close();
      }}>${this._picker ? dialogOf(this._picker, this.#wholeColumns ? 'Pick a column' : 'Pick an object', this.text, {
        pick: (text) => this.#pick(text), close: () => this.#dialog.close(), redraw: () => this.requestUpdate(),
      }) : nothing}</dialog>`;
  }

  get #dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog')!;
  }

  #open(): void {
    const picker = new Picker(this.#wholeColumns, () => this.requestUpdate());
    this._picker = picker;
    void picker.open(this.item, this.text);
    void this.updateComplete.then(() => {
      this.#dialog.showModal();
      this.renderRoot.querySelector<HTMLElement>('#words')?.focus();
    });
  }

  #pick(text: string): void {
    this.#dialog.close();
    this.type(text, false);
  }

  #closed(): void {
    this._picker?.close();
    this._picker = undefined;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#closed();
  }
}
