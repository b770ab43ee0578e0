import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { controlStyles, fullTime, sharedStyles } from '@redeye/host';
import { ApiError, send, whyNot, type Problem } from '../data/api.ts';
import { inputTime, localInput } from '../alerts/until.ts';
import { zoneName } from '../alerts/words.ts';
import { dialogStyles } from '../editor/dialog-style.ts';
import type { Plan } from '../data/unit-info.ts';
import { planStyles, planView } from '../parts/plan-view.ts';
import { toast } from '../parts/toast.ts';
import type { Person, Schedule, Shift } from './types.ts';

/** What the dialog begins with. */
export interface Wanted {
  readonly schedule: Schedule;
  readonly from: number;
  readonly until: number;
  /** The shift that was chosen; without one whoever has the time is replaced. */
  readonly shift?: Shift | undefined;
}

/** Who is chosen if nobody is: then the layers go on without whom it replaces. */
const OFF = '*';

type Answer = Plan & { readonly pending?: string; readonly lines?: string };

/** For once somebody else: who, when, why. Shows what it would change before it is saved. Fires `overridden`. */
export class OverrideDialog extends LitElement {
  static override properties = { people: { attribute: false }, shifts: { attribute: false }, _wanted: { state: true }, _preview: { state: true }, _failure: { state: true }, _problems: { state: true }, _busy: { state: true }, _from: { state: true }, _until: { state: true } };
  static override styles = [sharedStyles, controlStyles, dialogStyles, planStyles, css`
    dialog button { min-height: 2.75rem; }
    select, input { min-height: 2.5rem !important; }
    .what { font-size: .875rem; padding: .6rem .75rem; border-radius: var(--radius-s); background: var(--inset); }
    .what li { overflow-wrap: anywhere; }
    pre { padding: .6rem; border-radius: var(--radius-s); background: var(--inset); }
  `];

  declare people: readonly Person[];
  /** The shifts that are known, by schedule: whom it would replace. */
  declare shifts: ReadonlyMap<string, readonly Shift[]>;
  declare _wanted: Wanted | undefined;
  declare _preview: Answer | undefined;
  declare _failure: string;
  declare _problems: readonly Problem[];
  declare _busy: boolean;
  declare _from: number;
  declare _until: number;

  constructor() {
    super();
    this.people = [];
    this.shifts = new Map();
    this._failure = '';
    this._problems = [];
    this._busy = false;
    this._from = this._until = 0;
  }

  /** Opens the dialog. */
  async ask(wanted: Wanted): Promise<void> {
    Object.assign(this, { _wanted: wanted, _preview: undefined, _failure: '', _problems: [], _busy: false, _from: wanted.from, _until: wanted.until });
    await this.updateComplete;
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  #close = () => this.renderRoot.querySelector('dialog')?.close();

  /** What was previewed is no longer what would be saved. */
  #changed = () => {
    const form = new FormData(this.renderRoot.querySelector('form')!);
    this._preview = undefined;
    this._from = inputTime(String(form.get('from'))) ?? this._from;
    this._until = inputTime(String(form.get('until'))) ?? this._until;
  };

  #submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const { schedule } = this._wanted!;
    const form = new FormData(event.target as HTMLFormElement);
    const word = (name: string) => String(form.get(name) ?? '').trim();
    const body = { package: schedule.package, schedule: schedule.name, ...(word('person') === OFF ? {} : { person: word('person') }), ...(word('instead') ? { instead: word('instead') } : {}), from: inputTime(word('from')), until: inputTime(word('until')), reason: word('reason') };
    const dryRun = this._preview === undefined;
    await this.#try(async () => {
      const answer = await send<Answer>('POST', '/overrides', { ...body, dry_run: dryRun });
      if (dryRun) {
        this._preview = answer;
        return;
      }
      this.#close();
      toast(answer.pending ? 'The override waits for approval.' : 'The override holds.');
      this.dispatchEvent(new CustomEvent('overridden'));
    });
  };

  #remove = async (id: string) => {
    await this.#try(async () => {
      await send('DELETE', `/overrides/${encodeURIComponent(id)}`);
      this.#close();
      toast('The override is removed.');
      this.dispatchEvent(new CustomEvent('overridden'));
    });
  };

  async #try(act: () => Promise<void>): Promise<void> {
    this._busy = true;
    this._failure = '';
    this._problems = [];
    try {
      await act();
    } catch (failure) {
      this._failure = (failure as Error).message;
      this._problems = failure instanceof ApiError ? failure.problems : [];
    } finally {
      this._busy = false;
    }
  }

  protected override render(): TemplateResult {
    const wanted = this._wanted;
    if (!wanted) return html`<dialog></dialog>`;
    const { schedule, shift } = wanted;
    const why = whyNot('editor', 'Making an override');
    const override = shift?.layer.includes('/') ? shift.layer : '';
    return html`<dialog aria-labelledby="title" @close=${() => (this._wanted = undefined)}><form @submit=${this.#submit} @input=${this.#changed}>
      <h2 id="title">${shift ? (shift.person === '' ? 'Nobody has this time' : `${shift.title || shift.person} has this shift`) : 'Somebody else for once'}</h2>
      <p class="what">${schedule.title || schedule.name}${shift ? html`: ${fullTime(shift.from)} to ${fullTime(shift.until)}. ${shift.because}` : nothing}</p>
      ${why ? html`<p class="warning-note">${why}</p>` : html`${this.#fields(wanted)}${this.#replaced(schedule)}${this.#previewed()}`}
      ${this._failure ? html`<div class="failure" role="alert"><p>${this._failure}</p>${this._problems.map(({ message, line }) => html`<p>${line ? `Line ${line}: ` : ''}${message}</p>`)}</div>` : nothing}
      <div class="actions">${override && !why ? html`<button type="button" class="danger" ?disabled=${this._busy} @click=${() => this.#remove(override)}>Remove this override</button>` : nothing}
        <button type="button" @click=${this.#close}>${why ? 'Close' : 'Cancel'}</button>
        ${why ? nothing : html`<button class="primary" ?disabled=${this._busy}>${this._busy ? 'Asking the server…' : this._preview ? 'Save the override' : 'Preview'}</button>`}</div>
    </form></dialog>`;
  }

  #fields({ from, until, shift }: Wanted): TemplateResult {
    const options = (chosen: string) => this.people.map(({ name, title }) => html`<option value=${name} ?selected=${name === chosen}>${title || name}</option>`);
    return html`<div class="two"><label class="field">Who has it<select name="person" required autofocus><option value="">Choose somebody</option>${options('')}<option value=${OFF}>a day off: the rotation goes on without</option></select></label>
        <label class="field">Instead of<select name="instead"><option value="">whoever it is</option>${options(shift?.person ?? '')}</select></label></div>
      <div class="two"><label class="field">From<input name="from" type="datetime-local" required .value=${localInput(from)}></label><label class="field">Until<input name="until" type="datetime-local" required .value=${localInput(until)}></label></div>
      <p class="muted">Times are in ${zoneName(from)}.</p>
      <label class="field">Reason<input name="reason" required maxlength="500" autocomplete="off"></label>`;
  }

  /** Who has the time now. */
  #replaced({ name }: Schedule): TemplateResult {
    const touched = (this.shifts.get(name) ?? []).filter((shift) => shift.from < this._until && shift.until > this._from);
    if (touched.length === 0) return html``;
    return html`<div class="what"><b>Until now in that time</b><ul>${touched.slice(0, 5).map(({ person, title, from, until }) => html`<li>${person === '' ? 'nobody' : title || person}, ${fullTime(Math.max(from, this._from))} to ${fullTime(Math.min(until, this._until))}</li>`)}</ul></div>`;
  }

  #previewed(): unknown {
    const preview = this._preview;
    if (!preview) return nothing;
    return html`<div role="status"><p><b>It would change the package like this; nothing is changed yet.</b></p>${preview.lines ? html`<pre tabindex="0" aria-label="Lines of the package">${preview.lines}</pre>` : nothing}${planView({ added: preview.added ?? [], changed: preview.changed ?? [], removed: preview.removed ?? [], files: { added: [], changed: [], removed: [] } })}</div>`;
  }
}

customElements.define('rem-override-dialog', OverrideDialog);
