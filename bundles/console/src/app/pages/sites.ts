import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { controlStyles, format, sharedStyles, stateIcon } from '@redeye/host';
import { packages, routes, type RouteInfo } from '../data/catalog.ts';
import { onTick } from '../data/clock.ts';
import { groupBy } from '../data/group.ts';
import { replace, route, withParams } from '../data/router.ts';
import { Watch } from '../data/signal.ts';
import { headStyles } from './head.ts';

/** How often the counts are asked for while somebody looks, milliseconds. */
const EVERY = 10_000;
const KINDS: Readonly<Record<RouteInfo['kind'], string>> = { page: 'Page', rpc: 'Function', static: 'Files' };

/** What packages serve over HTTP: where, for whom, how often it was asked for and how that went. */
class Sites extends LitElement {
  static override styles = [sharedStyles, controlStyles, headStyles, css`
    .filters { display: flex; flex-wrap: wrap; gap: .5rem; margin-bottom: .75rem; }
    .filters input { max-width: 24rem; }
    .package { margin-bottom: .75rem; overflow: hidden; }
    .package h2 { font-size: .875rem; font-weight: 600; padding: .65rem .75rem .35rem; }
    .package h2 a { color: inherit; }
    .path { overflow-wrap: anywhere; }
    .path a, .path span { font-family: var(--mono); font-size: .8125rem; }
    .public { color: var(--warning-ink); font-weight: 550; }
    .errors { color: var(--critical-ink); font-weight: 550; white-space: nowrap; }
    th.kind, td.kind { width: 6rem; } th.who, td.who { width: 10rem; white-space: nowrap; }
    th.number, td.number { width: 7rem; font-variant-numeric: tabular-nums; }
    @media (max-width: 760px) {
      thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
      table, tbody, td { display: block; }
      tr { display: flex; flex-wrap: wrap; gap: .1rem .9rem; padding: .55rem .75rem; border-bottom: 1px solid var(--line); }
      td, td.kind, td.who, td.number { padding: 0; border: 0; width: auto; text-align: left; font-size: .8125rem; color: var(--ink-2); }
      td.path { flex-basis: 100%; color: var(--ink); }
      td.number::before { content: attr(data-what) ' '; }
    }
  `];

  #release = () => {};

  constructor() {
    super();
    new Watch(this, routes.value, routes.failure, packages.value, route);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void routes.load();
    packages.want();
    let asked = Date.now();
    this.#release = onTick(() => {
      if (document.hidden || Date.now() - asked < EVERY) return;
      asked = Date.now();
      void routes.load();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#release();
  }

  protected override render(): TemplateResult {
    const all = routes.value.value;
    const head = html`<div class="head"><div><h1>Sites</h1><p class="muted">The pages, functions and files that packages serve. A package says so in its sections <code>http pages</code>, <code>http rpc</code> and <code>http static</code>.</p></div></div>`;
    if (!all) return html`${head}<div class="panel empty" role="status">${routes.failure.value || 'Loading the routes…'}</div>`;
    if (all.length === 0) return html`${head}<div class="panel empty"><h2>No package serves anything</h2><p>As soon as one has an entry in <code>http pages</code>, its address stands here.</p><a class="button" href="/_/packages">Show the packages</a></div>`;
    const words = route.value.searchParams.get('find') ?? '';
    const found = all.filter((each) => `${each.path} ${KINDS[each.kind]} ${each.audience}`.toLowerCase().includes(words.toLowerCase()));
    return html`${head}
      <div class="filters"><input type="search" aria-label="Find routes" placeholder="Find by address, kind or who may" .value=${words} @input=${(event: Event) => replace(withParams({ find: (event.target as HTMLInputElement).value }))}></div>
      ${routes.failure.value ? html`<p class="errors" role="alert">${routes.failure.value}</p>` : nothing}
      ${found.length === 0 ? html`<div class="panel empty"><h2>Nothing is found</h2><p>${all.length} routes do not have “${words}” in them.</p></div>` : nothing}
      ${[...groupBy(found, (each) => each.package)].map(([name, own]) => this.#package(name, own))}`;
  }

  #package(name: string, own: readonly RouteInfo[]): TemplateResult {
    const title = packages.value.value?.find((each) => each.name === name)?.title || name;
    return html`<section class="panel package"><h2><a href=${`/_/packages/${encodeURIComponent(name)}`}>${title}</a></h2>
      <table><thead><tr><th>Address</th><th class="kind">Kind</th><th class="who">Who may</th><th class="number">Calls</th><th class="number">Errors</th><th class="number">Mean time</th></tr></thead>
      <tbody>${repeat(own, ({ kind, path }) => `${kind} ${path}`, (each) => this.#row(each))}</tbody></table></section>`;
  }

  #row({ kind, path, audience, calls, errors, seconds }: RouteInfo): TemplateResult {
    // a path with a star stands for many pages, and functions are called, not opened
    const plain = kind === 'page' && !path.includes('*');
    return html`<tr><td class="path">${plain ? html`<a href=${path} target="_blank" rel="noopener">${path}</a>` : html`<span>${path}</span>`}</td>
      <td class="kind">${KINDS[kind]}</td><td class="who">${audience === 'public' ? html`<span class="public">anybody</span>` : `${audience}${audience === 'admin' ? '' : ' or more'}`}</td>
      <td class="number" data-what="Calls">${calls}</td>
      <td class="number" data-what="Errors">${errors === 0 ? '0' : html`<span class="errors">${stateIcon('critical')} ${errors}</span>`}</td>
      <td class="number" data-what="Mean">${calls === 0 ? html`<span class="muted">none yet</span>` : format(seconds / calls, 's')}</td></tr>`;
  }
}

customElements.define('rem-sites', Sites);
