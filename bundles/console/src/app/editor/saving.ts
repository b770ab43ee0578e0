import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { sharedStyles } from '@redeye/host';
import type { ApiError } from '../data/api.ts';
import { changes, packages } from '../data/catalog.ts';
import { toast } from '../parts/toast.ts';
import './conflict.ts';
import type { EditorConflict } from './conflict.ts';
import type { Draft, Plan } from './draft.ts';
import './save.ts';
import type { EditorSave } from './save.ts';
import type { PackageStore } from './store.ts';

/** Saving and what may come between. Fires `saved`, `suggested` ({waits}) when it waits for approval, and `resolved` ({text}) when the work goes on from another's version. */
export class EditorSaving extends LitElement {
  static override properties = { store: { attribute: false }, base: {}, text: {}, files: { attribute: false }, plan: { attribute: false }, _busy: { state: true }, _failure: { state: true }, _waits: { state: true }, _theirs: { state: true } };
  static override styles = [sharedStyles];

  declare store: PackageStore;
  /** What it began from. */
  declare base: string;
  /** What would be saved. */
  declare text: string;
  /** The imported files that would change. */
  declare files: NonNullable<Draft['files']>;
  declare plan: Plan | null;
  declare _busy: boolean;
  declare _failure: string;
  /** For whose approval it would wait. */
  declare _waits: string;
  declare _theirs: { readonly text: string; readonly etag: string } | undefined;

  constructor() {
    super();
    this.base = '';
    this.text = '';
    this.files = {};
    this.plan = null;
    this._busy = false;
    this._failure = '';
    this._waits = '';
  }

  /** Whether a save is under way. */
  get busy(): boolean {
    return this._busy;
  }

  /** Shows what saving would do, and asks. */
  async ask(): Promise<void> {
    this._failure = '';
    this._waits = await this.store.waitsFor().catch(() => ''); // the save says it, too
    await this.updateComplete;
    await this.#dialog.open();
  }

  get #dialog(): EditorSave {
    return this.renderRoot.querySelector<EditorSave>('rem-editor-save')!;
  }

  /** Shows what somebody else saved, and asks whose version goes on. */
  async compare(): Promise<void> {
    this._theirs = (await this.store.stored().catch(() => undefined)) ?? { text: '', etag: '' };
    await this.updateComplete;
    await this.renderRoot.querySelector<EditorConflict>('rem-editor-conflict')!.open();
  }

  async #save(why: string): Promise<void> {
    this._busy = true;
    this._failure = '';
    try {
      const waits = await this.store.save(this.text, why, Object.fromEntries(Object.entries(this.files).map(([path, { text, etag }]) => [path, { text, etag }])));
      this.#dialog.close();
      if (waits !== '') {
        this.dispatchEvent(new CustomEvent('suggested', { detail: { waits } }));
        void changes.load();
        return;
      }
      toast(`${this.store.name} is saved and in force.`);
      this.dispatchEvent(new CustomEvent('saved'));
      void packages.load();
    } catch (failure) {
      const { status, message, problems } = failure as ApiError;
      // an imported file may be what was changed in between: then the sentence names it
      if (status === 412 && (await this.store.stored().catch(() => undefined))?.etag !== this.store.etag) {
        this.#dialog.close();
        await this.compare();
      } else this._failure = [message, ...problems.map((problem) => problem.message)].join(' ');
    } finally {
      this._busy = false;
    }
  }

  #resolve(text: string): void {
    this.store.begin(this._theirs!.text, this._theirs!.etag);
    this.dispatchEvent(new CustomEvent('resolved', { detail: { text } }));
  }

  protected override render(): TemplateResult {
    return html`<rem-editor-save .stored=${this.base} .edited=${this.text} .files=${this.files} .plan=${this.plan} .failure=${this._failure} .waits=${this._waits} ?busy=${this._busy} @save-do=${(event: CustomEvent<{ why: string }>) => void this.#save(event.detail.why)}></rem-editor-save>
      ${this._theirs ? html`<rem-editor-conflict .base=${this.base} .theirs=${this._theirs.text} .mine=${this.text} @conflict-end=${() => (this._theirs = undefined)}
        @conflict-take=${() => this.#resolve(this._theirs!.text)} @conflict-keep=${(event: CustomEvent<{ text: string }>) => this.#resolve(event.detail.text)}></rem-editor-conflict>` : nothing}`;
  }
}

customElements.define('rem-editor-saving', EditorSaving);
