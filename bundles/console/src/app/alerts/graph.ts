import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { clock, sharedStyles } from '@redeye/host';
import { now } from '../data/clock.ts';
import { Watch } from '../data/signal.ts';
import { theme } from '../data/theme.ts';
import type { Alert } from './types.ts';

const AROUND = 30 * 60_000;
const MOST = 31 * 86_400_000;

/** The stretch of time that shows how an alert came, and went. */
export function stretchOf({ opened, resolved }: Pick<Alert, 'opened' | 'resolved'>, time: number): { readonly from: number; readonly to: number } {
  const end = resolved ?? time;
  const margin = Math.max(AROUND, Math.round((end - opened) / 8));
  const to = Math.min(time, end + margin);
  return { from: Math.max(opened - margin, to - MOST), to: Math.max(to, opened + 60_000) };
}

/** The server's picture of a series at that moment. */
class AlertGraph extends LitElement {
  static override properties = { subject: {}, from: { type: Number }, to: { type: Number }, _lost: { state: true } };
  static override styles = [sharedStyles, css`
    img { display: block; width: 100%; height: auto; border-radius: var(--radius-s); }
    figcaption { padding-top: .35rem; font-size: .8125rem; color: var(--ink-2); display: flex; flex-wrap: wrap; gap: .25rem 1rem; }
    .lost { padding: 1rem; border: 1px dashed var(--line-2); border-radius: var(--radius-s); color: var(--ink-2); font-size: .875rem; text-align: center; overflow-wrap: anywhere; }
  `];

  declare subject: string;
  declare from: number;
  declare to: number;
  declare _lost: string;

  constructor() {
    super();
    this.subject = this._lost = '';
    this.from = this.to = 0;
    new Watch(this, theme);
  }

  protected override render(): unknown {
    if (this.subject === '' || this.from === 0) return nothing;
    if (this._lost === this.subject) return html`<p class="lost">There is no picture of ${this.subject}: nothing is stored of it.</p>`;
    return this.#figure();
  }

  #figure(): TemplateResult {
    const path = `/graphs/${this.subject.split('/').map(encodeURIComponent).join('%2F')}`;
    const wide = innerWidth < 700 ? 420 : 900;
    // the end moves with the minute, so that a picture is asked for once a minute
    const to = Math.ceil(this.to / 60_000) * 60_000;
    return html`<figure><img alt=${`Course of ${this.subject} from ${clock(this.from, now())} to ${clock(this.to, now())}`} src=${`${path}.svg?from=${this.from}&to=${to}&w=${wide}&h=200&theme=${theme.value}&zone=${encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone)}`} @error=${() => (this._lost = this.subject)}>
      <figcaption><span>${this.subject}</span><a href=${path} target="_blank">All its graphs</a></figcaption></figure>`;
  }
}

customElements.define('rem-alert-graph', AlertGraph);
