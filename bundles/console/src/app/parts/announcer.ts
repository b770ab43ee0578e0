import { html, LitElement, type TemplateResult } from 'lit';
import { checkName, rank, sharedStyles, type Check, type State } from '@redeye/host';
import { checks } from '../data/checks.ts';
import { line } from '../data/live.ts';

/** Changes are gathered this long, so that a storm becomes one sentence. */
const GATHER = 3_000;

/** Tells screen readers politely when checks change state and when the line breaks. */
class Announcer extends LitElement {
  static override styles = sharedStyles;
  static override properties = { _text: { state: true } };

  declare _text: string;
  #states = new Map<string, State>();
  readonly #changed = new Map<string, Check>();
  #releases: (() => void)[] = [];
  #wasLive = true;

  constructor() {
    super();
    this._text = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#releases = [checks.subscribe(() => this.#compare()), line.subscribe(({ state }) => this.#line(state === 'live'))];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const release of this.#releases.splice(0)) release();
  }

  #compare(): void {
    const states = new Map<string, State>();
    for (const [id, check] of checks.value ?? []) {
      const before = this.#states.get(id);
      states.set(id, check.state);
      if (before !== undefined && before !== check.state) {
        if (this.#changed.size === 0) setTimeout(() => this.#tell(), GATHER);
        this.#changed.set(id, check);
      }
    }
    this.#states = states;
  }

  #tell(): void {
    const all = [...this.#changed.values()].sort((a, b) => rank(a.state) - rank(b.state));
    this.#changed.clear();
    const said = all.slice(0, 3).map((check) => {
      const { name, host } = checkName(check.id);
      return `${check.title || name}${host && !check.title ? ` at ${host}` : ''} is ${check.state}${check.reason ? `: ${check.reason}` : ''}`;
    });
    this._text = said.join('. ') + (all.length > 3 ? `. And ${all.length - 3} more changed.` : '.');
  }

  #line(live: boolean): void {
    if (live !== this.#wasLive) this._text = live ? 'Connected again.' : 'The connection to the server is lost.';
    this.#wasLive = live;
  }

  protected override render(): TemplateResult {
    return html`<div class="visually-hidden" role="log" aria-live="polite">${this._text}</div>`;
  }
}

customElements.define('rem-announcer', Announcer);
