// The field types that are one line of text, or a choice.
import { css, html, nothing, type TemplateResult } from 'lit';
import { FieldElement } from './field.ts';

/** Text; grows to several lines where it says several. */
class TextField extends FieldElement {
  protected override control(): TemplateResult {
    if (!this.text.includes('\n')) return this.input();
    return html`<textarea id="in" class="mono" name=${this.name} rows=${Math.min(16, this.text.split('\n').length + 1)} .value=${this.text} ?readonly=${this.readonly} spellcheck="false"
      aria-label=${this.compact ? this.label : nothing} aria-invalid=${this.problems.length > 0} aria-describedby="hint"
      @input=${(event: Event) => this.type((event.target as HTMLTextAreaElement).value, true)} @change=${() => this.commit()}></textarea>`;
  }
}

class NumberField extends FieldElement {
  protected override control(): TemplateResult {
    const unit = this.spec['x-rem-unit'];
    return html`<div class="with"><span>${this.input({ mode: 'decimal' })}</span>${unit ? html`<span class="unit">${unit}</span>` : nothing}</div>`;
  }
}

/** Yes, no, or what is usual. */
class BooleanField extends FieldElement {
  static override styles = [FieldElement.styles, css`
    .choice { display: inline-grid; grid-auto-flow: column; gap: 2px; padding: 2px; border: 1px solid var(--line-3); border-radius: var(--radius-s); background: var(--surface); width: max-content; max-width: 100%; margin: 0; }
    .choice label { position: relative; padding: .25rem .8rem; border-radius: calc(var(--radius-s) - 2px); font-weight: 500; cursor: pointer; white-space: nowrap; }
    .choice input { position: absolute; inset: 0; width: 100%; min-height: 0; margin: 0; opacity: 0; cursor: pointer; }
    .choice label:has(:checked) { background: var(--accent-soft); color: var(--accent-ink); font-weight: 600; }
    .choice label:has(:focus-visible) { outline: 2px solid var(--focus); outline-offset: 1px; }
    .choice label:has(:disabled) { cursor: not-allowed; }
  `];

  protected override heading(): TemplateResult {
    return html`<span class="label" id="title">${this.label}</span>`;
  }

  protected override control(): TemplateResult {
    const now = this.given ? (['true', 'yes', 'on'].includes(this.text) ? 'true' : ['false', 'no', 'off'].includes(this.text) ? 'false' : '?') : '';
    const choices = [['true', 'Yes'], ['false', 'No'], ...(this.required ? [] : [['', this.usual === '' ? 'Not given' : `Default: ${['true', 'yes', 'on'].includes(this.usual) ? 'yes' : 'no'}`]])];
    return html`<div class="choice" role="radiogroup" aria-labelledby=${this.compact ? nothing : 'title'} aria-label=${this.compact ? this.label : nothing}>${choices.map(([value, word]) => html`
      <label><input type="radio" name="in" .checked=${now === value} ?disabled=${this.readonly} @change=${() => this.#choose(value!)}>${word}</label>`)}</div>
      ${now === '?' ? html`<p class="hint">The text says “${this.text}”.</p>` : nothing}`;
  }

  #choose(value: string): void {
    if (value === '') this.ask({ op: 'remove', path: [] });
    else this.ask({ op: 'set', path: [], value });
  }
}

class ChoiceField extends FieldElement {
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

/** A number and its unit: a bare number is offered with the units that it could have. */
abstract class AmountField extends FieldElement {
  protected abstract readonly units: readonly string[];
  protected abstract readonly example: string;

  protected override control(): TemplateResult {
    const bare = /^\d+(\.\d+)?$/.test(this._typed ?? '');
    return html`${this.input({ mono: true, placeholder: this.usual || this.example })}
      ${bare ? html`<span class="with"><span class="unit">${this.units.map((unit) => html`<button class="quiet" @mousedown=${(event: Event) => event.preventDefault()} @click=${() => this.type(`${this.text}${unit}`, false)}>${this.text}${unit}</button>`)}</span></span>` : nothing}`;
  }
}

class DurationField extends AmountField {
  protected override readonly units = ['ms', 's', 'm', 'h', 'd'];
  protected override readonly example = 'such as 10s or 1m30s';
}

class BytesField extends AmountField {
  protected override readonly units = ['B', 'KiB', 'MiB', 'GiB'];
  protected override readonly example = 'such as 64KiB or 10MiB';
}

class UrlField extends FieldElement {
  protected override control(): TemplateResult {
    return this.input({ mode: 'url', mono: true });
  }
}

class HostField extends FieldElement {
  protected override control(): TemplateResult {
    return this.input({ mode: 'url', mono: true });
  }
}

/** The name of something else; what there is stands in a list. */
class ReferenceField extends FieldElement {
  protected override control(): TemplateResult {
    return this.input({ mono: true, placeholder: this.usual || (this.suggestions.length > 0 ? `such as ${this.suggestions[0]}` : '') });
  }
}

/** What nobody may see: only whether there is something, and a new one. */
class SecretField extends FieldElement {
  protected override get text(): string {
    return this._typed ?? '';
  }

  protected override control(): TemplateResult {
    return this.input({ type: 'password', placeholder: this.given ? '••••••••  (kept; type to replace it)' : 'none' });
  }

  override commit(): void {
    if (this._typed === '') this._typed = undefined;
    super.commit();
    if (this._typed !== undefined) this._typed = undefined;
  }
}

customElements.define('rem-text-field', TextField);
customElements.define('rem-number-field', NumberField);
customElements.define('rem-boolean-field', BooleanField);
customElements.define('rem-choice-field', ChoiceField);
customElements.define('rem-duration-field', DurationField);
customElements.define('rem-bytes-field', BytesField);
customElements.define('rem-url-field', UrlField);
customElements.define('rem-host-field', HostField);
customElements.define('rem-reference-field', ReferenceField);
customElements.define('rem-secret-field', SecretField);
