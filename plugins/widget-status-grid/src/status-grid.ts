import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ago, checkName, rank, RemWidget, sharedStyles, staleLimit, standing, stateIcon, type Check, type ChecksAnswer } from '@redeye/host';

interface Config {
  readonly checks?: readonly string[];
  readonly order?: 'worst' | 'name';
  readonly 'hide ok'?: boolean;
}

const SCALES = [1.5, 1.35, 1.2, 1.1, 1];
/** In a narrow column the tile is as high as its cells: there is no room to grow into. */
const GROWS_FROM = 560;

/** One cell per check. A cell is a button that opens the check's details. */
export class StatusGrid extends RemWidget<Config> {
  static override properties = { _answer: { state: true }, _now: { state: true } };
  static override styles = [sharedStyles, css`
    :host { height: 100%; overflow: auto; padding: .6rem .9rem .9rem; container: grid / inline-size; scrollbar-gutter: auto; }
    .all { font-size: calc(1rem * var(--grow, 1)); }
    ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(11em, 1fr)); gap: .4em; }
    ul + ul { margin-top: .5em; }
    button { appearance: none; display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 .55em; width: 100%; height: 100%; min-height: 3.125em; align-content: center; padding: .4em .65em; text-align: left; font: inherit; color: var(--ink); background: var(--state-soft); border: 1px solid transparent; border-radius: var(--radius-s); cursor: pointer; }
    button:hover { border-color: var(--state-fill); }
    button:focus-visible { outline-offset: 1px; }
    .critical { border-color: color-mix(in srgb, var(--state-fill) 55%, transparent); }
    .state-icon { grid-row: span 2; width: 1.25em; height: 1.25em; align-self: center; }
    .name { font-size: .875em; font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .name span { font-weight: 450; color: var(--ink-2); }
    .how { font-size: .8125em; color: var(--state-ink); font-variant-numeric: tabular-nums; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .short button { grid-template-columns: auto minmax(0, 1fr) auto; min-height: 2em; padding: .2em .65em; align-items: center; }
    .short .state-icon { grid-row: auto; width: 1em; height: 1em; }
    .short .name { font-weight: 500; }
    .old { background: repeating-linear-gradient(135deg, var(--stale-soft) 0 6px, transparent 6px 12px), var(--surface); }
    .old .state-icon { opacity: .6; }
    .old .how { color: var(--stale-ink); font-weight: 550; }
    @container grid (max-width: 400px) { ul { grid-template-columns: 1fr; } button { min-height: 2.750em; } }
  `];

  declare _answer: ChecksAnswer;
  declare _now: number;
  #grownFor = '';

  constructor() {
    super();
    this._answer = { state: 'loading' };
    this._now = 0;
  }

  get #globs(): readonly string[] {
    const globs = this.config.checks ?? [];
    return globs.length > 0 ? globs : [`${this.context.page.package}/*`];
  }

  protected override start(): void {
    this._now = this.context.now();
    this.hold(this.context.tick((now) => (this._now = now)));
    const size = new ResizeObserver(() => this.requestUpdate());
    size.observe(this);
    this.hold(() => size.disconnect());
    this.hold(this.context.checks(this.#globs, (answer) => {
      this._now = this.context.now();
      this._answer = answer;
      if (answer.state === 'ready') this.#report(answer.checks);
    }));
  }

  #report(checks: readonly Check[]): void {
    const ran = checks.filter(({ at }) => at !== null);
    const newest = ran.reduce<Check | undefined>((best, check) => (best && best.at! >= check.at! ? best : check), undefined);
    const fastest = Math.min(...ran.map(({ every }) => every));
    this.context.report(newest ? { asOf: newest.at, limit: staleLimit(fastest) } : { asOf: null });
  }

  protected override updated(): void {
    const answer = this._answer;
    const what = answer.state === 'ready' ? `${answer.checks.length} ${answer.checks.filter((check) => this.#isWell(check)).length} ${this.clientWidth} ${this.clientHeight}` : '';
    if (what === this.#grownFor) return;
    this.#grownFor = what;
    this.#grow();
  }

  /** Where there is room left, as on a wall screen, the cells grow into it. */
  #grow(): void {
    const all = this.renderRoot.querySelector<HTMLElement>('.all');
    if (!all) return;
    for (const scale of this.clientWidth < GROWS_FROM ? [1] : SCALES) {
      all.style.setProperty('--grow', String(scale));
      if (this.scrollHeight <= this.clientHeight && !(scale > 1 && this.#cutsWords())) return;
    }
  }

  #cutsWords(): boolean {
    return [...this.renderRoot.querySelectorAll('.name, .how')].some((text) => text.scrollWidth > text.clientWidth);
  }

  protected override render(): unknown {
    const answer = this._answer;
    if (answer.state === 'loading') return html`<ul aria-hidden="true">${Array.from({ length: 6 }, () => html`<li class="skeleton"><button disabled></button></li>`)}</ul>`;
    if (answer.state === 'failed') return html`<div class="note" tabindex="0"><strong>The checks could not be loaded</strong>${answer.message}</div>`;
    if (answer.checks.length === 0) return html`<div class="note" tabindex="0"><strong>Not configured</strong><span>No check matches ${this.#globs.join(', ')}.</span></div>`;
    const shown = this.config['hide ok'] ? answer.checks.filter(({ state }) => state !== 'ok') : [...answer.checks];
    if (shown.length === 0) return html`<div class="note" tabindex="0"><strong>All ${answer.checks.length} checks are ok</strong></div>`;
    // what is well takes one line, so that what is not has room for its reason
    const [long, short] = [shown.filter((check) => !this.#isWell(check)), shown.filter((check) => this.#isWell(check))];
    const byName = (a: Check, b: Check) => a.id.localeCompare(b.id, 'en', { numeric: true });
    const list = (checks: Check[], mark: string) => (checks.length === 0 ? nothing : html`<ul class=${mark}>${repeat(checks, ({ id }) => id, (check) => this.#cell(check))}</ul>`);
    if (this.config.order === 'name') return html`<div class="all">${list(shown.sort(byName), '')}</div>`;
    return html`<div class="all">${list(long.sort((a, b) => this.#importance(a) - this.#importance(b) || byName(a, b)), '')}${list(short.sort(byName), 'short')}</div>`;
  }

  /** A critical check that has grown stale is still worth the first place. */
  #importance(check: Check): number {
    return Math.min(rank(check.state), rank(standing(check, this._now)));
  }

  #isWell(check: Check): boolean {
    return standing(check, this._now) === 'ok';
  }

  #cell(check: Check): TemplateResult {
    const { name } = checkName(check.id);
    const stale = standing(check, this._now) === 'stale';
    const how = stale ? `stale, ${ago(check.at!, this._now)}; was ${check.state}` : howItIs(check);
    return html`<li><button class="${check.state} ${stale ? 'old' : ''}" title=${check.message || check.reason || nothing} @click=${() => this.context.openCheck(check.id)}>
      ${stateIcon(stale ? 'stale' : check.state)}<span class="name">${check.title || name}${check.host && !check.title ? html` <span>@ ${check.host}</span>` : nothing}</span><span class="how">${how}</span></button></li>`;
  }
}

/** The state in words, with what led to it. */
function howItIs({ state, reason }: Check): string {
  if (state === 'ok' || reason === '') return state;
  return `${state}: ${reason}`;
}
