import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import { controlStyles, count, globMatches, icon, sharedStyles, standing, stateIcon, type Check } from '@redeye/host';
import { ApiError, list, may, send, session, whyNot } from '../data/api.ts';
import { packages } from '../data/catalog.ts';
import { checks } from '../data/checks.ts';
import { now, onTick } from '../data/clock.ts';
import { Watch } from '../data/signal.ts';
import { keepPage } from '../data/version.ts';
import { problemField, problemPlace } from './problems.ts';
import { toast } from './toast.ts';

interface Item {
  readonly section: string;
  readonly path: readonly string[];
  readonly fields: Readonly<Record<string, unknown>>;
  readonly raw?: Readonly<Record<string, unknown>>;
  readonly file: string;
  readonly line: number;
}

const FIELDS = ['name', 'group', 'address', 'checks'];
const NAME = /^[A-Za-z0-9][A-Za-z0-9._\-]{0,252}$/;

/** The hosts of a package: how each is doing, adding one, removing one. All of it is written into the package's YAML. */
class Hosts extends LitElement {
  static override properties = { package: { type: String }, _items: { state: true }, _failure: { state: true }, _wrong: { state: true }, _general: { state: true }, _busy: { state: true }, _doomed: { state: true }, _draft: { state: true } };
  static override styles = [sharedStyles, controlStyles, css`
    .head { display: flex; align-items: center; gap: 1rem; padding: .75rem .9rem .6rem; }
    h2 { flex: 1; font-size: .9375rem; font-weight: 600; }
    .why { font-size: .8125rem; color: var(--ink-2); }
    .scroll { overflow-x: auto; border-top: 1px solid var(--line); }
    td { vertical-align: middle; }
    td .states { display: flex; flex-wrap: wrap; gap: .25rem .75rem; }
    td .states > * { display: inline-flex; align-items: center; gap: .35em; color: var(--ink); text-decoration: none; }
    td .states a:hover { text-decoration: underline; }
    th:last-child, td:last-child { text-align: right; width: 1%; }
    .empty { padding: 1.5rem; text-align: center; color: var(--ink-2); font-size: .875rem; border-top: 1px solid var(--line); }
    dialog { width: min(32rem, calc(100vw - 2rem)); max-height: calc(100dvh - 2rem); padding: 0; border: 1px solid var(--line); border-radius: calc(var(--radius) * 1.3); background: var(--surface); color: var(--ink); box-shadow: var(--shadow-2); }
    dialog::backdrop { background: rgb(0 0 0 / .45); }
    dialog form, dialog .content { display: grid; gap: 1rem; padding: 1.25rem 1.25rem 1rem; }
    dialog h2 { font-size: 1.125rem; }
    dialog p { font-size: .875rem; }
    .two label { align-content: start; }
    td:first-child, th:first-child { padding-left: .9rem; }
    .two { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
    fieldset { border: 0; padding: 0; margin: 0; min-width: 0; }
    legend { font-size: .875rem; font-weight: 550; padding: 0 0 .35rem; }
    .options { display: grid; border: 1px solid var(--line); border-radius: var(--radius-s); max-height: 13rem; overflow: auto; }
    .options label { display: flex; align-items: center; gap: .6rem; padding: .45rem .7rem; font-size: .875rem; cursor: pointer; }
    .options label + label { border-top: 1px solid var(--line); }
    .options label:has(:disabled) { cursor: default; }
    .options span { flex: 1; min-width: 0; }
    .options small { color: var(--ink-2); font-size: .8125rem; }
    .general { padding: .6rem .75rem; border-radius: var(--radius-s); background: var(--critical-soft); font-size: .875rem; }
    .actions { display: flex; justify-content: flex-end; gap: .5rem; padding-top: .25rem; }
    ul.doomed { display: grid; gap: .25rem; font-size: .875rem; padding: .6rem .75rem; background: var(--inset); border-radius: var(--radius-s); max-height: 12rem; overflow: auto; }
    @media (max-width: 600px) { .two { grid-template-columns: 1fr; } .optional { display: none; } th, td { padding: .5rem .6rem; } }
  `];

  declare package: string;
  declare _items: { hosts: readonly Item[]; checks: readonly Item[] } | undefined;
  declare _failure: string;
  /** What is wrong with which field of the dialog. */
  declare _wrong: Readonly<Record<string, string>>;
  declare _general: string;
  declare _busy: boolean;
  declare _doomed: Item | undefined;
  declare _draft: { name: string; group: string };
  #release = () => {};
  #keep = () => {};
  #opened = 0;

  constructor() {
    super();
    this._failure = '';
    this._wrong = {};
    this._general = '';
    this._busy = false;
    this._draft = { name: '', group: '' };
    new Watch(this, checks, session);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const releases = [packages.value.subscribe(() => void this.#load()), onTick(() => this.requestUpdate())];
    this.#release = () => releases.forEach((release) => release());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#release();
    this.#keep();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('package')) void this.#load();
  }

  async #load(): Promise<void> {
    const path = `/packages/${encodeURIComponent(this.package)}/items?section=`;
    try {
      const [hosts, all] = await Promise.all([list<Item>(`${path}hosts`), list<Item>(`${path}checks`).catch(() => [])]);
      this._items = { hosts, checks: all };
      this._failure = '';
    } catch (failure) {
      this._failure = (failure as Error).message;
    }
  }

  protected override render(): TemplateResult {
    const why = whyNot('editor', 'Adding or removing hosts');
    return html`<section class="panel" aria-labelledby="hosts-title">
      <div class="head"><h2 id="hosts-title">Hosts</h2>
        ${why ? html`<span class="why">${why}</span>` : nothing}
        <button ?disabled=${why !== '' || !this._items} @click=${this.#openAdd}>${icon('plus')}Add host</button></div>
      ${this.#list()}
    </section>
    ${this.#addDialog()}${this.#deleteDialog()}`;
  }

  #list(): TemplateResult {
    const hosts = this._items?.hosts;
    if (!hosts) return html`<p class="empty" role="status">${this._failure === '' ? 'Loading the hosts…' : `The hosts could not be loaded. ${this._failure}`}</p>`;
    if (hosts.length === 0) return html`<p class="empty">This package names no host yet. Checks that say “hosts” run once for each host that is added here.</p>`;
    return html`<div class="scroll"><table>
      <thead><tr><th scope="col">Host</th><th scope="col" class="optional">Group</th><th scope="col">Address</th><th scope="col">Checks</th><th scope="col"><span class="visually-hidden">Action</span></th></tr></thead>
      <tbody>${repeat(hosts, ({ path }) => path.join('/'), (host) => html`<tr>
        <td><strong>${nameOf(host)}</strong>${host.fields['title'] && host.fields['title'] !== nameOf(host) ? html`<div class="muted">${host.fields['title']}</div>` : nothing}</td>
        <td class="optional">${groupOf(host)}</td>
        <td class="mono">${host.fields['address']}</td>
        <td>${this.#states(host)}</td>
        <td>${may('editor') ? html`<button class="quiet icon-only" aria-label=${`Delete host ${nameOf(host)}`} title="Delete" @click=${() => this.#openDelete(host)}>${icon('trash')}</button>` : nothing}</td>
      </tr>`)}</tbody></table></div>`;
  }

  #states(host: Item): TemplateResult {
    const own = this.#checksOf(host);
    if (own.length === 0) return html`<span class="muted">no checks</span>`;
    return html`<div class="states">${count(own.map((check) => standing(check, now()))).map(({ state, count: number }) => html`
      <a class=${state} href=${`/_/checks?package=${encodeURIComponent(this.package)}&host=${encodeURIComponent(nameOf(host))}&state=${state}`}>${stateIcon(state)}${number} ${state}</a>`)}</div>`;
  }

  #checksOf(host: Item): Check[] {
    return [...(checks.value?.values() ?? [])].filter((check) => check.package === this.package && check.host === nameOf(host));
  }

  #dialog(name: 'add' | 'delete'): HTMLDialogElement {
    return this.renderRoot.querySelector<HTMLDialogElement>(`dialog.${name}`)!;
  }

  #openAdd = () => {
    this._wrong = {};
    this._general = '';
    const groups = this.#groups();
    this._draft = { name: '', group: groups[0] ?? 'hosts' };
    this.#opened++;
    this.#keep = keepPage();
    void this.updateComplete.then(() => this.#dialog('add').showModal());
  };

  #groups(): string[] {
    return [...new Set((this._items?.hosts ?? []).map(groupOf))];
  }

  #addDialog(): TemplateResult {
    const wrong = (field: string) => this._wrong[field] ?? '';
    const input = (field: string, title: string, hint: string, more: { value?: string; placeholder?: string; list?: string } = {}) => html`
      <label class="field">${title}
        <input name=${field} required autocomplete="off" autocapitalize="none" spellcheck="false" placeholder=${more.placeholder ?? nothing} .value=${more.value ?? ''} list=${more.list ?? nothing}
          aria-invalid=${wrong(field) !== ''} aria-describedby="about-${field}" @input=${this.#typed}>
        <span id="about-${field}" class=${wrong(field) ? 'wrong' : 'hint'}>${wrong(field) || hint}</span></label>`;
    return html`<dialog class="add" aria-labelledby="add-title" @close=${() => this.#keep()}>
      ${keyed(this.#opened, html`<form novalidate @submit=${this.#add}>
        <h2 id="add-title">Add a host</h2>
        <div class="two">${input('name', 'Name', 'Unique within the package.', { value: this._draft.name, placeholder: 'db1' })}
          ${input('group', 'Group', 'Hosts of a group stand together.', { value: this._draft.group, list: 'groups' })}</div>
        <datalist id="groups">${this.#groups().map((group) => html`<option value=${group}></option>`)}</datalist>
        ${input('address', 'Address', 'Name or IP address at which it is reached.', { placeholder: 'db1.example.org' })}
        ${this.#options()}
        ${this._general ? html`<p class="general" role="alert">${this._general}</p>` : nothing}
        <div class="actions"><button type="button" @click=${() => this.#dialog('add').close()}>Cancel</button><button class="primary" ?disabled=${this._busy}>${this._busy ? 'Adding…' : 'Add host'}</button></div>
      </form>`)}</dialog>`;
  }

  /** The checks of the package; those that take in the new host by themselves are ticked and cannot be unticked. */
  #options(): TemplateResult {
    const address = `${this._draft.group}/${this._draft.name || '?'}`;
    const all = this._items?.checks ?? [];
    if (all.length === 0) return html`<p class="muted">The package declares no checks.</p>`;
    return html`<fieldset><legend>Checks</legend><div class="options">${all.map((check) => {
      const id = check.path.join('/');
      const given = hostGlobs(check).some((glob) => globMatches(glob, address));
      return html`<label>${given ? html`<input type="checkbox" checked disabled>` : html`<input type="checkbox" name="checks" value=${id}>`}
        <span>${check.fields['title'] || check.path.at(-1)} <small>${check.path.slice(0, -1).join('/')}</small></span>
        <small>${given ? 'comes by itself' : [check.fields['probe'], check.fields['every'] ? `every ${check.fields['every']}` : ''].filter(Boolean).join(', ')}</small></label>`;
    })}</div>${this._wrong['checks'] ? html`<p class="wrong">${this._wrong['checks']}</p>` : nothing}</fieldset>`;
  }

  #typed = ({ target }: InputEvent) => {
    const { name, value } = target as HTMLInputElement;
    if (name === 'name' || name === 'group') this._draft = { ...this._draft, [name]: value };
    if (this._wrong[name]) this._wrong = { ...this._wrong, [name]: '' };
  };

  #add = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const [name, group, address] = [text('name'), text('group'), text('address')];
    this._wrong = missing({ name, group, address });
    if (Object.keys(this._wrong).length > 0) return this.#focusWrong();
    const chosen = form.getAll('checks').map(String);
    this._busy = true;
    this._general = '';
    try {
      await send('POST', `/packages/${encodeURIComponent(this.package)}/items`, {
        section: 'hosts', path: [group, name], fields: chosen.length > 0 ? { address, checks: chosen } : { address },
      });
      this.#dialog('add').close();
      toast(`Host ${name} is added; its checks begin now.`);
      await this.#load();
    } catch (failure) {
      this.#show(failure as ApiError);
    } finally {
      this._busy = false;
    }
  };

  /** Puts each problem at the field it is about. */
  #show({ message, problems }: ApiError): void {
    const wrong: Record<string, string> = {};
    const general: string[] = problems.length === 0 ? [message] : [];
    for (const problem of problems) {
      const text = problem.message + (problem.suggestion ? ` Did you mean ${problem.suggestion}?` : '');
      const field = problemField(problem.message, FIELDS);
      if (field && !wrong[field]) wrong[field] = text;
      else general.push(`${problemPlace(problem)} ${text}`);
    }
    this._wrong = wrong;
    this._general = general.join(' ');
    this.#focusWrong();
  }

  #focusWrong(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('dialog.add [aria-invalid=true]')?.focus());
  }

  #openDelete(host: Item): void {
    this._doomed = host;
    this._general = '';
    void this.updateComplete.then(() => this.#dialog('delete').showModal());
  }

  #deleteDialog(): TemplateResult {
    const host = this._doomed;
    if (!host) return html``;
    const own = this.#checksOf(host);
    return html`<dialog class="delete" aria-labelledby="delete-title" @close=${() => (this._doomed = undefined)}><div class="content">
      <h2 id="delete-title">Delete host ${nameOf(host)}?</h2>
      <p>Its lines are taken out of ${host.file || 'the package'}${host.line > 0 ? ` (line ${host.line})` : ''}; everything else in the file stays as it is.
        ${own.length === 0 ? 'No check looks at it.' : `${own.length === 1 ? 'This check goes' : `These ${own.length} checks go`} with it; what was measured stays:`}</p>
      ${own.length > 0 ? html`<ul class="doomed mono">${own.map(({ id }) => html`<li>${id}</li>`)}</ul>` : nothing}
      ${this._general ? html`<p class="general" role="alert">${this._general}</p>` : nothing}
      <div class="actions"><button autofocus @click=${() => this.#dialog('delete').close()}>Keep it</button><button class="danger primary" ?disabled=${this._busy} @click=${() => this.#delete(host)}>${this._busy ? 'Deleting…' : 'Delete host'}</button></div>
    </div></dialog>`;
  }

  async #delete(host: Item): Promise<void> {
    this._busy = true;
    try {
      const path = host.path.map(encodeURIComponent).join('/');
      await send('DELETE', `/packages/${encodeURIComponent(this.package)}/items?section=hosts&path=${path}`);
      this.#dialog('delete').close();
      toast(`Host ${nameOf(host)} is deleted.`);
      await this.#load();
    } catch (failure) {
      this._general = (failure as ApiError).message;
    } finally {
      this._busy = false;
    }
  }
}

function nameOf(host: Item): string {
  return String(host.fields['name'] ?? host.path.at(-1));
}

function groupOf(host: Item): string {
  return String(host.fields['group'] ?? host.path.slice(0, -1).join('/'));
}

function hostGlobs({ fields }: Item): string[] {
  const hosts = fields['hosts'];
  if (Array.isArray(hosts)) return hosts.map(String);
  return typeof hosts === 'string' && hosts !== '' ? hosts.split(/[\s,]+/) : [];
}

function missing({ name, group, address }: { name: string; group: string; address: string }): Record<string, string> {
  const wrong: Record<string, string> = {};
  if (name === '') wrong['name'] = 'A host needs a name.';
  else if (!NAME.test(name)) wrong['name'] = 'Letters, digits, dots, dashes and underscores; it begins with a letter or digit.';
  if (group === '') wrong['group'] = 'A host stands in a group.';
  if (address === '') wrong['address'] = 'Without an address nothing can be checked.';
  return wrong;
}

customElements.define('rem-hosts', Hosts);
