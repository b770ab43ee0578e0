import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { controlStyles, icon, sharedStyles, stateIcon, type State } from '@redeye/host';
import { get } from '../data/api.ts';
import { plugins, type PluginInfo } from '../data/catalog.ts';
import { groupBy } from '../data/group.ts';
import { navigate, replace, route, withParams } from '../data/router.ts';
import { Watch } from '../data/signal.ts';
import { markdown, markdownStyles } from '../parts/markdown.ts';
import { headStyles } from './head.ts';
import '../parts/plugin-icon.ts';
import '../parts/plugin-impact.ts';

interface Detail extends PluginInfo {
  readonly schema?: JsonSchema;
  readonly readme?: string;
}

interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly [key: string]: unknown;
}

const STATE_AS: Readonly<Record<PluginInfo['state'], State>> = { active: 'ok', pending: 'pending', failed: 'critical' };

/** What is installed, how it is, which fields it takes. */
class Plugins extends LitElement {
  static override properties = { _detail: { state: true }, _failure: { state: true } };
  static override styles = [sharedStyles, controlStyles, headStyles, markdownStyles, css`
    @media (max-width: 600px) { .fields table { min-width: 34rem; } }
    .filters { display: flex; flex-wrap: wrap; gap: .5rem; margin-bottom: .75rem; }
    .filters input { max-width: 20rem; }
    select { width: auto; }
    .columns { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem; align-items: start; }
    .columns.two { grid-template-columns: minmax(16rem, 22rem) minmax(0, 1fr); }
    h2 { font-size: .8125rem; font-weight: 600; color: var(--ink-2); margin: 1.25rem 0 .5rem; text-transform: capitalize; }
    section:first-child h2 { margin-top: 0; }
    .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: .5rem; }
    .two .cards { grid-template-columns: 1fr; }
    .card { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: .1rem .75rem; align-items: center; padding: .65rem .8rem; color: inherit; text-decoration: none; }
    .card:hover { background: var(--hover); }
    .card[aria-current] { border-color: var(--accent); background: var(--accent-soft); }
    .card rem-plugin-icon { grid-row: span 2; font-size: 1.5rem; color: var(--ink-2); }
    .card b { font-weight: 600; font-size: .9375rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .card small { grid-column: 2 / -1; font-size: .8125rem; color: var(--ink-2); overflow-wrap: anywhere; }
    .card small.bad { color: var(--critical-ink); }
    .detail { padding: 1.25rem; position: sticky; top: .75rem; min-width: 0; max-height: calc(100vh - 1.5rem); overflow-y: auto; }
    .detail > header { display: flex; gap: .9rem; align-items: flex-start; margin-bottom: 1rem; }
    .detail > header rem-plugin-icon { font-size: 2.25rem; color: var(--ink-2); }
    .detail > header div { flex: 1; min-width: 0; }
    .detail h3 { font-size: 1.125rem; font-weight: 650; outline: none; }
    .facts { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: .8125rem; color: var(--ink-2); margin-top: .35rem; }
    .reason { padding: .6rem .75rem; border-radius: var(--radius-s); background: var(--state-soft); color: var(--state-ink); font-size: .875rem; overflow-wrap: anywhere; margin-bottom: 1rem; }
    .detail h4 { font-size: .8125rem; font-weight: 600; color: var(--ink-2); margin: 1.25rem 0 .25rem; }
    .fields { overflow-x: auto; border: 1px solid var(--line); border-radius: var(--radius-s); }
    .fields td:first-child { font-family: var(--mono); font-size: .8125rem; white-space: nowrap; }
    .required { color: var(--warning-ink); font-family: inherit; font-size: .75rem; }
    @media (max-width: 1000px) { .columns.two { grid-template-columns: minmax(0, 1fr); } .two .detail { order: -1; position: static; max-height: none; } .two .cards { grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); } }
  `];

  declare _detail: Detail | undefined;
  declare _failure: string;
  #open = '';
  #loadedFor: PluginInfo | undefined;

  constructor() {
    super();
    this._failure = '';
    new Watch(this, plugins.value, plugins.failure, route);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    plugins.want();
  }

  protected override willUpdate(): void {
    const open = route.value.searchParams.get('plugin') ?? '';
    const info = plugins.value.value?.find((each) => key(each) === open);
    if (open !== this.#open) {
      this._detail = undefined;
      this._failure = '';
      if (this.#open !== '' || open !== '') void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.detail h3')?.focus());
    }
    if (info && (open !== this.#open || JSON.stringify(info) !== JSON.stringify(this.#loadedFor))) void this.#load(info);
    this.#open = open;
    this.#loadedFor = info;
  }

  async #load(info: PluginInfo): Promise<void> {
    try {
      const detail = await get<Detail>(`/plugins/${encodeURIComponent(info.kind)}/${encodeURIComponent(info.id)}`);
      if (key(detail) === this.#open) this._detail = detail;
    } catch (failure) {
      this._failure = (failure as Error).message;
    }
  }

  protected override render(): TemplateResult {
    const all = plugins.value.value;
    if (!all) return html`<div class="head"><div><h1>Plugins</h1></div></div><div class="panel empty" role="status">${plugins.failure.value || 'Loading the plugins…'}</div>`;
    const kind = route.value.searchParams.get('kind') ?? '';
    const text = (route.value.searchParams.get('q') ?? '').toLowerCase();
    const found = all.filter((each) => (kind === '' || each.kind === kind) && [each.id, each.title, each.help, each.bundle, each.reason].join('\n').toLowerCase().includes(text));
    const open = all.find((each) => key(each) === this.#open);
    return html`
      <div class="head"><div><h1>Plugins</h1><p class="muted">${all.length} plugins; what they bring works at once when their bundle is put into the folder <code>deploy</code>.</p></div></div>
      <div class="filters" role="search" aria-label="Filter plugins">
        <input type="search" aria-label="Text in name, help or bundle" placeholder="Find a plugin" .value=${text} @input=${(event: Event) => replace(withParams({ q: (event.target as HTMLInputElement).value }))}>
        <select aria-label="Kind" @change=${(event: Event) => replace(withParams({ kind: (event.target as HTMLSelectElement).value }))}><option value="">Any kind</option>${[...new Set(all.map((each) => each.kind))].sort().map((each) => html`<option value=${each} ?selected=${kind === each}>${each}</option>`)}</select></div>
      <div class="columns ${open ? 'two' : ''}">
        <div>${[...groupBy(found, (each) => each.kind)].sort(([a], [b]) => a.localeCompare(b)).map(([name, own]) => html`
          <section aria-label=${name}><h2>${name}</h2><div class="cards">${repeat(own, key, (each) => this.#card(each))}</div></section>`)}
          ${found.length === 0 ? html`<div class="panel empty"><h2>No plugin matches</h2></div>` : nothing}</div>
        ${open ? this.#view({ ...open, ...this._detail, state: open.state, reason: open.reason }) : nothing}
      </div>`;
  }

  #card(plugin: PluginInfo): TemplateResult {
    const state = STATE_AS[plugin.state];
    return html`<a class="card panel" href=${withParams({ plugin: key(plugin) })} aria-current=${key(plugin) === this.#open ? 'true' : nothing}>
      <rem-plugin-icon .plugin=${plugin}></rem-plugin-icon><b>${plugin.title || plugin.id}</b>${plugin.state === 'active' ? nothing : html`<span class="badge ${state}">${stateIcon(state)}${plugin.state}</span>`}
      <small class=${plugin.state === 'failed' ? 'bad' : ''}>${plugin.reason || plugin.help || plugin.bundle}</small></a>`;
  }

  #view(plugin: Detail): TemplateResult {
    const state = STATE_AS[plugin.state];
    return html`<article class="detail panel" aria-labelledby="plugin-title">
      <header><rem-plugin-icon .plugin=${plugin}></rem-plugin-icon><div><h3 id="plugin-title" tabindex="-1">${plugin.title || plugin.id}</h3><p class="muted">${plugin.help}</p>
        <p class="facts"><span class="badge ${state}">${stateIcon(state)}${plugin.state}</span><span class="mono">${plugin.kind}:${plugin.id}</span><span>version ${plugin.version}</span><span>bundle ${plugin.bundle}</span></p></div>
        <button class="quiet icon-only" aria-label="Close" @click=${() => navigate(withParams({ plugin: '' }))}>${icon('close')}</button></header>
      ${plugin.reason ? html`<p class="reason ${state}">${plugin.reason}</p>` : nothing}
      ${this._failure ? html`<p class="reason critical">${this._failure}</p>` : nothing}
      ${this.#fields(plugin.schema)}
      <rem-plugin-impact .plugin=${key(plugin)}></rem-plugin-impact>
      ${plugin.readme ? html`<h4>Read me</h4><div class="markdown">${markdown(plugin.readme)}</div>` : nothing}
    </article>`;
  }

  #fields(schema: JsonSchema | undefined): unknown {
    const item = schema?.items ?? schema;
    const fields = Object.entries(item?.properties ?? {});
    if (fields.length === 0) return nothing;
    const required = new Set(item?.required ?? []);
    return html`<h4>Fields</h4><div class="fields" tabindex="0" role="group" aria-label="Fields"><table><thead><tr><th scope="col">Key</th><th scope="col">Type</th><th scope="col">Default</th><th scope="col">What it is</th></tr></thead><tbody>
      ${fields.map(([name, field]) => html`<tr><td>${name}${required.has(name) ? html`<div class="required">required</div>` : nothing}</td><td>${typeOf(field)}</td><td class="mono">${field.default === undefined ? '' : String(field.default)}</td><td>${field.description ?? field.title ?? ''}${bounds(field)}</td></tr>`)}</tbody></table></div>`;
  }
}

function key({ kind, id }: { readonly kind: string; readonly id: string }): string {
  return `${kind}:${id}`;
}

function typeOf(field: JsonSchema): string {
  const own = field['x-rem-type'] ?? field.type;
  return Array.isArray(own) ? own.join(' or ') : String(own ?? '');
}

function bounds(field: JsonSchema): unknown {
  const { enum: choices, minimum = field['x-rem-min'], maximum = field['x-rem-max'] } = field;
  const said = [choices ? `One of ${choices.join(', ')}.` : '', minimum !== undefined ? `At least ${minimum}.` : '', maximum !== undefined ? `At most ${maximum}.` : ''].filter(Boolean);
  return said.length === 0 ? nothing : html` <span class="muted">${said.join(' ')}</span>`;
}

customElements.define('rem-plugins', Plugins);
