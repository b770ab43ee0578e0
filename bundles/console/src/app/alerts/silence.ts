import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { clock, controlStyles, sharedStyles } from '@redeye/host';
import { send, session } from '../data/api.ts';
import { now } from '../data/clock.ts';
import { dialogStyles } from '../editor/dialog-style.ts';
import { toast } from '../parts/toast.ts';
import type { Alert, Match } from './types.ts';
import { StretchFields, stretchProblem } from './stretch.ts';

/** A way to say what is meant: one silence each. */
export interface Choice {
  readonly title: string;
  readonly hint: string;
  readonly matches: readonly Match[];
}

/** At most so many silences are begun by one click. */
const MOST = 50;

/** What somebody who points at these alerts may mean: just these, all of a host, all of a rule. */
export function choicesOf(alerts: readonly Alert[]): Choice[] {
  const members = alerts.flatMap((alert) => alert.members);
  const hosts = [...new Set(members.map(({ host }) => host).filter(Boolean))];
  const sources = [...new Set(members.map(({ source }) => source).filter(Boolean))];
  const exact = [...new Map(members.map(({ source, subject }) => [`${source}|${subject}`, { source, subject }])).values()];
  const choices: Choice[] = [];
  if (exact.length > 0 && exact.length <= MOST) choices.push({ title: exact.length === 1 ? 'Just this' : `Just these ${exact.length} conditions`, hint: exact.length === 1 ? exact[0]!.subject : 'one silence each', matches: exact });
  if (hosts.length > 0 && hosts.length <= MOST) choices.push({ title: hosts.length === 1 ? `Everything of ${hosts[0]}` : `Everything of ${hosts.length} hosts`, hint: hosts.slice(0, 5).join(', '), matches: hosts.map((host) => ({ host })) });
  if (sources.length > 0 && sources.length <= MOST) choices.push({ title: sources.length === 1 ? 'All that this rule finds' : `All that these ${sources.length} rules find`, hint: sources.slice(0, 5).join(', '), matches: sources.map((source) => ({ source })) });
  return choices;
}

/** Begins a silence, now or later: of what, for how long, why. Fires `silenced`. */
export class SilenceDialog extends LitElement {
  static override properties = { _choices: { state: true }, _open: { state: true }, _failure: { state: true }, _busy: { state: true } };
  static override styles = [sharedStyles, controlStyles, dialogStyles, css`
    dialog button { min-height: 2.75rem; padding-inline: 1.1rem; }
    select, input:not([type=radio]) { min-height: 2.75rem !important; }
    .options small { overflow-wrap: anywhere; }
  `];

  declare _choices: readonly Choice[];
  declare _open: boolean;
  declare _failure: string;
  declare _busy: boolean;
  readonly #when = new StretchFields(this);

  constructor() {
    super();
    this._choices = [];
    this._open = this._busy = false;
    this._failure = '';
  }

  /** Opens the dialog; without choices what is meant is typed. */
  async ask(choices: readonly Choice[]): Promise<void> {
    Object.assign(this, { _choices: choices, _open: true, _failure: '', _busy: false });
    this.#when.reset();
    await this.updateComplete;
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  #submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const word = (name: string) => String(form.get(name) ?? '').trim();
    const typed: Match = Object.fromEntries(['host', 'subject', 'source', 'package'].flatMap((name) => (word(name) ? [[name, word(name)]] : [])));
    const matches = this._choices.length > 0 ? this._choices[Number(form.get('choice') ?? 0)]!.matches : [typed];
    if (matches.some((match) => Object.keys(match).length === 0)) {
      this._failure = 'This would silence everything. Name a host, a check, a rule or a package.';
      return;
    }
    const time = now();
    const { from, until } = this.#when.read(time);
    this._failure = stretchProblem({ from, until }, time);
    if (this._failure) return;
    this._busy = true;
    let begun = 0;
    try {
      for (const match of matches) {
        await send('POST', '/silences', { match, owner: session.value?.user ?? '', reason: word('reason'), from, until });
        begun++;
      }
      this.renderRoot.querySelector('dialog')?.close();
      const when = `${from > time ? `from ${clock(from, time)} ` : ''}until ${clock(until, time)}`;
      toast(`${begun === 1 ? 'It is silenced' : `${begun} silences hold`} ${when}.`);
    } catch (failure) {
      this._failure = `${begun > 0 ? `${begun} of ${matches.length} silences hold; then: ` : ''}${(failure as Error).message}`;
    } finally {
      this._busy = false;
      if (begun > 0) this.dispatchEvent(new CustomEvent('silenced'));
    }
  };

  protected override render(): TemplateResult {
    if (!this._open) return html`<dialog></dialog>`;
    const time = now();
    return html`<dialog aria-labelledby="title" @close=${() => (this._open = false)}><form @submit=${this.#submit}>
      <h2 id="title">Silence</h2>
      <p class="muted">What it matches is shown, and nobody is called about it until it ends.</p>
      ${this._choices.length > 0 ? this.#choices() : this.#typed()}
      ${this.#when.view(time)}
      <label class="field">Reason<input name="reason" required maxlength="500" autocomplete="off"></label>
      ${this._failure ? html`<p class="failure" role="alert">${this._failure}</p>` : nothing}
      <div class="actions"><button type="button" @click=${() => this.renderRoot.querySelector('dialog')?.close()}>Cancel</button><button class="primary" ?disabled=${this._busy}>${this._busy ? 'Asking the server…' : 'Silence'}</button></div>
    </form></dialog>`;
  }

  #choices(): TemplateResult {
    return html`<div class="options" role="radiogroup" aria-label="What is silenced">${this._choices.map(({ title, hint }, index) => html`
      <label><input type="radio" name="choice" value=${index} ?checked=${index === 0}><b>${title}</b><small>${hint}</small></label>`)}</div>`;
  }

  #typed(): TemplateResult {
    const field = (name: string, title: string, hint: string) => html`<label class="field">${title} <span class="hint">${hint}</span><input name=${name} autocomplete="off" spellcheck="false"></label>`;
    return html`<div class="two">${field('host', 'Host', 'such as db*')}${field('subject', 'Check or series', 'such as shop/checks/web/*')}${field('source', 'Rule', 'such as shop/rules/*')}${field('package', 'Package', 'its name')}</div>`;
  }
}

customElements.define('rem-silence-dialog', SilenceDialog);
