import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { ago, controlStyles, duration, format, fullTime, icon, sharedStyles, type Role } from '@redeye/host';
import { ApiError, get, list, may, send, session, whyNot } from '../data/api.ts';
import { now, onTick } from '../data/clock.ts';
import { onGap } from '../data/live.ts';
import { Watch } from '../data/signal.ts';
import { keepPage } from '../data/version.ts';
import { toast } from '../parts/toast.ts';
import { headStyles } from './head.ts';

interface System {
  readonly version: string;
  readonly node: string;
  readonly started: number;
  readonly url: string;
  readonly java: string;
  readonly memory: { readonly heap: number; readonly rss: number };
  readonly meters: readonly { readonly name: string; readonly help: string; readonly labels: Readonly<Record<string, string>>; readonly value: number | null }[];
}

interface Token {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly user?: string;
  readonly created?: number;
  readonly expires?: number | null;
}

interface User {
  readonly name: string;
  readonly role: Role;
}

const ROLES: readonly Role[] = ['viewer', 'operator', 'editor', 'admin'];
const EVERY_SECONDS = 5;

/** This node, its own health, and who may come in. */
class SystemPage extends LitElement {
  static override properties = { _system: { state: true }, _tokens: { state: true }, _users: { state: true }, _failure: { state: true }, _fresh: { state: true }, _filter: { state: true }, _at: { state: true } };
  static override styles = [sharedStyles, controlStyles, headStyles, css`
    .boxes { display: grid; grid-template-columns: repeat(12, minmax(0, 1fr)); gap: .75rem; align-items: start; }
    .panel { min-width: 0; }
    .wide { grid-column: span 7; } .narrow { grid-column: span 5; display: grid; gap: .75rem; } .all { grid-column: 1 / -1; }
    .title { display: flex; align-items: center; gap: .75rem; padding: .75rem 1rem .5rem; }
    h2 { font-size: .9375rem; font-weight: 600; flex: 1; }
    .title input { max-width: 14rem; min-height: 2rem; font-size: .875rem; }
    dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(10rem, 1fr)); gap: .9rem 1.25rem; padding: .25rem 1rem 1rem; }
    dt { font-size: .75rem; color: var(--ink-2); } dd { font-size: .9375rem; font-weight: 550; overflow-wrap: anywhere; }
    .scroll { overflow: auto; max-height: 32rem; }
    td, th { padding-inline: 1rem; }
    td small { display: block; color: var(--ink-2); font-size: .8125rem; }
    td.actions { width: 1%; text-align: right; }
    form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; padding: .75rem 1rem 1rem; border-top: 1px solid var(--line); }
    form label.field { flex: 1 1 8rem; } form label.short { flex: 0 1 8rem; }
    .once { margin: 0 1rem 1rem; padding: .75rem; border-radius: var(--radius-s); background: var(--ok-soft); font-size: .875rem; display: grid; gap: .4rem; }
    .once code { overflow-wrap: anywhere; user-select: all; font-size: .875rem; }
    .why { padding: 0 1rem 1rem; font-size: .875rem; color: var(--ink-2); }
    @media (max-width: 1100px) { .wide, .narrow { grid-column: 1 / -1; } }
  `];

  declare _system: System | undefined;
  declare _tokens: readonly Token[] | undefined;
  declare _users: readonly User[] | undefined;
  declare _failure: string;
  /** The token just made: it is shown once. */
  declare _fresh: { name: string; token: string } | undefined;
  declare _filter: string;
  declare _at: number;
  #releases: (() => void)[] = [];
  #keep = () => {};

  constructor() {
    super();
    this._failure = '';
    this._filter = '';
    this._at = 0;
    new Watch(this, session);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    let ticks = 0;
    this.#releases = [onTick(() => (ticks++ % EVERY_SECONDS === EVERY_SECONDS - 1 ? void this.#load() : this.requestUpdate())), onGap(() => void this.#loadPeople())];
    void this.#load();
    void this.#loadPeople();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#keep();
    for (const release of this.#releases.splice(0)) release();
  }

  async #load(): Promise<void> {
    try {
      this._system = await get<System>('/system');
      this._at = now();
      this._failure = '';
    } catch (failure) {
      this._failure = (failure as Error).message;
    }
  }

  async #loadPeople(): Promise<void> {
    this._tokens = await list<Token>('/tokens').catch(() => undefined);
    if (may('admin')) this._users = await list<User>('/users').catch(() => undefined);
  }

  protected override render(): TemplateResult {
    return html`<div class="head"><div><h1>System</h1>${this._failure ? html`<p role="status">${this._failure} ${this._at ? `What you see was true ${ago(this._at, now())}.` : ''}</p>` : this._at ? html`<p class="muted">as of ${ago(this._at, now())}</p>` : nothing}</div></div>
      <div class="boxes"><section class="panel all">${this.#facts()}</section>
        <section class="panel wide">${this.#meters()}</section>
        <div class="narrow"><section class="panel">${this.#password()}</section><section class="panel">${this.#tokens()}</section><section class="panel">${this.#users()}</section></div></div>`;
  }

  #facts(): TemplateResult {
    const system = this._system;
    const fact = (title: string, value: unknown) => html`<div><dt>${title}</dt><dd>${value}</dd></div>`;
    return html`<div class="title"><h2>This node</h2></div>${system ? html`<dl>
      ${fact('Node', system.node)}${fact('Version', system.version)}
      ${fact('Running for', html`<span title=${`since ${fullTime(system.started)}`}>${duration(Math.floor((now() - system.started) / 1000))}</span>`)}
      ${fact('Memory', html`${format(system.memory.rss, 'B')} <span class="muted">resident</span>`)}${fact('Heap', format(system.memory.heap, 'B'))}
      ${fact('Java', system.java)}${fact('Address', system.url)}</dl>` : html`<p class="why" role="status">Loading…</p>`}`;
  }

  #meters(): TemplateResult {
    const text = this._filter.toLowerCase();
    const found = (this._system?.meters ?? []).filter(({ name, help }) => `${name} ${help}`.toLowerCase().includes(text));
    return html`<div class="title"><h2>Own health</h2><input type="search" placeholder="Find a meter" aria-label="Find a meter" .value=${this._filter} @input=${(event: Event) => (this._filter = (event.target as HTMLInputElement).value)}></div>
      <div class="scroll" tabindex="0" role="group" aria-label="Meters"><table><thead><tr><th scope="col">Meter</th><th scope="col" class="number">Now</th></tr></thead><tbody>
      ${found.map(({ name, help, labels, value }) => html`<tr><td>${name}${Object.keys(labels).length > 0 ? html` <span class="muted">${Object.entries(labels).map(([label, each]) => `${label}=${each}`).join(', ')}</span>` : nothing}<small>${help}</small></td><td class="number nowrap">${format(value, unitOf(name))}</td></tr>`)}</tbody></table>
      ${found.length === 0 ? html`<p class="why">${this._system ? 'No meter matches.' : 'Loading…'}</p>` : nothing}</div>`;
  }

  #password(): TemplateResult {
    return html`<div class="title"><h2>Your password</h2></div><form @submit=${this.#setPassword} @input=${this.#typing}>
      <input class="visually-hidden" name="user" autocomplete="username" value=${session.value?.user ?? ''} tabindex="-1" aria-hidden="true" readonly>
      <label class="field">New password<input name="password" type="password" autocomplete="new-password" minlength="8" maxlength="256" required></label><button>Change</button></form>`;
  }

  #tokens(): TemplateResult {
    return html`<div class="title"><h2>API tokens</h2></div>
      ${this._fresh ? html`<div class="once" role="status"><b>Token “${this._fresh.name}”: copy it now, it is not shown again.</b><code>${this._fresh.token}</code></div>` : nothing}
      ${this._tokens === undefined ? html`<p class="why">Loading…</p>` : this._tokens.length === 0 ? html`<p class="why">No tokens. Scripts send one as “Authorization: Bearer …”.</p>` : html`<table><tbody>${this._tokens.map((token) => html`<tr><td>${token.name}<small>${[token.user, token.role, token.expires ? `ends ${ago(token.expires, now())}` : 'does not end'].filter(Boolean).join(' · ')}</small></td><td class="actions"><button class="quiet icon-only" aria-label=${`Delete token ${token.name}`} title="Delete" @click=${() => this.#do(() => send('DELETE', `/tokens/${encodeURIComponent(token.id)}`), `Token ${token.name} is deleted.`)}>${icon('trash')}</button></td></tr>`)}</tbody></table>`}
      <form @submit=${this.#addToken} @input=${this.#typing}><label class="field">Name<input name="name" required maxlength="64" autocomplete="off"></label>${roleField(ROLES.filter(may))}<button>Make a token</button></form>`;
  }

  #users(): TemplateResult {
    const why = whyNot('admin', 'Managing users');
    if (why) return html`<div class="title"><h2>Users</h2></div><p class="why">${why}</p>`;
    return html`<div class="title"><h2>Users</h2></div><table><tbody>${(this._users ?? []).map(({ name, role }) => html`<tr><td>${name}<small>${role}</small></td><td class="actions">${name === session.value?.user ? html`<small>you</small>` : html`<button class="quiet icon-only" aria-label=${`Delete user ${name}`} title="Delete" @click=${() => confirm(`Delete the user ${name}? They are signed out at once.`) && this.#do(() => send('DELETE', `/users/${encodeURIComponent(name)}`), `User ${name} is deleted.`)}>${icon('trash')}</button>`}</td></tr>`)}</tbody></table>
      <form @submit=${this.#putUser} @input=${this.#typing}><label class="field">Name<input name="name" required maxlength="64" autocomplete="off" autocapitalize="none"></label><label class="field">Password<input name="password" type="password" autocomplete="new-password" minlength="8" maxlength="256" required></label>${roleField(ROLES)}<button>Add or change</button></form>`;
  }

  #typing = () => {
    this.#keep();
    this.#keep = keepPage();
  };

  #setPassword = (event: SubmitEvent) => this.#submit(event, (form) => send('PUT', '/session/password', { password: form.get('password') }), 'Your password is changed.');

  #putUser = (event: SubmitEvent) => this.#submit(event, (form) => send('PUT', `/users/${encodeURIComponent(String(form.get('name')))}`, { role: form.get('role'), password: form.get('password') }), 'The user is set.');

  #addToken = (event: SubmitEvent) =>
    this.#submit(event, async (form) => {
      this._fresh = await send<{ name: string; token: string }>('POST', '/tokens', { name: form.get('name'), role: form.get('role') });
    }, 'The token is made.');

  async #submit(event: SubmitEvent, action: (form: FormData) => Promise<unknown>, done: string): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    if (await this.#do(() => action(new FormData(form)), done)) form.reset();
    this.#keep();
  }

  async #do(action: () => Promise<unknown>, done: string): Promise<boolean> {
    try {
      await action();
      toast(done);
      await this.#loadPeople();
      return true;
    } catch (failure) {
      toast((failure as ApiError).message, 'critical');
      return false;
    }
  }
}

function roleField(roles: readonly Role[]): TemplateResult {
  return html`<label class="field short">Role<select name="role">${roles.map((role) => html`<option>${role}</option>`)}</select></label>`;
}

/** Meters end in their unit. */
function unitOf(name: string): string {
  const plain = name.replace(/_total$/, '');
  if (plain.endsWith('_seconds')) return 's';
  if (plain.endsWith('_bytes')) return 'B';
  return plain.endsWith('_ratio') ? 'ratio' : '';
}

customElements.define('rem-system', SystemPage);
