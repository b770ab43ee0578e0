import { html, nothing, type TemplateResult } from 'lit';
import { RemField } from '@redeye/host';

/** One of some words. A word that is none of them is shown as it is. */
export class ChoiceField extends RemField {
  protected override control(): TemplateResult {
    const choices = (this.spec.enum ?? []).map(String);
    const odd = this.given && this.text !== '' && !choices.includes(this.text);
    return html`<select id="in" name=${this.name} ?disabled=${this.readonly} aria-label=${this.compact ? this.label : nothing} aria-invalid=${this.problems.length > 0} aria-describedby="hint" @change=${this.#choose}>
      <option value="" ?selected=${!this.given}>${this.usual === '' ? 'Not given' : `Default: ${this.usual}`}</option>
      ${choices.map((each) => html`<option value=${each} ?selected=${this.given && each === this.text}>${each}</option>`)}
      ${odd ? html`<option value=${this.text} selected>${this.text}</option>` : nothing}</select>`;
  }

  #choose = ({ target }: Event) => {
    const { value } = target as HTMLSelectElement;
    if (value !== '') this.ask({ op: 'set', path: [], value });
    else if (this.given) this.ask({ op: 'remove', path: [] });
  };
}
