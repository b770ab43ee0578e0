import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ago, controlStyles, fullTime, sharedStyles, stateIcon } from '@redeye/host';
import { get, getText, may, send, session, whyNot } from '../data/api.ts';
import { packages } from '../data/catalog.ts';
import { now } from '../data/clock.ts';
import { Watch } from '../data/signal.ts';
import { diffStyles, diffView } from './diff-view.ts';
import { toast } from './toast.ts';

interface Revision {
  readonly revision: string;
  readonly at: number;
  readonly author: string;
  readonly message: string;
  readonly why: string;
  readonly removed: boolean;
}

interface Plan {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/** What is shown below a revision. */
interface Open {
  readonly revision: string;
  readonly diff?: string;
  readonly plan?: Plan;
  readonly failure?: string;
}

/** How many revisions come at once. */
const PAGE = 20;
/** Ids of a plan that are drawn. */
const IDS = 20;
/** A change is committed within a second, an edit by hand after half a minute. */
const COMMITTED = [1_500, 33_000];

/** Who changed a package when and what for; what it changed; the way back. */
class PackageHistory extends LitElement {
  static override properties = { name: {}, etag: {}, _items: { state: true }, _next: { state: true }, _waiting: { state: true }, _failure: { state: true }, _open: { state: true }, _busy: { state: true } };
  static override styles = [sharedStyles, controlStyles, diffStyles, css`
    h2 { font-size: .875rem; font-weight: 600; margin-bottom: .5rem; }
    .waiting { display: flex; gap: .5rem; align-items: baseline; padding: .6rem .75rem; margin-bottom: .6rem; border-radius: var(--radius-s); background: var(--warning-soft); color: var(--warning-ink); font-size: .875rem; overflow-wrap: anywhere; }
    li + li { border-top: 1px solid var(--line); }
    button.revision { width: 100%; display: grid; grid-template-columns: 7.5rem 9rem 1fr auto; gap: .25rem .9rem; align-items: baseline; text-align: left; border: 0; border-radius: 0; background: none; padding: .5rem .25rem; font-weight: 450; white-space: normal; }
    button.revision:hover { background: var(--hover); }
    button.revision:focus-visible { outline-offset: -2px; }
    .revision b { font-weight: 550; overflow-wrap: anywhere; }
    .revision .who { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .revision .why { grid-column: 3 / -1; font-size: .8125rem; white-space: pre-line; overflow-wrap: anywhere; }
    .open { padding: .25rem .25rem 1rem; display: grid; gap: .75rem; grid-template-columns: minmax(0, 1fr); }
    .plan { padding: .75rem; border: 1px solid var(--line-2); border-radius: var(--radius-s); display: grid; gap: .6rem; font-size: .875rem; }
    .plan ul { display: grid; gap: .15rem; }
    .plan li { border: 0; font-family: var(--mono); font-size: .8125rem; overflow-wrap: anywhere; }
    .plan label { display: grid; gap: .25rem; font-size: .8125rem; color: var(--ink-2); }
    .buttons { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
    .failure { color: var(--critical-ink); font-size: .875rem; overflow-wrap: anywhere; }
    .more { margin-top: .5rem; }
    @media (max-width: 700px) { button.revision { grid-template-columns: 1fr auto; } .revision b, .revision .why { grid-column: 1 / -1; } .revision .hash { display: none; } }
  `];

  declare name: string;
  declare etag: string;
  declare _items: readonly Revision[] | undefined;
  declare _next: string;
  declare _waiting: string;
  declare _failure: string;
  declare _open: Open | undefined;
  declare _busy: boolean;
  #timers: ReturnType<typeof setTimeout>[] = [];

  constructor() {
    super();
    this.name = '';
    this.etag = '';
    this._next = '';
    this._waiting = '';
    this._failure = '';
    this._busy = false;
    new Watch(this, session);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#timers.forEach(clearTimeout);
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('name')) {
      this._items = undefined;
      this._open = undefined;
    }
    if (!changed.has('name') && !changed.has('etag')) return;
    this.#timers.forEach(clearTimeout);
    void this.#load();
    this.#timers = COMMITTED.map((delay) => setTimeout(() => void this.#load(), delay));
  }

  get #path(): string {
    return `/packages/${encodeURIComponent(this.name)}`;
  }

  async #load(after = ''): Promise<void> {
    const { name } = this;
    try {
      const page = await get<{ items: Revision[]; next?: string; waiting: string | null }>(`${this.#path}/history?limit=${PAGE}${after ? `&after=${after}` : ''}`);
      if (name !== this.name) return;
      const shown = this._items ?? [];
      // what was added to the page by hand stays when the newest ones are asked for again
      const older = after ? [] : shown.slice(shown.findIndex(({ revision }) => revision === page.items.at(-1)?.revision) + 1);
      const known = !after && shown.length > PAGE && older.length < shown.length;
      this._items = after ? [...shown, ...page.items] : [...page.items, ...(known ? older : [])];
      if (!known) this._next = page.next ?? '';
      this._waiting = page.waiting ?? '';
      this._failure = '';
    } catch (failure) {
      if (name === this.name) this._failure = (failure as Error).message;
    }
  }

  async #toggle({ revision }: Revision): Promise<void> {
    if (this._open?.revision === revision) {
      this._open = undefined;
      return;
    }
    this._open = { revision };
    if (!may('editor')) return;
    await this.#show(revision, async () => ({ diff: await getText(`${this.#path}/diff?to=${revision}`, 'text/x-diff') }));
  }

  async #rehearse({ revision }: Revision): Promise<void> {
    this._busy = true;
    await this.#show(revision, async () => ({ plan: await send<Plan>('POST', `${this.#path}/rollbacks?dry-run=true`, { revision }) }));
    this._busy = false;
  }

  /** Adds to what is shown below a revision, if it still is the open one. */
  async #show(revision: string, load: () => Promise<Partial<Open>>): Promise<void> {
    let more: Partial<Open>;
    try {
      more = await load();
    } catch (failure) {
      more = { failure: (failure as Error).message };
    }
    if (this._open?.revision === revision) this._open = { ...this._open, failure: '', ...more };
  }

  async #rollBack(event: Event, { revision }: Revision): Promise<void> {
    event.preventDefault();
    const why = String(new FormData(event.target as HTMLFormElement).get('why') ?? '');
    this._busy = true;
    try {
      await send('POST', `${this.#path}/rollbacks`, { revision, why }, { 'If-Match': `"${this.etag}"` });
      this._open = undefined;
      toast(`${this.name} is as it was in ${revision.slice(0, 7)}.`);
      void packages.load();
    } catch (failure) {
      if (this._open) this._open = { ...this._open, failure: (failure as Error).message };
    }
    this._busy = false;
  }

  protected override render(): TemplateResult {
    return html`<h2 id="title">History</h2>
      ${this._waiting ? html`<p class="waiting warning" role="status">${stateIcon('warning')}<span>${this._waiting}</span></p>` : nothing}
      ${this._failure ? html`<p class="failure" role="status">${this._failure}</p>` : nothing}
      ${this._items === undefined ? (this._failure ? nothing : html`<p class="muted" role="status">Loading the history…</p>`) : this.#list(this._items)}`;
  }

  #list(items: readonly Revision[]): TemplateResult {
    if (items.length === 0) return html`<p class="muted">Nothing is written down yet; that begins soon after the start.</p>`;
    return html`<ol aria-labelledby="title">${repeat(items, ({ revision }) => revision, (each, index) => html`<li>${this.#revision(each, index === 0)}</li>`)}</ol>
      ${this._next ? html`<button class="more" @click=${() => void this.#load(this._next)}>Show older ones</button>` : nothing}`;
  }

  #revision(each: Revision, newest: boolean): TemplateResult {
    const open = this._open?.revision === each.revision;
    return html`<button class="revision" aria-expanded=${open} @click=${() => void this.#toggle(each)}>
        <time class="muted" datetime=${new Date(each.at).toISOString()} title=${fullTime(each.at)}>${ago(each.at, now())}</time>
        <span class="who" title=${each.author}>${each.author}</span><b>${each.message}</b><span class="hash muted mono">${each.revision.slice(0, 7)}</span>
        ${each.why ? html`<span class="why muted">${each.why}</span>` : nothing}</button>
      ${open ? this.#below(each, newest, this._open!) : nothing}`;
  }

  #below(each: Revision, newest: boolean, { diff, plan, failure }: Open): TemplateResult {
    const not = whyNot('editor', 'Reading earlier texts and rolling back');
    if (not) return html`<p class="open muted">${not}</p>`;
    return html`<div class="open">
      ${diff === undefined ? (failure ? nothing : html`<p class="muted" role="status">Loading what it changed…</p>`) : diffView(diff, 'What it changed')}
      ${failure ? html`<p class="failure" role="alert">${failure}</p>` : nothing}
      ${plan ? this.#plan(each, plan) : each.removed || newest ? nothing : html`<div class="buttons"><button ?disabled=${this._busy} @click=${() => void this.#rehearse(each)}>Roll back to here…</button><span class="muted">Shows first what that would change.</span></div>`}
    </div>`;
  }

  #plan(each: Revision, { added, changed, removed }: Plan): TemplateResult {
    const kinds = [['Add', added], ['Change', changed], ['Remove', removed]] as const;
    const nothingElse = added.length + changed.length + removed.length === 0;
    return html`<form class="plan" @submit=${(event: Event) => void this.#rollBack(event, each)}>
      <p><strong>Roll back to ${each.revision.slice(0, 7)}?</strong> ${nothingElse ? 'Only the text changes; nothing that runs does.' : 'Of what runs, this would'}</p>
      ${kinds.map(([word, ids]) => (ids.length === 0 ? nothing : html`<div><p>${word} ${ids.length}</p><ul>${ids.slice(0, IDS).map((id) => html`<li>${id}</li>`)}${ids.length > IDS ? html`<li>and ${ids.length - IDS} more</li>` : nothing}</ul></div>`))}
      <label>Why? It stands in the history. <input name="why" maxlength="1000" autocomplete="off"></label>
      <div class="buttons"><button class="primary" ?disabled=${this._busy}>Roll back</button><button type="button" @click=${() => (this._open = { revision: each.revision, diff: this._open?.diff ?? '' })}>Cancel</button></div>
    </form>`;
  }
}

customElements.define('rem-package-history', PackageHistory);
