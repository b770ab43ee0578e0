import type { TemplateResult } from 'lit';
import { RemField } from '@redeye/host';

/** An address: phones show the keys for it. */
export class UrlField extends RemField {
  protected override control(): TemplateResult {
    return this.input({ mode: 'url', mono: true });
  }
}
