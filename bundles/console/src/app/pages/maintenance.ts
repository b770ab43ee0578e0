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
import { StretchFields, stretchProblem, type Stretch } from '../alerts/stretch.ts';
import type { Match, Silence } from '../alerts/types.ts';
import { zoneName } from '../alerts/words.ts';
import { dialogStyles } from '../editor/dialog-style.ts';
import { sourceStyles, sourceView } from '../parts/source-view.ts';
import { toast } from '../parts/toast.ts';
import { headStyles } from './head.ts';

const DAY = 86_400_000;
const AHEAD = 60 * DAY;
const BACK = 7 * DAY;
/** So many windows that are over are shown. */
const MOST_OVER = 50;

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

/** What is being worked on, will be and was, and what nobody wants to be called about. */
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
    section h3 { padding-top: .6rem; font-size: .8125rem; font-weight: 600; color: var(--ink-2); }
    details summary { min-height: 2.25rem; align-content: center; cursor: pointer; color: var(--ink-2); font-size: .875rem; }
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
  readonly #over = new Source<Window[]>(this, () => list(`/maintenance?from=${Math.floor(now()) - BACK}&to=${Math.floor(now())}`), ['maintenance', 'package'], 60_000);
  readonly #stretch = new StretchFields(this);
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
        <section class="panel" aria-label="Maintenance windows"><div class="bar"><h2>Windows</h2><button class="primary" ?disabled=${why !== ''} @click=${this.#ask}>${icon('wrench')}Open one…</button></div>
          <p class="none">Checks run, calls are held, service levels leave the time out. What is still broken at the end is called about once.</p>
          ${sourceView(this.#windows, 'what is worked on', (windows) => (windows.length === 0 ? html`<p class="none">Nothing is worked on, and nothing is planned for 60 days.</p>` : this.#groups(windows, (window) => this.#window(window, why))))}
          ${this.#gone(why)}</section>
        <section class="panel" aria-label="Silences"><div class="bar"><h2>Silences</h2><button ?disabled=${why !== ''} @click=${() => void this.renderRoot.querySelector<SilenceDialog>('rem-silence-dialog')?.ask([])}>${icon('silent')}Begin one…</button></div>
          <p class="none">What they match is shown, and nobody is called about it.</p>
          ${sourceView(this.#silences, 'what is silenced', (silences) => (silences.length === 0 ? html`<p class="none">Nothing is silenced.</p>` : this.#groups(silences, (silence) => this.#silence(silence, why))))}</section></div>
      ${this.#dialog()}<rem-silence-dialog @silenced=${() => void this.#silences.load()}></rem-silence-dialog>`;
  }

  /** What holds, then what is planned. */
  #groups<T extends Stretch>(all: readonly T[], entry: (each: T) => TemplateResult): TemplateResult {
    const time = now();
    const group = (title: string, some: readonly T[]) => (some.length === 0 ? nothing : html`<h3>${title}</h3><ul>${some.map(entry)}</ul>`);
    return html`${group('Running', all.filter(({ from }) => from <= time).sort((a, b) => a.until - b.until))}${group('Planned', all.filter(({ from }) => from > time).sort((a, b) => a.from - b.from))}`;
  }

  #gone(why: string): TemplateResult | typeof nothing {
    const over = (this.#over.value ?? []).filter(({ until }) => until <= now()).sort((a, b) => b.until - a.until);
    if (over.length === 0) return nothing;
    return html`<details><summary>Over in the last 7 days: ${over.length}</summary><ul>${over.slice(0, MOST_OVER).map((window) => this.#window(window, why))}</ul>
      ${over.length > MOST_OVER ? html`<p class="none">${over.length - MOST_OVER} more are not listed.</p>` : nothing}</details>`;
  }

  #when(from: number, until: number): TemplateResult {
    const time = now();
    const [look, words] = from > time ? (['pending', `begins ${ago(from, time)}`] as const) : until <= time ? (['ok', 'over'] as const) : (['warning', `holds, ends ${ago(until, time)}`] as const);
    return html`<small><span class="badge ${look}">${words}</span> ${clock(from, time)} – ${clock(until, time)} (${duration(Math.round((until - from) / 1000))})</small>`;
  }

  #ending(path: string, done: string, source: Source<unknown>, label: string, why: string, from: number): TemplateResult {
    const sure = this._sure === path;
    const word = from > now() ? 'Call off' : 'End';
    return html`<div class="do"><button class=${sure ? 'danger primary' : ''} ?disabled=${why !== ''} aria-label=${sure ? `Really ${word.toLowerCase()} ${label}` : `${word} ${label}`} @click=${() => void this.#end(path, done, source)}>${sure ? 'Really?' : word}</button></div>`;
  }

  #window({ id, title, match, by, from, until, declared }: Window, why: string): TemplateResult {
    const time = now();
    const [look, words] = until <= time ? (['ok', 'over'] as const) : from > time ? (['pending', 'planned'] as const) : (['warning', 'running'] as const);
    return html`<li class="entry">${stateIcon(look, words)}<b>${title || id}</b>
      ${until <= time ? nothing : declared ? html`<div class="do"><a class="button" href=${itemAddress(id)}>${icon('edit')}Edit</a></div>` : this.#ending(`/maintenance/${encodeURIComponent(id)}`, `${title} ${from > time ? 'is called off' : 'has ended'}.`, this.#windows as Source<unknown>, title, why, from)}
      ${this.#when(from, until)}<small>${matchWords(match)} · ${declared ? `declared as ${id}` : `opened by ${by}`}</small></li>`;
  }

  #silence({ id, match, owner, reason, from, until }: Silence, why: string): TemplateResult {
    return html`<li class="entry">${icon('silent')}<b>${matchWords(match)}</b>${this.#ending(`/silences/${encodeURIComponent(id)}`, `The silence of ${matchWords(match)} ${from > now() ? 'is called off' : 'has ended'}.`, this.#silences as Source<unknown>, `the silence of ${matchWords(match)}`, why, from)}
      ${this.#when(from, until)}<small>“${reason}” ${owner}, <time datetime=${new Date(from).toISOString()}>${fullTime(from)}</time></small></li>`;
  }

  #ask = async () => {
    Object.assign(this, { _open: true, _failure: '', _busy: false });
    this.#stretch.reset();
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
    const time = now();
    const { from, until } = this.#stretch.read(time);
    this._failure = stretchProblem({ from, until }, time);
    if (this._failure) return;
    this._busy = true;
    try {
      await send('POST', '/maintenance', { title: word('title'), match, from, until });
      this.renderRoot.querySelector('dialog')?.close();
      toast(from > time ? `“${word('title')}” is planned, ${clock(from, time)}.` : `“${word('title')}” is open.`);
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
    return html`<dialog aria-labelledby="title" @close=${() => (this._open = false)}><form @submit=${this.#submit}><h2 id="title">Maintenance window</h2>
      <label class="field">What is done<input name="title" required maxlength="200" autocomplete="off" autofocus></label>
      <div class="two">${field('host', 'Host', 'such as db*')}${field('subject', 'Check', 'such as shop/checks/web/*')}${field('package', 'Package', 'its name')}</div>
      ${this.#stretch.view(time)}
      ${this._failure ? html`<p class="failure" role="alert">${this._failure}</p>` : nothing}
      <div class="actions"><button type="button" @click=${() => this.renderRoot.querySelector('dialog')?.close()}>Cancel</button><button class="primary" ?disabled=${this._busy}>${this._busy ? 'Asking the server…' : 'Save'}</button></div></form></dialog>`;
  }
}

customElements.define('rem-maintenance', MaintenancePage);
