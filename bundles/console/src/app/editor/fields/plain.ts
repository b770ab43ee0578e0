// What edits the base types, and stands in for the element of a type that brings none or whose module fails.
import { css, html, nothing, type TemplateResult } from 'lit';
import { RemField } from '@redeye/host';

/** Text; grows to several lines where it says several. What nobody may see is not shown here either. */
class TextField extends RemField {
  protected override get text(): string {
    return this.spec.writeOnly ? (this.typed ?? '') : super.text;
  }

  protected override control(): TemplateResult {
    if (this.spec.writeOnly) return this.input({ type: 'password', placeholder: this.given ? 'kept; type to replace it' : 'none' });
    if (!this.text.includes('\n')) return this.input();
    return html`<textarea id="in" class="mono" name=${this.name} rows=${Math.min(16, this.text.split('\n').length + 1)} .value=${this.text} ?readonly=${this.readonly} spellcheck="false"
      aria-label=${this.compact ? this.label : nothing} aria-invalid=${this.problems.length > 0} aria-describedby="hint"
      @input=${(event: Event) => this.type((event.target as HTMLTextAreaElement).value, true)} @change=${() => this.commit()}></textarea>`;
  }
}

class NumberField extends RemField {
  protected override control(): TemplateResult {
    const unit = this.spec['x-rem-unit'];
    return html`<div class="with"><span>${this.input({ mode: 'decimal' })}</span>${unit ? html`<span class="unit">${unit}</span>` : nothing}</div>`;
  }
}

/** Yes, no, or what is usual. */
class BooleanField extends RemField {
  static override styles = [RemField.styles, css`
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

customElements.define('rem-text-field', TextField);
customElements.define('rem-number-field', NumberField);
customElements.define('rem-boolean-field', BooleanField);
