import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { clock, controlStyles, digits, duration, fullTime, icon, sharedStyles, stateIcon, type State } from '@redeye/host';
import { get, list } from '../data/api.ts';
import { now } from '../data/clock.ts';
import { known } from '../data/known.ts';
import { replace, route, withParams } from '../data/router.ts';
import { Watch } from '../data/signal.ts';
import { Source } from '../data/source.ts';
import { itemAddress } from '../alerts/members.ts';
import { zoneName } from '../alerts/words.ts';
import { barOf, judged, percent, type Sla } from '../slas/numbers.ts';
import { sourceStyles, sourceView } from '../parts/source-view.ts';
import { headStyles } from './head.ts';

/** Outages that are listed at once. */
const OUTAGES = 10;

/** How good things were: target, availability, three numbers and what is excluded, what is left of the budget, how fast it goes. */
class Slas extends LitElement {
  static override properties = { _all: { state: true } };
  static override styles = [sharedStyles, controlStyles, headStyles, sourceStyles, css`
    .bar { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin-bottom: .75rem; }
    .bar button { min-height: 2.5rem; }
    ul.slas { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 30rem), 1fr)); gap: .75rem; align-items: start; }
    .sla { padding: .9rem 1.1rem 1rem; display: grid; gap: .6rem; grid-template-columns: minmax(0, 1fr); }
    .sla header { display: flex; gap: .75rem; align-items: baseline; flex-wrap: wrap; }
    .sla h2 { flex: 1; font-size: 1rem; font-weight: 650; min-width: 8rem; overflow-wrap: anywhere; } .sla h2 a { color: inherit; text-decoration: none; } .sla h2 a:hover { text-decoration: underline; }
    .big { font-size: 1.75rem; font-weight: 650; letter-spacing: -.02em; font-variant-numeric: tabular-nums; color: var(--state-ink); }
    .sla small, .sla .small { color: var(--ink-2); font-size: .8125rem; overflow-wrap: anywhere; }
    svg.time, svg.budget { display: block; width: 100%; height: .75rem; border-radius: 99px; background: var(--inset); overflow: hidden; }
    rect.up { fill: var(--ok-fill); } rect.down, rect.over { fill: var(--critical-fill); } rect.left { fill: var(--state-fill); }
    dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(6.500rem, 1fr)); gap: .4rem .75rem; font-size: .875rem; }
    dt { color: var(--ink-2); font-size: .8125rem; display: flex; gap: .35rem; align-items: center; } dt i { width: .7rem; height: .7rem; border-radius: .2rem; flex: none; }
    i.up { background: var(--ok-fill); } i.down { background: var(--critical-fill); } i.unknown { background: repeating-linear-gradient(135deg, var(--unknown-fill) 0 2px, var(--unknown-soft) 2px 5px); } i.excluded { background: none; border: 1px dashed var(--line-3); }
    dd { font-weight: 550; font-variant-numeric: tabular-nums; }
    table { font-size: .8125rem; } th, td { padding: .3rem .5rem; } td.hot { color: var(--state-ink); font-weight: 600; }
    summary { cursor: pointer; font-size: .875rem; padding: .2rem 0; } details li { padding: .25rem 0; font-size: .8125rem; overflow-wrap: anywhere; }
    .reason { display: flex; gap: .4rem; align-items: baseline; font-size: .875rem; }
  `];

  declare _all: boolean;
  readonly #slas = new Source<Sla[]>(this, () => this.#load(), ['sla', 'package', 'maintenance'], 60_000);
  #asked = 0;

  constructor() {
    super();
    this._all = false;
    new Watch(this, route);
  }

  /** How many months back; 0 for now. */
  get #back(): number {
    const back = Number(route.value.searchParams.get('back') ?? 0);
    return Number.isInteger(back) && back > 0 && back < 240 ? back : 0;
  }

  /** The last moment of that month. */
  get #at(): number {
    const date = new Date(now());
    return new Date(date.getFullYear(), date.getMonth() - this.#back + 1, 1).getTime() - 1;
  }

  async #load(): Promise<Sla[]> {
    const all = await list<Sla>('/slas');
    if (this.#back === 0) return all;
    const at = this.#at;
    return Promise.all(all.map(({ id }) => get<Sla>(`/slas/${encodeURIComponent(id)}?at=${at}`)));
  }

  protected override willUpdate(): void {
    if (this.#asked !== this.#back) void this.#slas.load();
    this.#asked = this.#back;
  }

  protected override render(): TemplateResult {
    const back = this.#back;
    const month = back === 0 ? 'Now' : new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric' }).format(this.#at);
    const step = (by: number) => replace(withParams({ back: String(Math.max(0, back + by) || '') }));
    return html`<div class="head"><div><h1>Service levels</h1><p class="muted">Times are in ${zoneName()}.</p></div><a class="button" href="/_/maintenance">${icon('wrench')}Maintenance</a></div>
      <div class="bar" role="group" aria-label="Which month"><button class="icon-only" aria-label="A month back" @click=${() => step(1)}>‹</button><b role="status">${month}</b><button class="icon-only" aria-label="A month on" ?disabled=${back === 0} @click=${() => step(-1)}>›</button>${back > 0 ? html`<button @click=${() => replace(withParams({ back: '' }))}>Now</button>` : nothing}</div>
      ${sourceView(this.#slas, 'the service levels', (slas) => (slas.length === 0
        ? html`<div class="panel empty"><h2>No service levels yet</h2><p>They are declared in packages, in the section <code>slas</code>.</p><a class="button" href="/_/packages">Show the packages</a></div>`
        : html`<ul class="slas">${slas.map((sla) => this.#sla(sla))}</ul>`))}`;
  }

  #sla(sla: Sla): TemplateResult {
    const { id, title, target, window, from, to, availability, reason, checks } = sla;
    const look = judged(sla);
    return html`<li class="sla panel ${look}"><header>${stateIcon(look)}<h2><a href=${itemAddress(id)}>${title || id.split('/').slice(2).join(' / ')}</a></h2><span class="small">target ${percent(target)}, ${window}</span></header>
      <p><span class="big">${known(availability) ? percent(availability) : 'nothing known'}</span> <span class="small">${fullTime(from)} to ${fullTime(to)}</span></p>
      ${this.#time(sla)}${this.#budget(sla, look)}${this.#burns(sla)}${this.#outages(sla)}
      ${reason ? html`<p class="reason warning">${stateIcon('warning')}<span>${reason}</span></p>` : nothing}
      <small>${checks.join(', ')}</small></li>`;
  }

  #time({ up_seconds: up, down_seconds: down, unknown_seconds: unknown, excluded_seconds: excluded }: Sla): TemplateResult {
    const all = up + down + unknown + excluded;
    const part = (kind: string, title: string, seconds: number) => html`<div><dt><i class=${kind}></i>${title}</dt><dd>${duration(Math.round(seconds))}</dd></div>`;
    const [a, b] = barOf([up, down, unknown, excluded], all);
    return html`<svg class="time" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="up" x="0" y="0" height="10" width=${a!.width}></rect><rect class="down" x=${b!.left} y="0" height="10" width=${b!.width}></rect></svg>
      <dl>${part('up', 'Up', up)}${part('down', 'Down', down)}${part('unknown', 'Unknown', unknown)}${part('excluded', 'Excluded', excluded)}</dl>`;
  }

  #budget({ budget_seconds: budget, left_seconds: left }: Sla, look: State): TemplateResult {
    const share = budget > 0 ? Math.max(0, Math.min(1, left / budget)) : 0;
    return html`<div class=${look}><p class="small">${left >= 0 ? `Error budget: ${duration(Math.round(left))} of ${duration(Math.round(budget))} left (${percent(share)})` : `Error budget: used up, and ${duration(Math.round(-left))} more`}</p>
      <svg class="budget" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class=${left >= 0 ? 'left' : 'over'} x="0" y="0" height="10" width=${left >= 0 ? share * 100 : 100}></rect></svg></div>`;
  }

  #burns({ burns }: Sla): unknown {
    if (burns.length === 0) return nothing;
    return html`<table><caption class="visually-hidden">How fast the budget is used up</caption><thead><tr><th scope="col">Burn rate over</th><th scope="col" class="number">now</th><th scope="col" class="number">warns at</th><th scope="col">as</th></tr></thead><tbody>${burns.map(({ rate, now: burn, over_seconds: over, severity }) => {
      const hot = known(burn) && burn >= rate;
      return html`<tr><td>${duration(over)}</td><td class="number ${hot ? `hot ${severity === 'info' ? 'pending' : severity}` : ''}">${hot ? stateIcon(severity === 'info' ? 'pending' : severity, 'too fast') : nothing} ${known(burn) ? `${digits(burn)}×` : 'unknown'}</td><td class="number">${digits(rate)}×</td><td>${severity}</td></tr>`;
    })}</tbody></table>`;
  }

  #outages({ outages }: Sla): unknown {
    if (outages.length === 0) return html`<p class="small">No outage.</p>`;
    return html`<details><summary>${outages.length} ${outages.length === 1 ? 'outage' : 'outages'}</summary><ol>${outages.slice(0, this._all ? outages.length : OUTAGES).map(({ from, until, checks }) => html`<li><time datetime=${new Date(from).toISOString()} title=${fullTime(from)}>${clock(from, now())}</time>, ${duration(Math.round((until - from) / 1000))}: <span class="small">${checks.join(', ')}</span></li>`)}</ol>
      ${outages.length > OUTAGES && !this._all ? html`<button @click=${() => (this._all = true)}>Show all</button>` : nothing}</details>`;
  }
}

customElements.define('rem-slas', Slas);
