import { html, type TemplateResult } from 'lit';
import { icon } from '@redeye/host';

/** A quiet button with a picture, for rows of lists and maps. */
export function rowButton(picture: string, label: string, act: () => void, disabled = false): TemplateResult {
  return html`<button class="quiet icon-only" aria-label=${label} title=${label} ?disabled=${disabled} @click=${act}>${icon(picture)}</button>`;
}
