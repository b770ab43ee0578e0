import { css, html, LitElement, type TemplateResult } from 'lit';
import { clock, controlStyles, sharedStyles } from '@redeye/host';
import { now, onTick } from '../data/clock.ts';
import { line, retryNow } from '../data/live.ts';
import { Watch } from '../data/signal.ts';

/** How the line to the server is, in one word and a dot; more when it is broken. */
class LineStatusView extends LitElement {
  static override properties = { compact: { type: Boolean } };
  static override styles = [sharedStyles, controlStyles, css`
    .line { display: flex; align-items: center; gap: .5rem; padding: 0 .5rem; min-height: 1.75rem; font-size: .8125rem; color: var(--ink-2); }
    .dot { width: .5rem; height: .5rem; border-radius: 50%; background: var(--state-fill); flex: none; }
    .live .dot { box-shadow: 0 0 0 3px color-mix(in srgb, var(--state-fill) 22%, transparent); }
    .waiting .dot { animation: blink 1.200s ease-in-out infinite alternate; }
    @keyframes blink { to { opacity: .25; } }
    b { color: var(--ink); font-weight: 550; }
    button { min-height: 1.5rem; padding: 0 .5rem; font-size: .75rem; margin-left: auto; }
  `];

  declare compact: boolean;
  #release = () => {};

  constructor() {
    super();
    this.compact = false;
    new Watch(this, line);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#release = onTick(() => line.value.state !== 'live' && this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#release();
  }

  protected override render(): TemplateResult {
    const { state, since, retryAt } = line.value;
    if (state === 'live') return html`<div class="line live ok" title="Events arrive as they happen"><span class="dot"></span><b>Live</b></div>`;
    if (state === 'connecting') return html`<div class="line unknown"><span class="dot"></span>Connecting…</div>`;
    if (state === 'signed-out') return html`<div class="line waiting warning"><span class="dot"></span><b>Signed out</b></div>`;
    const rest = Math.max(0, Math.round((retryAt - Date.now()) / 1000));
    return html`<div class="line waiting critical"><span class="dot"></span>
      <span><b>Reconnecting</b>${this.compact ? '' : html` · lost at ${clock(since, now())}`}</span>
      ${this.compact || rest < 2 ? '' : html`<button @click=${retryNow}>Now</button>`}</div>`;
  }
}

customElements.define('rem-line-status', LineStatusView);
