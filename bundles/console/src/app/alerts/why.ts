import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { controlStyles, sharedStyles } from '@redeye/host';
import { list, session } from '../data/api.ts';
import { timelineStyles, timelineView } from './timeline.ts';
import type { Entry, PersonName } from './types.ts';
import { inputTime, localInput } from './until.ts';
import { zoneName } from './words.ts';

/** "Why was I (not) called": each step for a person in a stretch of time, with its reason; in the future as it is planned. */
class AlertWhy extends LitElement {
  static override properties = { from: { type: Number }, to: { type: Number }, alert: {}, _people: { state: true }, _entries: { state: true }, _failure: { state: true }, _person: { state: true }, _busy: { state: true } };
  static override styles = [sharedStyles, controlStyles, timelineStyles, css`
    form { display: flex; flex-wrap: wrap; gap: .5rem .75rem; align-items: end; }
    label { display: grid; gap: .2rem; font-size: .8125rem; color: var(--ink-2); flex: 1 1 10rem; max-width: 16rem; }
    button { min-height: 2.5rem; }
    p { font-size: .875rem; padding-top: .5rem; }
    .failure { color: var(--critical-ink); }
  `];

  declare from: number;
  declare to: number;
  /** The alert that it is asked about; its steps stand out. Empty for any. */
  declare alert: string;
  declare _people: readonly (PersonName & { readonly user?: string })[] | undefined;
  declare _entries: readonly Entry[] | undefined;
  declare _failure: string;
  declare _person: string;
  declare _busy: boolean;

  constructor() {
    super();
    this.from = this.to = 0;
    this.alert = this._failure = this._person = '';
    this._busy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    list<PersonName>('/people').then((people) => (this._people = people), (failure: Error) => (this._failure = failure.message));
  }

  #ask = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const [from, to] = [inputTime(String(form.get('from'))), inputTime(String(form.get('to')))];
    this._person = String(form.get('person') ?? '');
    if (from === null || to === null || to <= from) {
      this._failure = 'The end must be after the beginning.';
      return;
    }
    this._busy = true;
    try {
      this._entries = await list<Entry>(`/trail?person=${encodeURIComponent(this._person)}&from=${from}&to=${to}`);
      this._failure = '';
    } catch (failure) {
      this._failure = (failure as Error).message;
    } finally {
      this._busy = false;
    }
  };

  protected override render(): TemplateResult {
    return html`<form @submit=${this.#ask}>
        <label>Person<select name="person" required ?disabled=${!this._people}><option value="">Choose somebody</option>${this._people?.map(({ name, title, user }) => html`<option value=${name} ?selected=${user !== undefined && user !== '' && user === session.value?.user}>${title || name}</option>`)}</select></label>
        <label>from<input name="from" type="datetime-local" required .value=${this.from ? localInput(this.from) : ''}></label>
        <label>to<input name="to" type="datetime-local" required .value=${this.to ? localInput(this.to) : ''}></label>
        <button ?disabled=${this._busy || !this._people}>${this._busy ? 'Asking…' : 'Why was I (not) called?'}</button></form>
      <div role="status">${this._failure ? html`<p class="failure">${this._failure}</p>` : nothing}${this._entries === undefined ? nothing : this.#answer(this._entries)}</div>`;
  }

  #answer(entries: readonly Entry[]): TemplateResult {
    if (entries.length === 0) return html`<p>Nothing was to be told to ${this._person} in that time: no alert went to a role that they held.</p>`;
    return html`<p class="muted">${entries.length} ${entries.length === 1 ? 'step' : 'steps'}, times in ${zoneName(this.from)}.</p>${timelineView(entries.map(({ at, kind, by, text, data, alert }) => ({ at, source: 'alert', kind: alert && alert !== this.alert ? `${kind} ${alert}` : kind, by, text, data: data ?? null })), false)}`;
  }
}

customElements.define('rem-alert-why', AlertWhy);
