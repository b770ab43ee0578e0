import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { controlStyles, sharedStyles, stateIcon } from '@redeye/host';
import { get } from '../data/api.ts';

interface Impact {
  readonly plugins: readonly string[];
  readonly packages: readonly { readonly name: string; readonly pending: Readonly<Record<string, string>>; readonly removed: readonly string[] }[];
  readonly refreshed: readonly string[];
}

/** Ids of each kind that are drawn. */
const LINES = 10;

/** Tells what taking a plugin away would do, before anybody does it. */
class PluginImpact extends LitElement {
  static override properties = { plugin: {}, _impact: { state: true }, _failure: { state: true } };
  static override styles = [sharedStyles, controlStyles, css`
    h4 { font-size: .8125rem; font-weight: 600; color: var(--ink-2); margin: 1.25rem 0 .25rem; }
    .impact { display: grid; gap: .5rem; font-size: .875rem; }
    ul { display: grid; gap: .15rem; }
    li { overflow-wrap: anywhere; font-size: .8125rem; }
    .failure { color: var(--critical-ink); font-size: .875rem; }
  `];

  /** {@code kind:id} */
  declare plugin: string;
  declare _impact: Impact | undefined;
  declare _failure: string;

  constructor() {
    super();
    this.plugin = '';
    this._failure = '';
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('plugin')) {
      this._impact = undefined;
      this._failure = '';
    }
  }

  async #ask(): Promise<void> {
    const { plugin } = this;
    try {
      const impact = await get<Impact>(`/plugins/${plugin.split(':').map(encodeURIComponent).join('/')}/impact`);
      if (plugin === this.plugin) this._impact = impact;
    } catch (failure) {
      if (plugin === this.plugin) this._failure = (failure as Error).message;
    }
  }

  protected override render(): TemplateResult {
    return html`<h4>If it were taken away</h4>
      ${this._failure ? html`<p class="failure" role="alert">${this._failure}</p>` : nothing}
      ${this._impact ? this.#view(this._impact) : html`<button @click=${() => void this.#ask()}>Show what would happen</button>`}`;
  }

  #view({ plugins, packages, refreshed }: Impact): TemplateResult {
    const others = plugins.filter((id) => id !== this.plugin);
    return html`<div class="impact" role="status">
      ${others.length === 0 ? nothing : html`<p>With its bundle would go: ${others.join(', ')}.</p>`}
      ${packages.length === 0 ? html`<p>No package needs it.</p>` : packages.map(({ name, pending, removed }) => html`<div>
        <p><a href=${`/_/packages/${encodeURIComponent(name)}`}>${name}</a>${removed.length > 0 ? html` would end ${removed.length}` : nothing}</p>
        <ul>${Object.entries(pending).slice(0, LINES).map(([id, why]) => html`<li>${stateIcon('pending')} <span class="mono">${id}</span> ${why}</li>`)}
          ${removed.slice(0, LINES).map((id) => html`<li class="mono">${id}</li>`)}
          ${Object.keys(pending).length > LINES || removed.length > LINES ? html`<li>and more</li>` : nothing}</ul></div>`)}
      <p>${refreshed.length === 0 ? 'No other bundle would be restarted.' : html`${stateIcon('warning')} These bundles would be restarted: <span class="mono">${refreshed.join(', ')}</span>.`}</p>
    </div>`;
  }
}

customElements.define('rem-plugin-impact', PluginImpact);
