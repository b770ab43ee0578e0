import type { TemplateResult } from 'lit';
import { RemField } from '@redeye/host';

/** A number of bytes: a bare number is offered with the units that it could have. */
export class BytesField extends RemField {
  protected override control(): TemplateResult {
    return this.amount(['B', 'KiB', 'MiB', 'GiB'], 'such as 64KiB or 10MiB');
  }
}
