import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { controlStyles, duration, icon, sharedStyles, stateIcon } from '@redeye/host';
import { list } from '../data/api.ts';
import { now, onTick } from '../data/clock.ts';
import { replace, route, withParams } from '../data/router.ts';
import { Watch } from '../data/signal.ts';
import { Source } from '../data/source.ts';
import { itemAddress } from '../alerts/members.ts';
import { sourceStyles, sourceView } from '../parts/source-view.ts';
import '../rules/rehearsal.ts';
import type { Rule } from '../rules/types.ts';
import { compareRules, lookOfRule, sentenceOf } from '../rules/words.ts';
import { headStyles } from './head.ts';

const STATES: readonly Rule['state'][] = ['broken', 'firing', 'pending', 'ok'];
/** Rows drawn at once. */
const PAGE = 200;

interface Item {
  readonly path: readonly string[];
  readonly raw: Readonly<Record<string, unknown>>;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** All rules: how each stands, what it watches, and what it would have done. */
class Rules extends LitElement {
  static override properties = { _items: { state: true }, _failure: { state: true }, _shown: { state: true } };
  static override styles = [sharedStyles, controlStyles, headStyles, sourceStyles, css`
    .filters { display: flex; flex-wrap: wrap; gap: .5rem; margin-bottom: .75rem; align-items: center; }
    .filters .search { position: relative; flex: 1 1 12rem; max-width: 22rem; }
    .filters .search svg { position: absolute; left: .7rem; top: .65rem; color: var(--ink-3); } .filters .search input { padding-left: 2.1rem; }
    .filters button { border-radius: 99px; min-height: 2.25rem; font-size: .8125rem; }
    .filters button[aria-pressed=true] { background: var(--state-soft); border-color: var(--state-fill); color: var(--state-ink); }
    .rule { padding: .7rem 1rem; border-bottom: 1px solid var(--line); display: grid; grid-template-columns: 7rem minmax(0, 1fr) auto; gap: .1rem .75rem; align-items: baseline; }
    .rule:last-child { border-bottom: 0; }
    .how { color: var(--state-ink); font-weight: 550; font-size: .875rem; white-space: nowrap; } .how svg { margin-right: .4em; }
    .what { min-width: 0; overflow-wrap: anywhere; }
    .what a { color: inherit; font-weight: 600; text-decoration: none; } .what a:hover { text-decoration: underline; }
    .what small { display: block; color: var(--ink-2); font-size: .8125rem; }
    .what .reason { color: var(--state-ink); font-weight: 550; }
    .do { display: flex; gap: .4rem; } .do button, .do .button { min-height: 2.25rem; }
    .below { grid-column: 1 / -1; padding: .6rem 0 .4rem; }
    .more { display: flex; justify-content: center; padding: .75rem; }
    @media (max-width: 700px) { .rule { grid-template-columns: minmax(0, 1fr); } .do button, .do .button { flex: 1; min-height: 2.75rem; } .filters button { min-height: 2.75rem; } }
  `];

  /** The items behind the rules of a package. */
  declare _items: ReadonlyMap<string, Item> | undefined;
  declare _failure: string;
  declare _shown: number;
  readonly #rules = new Source<Rule[]>(this, () => list('/rules'), ['rule', 'package'], 15_000);
  #loaded = '';
  #release = () => {};

  constructor() {
    super();
    this._failure = '';
    this._shown = PAGE;
    new Watch(this, route);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#release = onTick((time) => Math.round(time / 1000) % 10 === 0 && this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#release();
  }

  get #rehearsed(): string {
    return route.value.searchParams.get('rehearse') ?? '';
  }

  protected override willUpdate(): void {
    const packageName = this.#rehearsed.split('/')[0] ?? '';
    if (packageName !== '' && this.#rehearsed !== this.#loaded) void this.#load(packageName);
    this.#loaded = this.#rehearsed;
  }

  async #load(packageName: string): Promise<void> {
    this._failure = '';
    try {
      const items = await list<Item>(`/packages/${encodeURIComponent(packageName)}/items?section=rules`);
      this._items = new Map(items.map((item) => [[packageName, 'rules', ...item.path].join('/'), item]));
    } catch (failure) {
      this._failure = (failure as Error).message;
    }
  }

  protected override render(): TemplateResult {
    return html`<div class="head"><div><h1>Rules</h1>${this.#rules.value ? html`<p class="muted" role="status">${this.#rules.value.length} ${this.#rules.value.length === 1 ? 'rule' : 'rules'}</p>` : nothing}</div><a class="button" href="/_/alerts">${icon('bell')}Alerts</a></div>
      ${sourceView(this.#rules, 'the rules', (rules) => this.#list(rules))}`;
  }

  #list(rules: readonly Rule[]): TemplateResult {
    if (rules.length === 0) return html`<div class="panel empty"><h2>No rules yet</h2><p>Rules are declared in packages, in the section <code>rules</code>. They appear here by themselves.</p><a class="button" href="/_/packages">Show the packages</a></div>`;
    const params = route.value.searchParams;
    const [state, text] = [params.get('state') ?? '', (params.get('q') ?? '').toLowerCase()];
    const words = text.split(/\s+/).filter(Boolean);
    const found = rules.filter((rule) => (state === '' || rule.state === state) && words.every((word) => [rule.id, rule.title, rule.metric, rule.role, rule.criterion, ...rule.checks].join('\n').toLowerCase().includes(word))).sort(compareRules);
    return html`<div class="filters" role="search" aria-label="Filter rules">
        <div class="search">${icon('search')}<input type="search" aria-label="Text in name, check, metric or role" placeholder="Find a rule" .value=${params.get('q') ?? ''} @input=${(event: Event) => replace(withParams({ q: (event.target as HTMLInputElement).value }))}></div>
        ${STATES.map((each) => html`<button class=${lookOfRule({ state: each, severity: 'critical' })} aria-pressed=${state === each} @click=${() => replace(withParams({ state: state === each ? '' : each }))}>${stateIcon(lookOfRule({ state: each, severity: 'critical' }))}${each} ${rules.filter((rule) => rule.state === each).length}</button>`)}</div>
      ${found.length === 0 ? html`<div class="panel empty"><h2>No rule matches</h2><button @click=${() => replace(withParams({ q: '', state: '' }))}>Show all ${rules.length}</button></div>`
        : html`<div class="panel"><ul>${repeat(found.slice(0, this._shown), ({ id }) => id, (rule) => this.#rule(rule))}</ul>${found.length > this._shown ? html`<div class="more"><button @click=${() => (this._shown += PAGE)}>Show more (${found.length - this._shown} left)</button></div>` : nothing}</div>`}`;
  }

  #rule(rule: Rule): TemplateResult {
    const { id, title, state, reason, watched, pending, firing, since, role, severity, checks, hosts } = rule;
    const open = this.#rehearsed === id;
    const subjects = [`watches ${watched}`, pending > 0 ? `${pending} pending` : '', firing.length > 0 ? `${firing.length} firing` : ''].filter(Boolean).join(', ');
    return html`<li class="rule ${lookOfRule(rule)}"><span class="how">${stateIcon(lookOfRule(rule))}${state}</span>
      <div class="what"><a href=${itemAddress(id)}>${title || id.split('/').slice(2).join(' / ')}</a> <span class="muted">${severity}${role ? `, role ${role}` : ''}</span>
        <small>${sentenceOf(rule)}</small><small>${id} · ${checks.join(', ')}${hosts.length > 0 ? ` on ${hosts.join(', ')}` : ''}</small>
        <small>${subjects} · ${state} for ${duration(Math.max(0, Math.floor((now() - since) / 1000)))}</small>
        ${reason ? html`<small class="reason">${reason}</small>` : nothing}
        ${firing.length > 0 ? html`<small>${firing.slice(0, 3).join(', ')}${firing.length > 3 ? ` and ${firing.length - 3} more` : ''}</small>` : nothing}</div>
      <div class="do"><button aria-expanded=${open} @click=${() => replace(withParams({ rehearse: open ? '' : id }))}>Rehearse</button><a class="button" href=${itemAddress(id)}>${icon('edit')}Edit</a></div>
      ${open ? html`<div class="below">${this.#rehearsal(rule)}</div>` : nothing}</li>`;
  }

  #rehearsal({ id, package: packageName }: Rule): TemplateResult {
    const item = this._items?.get(id);
    if (item) return html`<rem-rehearsal .package=${packageName} .fields=${item.raw}></rem-rehearsal>`;
    return html`<p role="status">${this._failure || (this._items ? 'The package has no such item any more.' : 'Reading the rule…')}</p>`;
  }
}

customElements.define('rem-rules', Rules);
