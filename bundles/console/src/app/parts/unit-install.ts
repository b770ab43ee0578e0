import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { ago, controlStyles, fullTime, sharedStyles, stateIcon } from '@redeye/host';
import { ApiError, session, whyNot, type Problem } from '../data/api.ts';
import { packages } from '../data/catalog.ts';
import { now } from '../data/clock.ts';
import { navigate } from '../data/router.ts';
import { Watch } from '../data/signal.ts';
import type { UnitPlan } from '../data/unit-info.ts';
import { arrivals, units } from '../data/units.ts';
import { upload } from '../data/upload.ts';
import { planStyles, planView } from './plan-view.ts';
import { problemPlace } from './problems.ts';
import { toast } from './toast.ts';

/** Installs a package from an archive after showing what that does; shows what arrived by itself and was refused. */
class UnitInstall extends LitElement {
  static override properties = { _file: { state: true }, _plan: { state: true }, _failure: { state: true }, _busy: { state: true } };
  static override styles = [sharedStyles, controlStyles, planStyles, css`
    :host { display: grid; gap: .75rem; margin-top: .75rem; grid-template-columns: minmax(0, 1fr); }
    .box { padding: .9rem 1rem; display: grid; gap: .6rem; }
    h2 { font-size: .875rem; font-weight: 600; }
    form { display: grid; gap: .6rem; }
    label { display: grid; gap: .25rem; font-size: .8125rem; color: var(--ink-2); }
    .buttons { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
    .failure { color: var(--critical-ink); font-size: .875rem; overflow-wrap: anywhere; }
    li { font-size: .875rem; overflow-wrap: anywhere; }
    li + li { margin-top: .4rem; }
  `];

  declare _file: File | undefined;
  declare _plan: UnitPlan | undefined;
  declare _failure: { readonly message: string; readonly problems: readonly Problem[] } | undefined;
  declare _busy: boolean;

  constructor() {
    super();
    this._busy = false;
    new Watch(this, session, arrivals.value);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    arrivals.want();
  }

  async #choose(event: Event): Promise<void> {
    this._file = (event.target as HTMLInputElement).files?.[0];
    this._plan = undefined;
    this._failure = undefined;
    const file = this._file;
    if (!file) return;
    await this.#work(async () => {
      const plan = await upload<UnitPlan>('/packages?dry-run=true', file, 'application/zip');
      if (file === this._file) this._plan = plan;
    });
  }

  async #install(event: Event): Promise<void> {
    event.preventDefault();
    const why = String(new FormData(event.target as HTMLFormElement).get('why') ?? '');
    const file = this._file;
    if (!file) return;
    await this.#work(async () => {
      const { name, version } = await upload<UnitPlan>(`/packages?why=${encodeURIComponent(why)}`, file, 'application/zip');
      toast(`${name} ${version} is installed.`);
      this.#forget();
      void packages.load();
      void units.load();
      navigate(`/_/packages/${encodeURIComponent(name)}`);
    });
  }

  async #work(work: () => Promise<void>): Promise<void> {
    this._busy = true;
    this._failure = undefined;
    try {
      await work();
    } catch (failure) {
      this._failure = { message: (failure as Error).message, problems: failure instanceof ApiError ? failure.problems : [] };
    }
    this._busy = false;
  }

  #forget(): void {
    this._file = undefined;
    this._plan = undefined;
    this._failure = undefined;
    const input = this.renderRoot.querySelector('input[type=file]');
    if (input instanceof HTMLInputElement) input.value = '';
  }

  protected override render(): TemplateResult {
    const refused = (arrivals.value.value ?? []).filter(({ state }) => state === 'refused');
    const not = whyNot('editor', 'Installing a package');
    return html`<section class="panel box"><h2>Install a package</h2>
        ${not ? html`<p class="muted">${not}</p>` : html`<label>An archive (.zip) with NAME.yaml and, if it has further files, the folder NAME
          <input type="file" accept=".zip,application/zip" ?disabled=${this._busy} @change=${(event: Event) => void this.#choose(event)}></label>`}
        ${this._busy ? html`<p class="muted" role="status">Working…</p>` : nothing}
        ${this._failure ? html`<div class="failure" role="alert">${this._failure.problems.length > 0 ? html`<ul>${this._failure.problems.map((problem) => html`<li><span class="mono">${problemPlace(problem)}</span> ${problem.message}${problem.suggestion ? html` Did you mean <b class="mono">${problem.suggestion}</b>?` : nothing}</li>`)}</ul>` : this._failure.message}</div>` : nothing}
        ${this._plan ? this.#form(this._plan) : nothing}</section>
      ${refused.length === 0 ? nothing : html`<section class="panel box"><h2>${stateIcon('warning')} Lies in a deploy folder or bundle and is not installed</h2>
        <ul>${refused.map(({ source, problem, at }) => html`<li><span class="mono">${source}</span> <time class="muted" title=${fullTime(at)}>${ago(at, now())}</time><div class="failure">${problem}</div></li>`)}</ul></section>`}`;
  }

  #form(plan: UnitPlan): TemplateResult {
    return html`<form @submit=${(event: Event) => void this.#install(event)}>
      <p><strong>${plan.name} ${plan.before === null ? plan.version : `${plan.before} → ${plan.version}`}</strong>, ${plan.signed_by === null ? 'unsigned' : html`signed by <b>${plan.signed_by}</b>`}. Installing it does this:</p>
      ${planView(plan)}
      <label>Why? It stands in the history. <input name="why" maxlength="1000" autocomplete="off"></label>
      <div class="buttons"><button class="primary" ?disabled=${this._busy}>Install</button><button type="button" @click=${() => this.#forget()}>Cancel</button></div>
    </form>`;
  }
}

customElements.define('rem-unit-install', UnitInstall);
