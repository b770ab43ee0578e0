import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { clock, controlStyles, duration, sharedStyles, stateIcon } from '@redeye/host';
import { clockOffset, type Problem } from '../data/api.ts';
import { packages, type PackageInfo } from '../data/catalog.ts';
import { checksFailure } from '../data/checks.ts';
import { now, onTick } from '../data/clock.ts';
import { line, retryNow } from '../data/live.ts';
import { route } from '../data/router.ts';
import { Watch } from '../data/signal.ts';
import { problemPlace } from './problems.ts';

/** A short break is no news: the line is usually back within this. */
const PATIENCE = 4_000;
const CLOCK_WORTH_SAYING = 60_000;

/** What concerns every page: no connection, broken packages, a clock that is off. */
class Banner extends LitElement {
  static override styles = [sharedStyles, controlStyles, css`
    .bar { display: flex; align-items: flex-start; gap: .75rem; margin-top: .75rem; padding: .7rem .9rem; border-radius: var(--radius); background: var(--state-soft); border: 1px solid color-mix(in srgb, var(--state-fill) 35%, transparent); font-size: .875rem; }
    .bar > svg { margin-top: .18rem; }
    .text { flex: 1; min-width: 0; }
    strong { font-weight: 600; color: var(--state-ink); }
    .place { font-family: var(--mono); font-size: .8125rem; overflow-wrap: anywhere; }
    .actions { display: flex; gap: .5rem; }
    .bar button, .bar .button { min-height: 1.875rem; }
    @media (max-width: 600px) { .bar { flex-wrap: wrap; } .actions { width: 100%; justify-content: flex-end; } }
  `];
  #release = () => {};

  constructor() {
    super();
    new Watch(this, line, route, packages.value, checksFailure, clockOffset);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#release = onTick(() => line.value.state !== 'live' && this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#release();
  }

  protected override render(): TemplateResult {
    const broken = (packages.value.value ?? []).filter(({ name, problems }) => problems.length > 0 && !route.value.pathname.startsWith(`/_/packages/${encodeURIComponent(name)}`));
    return html`<div role="status" aria-label="Notices">${this.#line()}${this.#clock()}${broken.map(packageBar)}</div>`;
  }

  #line(): unknown {
    const { state, since } = line.value;
    if (state === 'live' || state === 'connecting') {
      return checksFailure.value === '' ? nothing : html`<div class="bar warning">${stateIcon('warning')}<div class="text"><strong>The checks could not be loaded.</strong> ${checksFailure.value} Trying again by itself.</div></div>`;
    }
    if (Date.now() - since < PATIENCE) return nothing;
    return html`<div class="bar critical">${stateIcon('critical')}
      <div class="text"><strong>No connection to the server since ${clock(since)}.</strong> What you see was true then. The page goes on by itself as soon as the server answers.</div>
      <div class="actions"><button @click=${retryNow}>Try now</button></div></div>`;
  }

  #clock(): unknown {
    const offset = clockOffset.value;
    if (Math.abs(offset) < CLOCK_WORTH_SAYING) return nothing;
    return html`<div class="bar warning">${stateIcon('warning')}<div class="text"><strong>This device's clock is ${duration(Math.abs(offset) / 1000)} ${offset > 0 ? 'behind' : 'ahead of'} the server's.</strong> Ages are counted by the server's clock (${clock(now())}); times of day are shown as this device knows them.</div></div>`;
  }
}

function packageBar({ name, title, problems, state }: PackageInfo): TemplateResult {
  const [first] = problems as [Problem];
  return html`<div class="bar critical">${stateIcon('critical')}
    <div class="text">
      <strong>${title || name} has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}.</strong>
      ${state === 'refused' ? 'The last good version keeps running.' : ''}
      <div><span class="place">${problemPlace(first)}</span> ${first.message}${first.suggestion ? html` Did you mean <b class="mono">${first.suggestion}</b>?` : nothing}</div>
    </div>
    <div class="actions"><a class="button" href=${`/_/packages/${encodeURIComponent(name)}?line=${first.line}`}>Show the line</a></div></div>`;
}

customElements.define('rem-banner', Banner);
