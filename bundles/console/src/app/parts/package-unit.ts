import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { ago, controlStyles, fullTime, sharedStyles, stateIcon } from '@redeye/host';
import { may, send, session, whyNot } from '../data/api.ts';
import { packages } from '../data/catalog.ts';
import { now } from '../data/clock.ts';
import { navigate } from '../data/router.ts';
import { Watch } from '../data/signal.ts';
import { drifted, needWords, type Plan, type UnitInfo } from '../data/unit-info.ts';
import { units } from '../data/units.ts';
import { planStyles, planView } from './plan-view.ts';
import { toast } from './toast.ts';

/** Where a package came from, whether it is still so, what it needs; takes it away. */
class PackageUnit extends LitElement {
  static override properties = { name: {}, etag: {}, _plan: { state: true }, _failure: { state: true }, _busy: { state: true } };
  static override styles = [sharedStyles, controlStyles, planStyles, css`
    h2 { font-size: .875rem; font-weight: 600; margin-bottom: .5rem; }
    dl { display: grid; grid-template-columns: 8rem minmax(0, 1fr); gap: .3rem .9rem; font-size: .875rem; }
    dt { color: var(--ink-2); }
    dd { margin: 0; overflow-wrap: anywhere; }
    dd + dd { grid-column: 2; }
    .mono { font-size: .8125rem; }
    .buttons { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin-top: .75rem; }
    form { padding: .75rem; margin-top: .75rem; border: 1px solid var(--line-2); border-radius: var(--radius-s); display: grid; gap: .6rem; }
    form label { display: grid; gap: .25rem; font-size: .8125rem; color: var(--ink-2); }
    form .buttons { margin: 0; }
    .failure { color: var(--critical-ink); font-size: .875rem; overflow-wrap: anywhere; margin-top: .5rem; }
    @media (max-width: 500px) { dl { grid-template-columns: 1fr; } dd + dd { grid-column: 1; } }
  `];

  declare name: string;
  declare etag: string;
  declare _plan: Plan | undefined;
  declare _failure: string;
  declare _busy: boolean;

  constructor() {
    super();
    this.name = '';
    this.etag = '';
    this._failure = '';
    this._busy = false;
    new Watch(this, session, units.value, units.failure);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    units.want();
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('name')) this._plan = undefined;
  }

  get #path(): string {
    return `/packages/${encodeURIComponent(this.name)}`;
  }

  async #rehearse(): Promise<void> {
    await this.#work(async () => {
      this._plan = await send<Plan>('DELETE', `${this.#path}?dry-run=true`);
    });
  }

  async #remove(event: Event): Promise<void> {
    event.preventDefault();
    const why = String(new FormData(event.target as HTMLFormElement).get('why') ?? '');
    await this.#work(async () => {
      await send('DELETE', `${this.#path}?why=${encodeURIComponent(why)}`, undefined, { 'If-Match': `"${this.etag}"` });
      toast(`${this.name} is removed. Its history brings it back.`);
      navigate('/_/packages');
      void packages.load();
    });
  }

  async #work(work: () => Promise<void>): Promise<void> {
    this._busy = true;
    this._failure = '';
    try {
      await work();
    } catch (failure) {
      this._failure = (failure as Error).message;
    }
    this._busy = false;
  }

  protected override render(): TemplateResult {
    const unit = units.value.value?.find(({ name }) => name === this.name);
    const not = whyNot('editor', 'Taking a package away');
    return html`<h2>Where it comes from, what it needs</h2>
      ${unit ? this.#facts(unit) : html`<p class="muted" role="status">${units.failure.value || (units.value.value ? 'Nothing of it is in force.' : 'Loading…')}</p>`}
      ${this._plan ? this.#form(this._plan) : html`<div class="buttons">
        ${may('editor') ? html`<a class="button" href=${`/api/v1${this.#path}/unit`} download=${`${this.name}.zip`}>Download with its files</a>` : nothing}
        <button ?disabled=${this._busy || not !== ''} title=${not || nothing} @click=${() => void this.#rehearse()}>Remove…</button></div>`}
      ${this._failure ? html`<p class="failure" role="alert">${this._failure}</p>` : nothing}`;
  }

  #facts(unit: UnitInfo): TemplateResult {
    const drift = drifted(unit);
    return html`<dl>
      <dt>Comes from</dt><dd>${unit.installed === null ? 'written here' : html`${unit.source}, <time title=${fullTime(unit.installed)}>${ago(unit.installed, now())}</time>`}</dd>
      ${unit.installed === null ? nothing : html`<dt>Signature</dt><dd>${unit.signed_by === null ? 'unsigned' : html`signed by <b>${unit.signed_by}</b>`}</dd>`}
      ${drift.length === 0 ? nothing : html`<dt>Edited since</dt>${drift.map(({ file, how }) => html`<dd><span class="badge warning">${stateIcon('warning')}${how}</span> <span class="mono">${file}</span></dd>`)}`}
      ${unit.requires.length === 0 ? nothing : html`<dt>Requires</dt>${unit.requires.map((need) => html`<dd>${need.met ? nothing : html`<span class="badge warning">${stateIcon('warning')}missing</span> `}<span class="mono">${need.name}</span> <span class="muted">${needWords(need)}</span></dd>`)}`}
      ${unit.required_by.length === 0 ? nothing : html`<dt>Required by</dt>${unit.required_by.map((name) => html`<dd><a href=${`/_/packages/${encodeURIComponent(name)}`}>${name}</a></dd>`)}`}
      ${unit.fallback.length === 0 ? nothing : html`<dt>Falls back on</dt><dd>${unit.fallback.join(', then ')}</dd>`}
    </dl>`;
  }

  #form(plan: Plan): TemplateResult {
    return html`<form @submit=${(event: Event) => void this.#remove(event)}>
      <p><strong>Remove ${this.name}?</strong> That would do this; a rollback brings all of it back.</p>
      ${planView(plan)}
      <label>Why? It stands in the history. <input name="why" maxlength="1000" autocomplete="off"></label>
      <div class="buttons"><button class="primary" ?disabled=${this._busy}>Remove</button><button type="button" @click=${() => (this._plan = undefined)}>Cancel</button></div>
    </form>`;
  }
}

customElements.define('rem-package-unit', PackageUnit);
