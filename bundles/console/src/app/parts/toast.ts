import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { controlStyles, icon, sharedStyles, stateIcon } from '@redeye/host';
import { Signal, Watch } from '../data/signal.ts';

interface Message {
  readonly text: string;
  readonly state: 'ok' | 'critical';
}

const message = new Signal<Message | undefined>(undefined);
const SHOWN = 7_000;

/** Says it at the foot of the page for a while, to screen readers too. */
export function toast(text: string, state: Message['state'] = 'ok'): void {
  const mine = { text, state };
  message.value = mine;
  setTimeout(() => message.value === mine && (message.value = undefined), SHOWN);
}

class Toast extends LitElement {
  static override styles = [sharedStyles, controlStyles, css`
    :host { position: fixed; inset: auto 1rem 1rem; z-index: 60; display: grid; justify-content: center; pointer-events: none; }
    .toast { display: flex; align-items: center; gap: .6rem; padding: .5rem .5rem .5rem .9rem; background: var(--ink); color: var(--bg); border-radius: var(--radius); box-shadow: var(--shadow-2); font-size: .875rem; pointer-events: auto; max-width: 36rem; }
    .toast .ok { --state-fill: light-dark(#5fcf98, #1d8a54); --state-on-fill: var(--ink); }
    .toast .critical { --state-fill: light-dark(#ff8a8e, #cc2936); --state-on-fill: var(--ink); }
    button.quiet { color: inherit; }
    button.quiet:hover:not(:disabled) { background: color-mix(in srgb, var(--bg) 15%, transparent); color: inherit; }
  `];

  constructor() {
    super();
    new Watch(this, message);
  }

  protected override render(): TemplateResult {
    const shown = message.value;
    return html`<div role="status">${shown === undefined ? nothing : html`
      <div class="toast">${stateIcon(shown.state)}<span>${shown.text}</span>
        <button class="quiet icon-only" aria-label="Close" @click=${() => (message.value = undefined)}>${icon('close')}</button></div>`}</div>`;
  }
}

customElements.define('rem-toast', Toast);
