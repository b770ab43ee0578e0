import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { PageWidget } from '../data/catalog.ts';
import { whenIdle } from '../data/frame.ts';
import { watchNear } from '../data/near.ts';
import { columnsOf, heightOf, type Rows } from '../data/rows.ts';
import './tile.ts';

const HEIGHTS = ['--wide', '--middling', '--narrow'];

/** A tile on the grid of its page. */
export function tile(widget: PageWidget, page: { readonly package: string; readonly name: string }, lazy: boolean, early: boolean): TemplateResult {
  return html`<rem-tile class="tile ${cells(widget)}" .widget=${widget} .page=${page} ?lazy=${lazy} ?early=${early}></rem-tile>`;
}

/** One class per width or height: style attributes are not allowed. */
function cells(widget: PageWidget): string {
  return `w${columnsOf(widget)} h${heightOf(widget)}`;
}

/** Some rows of a long page: tiles near the window, and far from it their titles. It is drawn with the styles of its page. */
class PageRows extends LitElement {
  static override properties = { rows: { attribute: false }, page: { attribute: false }, near: { type: Boolean }, _titled: { state: true } };

  declare rows: Rows;
  declare page: { readonly package: string; readonly name: string };
  declare near: boolean;
  declare _titled: boolean;
  #release = () => {};
  #early = false;

  constructor() {
    super();
    this.near = this._titled = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // what is in the window as it opens waits for nothing
    this.#early = this.near;
    // titles far below the window come when what is in it is there
    whenIdle(() => (this._titled = true));
    // who stands in it does not lose the place
    this.#release = watchNear(this, (near) => {
      this.near = near || this.matches(':focus-within');
      this.#early &&= near;
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#release();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('rows')) HEIGHTS.forEach((name, i) => this.style.setProperty(name, String(this.rows.heights[i])));
  }

  protected override render(): unknown {
    const { widgets } = this.rows;
    return this.near
      ? html`${repeat(widgets, ({ id }) => id, (widget) => tile(widget, this.page, true, this.#early))}`
      : !this._titled ? nothing : html`${widgets.map((widget) => html`<div class="tile later ${cells(widget)}"><h2>${widget.title || widget.widget}</h2></div>`)}`;
  }
}

customElements.define('rem-page-rows', PageRows);
