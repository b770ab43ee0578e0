import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ago, checkName, clock, controlStyles, count, duration, format, icon, metricTitle, sharedStyles, splitMetric, standing, STANDINGS, stateIcon, type Check, type Standing } from '@redeye/host';
import { checks, checksFailure, loadChecks } from '../data/checks.ts';
import { now, onTick } from '../data/clock.ts';
import { navigate, replace, route, withParams } from '../data/router.ts';
import { Watch } from '../data/signal.ts';
import { headStyles } from './head.ts';
import { filterChecks, sortChecks, type CheckFilter, type SortKey } from './checks-filter.ts';

/** Rows drawn at once; more on demand. */
const PAGE = 200;
const COLUMNS: readonly (readonly [SortKey | '', string])[] = [['state', 'State'], ['name', 'Check'], ['host', 'Host'], ['', 'Last result'], ['since', 'Since'], ['at', 'As of']];

/** All checks: filters stand in the address, so that a view can be shared. */
class Checks extends LitElement {
  static override properties = { _shown: { state: true } };
  static override styles = [sharedStyles, controlStyles, headStyles, css`
    .filters { display: flex; flex-wrap: wrap; gap: .5rem; margin-bottom: .75rem; align-items: center; }
    .states { display: flex; flex-wrap: wrap; gap: .375rem; }
    .states button { min-height: 2rem; padding: .2rem .7rem; border-radius: 99px; font-size: .8125rem; }
    .states button[aria-pressed=true] { background: var(--state-soft); border-color: var(--state-fill); color: var(--state-ink); }
    .search { position: relative; flex: 1 1 12rem; max-width: 22rem; }
    .search svg { position: absolute; left: .7rem; top: .65rem; color: var(--ink-3); }
    .search input { padding-left: 2.1rem; }
    select { width: auto; max-width: 14rem; font-size: .875rem; }
    .table { overflow-x: auto; }
    tbody tr { cursor: pointer; }
    tbody tr:hover { background: var(--hover); }
    tbody tr.open { background: var(--accent-soft); }
    th button { border: 0; background: none; padding: 0; min-height: 1.5rem; font-size: inherit; color: inherit; gap: .3em; }
    th button:hover:not(:disabled) { background: none; color: var(--ink); }
    th[aria-sort] { color: var(--ink); }
    .state { white-space: nowrap; color: var(--state-ink); font-weight: 550; }
    .state small { display: block; padding-left: 1.4em; font-weight: 400; font-size: .8125rem; }
    .state svg { margin-right: .4em; }
    .check a { color: inherit; font-weight: 550; text-decoration: none; }
    .check a:hover { text-decoration: underline; }
    .check small, .message small { display: block; font-size: .8125rem; color: var(--ink-2); }
    .message { min-width: 14rem; max-width: 44rem; overflow-wrap: anywhere; }
    .readings { display: flex; flex-wrap: wrap; gap: 0 1rem; color: var(--ink-2); }
    .readings b { font-weight: 550; color: var(--ink); font-variant-numeric: tabular-nums; }
    .time { white-space: nowrap; font-variant-numeric: tabular-nums; color: var(--ink-2); }
    .time .stale { color: var(--state-ink); font-weight: 550; }
    .more { display: flex; justify-content: center; padding: .75rem; }
    @media (max-width: 760px) {
      thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
      table, tbody, tr, td { display: block; }
      tbody tr { display: grid; grid-template-columns: 1fr auto; gap: .1rem .75rem; padding: .65rem .8rem; border-bottom: 1px solid var(--line); }
      td { padding: 0; border: 0; min-width: 0 !important; }
      td.message { grid-column: 1 / -1; }
      td.host, td.since { display: none; }
      td.check { grid-row: 1; } td.state { grid-row: 1; grid-column: 2; }
      td.time { grid-column: 1 / -1; font-size: .8125rem; }
    }
  `];

  declare _shown: number;
  #release = () => {};

  constructor() {
    super();
    this._shown = PAGE;
    new Watch(this, checks, checksFailure, route);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#release = onTick(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#release();
  }

  get #filter(): CheckFilter {
    const params = route.value.searchParams;
    return {
      states: (params.get('state') ?? '').split(',').filter((state): state is Standing => STANDINGS.includes(state as Standing)),
      package: params.get('package') ?? '', host: params.get('host') ?? '', text: params.get('q') ?? '',
    };
  }

  #set(changes: Record<string, string>): void {
    this._shown = PAGE;
    replace(withParams(changes));
  }

  protected override render(): TemplateResult {
    if (!checks.value) return this.#unloaded();
    const all = [...checks.value.values()];
    const filter = this.#filter;
    const [key, descending] = this.#order();
    const found = sortChecks(filterChecks(all, filter, now()), key, now(), descending);
    return html`
      <div class="head"><div><h1>Checks</h1><p class="muted" role="status">${found.length === all.length ? `${all.length} checks` : `${found.length} of ${all.length} checks`}</p></div></div>
      ${this.#filters(all, filter)}
      ${found.length === 0 ? this.#nothing(all) : this.#table(found, key, descending)}`;
  }

  #unloaded(): TemplateResult {
    if (checksFailure.value !== '') return html`<div class="head"><div><h1>Checks</h1></div></div><div class="panel empty"><h2>The checks could not be loaded</h2><p>${checksFailure.value}</p><button @click=${() => loadChecks()}>Try again</button></div>`;
    return html`<div class="head"><div><h1>Checks</h1></div></div><div class="panel empty" role="status">Loading the checks…</div>`;
  }

  #order(): [SortKey, boolean] {
    const sort = route.value.searchParams.get('sort') ?? 'state';
    const descending = sort.startsWith('-');
    const key = sort.replace('-', '') as SortKey;
    return [COLUMNS.some(([each]) => each === key) ? key : 'state', descending];
  }

  #filters(all: readonly Check[], filter: CheckFilter): TemplateResult {
    const others = filterChecks(all, { ...filter, states: [] }, now());
    const numbers = new Map(count(others.map((check) => standing(check, now()))).map(({ state, count: number }) => [state, number]));
    const toggle = (state: Standing) => this.#set({ state: (filter.states.includes(state) ? filter.states.filter((each) => each !== state) : [...filter.states, state]).join(',') });
    const choice = (name: 'package' | 'host', title: string) => {
      const values = [...new Set(all.map((check) => check[name]).filter(Boolean))].sort();
      if (values.length === 0) return nothing;
      return html`<select aria-label=${title} @change=${(event: Event) => this.#set({ [name]: (event.target as HTMLSelectElement).value })}>
        <option value="" ?selected=${filter[name] === ''}>Any ${name}</option>
        ${values.map((value) => html`<option value=${value} ?selected=${filter[name] === value}>${value}</option>`)}</select>`;
    };
    return html`<div class="filters" role="search" aria-label="Filter checks">
      <div class="search">${icon('search')}<input type="search" aria-label="Text in name, message, address or probe" placeholder="Find a check" .value=${filter.text} @input=${(event: Event) => this.#set({ q: (event.target as HTMLInputElement).value })}></div>
      ${choice('package', 'Package')}${choice('host', 'Host')}
      <div class="states" role="group" aria-label="State">${STANDINGS.filter((state) => state !== 'stale' || numbers.has(state) || filter.states.includes(state)).map((state) => html`
        <button class=${state} aria-pressed=${filter.states.includes(state)} @click=${() => toggle(state)}>${stateIcon(state)}${state} <span class="number">${numbers.get(state) ?? 0}</span></button>`)}</div>
    </div>`;
  }

  #nothing(all: readonly Check[]): TemplateResult {
    if (all.length > 0) return html`<div class="panel empty"><h2>No check matches</h2><button @click=${() => this.#set({ state: '', package: '', host: '', q: '' })}>Show all ${all.length}</button></div>`;
    return html`<div class="panel empty"><h2>No checks yet</h2><p>Checks are declared in packages, in the section <code>checks</code>. They appear here by themselves.</p><a class="button" href="/_/packages">Show the packages</a></div>`;
  }

  #table(found: readonly Check[], key: SortKey, descending: boolean): TemplateResult {
    const time = now();
    const sorted = (column: string) => (column === key ? (descending ? 'descending' : 'ascending') : nothing);
    return html`<div class="panel table"><table>
      <thead><tr>${COLUMNS.map(([column, title]) => html`<th scope="col" aria-sort=${sorted(column)}>${column === '' ? title : html`
        <button @click=${() => this.#set({ sort: column === key && !descending ? `-${column}` : column })}>${title}<span aria-hidden="true">${column === key ? (descending ? '↓' : '↑') : ''}</span></button>`}</th>`)}</tr></thead>
      <tbody>${repeat(found.slice(0, this._shown), ({ id }) => id, (check) => this.#row(check, time))}</tbody></table>
      ${found.length > this._shown ? html`<div class="more"><button @click=${() => (this._shown += PAGE * 2)}>Show more (${found.length - this._shown} left)</button></div>` : nothing}</div>`;
  }

  #row(check: Check, time: number): TemplateResult {
    const { name, group } = checkName(check.id);
    const href = withParams({ check: check.id });
    const open = route.value.searchParams.get('check') === check.id;
    const how = standing(check, time);
    const stale = how === 'stale';
    return html`<tr class=${open ? 'open' : ''} @click=${(event: Event) => !(event.target as Element).closest('a') && navigate(href)}>
      <td class="state ${how}">${stateIcon(how)}${how}${stale ? html`<small>was ${check.state}</small>` : nothing}</td>
      <td class="check"><a href=${href}>${check.title || name}</a><small>${[check.package, group].filter(Boolean).join(' / ')}</small></td>
      <td class="host">${check.host || html`<span class="muted">–</span>`}</td>
      <td class="message">${check.state === 'ok' ? this.#readings(check) : html`${check.state === 'pending' ? check.reason : html`<b>${check.reason}</b>`} <small>${check.message}</small>`}</td>
      <td class="time since">${duration(Math.max(0, Math.floor((time - check.since) / 1000)))}</td>
      <td class="time">${check.at === null ? 'never ran' : stale ? html`<span class="stale">${ago(check.at, time)}</span>` : clock(check.at, time)}</td>
    </tr>`;
  }

  #readings(check: Check): TemplateResult {
    const names = Object.keys(check.metrics);
    return html`<span class="readings">${names.slice(0, 4).map((key) => {
      const { metric, item } = splitMetric(key);
      const { value, unit } = check.metrics[key]!;
      return html`<span>${metricTitle(metric)}${item ? ` ${item}` : ''} <b>${format(value, unit)}</b></span>`;
    })}${names.length > 4 ? html`<span>+${names.length - 4}</span>` : nothing}</span>`;
  }
}

customElements.define('rem-checks', Checks);
