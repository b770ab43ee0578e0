import type { TemplateResult } from 'lit';
import { RemField } from '@redeye/host';

/** A name or address of a host: phones show the keys for it. */
export class HostField extends RemField {
  protected override control(): TemplateResult {
    return this.input({ mode: 'url', mono: true, placeholder: this.usual || 'such as db1.example.org or 192.0.2.7' });
  }
}
