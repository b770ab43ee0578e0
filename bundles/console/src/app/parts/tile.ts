import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { ago, clock, controlStyles, duration, fullTime, sharedStyles, stateIcon, type State, type TileReport, type WidgetContext, type WidgetElement } from '@redeye/host';
import { may } from '../data/api.ts';
import { widgets, type PageWidget } from '../data/catalog.ts';
import { watchAnswer } from '../data/answers.ts';
import { watchChecks } from '../data/checks.ts';
import { now, onTick } from '../data/clock.ts';
import { onEvent } from '../data/live.ts';
import { watchNear } from '../data/near.ts';
import { navigate, withParams } from '../data/router.ts';
import { watchSeries } from '../data/series.ts';
import { Signal, Watch } from '../data/signal.ts';
import { theme } from '../data/theme.ts';
import { timeRangeParams } from '../data/time-range.ts';
import { watchTimeRange } from '../data/time-range-watch.ts';
import { widgetTag, type WidgetProblem } from '../data/widget-loader.ts';

/** So far from the window a widget hears that it is near; pixels. Each canvas there costs with every frame. */
const MARGIN = 400;
/** How long a widget may take to load before its tile says so. */
const SLOW = 300;

/** Frames one widget: loads it, gives it settings and host, shows how old it is, and contains it when it breaks. */
class Tile extends LitElement {
  static override properties = { widget: { attribute: false }, page: { attribute: false }, bare: { type: Boolean }, lazy: { type: Boolean }, early: { type: Boolean }, _problem: { state: true }, _report: { state: true }, _slow: { state: true } };
  static override styles = [sharedStyles, controlStyles, css`
    :host { display: grid; grid-template: minmax(0, 1fr) / minmax(0, 1fr); min-width: 0; min-height: 0; }
    article { position: relative; display: flex; flex-direction: column; min-height: 0; overflow: hidden; background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--shadow-1); }
    article.bare { border: 0; background: none; box-shadow: none; border-radius: 0; }
    header { display: flex; align-items: baseline; gap: .75rem; padding: .6rem .9rem 0; flex: none; min-height: 1.9rem; }
    .bare header { padding: 0; }
    h2 { flex: 1; min-width: 0; font-size: .875rem; font-weight: 600; letter-spacing: -.005em; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .as-of { flex: none; font-size: .75rem; color: var(--ink-3); font-variant-numeric: tabular-nums; }
    .as-of.late { color: var(--warning-ink); }
    .body { position: relative; flex: 1; min-height: 0; display: grid; grid-template: minmax(0, 1fr) / minmax(0, 1fr); }
    .body > .widget { display: block; min-width: 0; min-height: 0; }
    .is-stale { border-color: color-mix(in srgb, var(--stale-ink) 55%, transparent); }
    .is-stale .body { background: repeating-linear-gradient(135deg, color-mix(in srgb, var(--stale-soft) 60%, transparent) 0 8px, transparent 8px 16px); }
    /* dimmed, but still to be read: the faintest ink is one step stronger */
    .is-stale .body > .widget { opacity: .88; filter: grayscale(1); --ink-3: var(--ink-2); }
    .stale-line span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .stale-line { display: flex; align-items: center; gap: .4rem; padding: .3rem .9rem; margin-top: .35rem; font-size: .75rem; color: var(--state-ink); background: var(--state-soft); flex: none; }
    .skeleton { position: absolute; inset: .5rem .9rem .9rem; }
    .note button { margin-top: .4rem; }
  `];

  declare widget: PageWidget;
  declare page: { readonly package: string; readonly name: string };
  /** Without frame, for use inside other panels. */
  declare bare: boolean;
  /** Whether the widget is made when the tile comes near the window, and not before; its title is always there. */
  declare lazy: boolean;
  /** Whether it is in the window as the page opens, so that nothing waits until the browser has found that out. */
  declare early: boolean;
  declare _problem: WidgetProblem | undefined;
  declare _report: TileReport;
  declare _slow: boolean;
  #element: WidgetElement | undefined;
  #tag = '';
  readonly #near = new Signal(false);
  #tried: unknown;
  #release = () => {};
  #releases: (() => void)[] = [];

  constructor() {
    super();
    this.bare = this.lazy = this.early = false;
    this._report = {};
    this._slow = false;
    new Watch(this, widgets.value, widgets.failure);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    widgets.want();
    this.#releases = [
      onTick(() => (this._report.asOf ?? null) !== null && this.requestUpdate()),
      onError((url, message) => {
        const module = widgets.value.value?.get(this.widget?.widget)?.module;
        if (module && url.includes(module)) this.#break(message);
      }),
    ];
    this.#releases.push(watchNear(this, (near) => {
      this.#near.value = near;
      if (near && this.lazy) this.#wait();
    }, MARGIN));
    if (this.early) this.#near.value = true;
    if (!this.lazy || this.early) this.#wait();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#drop();
    for (const release of this.#releases.splice(0)) release();
  }

  /** Far away nobody waits: a thousand tiles are not drawn anew for it. */
  #wait(): void {
    void this.#load();
    setTimeout(() => (this._slow = this.#element === undefined), SLOW);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('widget')) this.#reconsider(changed.get('widget'));
    void this.#load();
  }

  /** The page has changed: other settings are given to the widget, and to a broken one another chance. */
  #reconsider(before: PageWidget | undefined): void {
    const { widget, settings, problems } = this.widget;
    const other = before !== undefined && JSON.stringify([before.widget, before.settings, before.problems]) !== JSON.stringify([widget, settings, problems]);
    if (!other) return;
    if (before.widget === widget && this.#element && this.#problems.length === 0) this.#configure();
    else this.#retry();
  }

  /** What is wrong with the settings. That the widget is missing is known better here, where it may have come since. */
  get #problems(): readonly string[] {
    return (this.widget.problems ?? []).filter((problem) => !problem.startsWith('needs widget:'));
  }

  /** Puts the widget of the version in force into the tile. */
  async #load(): Promise<void> {
    const known = widgets.value.value;
    if (!known || known === this.#tried || (this.lazy && !this.#near.value && !this.#element)) return;
    this.#tried = known;
    // without the widget the server could not type its settings: they come with the page in a moment
    const untyped = known.has(this.widget.widget) && (this.widget.problems?.length ?? 0) > 0;
    if (untyped) {
      this.#drop();
      return;
    }
    const found = await widgetTag(known.get(this.widget.widget), this.widget.widget);
    if (!this.isConnected || widgets.value.value !== known) return;
    if ('problem' in found) {
      if (this._problem?.key === found.problem.key) return;
      this.#drop();
      this._problem = found.problem;
      return;
    }
    if (found.tag === this.#tag) return;
    this.#drop();
    this._problem = undefined;
    this.#tag = found.tag;
    try {
      this.#element = document.createElement(found.tag) as WidgetElement;
      this.#element.className = 'widget';
      this.#configure();
    } catch (failure) {
      this.#break((failure as Error).message);
    }
    this.requestUpdate();
  }

  #configure(): void {
    this.#release();
    const element = this.#element!;
    this._report = {};
    const releases: (() => void)[] = [];
    const held = <A extends unknown[]>(listen: (...args: A) => () => void) => (...args: A) => {
      const release = listen(...args);
      releases.push(release);
      return release;
    };
    this.#release = () => releases.splice(0).forEach((release) => release());
    const context: WidgetContext = {
      page: Object.freeze({ ...this.page }),
      checks: held(watchChecks),
      series: held(watchSeries),
      answer: held(watchAnswer) as WidgetContext['answer'],
      events: held((types, listener) => {
        const all = types.map((type) => onEvent(type, listener));
        return () => all.forEach((release) => release());
      }),
      tick: held(onTick),
      now,
      theme: held((listener) => {
        listener(theme.value);
        return theme.subscribe(listener);
      }),
      near: held((listener) => {
        listener(this.#near.value);
        return this.#near.subscribe(listener);
      }),
      timeRange: held(watchTimeRange),
      setTimeRange: (range) => navigate(withParams(timeRangeParams(range))),
      report: (report) => this.#element === element && this.#take(report),
      may,
      openCheck: (id) => navigate(withParams({ check: id })),
      navigate,
      crosshair: `${this.page.package}/${this.page.name}`,
    };
    element.config = freeze(structuredClone(this.widget.settings));
    element.context = Object.freeze(context);
  }

  #take(report: TileReport): void {
    if (report.broken !== undefined) this.#break(report.broken);
    else if (report.asOf !== this._report.asOf || report.limit !== this._report.limit) this._report = report;
  }

  #break(message: string): void {
    const tag = this.#tag;
    this.#drop();
    // not again until another version comes or somebody asks
    this.#tag = tag;
    this._problem = { key: `broken ${tag}`, title: 'This widget broke', detail: message, retry: true };
  }

  #drop(): void {
    this.#release();
    this.#element?.remove();
    this.#element = undefined;
    this.#tag = '';
    this._report = {};
  }

  #retry = () => {
    this.#drop();
    this._problem = undefined;
    this.#tried = undefined;
    this.requestUpdate();
  };

  protected override render(): TemplateResult {
    const { title, widget } = this.widget;
    const problems = this.#problems;
    const { asOf, limit } = this._report;
    const age = asOf === null || asOf === undefined ? 0 : now() - asOf;
    const stale = limit !== undefined && age > limit;
    const heading = title || widgets.value.value?.get(widget)?.title || widget;
    return html`<article class="${stale ? 'is-stale' : ''} ${this.bare ? 'bare' : ''}" aria-label=${heading}>
      <header>${this.bare && !title ? nothing : html`<h2 title=${heading}>${heading}</h2>`}${this.#asOf(age, stale)}</header>
      ${stale ? html`<p class="stale-line stale" title=${`Nothing for ${duration(Math.round(age / 1000))}; the limit is ${duration(Math.round(limit / 1000))}.`}>${stateIcon('stale')}<span>Stale: nothing for ${duration(Math.round(age / 1000))}</span></p>` : nothing}
      <div class="body">${problems.length > 0 ? this.#note('warning', 'Not configured rightly', problems.join(' '), false) : this.#content()}</div>
    </article>`;
  }

  #asOf(age: number, stale: boolean): unknown {
    const { asOf, limit } = this._report;
    if (asOf === null || asOf === undefined) return nothing;
    // it shows its age once a sample is overdue
    const late = limit !== undefined && age > Math.max(2500, limit / 2.5);
    return html`<time class="as-of ${late || stale ? 'late' : ''}" datetime=${new Date(asOf).toISOString()} @pointerenter=${this.#say}><span class="visually-hidden">as of </span>${clock(asOf, now())}${late && !stale ? ` · ${ago(asOf, now())}` : ''}</time>`;
  }

  /** Written when it is looked for: each tile would write it anew with each sample. */
  #say = ({ currentTarget }: Event) => {
    const { asOf } = this._report;
    if (typeof asOf === 'number') (currentTarget as HTMLElement).title = `As of ${fullTime(asOf)}`;
  };

  #content(): unknown {
    if (this._problem) return this.#note(this._problem.retry ? 'critical' : 'pending', this._problem.title, this._problem.detail, this._problem.retry);
    if (this.#element) return this.#element;
    if (widgets.failure.value !== '' && !widgets.value.value) return this.#note('unknown', 'The widgets could not be loaded', widgets.failure.value, true);
    return this._slow ? html`<div class="skeleton" role="status"><span class="visually-hidden">Loading</span></div>` : nothing;
  }

  #note(state: State, title: string, detail: string, retry: boolean): TemplateResult {
    return html`<div class="note" tabindex="0" role="group">${stateIcon(state)}<strong>${title}</strong><span>${detail}</span>${retry ? html`<button @click=${this.#retry}>Try again</button>` : nothing}</div>`;
  }
}

/** Errors that escape a widget's own code, told by the address of its module. */
const errorListeners = new Set<(url: string, message: string) => void>();

function onError(listener: (url: string, message: string) => void): () => void {
  errorListeners.add(listener);
  return () => errorListeners.delete(listener);
}

addEventListener('error', ({ filename, error, message }) => {
  const place = `${filename} ${error?.stack ?? ''}`;
  if (place.includes('/widgets/')) errorListeners.forEach((listener) => listener(place, message));
});
addEventListener('unhandledrejection', ({ reason }) => {
  const place = String(reason?.stack ?? '');
  if (place.includes('/widgets/')) errorListeners.forEach((listener) => listener(place, reason.message));
});

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}

customElements.define('rem-tile', Tile);
