import type { TemplateResult } from 'lit';
import { RemField } from '@redeye/host';

/** The name of something else; what there is stands in a list. */
export class ReferenceField extends RemField {
  protected override control(): TemplateResult {
    const [first] = this.suggestions;
    return this.input({ mono: true, placeholder: this.usual || (first === undefined ? '' : `such as ${first}`) });
  }
}
