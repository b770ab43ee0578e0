import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { clock } from '@redeye/host';
import { ends, inputTime, localInput } from './until.ts';
import { zoneName } from './words.ts';

const HOUR = 3_600_000;
const LONGEST = 366 * 24 * HOUR;

/** From when until when something shall hold; milliseconds since the epoch. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
}

/** Why a stretch cannot be; empty if it can. */
export function stretchProblem({ from, until }: Stretch, now: number): string {
  if (until <= from) return 'It would end before it begins.';
  if (until <= now) return 'It would be over already.';
  return until - from > LONGEST ? 'It would last longer than 366 days.' : '';
}

/** The fields of a form that say from when until when: now or planned ahead, for a while or until a time. */
export class StretchFields {
  readonly #host: ReactiveControllerHost;
  /** When it begins; 0 for now. */
  #from = 0;
  #until = '1h';
  /** The time that was said for its end. */
  #end = 0;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** Begins anew: an hour from now on. */
  reset(): void {
    this.#set({ from: 0, until: '1h', end: 0 });
  }

  #set({ from = this.#from, until = this.#until, end = this.#end }: { from?: number; until?: string; end?: number }): void {
    [this.#from, this.#until, this.#end] = [from, until, end];
    this.#host.requestUpdate();
  }

  /** What the fields say. */
  read(now: number): Stretch {
    const from = this.#from || now;
    return { from, until: this.#until === 'at' ? this.#end : ends(from).find(({ word }) => word === this.#until)!.at };
  }

  view(now: number): TemplateResult {
    const from = this.#from || now;
    const later = () => Math.ceil(now / HOUR) * HOUR;
    const time = (event: Event) => inputTime((event.target as HTMLInputElement).value) ?? 0;
    const word = (event: Event) => (event.target as HTMLSelectElement).value;
    return html`<div class="two">
      <label class="field">Begins<select name="begins" @change=${(event: Event) => this.#set({ from: word(event) === 'at' ? later() : 0 })}>
        <option value="now" ?selected=${this.#from === 0}>now</option><option value="at" ?selected=${this.#from !== 0}>at a time…</option></select></label>
      ${this.#from === 0 ? nothing : html`<label class="field">From<input name="from" type="datetime-local" required .value=${localInput(this.#from)} @change=${(event: Event) => this.#set({ from: time(event) || this.#from })}></label>`}
      <label class="field">How long<select name="until" @change=${(event: Event) => this.#set({ until: word(event), end: word(event) === 'at' ? from + HOUR : 0 })}>
        ${ends(from).map(({ word: each, title, at }) => html`<option value=${each} ?selected=${each === this.#until}>${title} (${clock(at, now)})</option>`)}
        <option value="at" ?selected=${this.#until === 'at'}>until a time…</option></select></label>
      ${this.#until === 'at' ? html`<label class="field">Until<input name="end" type="datetime-local" required .value=${localInput(this.#end)} @change=${(event: Event) => this.#set({ end: time(event) })}></label>` : nothing}</div>
      <p class="muted">Times are in ${zoneName(from)}.</p>`;
  }
}
