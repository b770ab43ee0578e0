import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { clock, controlStyles, sharedStyles, stateIcon } from '@redeye/host';
import { get, list, send } from '../data/api.ts';
import { now } from '../data/clock.ts';
import { dialogStyles } from '../editor/dialog-style.ts';
import { toast } from '../parts/toast.ts';
import type { Alert, Outcome, PersonName } from './types.ts';
import { ends } from './until.ts';

export type Action = 'acknowledge' | 'unacknowledge' | 'resolve' | 'reopen' | 'assign' | 'note';

interface Words {
  readonly title: string;
  readonly does: string;
  readonly button: string;
  readonly done: string;
}

const WORDS: Readonly<Record<Action, Words>> = {
  acknowledge: { title: 'Acknowledge', does: 'Calling stops: you take care of it. It goes on by itself if the time you give is over and it is not fixed.', button: 'Acknowledge', done: 'acknowledged' },
  unacknowledge: { title: 'Give it back', does: 'Nobody has it any more. Calling begins anew.', button: 'Give it back', done: 'given back' },
  resolve: { title: 'Resolve', does: 'It is over, whatever its conditions say. It opens again when one of them recovers and fires anew.', button: 'Resolve', done: 'resolved' },
  reopen: { title: 'Reopen', does: 'It is not over. Calling begins anew.', button: 'Reopen', done: 'open again' },
  assign: { title: 'Assign', does: 'That person is called now. Until they acknowledge, nobody has taken it.', button: 'Assign and call', done: 'assigned' },
  note: { title: 'Write a note', does: 'It stands on the timeline, with your name.', button: 'Write', done: 'noted' },
};

/** Asks how an action is meant, shows what it would do to several alerts, and does it. Fires `acted` ({alert?}) when it is done. */
export class AlertAct extends LitElement {
  static override properties = { _action: { state: true }, _alerts: { state: true }, _preview: { state: true }, _people: { state: true }, _failure: { state: true }, _busy: { state: true } };
  static override styles = [sharedStyles, controlStyles, dialogStyles, css`
    dialog button { min-height: 2.75rem; padding-inline: 1.1rem; }
    select, input { min-height: 2.75rem !important; }
    textarea { min-height: 5rem; }
    .which { display: grid; gap: .3rem; max-height: 14rem; overflow: auto; font-size: .875rem; }
    .which li { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .1rem .5rem; align-items: baseline; }
    .which small { grid-column: 2; color: var(--ink-2); font-size: .8125rem; overflow-wrap: anywhere; }
    .which .title { overflow-wrap: anywhere; }
  `];

  declare _action: Action | undefined;
  declare _alerts: readonly Alert[];
  /** What the server says would become of each; undefined until it has said so. */
  declare _preview: readonly Outcome[] | undefined;
  declare _people: readonly PersonName[] | undefined;
  declare _failure: string;
  declare _busy: boolean;

  constructor() {
    super();
    this._alerts = [];
    this._failure = '';
    this._busy = false;
  }

  /** Opens the dialog. */
  async ask(action: Action, alerts: readonly Alert[]): Promise<void> {
    if (alerts.length === 0) return;
    Object.assign(this, { _action: action, _alerts: alerts, _preview: undefined, _failure: '', _busy: false });
    await this.updateComplete;
    this.renderRoot.querySelector('dialog')?.showModal();
    if (alerts.length > 1) void this.#foresee();
    if (action === 'assign') void this.#loadPeople();
  }

  async #foresee(): Promise<void> {
    try {
      this._preview = await this.#several(true, '', undefined);
    } catch (failure) {
      this._failure = (failure as Error).message;
    }
  }

  async #loadPeople(): Promise<void> {
    try {
      this._people = await list<PersonName>('/people');
    } catch (failure) {
      this._failure = (failure as Error).message;
    }
  }

  async #several(dryRun: boolean, reason: string, until: number | undefined): Promise<readonly Outcome[]> {
    const { items } = await send<{ items: Outcome[] }>('POST', '/alerts/actions', { ids: this._alerts.map(({ id }) => id), action: this._action, reason, ...(until ? { until } : {}), dry_run: dryRun });
    return items;
  }

  #submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const reason = String(form.get('reason') ?? '').trim();
    const until = ends(now()).find(({ word }) => word === form.get('until'))?.at;
    this._busy = true;
    this._failure = '';
    try {
      const alert = this._alerts.length === 1 ? await this.#one(this._alerts[0]!, reason, until, String(form.get('person') ?? '')) : await this.#all(reason, until);
      this.renderRoot.querySelector('dialog')?.close();
      this.dispatchEvent(new CustomEvent('acted', { detail: { alert } }));
    } catch (failure) {
      this._failure = (failure as Error).message;
    } finally {
      this._busy = false;
    }
  };

  async #one({ id }: Alert, reason: string, until: number | undefined, person: string): Promise<Alert | undefined> {
    const action = this._action!;
    const body = action === 'note' ? { text: reason } : action === 'assign' ? { person, reason } : { reason, ...(until ? { until } : {}) };
    const answer = await send<Alert | undefined>('POST', `/alerts/${encodeURIComponent(id)}/${action}`, body);
    toast(`${id} is ${WORDS[action].done}.`);
    // an answer without its members is no whole alert
    return answer?.id === undefined ? get<Alert>(`/alerts/${encodeURIComponent(id)}`) : answer;
  }

  async #all(reason: string, until: number | undefined): Promise<undefined> {
    const outcomes = await this.#several(false, reason, until);
    const refused = outcomes.filter(({ ok }) => !ok);
    const done = outcomes.length - refused.length;
    toast(refused.length === 0 ? `${done} alerts are ${WORDS[this._action!].done}.` : `${done} of ${outcomes.length} are ${WORDS[this._action!].done}. ${refused[0]!.id}: ${refused[0]!.message}`, refused.length === 0 ? 'ok' : 'critical');
    return undefined;
  }

  protected override render(): TemplateResult {
    const action = this._action;
    if (!action) return html`<dialog></dialog>`;
    const words = WORDS[action];
    const possible = this._preview?.filter(({ ok }) => ok).length;
    const button = this._alerts.length > 1 && possible !== undefined ? `${words.button} ${possible}` : words.button;
    return html`<dialog aria-labelledby="title" @close=${() => (this._action = undefined)}><form @submit=${this.#submit}>
      <h2 id="title">${words.title}${this._alerts.length > 1 ? ` ${this._alerts.length} alerts` : ` ${this._alerts[0]!.id}`}</h2>
      ${this.#which()}
      <p class="muted">${words.does}</p>
      ${action === 'assign' ? this.#person() : nothing}
      ${action === 'note'
        ? html`<label class="field">Note<textarea name="reason" required maxlength="2000" autofocus></textarea></label>`
        : html`<label class="field">Reason <span class="hint">It stands on the timeline, and in what is sent.</span><input name="reason" maxlength="500" autocomplete="off" ?autofocus=${action !== 'assign'}></label>`}
      ${action === 'acknowledge' ? this.#until() : nothing}
      ${this._failure ? html`<p class="failure" role="alert">${this._failure}</p>` : nothing}
      <div class="actions"><button type="button" @click=${() => this.renderRoot.querySelector('dialog')?.close()}>Cancel</button>
        <button class="primary ${action === 'resolve' ? 'danger' : ''}" ?disabled=${this._busy || possible === 0}>${this._busy ? 'Asking the server…' : button}</button></div>
    </form></dialog>`;
  }

  #which(): TemplateResult {
    if (this._alerts.length === 1) return html`<p><b>${this._alerts[0]!.title}</b></p>`;
    const outcomes = new Map(this._preview?.map((each) => [each.id, each]));
    return html`<ul class="which" tabindex="0" aria-label="What would become of each" aria-busy=${this._preview === undefined && this._failure === ''}>${this._alerts.map(({ id, title }) => {
      const outcome = outcomes.get(id);
      return html`<li>${stateIcon(!outcome ? 'pending' : outcome.ok ? 'ok' : 'warning', !outcome ? 'not known yet' : outcome.ok ? 'will do' : 'refused')}<span class="title">${id} ${title}</span>${outcome?.message ? html`<small>${outcome.message}</small>` : nothing}</li>`;
    })}</ul>`;
  }

  #person(): TemplateResult {
    return html`<label class="field">Person<select name="person" required autofocus ?disabled=${!this._people}>
      <option value="">${this._people ? 'Choose somebody' : 'Loading the people…'}</option>
      ${this._people?.map(({ name, title }) => html`<option value=${name}>${title || name}</option>`)}</select></label>`;
  }

  #until(): TemplateResult {
    const time = now();
    return html`<label class="field">How long<select name="until"><option value="">until it is over</option>
      ${ends(time).map(({ word, title, at }) => html`<option value=${word}>${title} (${clock(at, time)})</option>`)}</select></label>`;
  }
}

customElements.define('rem-alert-act', AlertAct);
