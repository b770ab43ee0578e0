import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ago, controlStyles, fullTime, icon, sharedStyles, stateIcon } from '@redeye/host';
import { get, may, send, session, whyNot } from '../data/api.ts';
import { changes, packages, type PendingChange } from '../data/catalog.ts';
import { now } from '../data/clock.ts';
import { route } from '../data/router.ts';
import { Watch } from '../data/signal.ts';
import { editorAddress } from '../editor/outline.ts';
import { diffStyles, diffView } from '../parts/diff-view.ts';
import { planStyles, planView } from '../parts/plan-view.ts';
import { toast } from '../parts/toast.ts';
import { headStyles } from './head.ts';

/** What is shown of the change that is open. */
interface Open {
  readonly id: string;
  readonly diff?: string;
  readonly failure?: string;
}

/** The changes that wait for a second person: what each does, and the way on for whoever may go it. */
class Changes extends LitElement {
  static override properties = { _open: { state: true }, _busy: { state: true } };
  static override styles = [sharedStyles, controlStyles, headStyles, diffStyles, planStyles, css`
    ol { display: grid; gap: .75rem; grid-template-columns: minmax(0, 1fr); }
    .change { padding: .25rem; }
    button.line { width: 100%; display: grid; grid-template-columns: 11rem 9rem minmax(0, 1fr) auto; gap: .25rem .9rem; align-items: baseline; text-align: left; border: 0; background: none; padding: .65rem .75rem; font-weight: 450; white-space: normal; height: auto; }
    button.line:hover { background: var(--hover); }
    button.line:focus-visible { outline-offset: -2px; }
    .line b { font-weight: 600; overflow-wrap: anywhere; }
    .line .why { grid-column: 3 / -1; font-size: .8125rem; white-space: pre-line; overflow-wrap: anywhere; }
    .line .what { overflow-wrap: anywhere; }
    .open { padding: .25rem .75rem .9rem; display: grid; gap: .75rem; grid-template-columns: minmax(0, 1fr); }
    .open > p { font-size: .875rem; }
    form { display: grid; gap: .6rem; font-size: .875rem; }
    label { display: grid; gap: .25rem; font-size: .8125rem; color: var(--ink-2); }
    .buttons { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
    .objection { display: flex; gap: .5rem; align-items: baseline; font-size: .875rem; color: var(--ink-2); overflow-wrap: anywhere; }
    .failure { color: var(--critical-ink); font-size: .875rem; overflow-wrap: anywhere; }
    @media (max-width: 760px) { button.line { grid-template-columns: 1fr auto; } .line .what, .line .why { grid-column: 1 / -1; } .line .id { display: none; } }
  `];

  declare _open: Open | undefined;
  declare _busy: boolean;

  constructor() {
    super();
    this._busy = false;
    new Watch(this, changes.value, changes.failure, packages.value, session, route);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    packages.want();
    if (may('editor')) void changes.load();
    const wanted = route.value.searchParams.get('change');
    if (wanted) void this.#show(wanted);
  }

  async #show(id: string): Promise<void> {
    this._open = { id };
    try {
      const { diff } = await get<{ diff: string }>(`/changes/${encodeURIComponent(id)}`);
      if (this._open?.id === id) this._open = { id, diff };
    } catch (failure) {
      if (this._open?.id === id) this._open = { id, failure: (failure as Error).message };
    }
  }

  /** Does what a button says, and tells how that went. */
  async #act({ id }: PendingChange, done: string, call: () => Promise<unknown>): Promise<void> {
    this._busy = true;
    try {
      await call();
      this._open = undefined;
      toast(done);
    } catch (failure) {
      if (this._open?.id === id) this._open = { ...this._open, failure: (failure as Error).message };
    } finally {
      this._busy = false;
      void changes.load();
      void packages.load();
    }
  }

  #why(): string {
    return this.renderRoot.querySelector<HTMLInputElement>('input[name=why]')?.value.trim() ?? '';
  }

  #approve(change: PendingChange): void {
    void this.#act(change, `${change.name} is changed; the history names ${change.author} and you.`, () => send('POST', `/changes/${change.id}/approval`, { why: this.#why() }));
  }

  #end(change: PendingChange, word: string): void {
    const why = this.#why();
    void this.#act(change, `The change of ${change.name} is ${word}.`, () => send('DELETE', `/changes/${change.id}${why === '' ? '' : `?why=${encodeURIComponent(why)}`}`));
  }

  protected override render(): TemplateResult {
    const not = whyNot('editor', 'Looking at changes that wait');
    const all = changes.value.value;
    return html`<div class="head"><div><h1>Changes</h1><p class="muted">What waits for a second person, because the package's header says <code>review: true</code>.</p></div><a class="button" href="/_/packages">${icon('packages')}Packages</a></div>
      ${not ? html`<div class="panel empty">${not}</div>` : all === undefined ? html`<div class="panel empty" role="status">${changes.failure.value || 'Loading what waits…'}</div>` : this.#list(all)}`;
  }

  #list(all: readonly PendingChange[]): TemplateResult {
    const gone = this._open && !all.some(({ id }) => id === this._open!.id) && this._open.failure;
    return html`${gone ? html`<p class="failure" role="status">${gone}</p>` : nothing}
      ${all.length === 0 ? html`<div class="panel empty"><h2>No change waits</h2><p>A change by somebody who is no approver of a reviewed package shows up here.</p></div>` : html`<ol aria-label="Changes that wait">${repeat(all, ({ id }) => id, (change) => this.#change(change))}</ol>`}`;
  }

  #change(change: PendingChange): TemplateResult {
    const open = this._open?.id === change.id ? this._open : undefined;
    return html`<li class="change panel"><button class="line" aria-expanded=${open !== undefined} @click=${() => (open ? (this._open = undefined) : void this.#show(change.id))}>
        <b>${packages.value.value?.find(({ name }) => name === change.name)?.title || change.name}</b>
        <time class="muted" datetime=${new Date(change.at).toISOString()} title=${fullTime(change.at)}>${ago(change.at, now())}</time>
        <span class="what">${change.author}${change.message ? html`: ${change.message}` : nothing} ${counts(change)}</span><span class="id muted mono">${change.id}</span>
        ${change.why ? html`<span class="why muted">${change.why}</span>` : nothing}</button>
      ${open ? this.#below(change, open) : nothing}</li>`;
  }

  #below(change: PendingChange, { diff, failure }: Open): TemplateResult {
    const own = change.author === session.value?.user;
    const objection = change.objection ?? '';
    const reason = `objection-${change.id}`;
    return html`<div class="open">
      ${diff === undefined ? (failure ? nothing : html`<p class="muted" role="status">Loading what it changes…</p>`) : diffView(diff, 'What it changes')}
      ${runs(change) ? planView(change.plan) : html`<p class="muted">Only the text changes; nothing that runs does.</p>`}
      ${failure ? html`<p class="failure" role="alert">${failure}</p>` : nothing}
      <form @submit=${(event: Event) => { event.preventDefault(); this.#approve(change); }}>
        <label>Why? With an approval it stands in the history; whoever rejects says why. <input name="why" maxlength="1000" autocomplete="off"></label>
        ${objection ? html`<p class="objection" id=${reason}>${stateIcon('pending')}<span>${objection}</span></p>` : nothing}
        <div class="buttons"><button class="primary" ?disabled=${this._busy || objection !== ''} aria-describedby=${objection ? reason : nothing}>Approve</button>
          <button type="button" ?disabled=${this._busy} @click=${() => this.#end(change, own ? 'withdrawn' : 'rejected')}>${own ? 'Withdraw' : 'Reject'}</button>
          <a class="button" href=${editorAddress(change.name)}>${icon('edit')}Open the package</a></div>
      </form></div>`;
  }
}

/** Whether anything that runs would be another. */
function runs({ plan: { added, changed, removed } }: PendingChange): boolean {
  return added.length + changed.length + removed.length > 0;
}

function counts({ plan: { added, changed, removed } }: PendingChange): TemplateResult {
  const parts = ([['starts', added], ['changes', changed], ['ends', removed]] as const).filter(([, ids]) => ids.length > 0).map(([word, ids]) => `${word} ${ids.length}`);
  return html`<span class="muted">${parts.length === 0 ? 'changes the text only' : parts.join(', ')}</span>`;
}

customElements.define('rem-changes', Changes);
