import type { TemplateResult } from 'lit';
import { RemField } from '@redeye/host';

/** A length of time: a bare number is offered with the units that it could have. */
export class DurationField extends RemField {
  protected override control(): TemplateResult {
    return this.amount(['ms', 's', 'm', 'h', 'd'], 'such as 10s or 1m30s');
  }
}
