import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { ago, clock, controlStyles, duration, fullTime, icon, sharedStyles, stateIcon } from '@redeye/host';
import { list, send, session, whyNot } from '../data/api.ts';
import { now, onTick } from '../data/clock.ts';
import { Watch } from '../data/signal.ts';
import { Source } from '../data/source.ts';
import { matchWords } from '../alerts/match.ts';
import { itemAddress } from '../alerts/members.ts';
import '../alerts/silence.ts';
import type { SilenceDialog } from '../alerts/silence.ts';
import type { Match, Silence } from '../alerts/types.ts';
import { ends } from '../alerts/until.ts';
import { zoneName } from '../alerts/words.ts';
import { dialogStyles } from '../editor/dialog-style.ts';
import { sourceStyles, sourceView } from '../parts/source-view.ts';
import { toast } from '../parts/toast.ts';
import { headStyles } from './head.ts';

const AHEAD = 60 * 86_400_000;

interface Window {
  readonly id: string;
  readonly title: string;
  readonly match: Match;
  readonly by: string;
  readonly from: number;
  readonly until: number;
  /** Whether a package says so; then it ends with the package's word only. */
  readonly declared: boolean;
}

/** What is being worked on and will be, and what nobody wants to be called about. */
class MaintenancePage extends LitElement {
  static override properties = { _open: { state: true }, _failure: { state: true }, _busy: { state: true }, _sure: { state: true } };
  static override styles = [sharedStyles, controlStyles, headStyles, sourceStyles, dialogStyles, css`
    .two-columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 28rem), 1fr)); gap: .9rem; align-items: start; }
    section.panel { padding: .8rem 1rem .4rem; }
    .bar { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; padding-bottom: .4rem; } .bar h2 { flex: 1; font-size: .9375rem; font-weight: 600; }
    .entry { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: .1rem .7rem; padding: .65rem 0; border-bottom: 1px solid var(--line); font-size: .875rem; align-items: baseline; }
    .entry:last-child { border-bottom: 0; }
    .entry b { font-weight: 600; overflow-wrap: anywhere; }
    .entry small { grid-column: 2; color: var(--ink-2); font-size: .8125rem; overflow-wrap: anywhere; }
    .entry .do { grid-row: 1 / span 3; grid-column: 3; display: flex; gap: .4rem; } .entry button, .entry .button { min-height: 2.25rem; }
    p.none { padding: .75rem 0 1rem; color: var(--ink-2); font-size: .875rem; }
    dialog button { min-height: 2.75rem; } dialog select, dialog input { min-height: 2.5rem !important; }
    @media (max-width: 600px) { .entry button, .bar button, .entry .button { min-height: 2.75rem; } .entry .do { order: 9; grid-row: auto; grid-column: 2 / -1; padding-top: .35rem; } }
  `];

  declare _open: boolean;
  declare _failure: string;
  declare _busy: boolean;
  /** What was asked to end once; the second click does it. */
  declare _sure: string;
  readonly #windows = new Source<Window[]>(this, () => list(`/maintenance?from=${Math.floor(now())}&to=${Math.floor(now()) + AHEAD}`), ['maintenance', 'package', 'alert'], 30_000);
  readonly #silences = new Source<Silence[]>(this, () => list('/silences'), ['silence', 'alert'], 30_000);
  #release = () => {};

  constructor() {
    super();
    this._open = this._busy = false;
    this._failure = this._sure = '';
    new Watch(this, session);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#release = onTick((time) => Math.round(time / 1000) % 10 === 0 && this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#release();
  }

  async #end(path: string, done: string, source: Source<unknown>): Promise<void> {
    if (this._sure !== path) {
      this._sure = path;
      setTimeout(() => this._sure === path && (this._sure = ''), 5000);
      return;
    }
    this._sure = '';
    try {
      await send('DELETE', path);
      toast(done);
    } catch (failure) {
      toast((failure as Error).message, 'critical');
    }
    void source.load();
  }

  protected override render(): TemplateResult {
    const why = whyNot('operator', 'Opening or ending');
    return html`<div class="head"><div><h1>Maintenance</h1><p class="muted">Times are in ${zoneName()}. ${why}</p></div><a class="button" href="/_/alerts">${icon('bell')}Alerts</a></div>
      <div class="two-columns">
        <section class="panel" aria-label="Maintenance windows"><div class="bar"><h2>Windows, now and to come</h2><button class="primary" ?disabled=${why !== ''} @click=${this.#ask}>${icon('wrench')}Open one…</button></div>
          <p class="none">Checks run, calls are held, service levels leave the time out. What is still broken at the end is called about once.</p>
          ${sourceView(this.#windows, 'what is worked on', (windows) => (windows.length === 0 ? html`<p class="none">Nothing is worked on, and nothing is planned for 60 days.</p>` : html`<ul>${[...windows].sort((a, b) => a.from - b.from).map((window) => this.#window(window, why))}</ul>`))}</section>
        <section class="panel" aria-label="Silences"><div class="bar"><h2>Silences</h2><button ?disabled=${why !== ''} @click=${() => void this.renderRoot.querySelector<SilenceDialog>('rem-silence-dialog')?.ask([])}>${icon('silent')}Begin one…</button></div>
          <p class="none">What they match is shown, and nobody is called about it.</p>
          ${sourceView(this.#silences, 'what is silenced', (silences) => (silences.length === 0 ? html`<p class="none">Nothing is silenced.</p>` : html`<ul>${[...silences].sort((a, b) => a.until - b.until).map((silence) => this.#silence(silence, why))}</ul>`))}</section></div>
      ${this.#dialog()}<rem-silence-dialog @silenced=${() => void this.#silences.load()}></rem-silence-dialog>`;
  }

  #when(from: number, until: number): TemplateResult {
    const time = now();
    const [look, words] = from > time ? (['pending', `begins ${ago(from, time)}`] as const) : until <= time ? (['ok', 'over'] as const) : (['warning', `holds, ends ${ago(until, time)}`] as const);
    return html`<small><span class="badge ${look}">${words}</span> ${clock(from, time)} – ${clock(until, time)} (${duration(Math.round((until - from) / 1000))})</small>`;
  }

  #ending(path: string, done: string, source: Source<unknown>, label: string, why: string): TemplateResult {
    const sure = this._sure === path;
    return html`<div class="do"><button class=${sure ? 'danger primary' : ''} ?disabled=${why !== ''} aria-label=${sure ? `Really end ${label}` : `End ${label}`} @click=${() => void this.#end(path, done, source)}>${sure ? 'Really?' : 'End'}</button></div>`;
  }

  #window({ id, title, match, by, from, until, declared }: Window, why: string): TemplateResult {
    return html`<li class="entry">${stateIcon(from > now() ? 'pending' : 'warning', from > now() ? 'to come' : 'in force')}<b>${title || id}</b>
      ${declared ? html`<div class="do"><a class="button" href=${itemAddress(id)}>${icon('edit')}Edit</a></div>` : this.#ending(`/maintenance/${encodeURIComponent(id)}`, `${title} has ended.`, this.#windows as Source<unknown>, title, why)}
      ${this.#when(from, until)}<small>${matchWords(match)} · ${declared ? `declared as ${id}` : `opened by ${by}`}</small></li>`;
  }

  #silence({ id, match, owner, reason, from, until }: Silence, why: string): TemplateResult {
    return html`<li class="entry">${icon('silent')}<b>${matchWords(match)}</b>${this.#ending(`/silences/${encodeURIComponent(id)}`, `The silence of ${matchWords(match)} has ended.`, this.#silences as Source<unknown>, `the silence of ${matchWords(match)}`, why)}
      ${this.#when(from, until)}<small>“${reason}” ${owner}, <time datetime=${new Date(from).toISOString()}>${fullTime(from)}</time></small></li>`;
  }

  #ask = async () => {
    Object.assign(this, { _open: true, _failure: '', _busy: false });
    await this.updateComplete;
    this.renderRoot.querySelector('dialog')?.showModal();
  };

  #submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const word = (name: string) => String(form.get(name) ?? '').trim();
    const match = Object.fromEntries(['host', 'subject', 'package'].flatMap((name) => (word(name) ? [[name, word(name)]] : [])));
    if (Object.keys(match).length === 0) {
      this._failure = 'This would hold all calls. Name a host, a check or a package.';
      return;
    }
    this._busy = true;
    try {
      await send('POST', '/maintenance', { title: word('title'), match, until: ends(now()).find((end) => end.word === word('until'))!.at });
      this.renderRoot.querySelector('dialog')?.close();
      toast(`“${word('title')}” is open.`);
      void this.#windows.load();
    } catch (failure) {
      this._failure = (failure as Error).message;
    } finally {
      this._busy = false;
    }
  };

  #dialog(): TemplateResult {
    if (!this._open) return html`<dialog></dialog>`;
    const time = now();
    const field = (name: string, title: string, hint: string) => html`<label class="field">${title} <span class="hint">${hint}</span><input name=${name} autocomplete="off" spellcheck="false"></label>`;
    return html`<dialog aria-labelledby="title" @close=${() => (this._open = false)}><form @submit=${this.#submit}><h2 id="title">Open a maintenance window</h2>
      <label class="field">What is done<input name="title" required maxlength="200" autocomplete="off" autofocus></label>
      <div class="two">${field('host', 'Host', 'such as db*')}${field('subject', 'Check', 'such as shop/checks/web/*')}${field('package', 'Package', 'its name')}</div>
      <label class="field">How long<select name="until">${ends(time).map(({ word, title, at }) => html`<option value=${word} ?selected=${word === '1h'}>${title} (${clock(at, time)})</option>`)}</select></label>
      ${this._failure ? html`<p class="failure" role="alert">${this._failure}</p>` : nothing}
      <div class="actions"><button type="button" @click=${() => this.renderRoot.querySelector('dialog')?.close()}>Cancel</button><button class="primary" ?disabled=${this._busy}>${this._busy ? 'Asking the server…' : 'Open it'}</button></div></form></dialog>`;
  }
}

customElements.define('rem-maintenance', MaintenancePage);
