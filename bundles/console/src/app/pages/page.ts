import { css, html, LitElement, nothing, unsafeCSS, type CSSResult, type PropertyValues, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { controlStyles, count, icon, sharedStyles, standing, stateIcon } from '@redeye/host';
import { ApiError } from '../data/api.ts';
import { loadPage, packages, type Page } from '../data/catalog.ts';
import { checks } from '../data/checks.ts';
import { now, onTick } from '../data/clock.ts';
import { soon } from '../data/frame.ts';
import { onEvent, onGap } from '../data/live.ts';
import { route, withParams } from '../data/router.ts';
import { beginsWithin, wholeRows } from '../data/rows.ts';
import { Watch } from '../data/signal.ts';
import { timeRangeUsers } from '../data/time-range.ts';
import '../parts/hosts.ts';
import '../parts/time-range.ts';
import { tile } from '../parts/rows.ts';
import { headStyles } from './head.ts';

const RETRY = 3_000;
/** Pages with more widgets than this make them as they come near the window. */
const MANY = 40;
/** Pixels from one row of cells to the next, with type of the usual size. */
const CELL = 68;
/** So many pieces of a long page nobody waits for: they are in the window as it opens. */
const AT_ONCE = 1;

/** One class per width or height: style attributes are not allowed. */
function spans(most: number, letter: string, property: string): CSSResult {
  const value = (cells: number) => (property === 'min-height' ? `${cells * 3.5 + (cells - 1) * 0.75}rem` : `span ${cells}`);
  return unsafeCSS(Array.from({ length: most }, (_, i) => `.${letter}${i + 1} { ${property}: ${value(i + 1)}; }`).join('\n'));
}

/** A page of a package: its widgets on twelve columns, and the package's hosts. */
class PackagePage extends LitElement {
  static override properties = { package: { type: String }, name: { type: String }, _page: { state: true }, _failure: { state: true } };
  static override styles = [sharedStyles, controlStyles, headStyles, css`
    :host { container: page / inline-size; }
    .grid { display: grid; grid-template-columns: repeat(12, minmax(0, 1fr)); grid-auto-rows: 3.500rem; gap: .75rem; margin-top: .25rem; }
    .grid + .grid { margin-top: .75rem; }
    /* a tile has the size of its cells whatever is in it: what changes within is laid out without the others */
    .grid > .tile { contain: size layout; }
    /* of a long page only what is near the window is laid out and painted; a cell is 3.5rem high, with .75rem between two */
    .rows { content-visibility: auto; overflow-clip-margin: .25rem; height: calc(var(--wide) * 4.25rem - .75rem); }
    .later { padding: .6rem .9rem 0; background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); }
    .later h2 { font-size: .875rem; font-weight: 600; letter-spacing: -.005em; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    ${spans(12, 'w', 'grid-column')}
    ${spans(24, 'h', 'grid-row')}
    @container page (max-width: 900px) {
      .w1, .w2, .w3, .w4 { grid-column: span 6; }
      .w5, .w6, .w7, .w8, .w9, .w10, .w11 { grid-column: span 12; }
      .rows { height: calc(var(--middling) * 4.25rem - .75rem); }
    }
    @container page (max-width: 600px) {
      .grid { grid-template-columns: minmax(0, 1fr); grid-auto-rows: auto; }
      .grid > .tile { grid-column: 1 / -1; grid-row: auto; contain: none; }
      .rows { height: auto; contain-intrinsic-height: auto calc(var(--narrow) * 4.25rem - .75rem); }
      ${spans(24, 'h', 'min-height')}
    }
    @media (min-width: 601px) and (max-width: 1600px) {
      .wall span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    }
    .grid.loading > div { border-radius: var(--radius); }
    rem-hosts { margin-top: 1.500rem; }
  `];

  declare package: string;
  declare name: string;
  declare _page: Page | undefined;
  declare _failure: ApiError | undefined;
  #releases: (() => void)[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    new Watch(this, checks, route, packages.value, timeRangeUsers);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    packages.want();
    const reload = soon(() => void this.#load(), 100);
    this.#releases = [onEvent('page', reload), onEvent('package', reload), onEvent('plugin', reload), onGap(reload), onTick(() => this.requestUpdate())];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    for (const release of this.#releases.splice(0)) release();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('package') && !changed.has('name')) return;
    this._page = undefined;
    void this.#load();
  }

  async #load(): Promise<void> {
    const wanted = `${this.package}/${this.name}`;
    clearTimeout(this.#timer);
    try {
      const page = await loadPage(this.package, this.name);
      if (wanted !== `${this.package}/${this.name}`) return;
      // an unchanged page keeps its tiles as they are
      if (JSON.stringify(page) !== JSON.stringify(this._page)) this._page = page;
      this._failure = undefined;
    } catch (failure) {
      this._failure = failure as ApiError;
      if (this.isConnected) this.#timer = setTimeout(() => void this.#load(), RETRY);
    }
  }

  protected override render(): TemplateResult {
    const page = this._page;
    if (!page && this._failure) return this.#failed(this._failure);
    return html`
      <div class="head">
        <div><h1>${page?.title ?? '\u00a0'}</h1>${page?.help ? html`<p class="muted">${page.help}</p>` : nothing}</div>
        ${this.#summary()}
        ${timeRangeUsers.value > 0 ? html`<rem-time-range></rem-time-range>` : nothing}
        ${route.value.searchParams.has('wall') ? html`<rem-line-status compact></rem-line-status>` : nothing}
        <a class="button quiet wall" href=${withParams({ wall: route.value.searchParams.has('wall') ? '' : '1' })} title="Without navigation, for a screen on the wall">${icon('wall')}<span>${route.value.searchParams.has('wall') ? 'Leave wall view' : 'Wall view'}</span></a>
      </div>
      ${page ? guard([page], () => this.#grid(page)) : html`<div class="grid loading" role="status" aria-label="Loading the page">${[3, 3, 3, 3].map(() => html`<div class="skeleton w3 h2"></div>`)}<div class="skeleton w12 h5"></div></div>`}
      ${page && packages.value.value?.find(({ name }) => name === this.package)?.sections['hosts'] !== undefined && !route.value.searchParams.has('wall') ? html`<rem-hosts .package=${this.package}></rem-hosts>` : nothing}`;
  }

  #failed({ status, message }: ApiError): TemplateResult {
    const known = packages.value.value?.find(({ name }) => name === this.package);
    if (status !== 404) return html`<div class="empty"><h1>This page could not be loaded</h1><p>${message} Trying again by itself.</p></div>`;
    return html`<div class="empty"><h1>There is no page “${this.name}” in ${this.package}</h1>
      <p>${known ? 'The package is there, but declares no page of this name.' : 'There is no such package.'} The page appears here as soon as it is declared.</p>
      <p><a class="button" href=${known ? `/_/packages/${encodeURIComponent(this.package)}` : '/'}>${known ? 'Show the package' : 'Go to the first page'}</a></p></div>`;
  }

  /** Not with each second, as the head is: a page may have a thousand tiles. */
  #grid({ widgets }: Page): TemplateResult {
    if (widgets.length === 0) return html`<div class="empty"><p>This page has no widgets yet. They are declared under <code>pages</code> in <a href=${`/_/packages/${encodeURIComponent(this.package)}`}>the package</a>.</p></div>`;
    const page = { package: this.package, name: this.name };
    if (widgets.length > MANY) return html`${wholeRows(widgets).map((rows, i) => html`<rem-page-rows class="grid rows" .rows=${rows} .page=${page} ?near=${i < AT_ONCE}></rem-page-rows>`)}`;
    const early = beginsWithin(widgets, innerHeight / CELL);
    return html`<div class="grid">${repeat(widgets, ({ id }) => id, (widget) => tile(widget, page, false, early.has(widget)))}</div>`;
  }

  #summary(): unknown {
    const states = [...(checks.value?.values() ?? [])].filter((check) => check.package === this.package).map((check) => standing(check, now()));
    if (states.length === 0) return nothing;
    return html`<ul class="summary" aria-label="Checks by state">${count(states).map(({ state, count: number }) => html`
      <li><a class="badge ${state}" href=${`/_/checks?package=${encodeURIComponent(this.package)}&state=${state}`}>${stateIcon(state)}${number} ${state}</a></li>`)}</ul>`;
  }
}

customElements.define('rem-page', PackagePage);
