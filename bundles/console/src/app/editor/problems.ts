import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { controlStyles, sharedStyles, stateIcon } from '@redeye/host';
import { problemPlace } from '../parts/problems.ts';
import type { Draft } from './draft.ts';
import { problemOffsets } from './outline.ts';

/** Entries that are listed. */
const LISTED = 100;

/** What is wrong with the text, in one line or as a list. Fires `problem-go` ({offset}). */
class EditorProblems extends LitElement {
  static override properties = { draft: { attribute: false }, _listed: { state: true } };
  static override styles = [sharedStyles, controlStyles, css`
    :host { background: var(--nav); }
    .bar { display: flex; align-items: center; gap: 1rem; min-height: 2.125rem; padding: 0 .75rem; font-size: .8125rem; color: var(--ink-2); }
    .bar button { min-height: 1.75rem; font-size: .8125rem; color: var(--ink); }
    .bar .good { display: inline-flex; gap: .4rem; align-items: center; padding: 0 .5rem; }
    .bar ::slotted(*) { margin-left: auto; }
    ul { max-height: 11rem; overflow: auto; border-bottom: 1px solid var(--line); background: var(--surface); }
    li { font-size: .8125rem; }
    li + li { border-top: 1px solid var(--line); }
    li button, .row { display: grid; grid-template-columns: auto auto 1fr; gap: .6rem; justify-content: start; align-items: baseline; width: 100%; padding: .35rem .75rem; border-radius: 0; text-align: left; white-space: normal; font-size: .8125rem; font-weight: 450; color: var(--ink); overflow-wrap: anywhere; }
    @media (max-width: 600px) { li button { grid-template-columns: auto 1fr; } li button > :last-child { grid-column: 1 / -1; } }
  `];

  declare draft: Draft | undefined;
  declare _listed: boolean;

  constructor() {
    super();
    this._listed = false;
  }

  protected override render(): TemplateResult {
    const { problems = [], warnings = [], pending = {} } = this.draft ?? {};
    const waiting = Object.entries(pending);
    const words = [many(problems.length, 'problem'), many(warnings.length, 'warning'), waiting.length > 0 ? `${waiting.length} pending` : ''].filter(Boolean).join(', ');
    const worst = problems.length > 0 ? 'critical' : warnings.length > 0 ? 'warning' : 'pending';
    return html`${this._listed && words !== '' ? this.#list(waiting) : nothing}
      <div class="bar" role="status">${words === ''
        ? html`<span class="good">${this.draft ? html`${stateIcon('ok')}No problems` : nothing}</span>`
        : html`<button class="quiet" aria-expanded=${this._listed} @click=${() => (this._listed = !this._listed)}>${stateIcon(worst)}${words}</button>`}
        <slot></slot></div>`;
  }

  #list(waiting: readonly (readonly [string, string])[]): TemplateResult {
    const { text, problems, warnings } = this.draft!;
    const all = [...problems.map((problem) => ({ problem, state: 'critical' as const })), ...warnings.map((problem) => ({ problem, state: 'warning' as const }))].slice(0, LISTED);
    const offsets = problemOffsets(text, all.map(({ problem }) => problem));
    return html`<ul aria-label="Problems">${all.map(({ problem, state }, index) => html`<li><button class="quiet" @click=${() => this.dispatchEvent(new CustomEvent('problem-go', { detail: { offset: offsets[index]! } }))}>${stateIcon(state)}
        <span class="mono">${problemPlace(problem)}</span><span>${problem.message}${problem.suggestion ? ` Did you mean ${problem.suggestion}?` : ''}</span></button></li>`)}
      ${waiting.slice(0, LISTED).map(([id, reason]) => html`<li><span class="row">${stateIcon('pending')}<span class="mono">${id}</span><span>${reason}</span></span></li>`)}</ul>`;
  }
}

function many(number: number, word: string): string {
  return number === 0 ? '' : number === 1 ? `1 ${word}` : `${number} ${word}s`;
}

customElements.define('rem-editor-problems', EditorProblems);
