import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { clock, controlStyles, sharedStyles } from '@redeye/host';
import { now } from '../data/clock.ts';
import { route, withParams } from '../data/router.ts';
import { Watch } from '../data/signal.ts';
import { RANGES, timeRangeOf, timeRangeParams } from '../data/time-range.ts';

/** Chooses a stretch of time for all charts of a page. Every choice is a link, so it can be shared and opened aside. */
class TimeRangePicker extends LitElement {
  static override styles = [sharedStyles, controlStyles, css`
    nav { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem; }
    ul { display: flex; border: 1px solid var(--line-2); border-radius: var(--radius-s); background: var(--surface); overflow: hidden; }
    li + li { border-left: 1px solid var(--line); }
    a.choice { display: block; padding: .3rem .55rem; font-size: .8125rem; font-weight: 550; color: var(--ink-2); text-decoration: none; font-variant-numeric: tabular-nums; }
    a.choice:hover { background: var(--hover); color: var(--ink); }
    a.choice:focus-visible { outline-offset: -2px; }
    a.choice[aria-current] { background: var(--accent-soft); color: var(--accent-ink); }
    .still { display: inline-flex; align-items: center; gap: .4rem; font-size: .8125rem; font-variant-numeric: tabular-nums; }
  `];

  constructor() {
    super();
    new Watch(this, route);
  }

  protected override render(): TemplateResult {
    const chosen = timeRangeOf(route.value.searchParams);
    const still = chosen && 'from' in chosen ? chosen : null;
    const current = chosen && 'range' in chosen ? timeRangeParams(chosen).range : '';
    const shown = RANGES.some(({ word }) => word === current) ? current : '';
    return html`<nav aria-label="Time of the charts">
      ${still ? html`<span class="still"><span>${clock(still.from, now())} – ${clock(still.to, now())}</span></span>` : current !== '' && shown === '' ? html`<span class="still">last ${current}</span>` : nothing}
      <ul>
        <li><a class="choice" href=${withParams(timeRangeParams(null))} aria-current=${chosen ? nothing : 'true'} title="Each chart shows the time it is declared with">auto</a></li>
        ${RANGES.map((each) => html`<li><a class="choice" href=${withParams({ range: each.word, from: '', to: '' })} aria-current=${each.word === shown ? 'true' : nothing} title=${`The last ${each.title}`}>${each.word}</a></li>`)}
      </ul></nav>`;
  }
}

customElements.define('rem-time-range', TimeRangePicker);
