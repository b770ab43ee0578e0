import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { ago, controlStyles, icon, sharedStyles } from '@redeye/host';
import { may, session as who, whyNot } from '../data/api.ts';
import { packages } from '../data/catalog.ts';
import { now } from '../data/clock.ts';
import { navigate, replace, route } from '../data/router.ts';
import { Signal, Watch } from '../data/signal.ts';
import { keepPage } from '../data/version.ts';
import { crumbs } from '../editor/crumbs.ts';
import type { Kept, Path } from '../editor/draft.ts';
import { editorAddress, fromAddress, nodesTo, samePath } from '../editor/outline.ts';
import { noticeStrip, type Notice } from '../editor/notice.ts';
import { editorStyles } from '../editor/page-style.ts';
import '../editor/panes.ts';
import type { EditorPanes } from '../editor/panes.ts';
import '../editor/saving.ts';
import type { EditorSaving } from '../editor/saving.ts';
import { onPlugins } from '../editor/plugin-watch.ts';
import { rememberWizard, wizardRemembered } from '../editor/preference.ts';
import { EditSession } from '../editor/session.ts';
import { beginning, PackageStore } from '../editor/store.ts';
import { toast } from '../parts/toast.ts';
import { headStyles } from './head.ts';

/** One package that is open. */
interface Open {
  readonly session: EditSession;
  readonly store: PackageStore;
}

/** The editor of the package in the address: what is stored, what is kept, and how the one becomes the other. */
class PackageEditor extends LitElement {
  static override properties = { _open: { state: true }, _failure: { state: true }, _missing: { state: true }, _wizard: { state: true }, _notice: { state: true } };
  static override styles = [sharedStyles, controlStyles, headStyles, editorStyles];

  declare _open: Open | undefined;
  declare _failure: string;
  declare _missing: boolean;
  declare _wizard: boolean;
  declare _notice: Notice | undefined;
  #name = '';
  #address = '';
  #release = () => {};
  readonly #changed = new Signal(0);

  constructor() {
    super();
    this._failure = '';
    this._missing = false;
    this._wizard = wizardRemembered();
    new Watch(this, route, who, this.#changed);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    packages.want();
    const keep = keepPage();
    const keys = (event: KeyboardEvent) => this.#keys(event);
    const leave = (event: BeforeUnloadEvent) => this._open?.store.waits && event.preventDefault();
    addEventListener('keydown', keys);
    addEventListener('beforeunload', leave);
    const other = packages.value.subscribe(() => void this.#look());
    // a type or section that came or went: the same text means something else
    const words = onPlugins(() => void this._open?.session.refresh());
    this.#release = () => {
      keep();
      other();
      words();
      removeEventListener('keydown', keys);
      removeEventListener('beforeunload', leave);
    };
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#release();
    this.#leave();
  }

  #leave(): void {
    this._open?.store.flush();
    this._open?.session.close();
    this._open = undefined;
  }

  get #saving(): EditorSaving {
    return this.renderRoot.querySelector<EditorSaving>('rem-editor-saving')!;
  }

  get #panes(): EditorPanes {
    return this.renderRoot.querySelector<EditorPanes>('rem-editor-panes')!;
  }

  protected override willUpdate(): void {
    const at = fromAddress(route.value.pathname);
    if (!at) return;
    if (at.name !== this.#name) {
      this.#leave();
      this.#name = at.name;
      void this.#load(at.name);
    } else if (this._open && route.value.pathname !== this.#address) this.#follow(at.keys);
    this.#address = route.value.pathname;
  }

  /** The address changed, by a link or the browser's buttons: what it names is selected. */
  #follow(keys: readonly string[]): void {
    const { session } = this._open!;
    const outline = session.draft.value?.outline;
    if (!outline) return;
    const nodes = nodesTo(outline, keys).map(({ key }) => key);
    const path = [...nodes, ...keys.slice(nodes.length)];
    if (session.draft.value?.at === null || !samePath(path, session.selected.value)) session.select(path);
    else session.show();
  }

  async #load(name: string): Promise<void> {
    this._failure = '';
    this._missing = false;
    this._notice = undefined;
    const store = new PackageStore(name);
    try {
      const kept = await store.open(may('editor'));
      if (name !== this.#name) return;
      const title = route.value.searchParams.get('title');
      if (store.etag === '' && !kept && title === null) {
        this._missing = true;
        return;
      }
      const begun = kept?.text ?? (store.etag === '' ? beginning(name, title ?? '') : undefined);
      await this.#begin(store, begun, kept);
      if (kept) this.#restored(kept.saved);
      void this.#look();
    } catch (failure) {
      if (name === this.#name) this._failure = (failure as Error).message;
    }
  }

  /** Shows a text, with what was not saved of it as the first step of the history. */
  async #begin(store: PackageStore, begun: string | undefined, kept: Kept | undefined): Promise<void> {
    const session = new EditSession(store.name);
    session.files.value = kept?.files ?? {};
    const keys = fromAddress(route.value.pathname)?.keys ?? [];
    const { searchParams } = route.value;
    const line = Number(searchParams.get('line'));
    const wanted = keys.length > 0 || line > 0 ? keys : (kept?.at.map(String) ?? []);
    session.ahead(begun ?? store.base, wanted);
    this._open = { session, store };
    await this.updateComplete;
    const panes = this.#panes;
    await panes.updateComplete;
    await panes.text.updateComplete;
    panes.text.load(store.base);
    if (begun !== undefined) panes.text.replace(begun);
    this.#watch({ session, store });
    await session.read();
    if (!session.showLine(line, Number(searchParams.get('column')))) this.#follow(wanted);
    this.#changed.value++;
  }

  #watch({ session, store }: Open): void {
    const tell = () => this.#changed.value++;
    const keep = () => {
      tell();
      if (may('editor')) store.keep(this.#panes.text.text(), session.selected.value, session.files.value);
    };
    session.changes.subscribe(keep);
    session.files.subscribe(keep);
    const say = (path: Path) => {
      const address = editorAddress(session.name, path);
      if (route.value.pathname === address) return;
      this.#address = address;
      replace(address);
    };
    session.selected.subscribe(say);
    say(session.selected.value);
    for (const signal of [session.draft, session.failure, session.broken, session.busy, store.status] as Signal<unknown>[]) signal.subscribe(tell);
  }

  #restored(saved: number | undefined): void {
    this._notice = {
      state: 'warning',
      text: `Your draft${saved ? ` of ${ago(saved, now())}` : ''} is open again; it is not saved yet.`,
      actions: [{ words: 'Discard the draft', act: () => void this.#discard() }],
    };
  }

  /** Looks whether somebody else saved another version. */
  async #look(): Promise<void> {
    const open = this._open;
    const info = packages.value.value?.find(({ name }) => name === this.#name);
    if (!open || !info || this.#saving?.busy || info.etag === open.store.etag || open.store.etag === '') return;
    const stored = await open.store.stored().catch(() => undefined);
    if (!stored || open !== this._open || stored.etag === open.store.etag) return;
    if (!this.#dirty) {
      open.store.begin(stored.text, stored.etag);
      this.#panes.text.replace(stored.text);
      return;
    }
    this._notice = { state: 'warning', text: 'Somebody else has saved another version of this package.', actions: [{ words: 'Compare…', act: () => void this.#saving.compare() }] };
  }

  get #dirty(): boolean {
    const text = this.#panes?.text?.text();
    return this._open !== undefined && text !== undefined && (text !== this._open.store.base || Object.keys(this._open.session.files.value).length > 0);
  }

  #keys(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || !this._open) return;
    const key = event.key.toLowerCase();
    if (key === 's') {
      event.preventDefault();
      if (!event.composedPath().some((each) => each instanceof HTMLDialogElement)) void this.#save();
      return;
    }
    // within an input the browser's own undo is what is meant
    const typing = event.composedPath().some((each) => each instanceof HTMLElement && (each.matches('input, textarea, select, dialog') || each.isContentEditable));
    if (typing || event.defaultPrevented || (key !== 'z' && key !== 'y')) return;
    event.preventDefault();
    void this.#panes.act(key === 'y' || event.shiftKey ? 'redo' : 'undo');
  }

  /** Why it cannot be saved, in words; empty if it can. */
  #whyNot(): string {
    if (!may('editor')) return whyNot('editor', 'Saving');
    const problems = this._open?.session.draft.value?.problems.length ?? 0;
    if (!this.#dirty && this._open?.store.etag !== '') return 'Nothing is changed.';
    if (this._open?.session.failure.value) return this._open.session.failure.value;
    return problems === 0 ? '' : problems === 1 ? 'One problem must be mended first.' : `${problems} problems must be mended first.`;
  }

  async #save(): Promise<void> {
    const open = this._open!;
    this.#panes.commit();
    await open.session.settled();
    // what waited for the text to be read goes into it now
    await this.#panes.updateComplete;
    this.#panes.commit();
    await open.session.settled();
    const why = this.#whyNot();
    if (why !== '') return toast(why, 'critical');
    this.#changed.value++;
    await this.updateComplete;
    await this.#saving.ask();
  }

  /** The work goes on from another's version, with a text on top of it. */
  #resolved(text: string): void {
    this.#panes.text.replace(text);
    this._open!.store.keep(text, this._open!.session.selected.value, this._open!.session.files.value);
    this._notice = undefined;
    this.#changed.value++;
  }

  /** What was saved waits; the draft stays, so that it can be saved again. */
  #suggested(waits: string): void {
    this._notice = { state: 'ok', text: `${waits} Your draft stays until then.`, actions: [{ words: 'Changes…', act: () => navigate('/_/changes') }] };
  }

  async #discard(): Promise<void> {
    const { session, store } = this._open!;
    const stored = await store.stored().catch(() => undefined);
    if (stored) store.begin(stored.text, stored.etag);
    session.discard(stored?.text ?? '');
    store.drop();
    this._notice = undefined;
    this.#changed.value++;
    if (!stored) return navigate('/_/packages');
    toast('The draft is discarded. Undo brings it back.');
  }

  #mode(wizard: boolean): void {
    this.#panes.commit();
    this._wizard = wizard;
    rememberWizard(wizard);
  }

  protected override render(): TemplateResult {
    if (!this._open) return html`<div class="top">${this.#crumbs()}</div>${this.#instead()}`;
    const { session, store } = this._open;
    const text = this.#panes?.text?.text() ?? '';
    return html`<div class="top">${this.#crumbs()}${this.#buttons()}</div>
      ${noticeStrip(this._notice, () => (this._notice = undefined))}
      ${keyed(session, html`<rem-editor-panes .session=${session} ?readonly=${!may('editor')} ?wizard=${this._wizard} @panes-notice=${(event: CustomEvent<Notice | undefined>) => (this._notice = event.detail)}>
        <span slot="status" class="status">${session.failure.value || store.status.value}</span></rem-editor-panes>`)}
      <rem-editor-saving .store=${store} .base=${store.base} .text=${text} .plan=${session.draft.value?.plan ?? null} .files=${session.draft.value?.files ?? {}} @saved=${() => { this._notice = undefined; session.filesSaved(); }} @suggested=${(event: CustomEvent<{ waits: string }>) => this.#suggested(event.detail.waits)} @resolved=${(event: CustomEvent<{ text: string }>) => this.#resolved(event.detail.text)}></rem-editor-saving>`;
  }

  #crumbs(): TemplateResult {
    const file = packages.value.value?.find(({ name }) => name === this.#name)?.file ?? `${this.#name}.yaml`;
    return crumbs(this.#name, file, this._open?.session.selected.value ?? [], nodesTo(this._open?.session.draft.value?.outline ?? [], this._open?.session.selected.value ?? []).map(({ file }) => file));
  }

  #buttons(): TemplateResult {
    const { text } = this.#panes ?? {};
    const why = this.#whyNot();
    const mode = (words: string, wizard: boolean) => html`<button aria-pressed=${this._wizard === wizard} @click=${() => this.#mode(wizard)}>${words}</button>`;
    return html`<div class="buttons">
      ${may('editor') ? html`<div class="modes" role="group" aria-label="How fields are shown">${mode('Form', false)}${mode('Wizard', true)}</div>
        <button class="quiet icon-only" aria-label="Undo" title="Undo (Ctrl+Z)" ?disabled=${!text?.undoable} @click=${() => void this.#panes.act('undo')}>${icon('undo')}</button>
        <button class="quiet icon-only" aria-label="Redo" title="Redo (Ctrl+Y)" ?disabled=${!text?.redoable} @click=${() => void this.#panes.act('redo')}>${icon('redo')}</button>
        <button ?disabled=${!this.#dirty} @click=${() => void this.#discard()}>Discard</button>` : nothing}
      <button class="primary" ?disabled=${why !== ''} aria-describedby="why-not" title=${why === '' ? 'Save (Ctrl+S)' : nothing} @click=${() => void this.#save()}>Save…</button>
      <span id="why-not" class="why-not">${why}</span></div>`;
  }

  #instead(): TemplateResult {
    if (this._failure) return html`<div class="empty"><h1>The package cannot be opened</h1><p>${this._failure}</p><button @click=${() => void this.#load(this.#name)}>Try again</button></div>`;
    if (!this._missing) return html`<div class="empty" role="status">Opening…</div>`;
    return html`<div class="empty"><h1>There is no package “${this.#name}”</h1><a class="button" href="/_/packages">Show all packages</a>
      ${may('editor') ? html`<a class="button" href=${`${editorAddress(this.#name)}?title=`}>Make it</a>` : nothing}</div>`;
  }
}

customElements.define('rem-package-editor', PackageEditor);
