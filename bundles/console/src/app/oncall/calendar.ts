import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { controlStyles, icon, sharedStyles, stateIcon } from '@redeye/host';
import { fullTime } from '@redeye/host';
import type { Schedule, Shift } from './types.ts';
import { barsOf, coloursOf, midnight, placeOf, timeAt, type Bar, type Week } from './weeks.ts';

/** A drag shorter than this is a click, pixels. */
const CLICK = 6;
/** Below this width there is a list instead of bars. */
const NARROW = 720;

interface Drag {
  readonly schedule: string;
  readonly week: Week;
  readonly track: HTMLElement;
  readonly x: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Schedules as bars over weeks. A stretch that is dragged, and a shift that is chosen, are told with `stretch`
 * ({schedule, from, until, shift?}).
 */
class OnCallCalendar extends LitElement {
  static override properties = { weeks: { attribute: false }, schedules: { attribute: false }, shifts: { attribute: false }, now: { type: Number }, _drag: { state: true }, _width: { state: true } };
  static override styles = [sharedStyles, controlStyles, css`
    .week + .week { margin-top: .9rem; }
    .row { display: grid; grid-template-columns: 10rem minmax(0, 1fr); }
    .days { display: grid; grid-template-columns: repeat(7, minmax(0, 1fr)); font-size: .8125rem; color: var(--ink-2); }
    .days span { padding: .25rem .4rem; border-left: 1px solid var(--line); font-weight: 550; }
    .days .today { color: var(--accent-ink); font-weight: 700; }
    .label { padding: .35rem .6rem .35rem 0; font-size: .8125rem; font-weight: 550; overflow-wrap: anywhere; border-top: 1px solid var(--line); align-self: stretch; }
    .track { position: relative; min-height: 2.75rem; border-top: 1px solid var(--line); touch-action: pan-y; cursor: crosshair; background: repeating-linear-gradient(90deg, var(--line) 0 1px, transparent 1px calc(100% / 7)); }
    .bar { position: absolute; top: .3rem; bottom: .3rem; min-height: 0; min-width: 1.5rem; padding: 0 .3rem; justify-content: flex-start; overflow: hidden; font-size: .8125rem; font-weight: 550; border: 1px solid color-mix(in srgb, var(--own) 55%, transparent); border-left: 4px solid var(--own); border-radius: var(--radius-s); background: color-mix(in srgb, var(--own) 16%, var(--surface)); cursor: pointer; }
    .bar:hover:not(:disabled) { background: color-mix(in srgb, var(--own) 28%, var(--surface)); }
    .bar.before { border-left-style: dashed; } .bar.after { border-right-style: dashed; }
    .bar span { overflow: hidden; text-overflow: ellipsis; }
    .bar.override { box-shadow: inset 0 0 0 1px var(--own); font-style: italic; }
    .gap { --own: var(--critical-fill); color: var(--critical-ink); font-weight: 700; background: repeating-linear-gradient(135deg, var(--critical-soft) 0 8px, var(--surface) 8px 14px); }
    .now { position: absolute; top: 0; bottom: 0; width: 2px; background: var(--accent); pointer-events: none; }
    .chosen { position: absolute; top: 0; bottom: 0; background: color-mix(in srgb, var(--accent) 25%, transparent); border-inline: 2px solid var(--accent); pointer-events: none; }
    .c1 { --own: var(--series-1); } .c2 { --own: var(--series-2); } .c3 { --own: var(--series-3); } .c4 { --own: var(--series-4); }
    .c5 { --own: var(--series-5); } .c6 { --own: var(--series-6); } .c7 { --own: var(--series-7); } .c8 { --own: var(--series-8); }
    h3 { font-size: .875rem; padding: .75rem 0 .25rem; font-weight: 600; }
    .list { display: grid; gap: .35rem; grid-template-columns: minmax(0, 1fr); }
    .list .bar { position: static; display: grid; width: 100%; min-height: 2.75rem; padding: .4rem .6rem; text-align: left; justify-items: start; white-space: normal; gap: 0; }
    .list small { font-weight: 400; color: var(--ink-2); font-style: normal; }
  `];

  declare weeks: readonly Week[];
  declare schedules: readonly Schedule[];
  /** The shifts of each schedule, by its name. */
  declare shifts: ReadonlyMap<string, readonly Shift[]>;
  declare now: number;
  declare _drag: Drag | undefined;
  declare _width: number;
  readonly #size = new ResizeObserver(([entry]) => (this._width = entry!.contentRect.width));

  constructor() {
    super();
    this.weeks = [];
    this.schedules = [];
    this.shifts = new Map();
    this.now = 0;
    this._width = innerWidth;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#size.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size.disconnect();
  }

  #tell(schedule: string, from: number, until: number, shift?: Shift): void {
    this.dispatchEvent(new CustomEvent('stretch', { detail: { schedule, from, until, shift } }));
  }

  protected override render(): TemplateResult {
    const colours = coloursOf([...this.shifts.values()].flat().map(({ person }) => person).filter(Boolean));
    return this._width < NARROW ? this.#list(colours) : html`${this.weeks.map((week) => this.#week(week, colours))}`;
  }

  #list(colours: ReadonlyMap<string, number>): TemplateResult {
    const [from, to] = [this.weeks[0]?.[0] ?? 0, this.weeks.at(-1)?.[7] ?? 0];
    return html`${this.schedules.map(({ name, title }) => html`<h3>${title || name}</h3>
      <div class="list">${(this.shifts.get(name) ?? []).filter((shift) => shift.from < to && shift.until > from).map((shift) => html`
        <button class=${this.#look(shift, colours)} @click=${() => this.#tell(name, shift.from, shift.until, shift)}>${this.#who(shift)}<small>${short(shift.from)} – ${short(shift.until)}</small></button>`)}</div>`)}`;
  }

  #week(week: Week, colours: ReadonlyMap<string, number>): TemplateResult {
    const today = midnight(this.now);
    return html`<section class="week" aria-label=${`Week from ${new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' }).format(week[0])}`}>
      <div class="row" aria-hidden="true"><span></span><div class="days">${week.slice(0, 7).map((day) => html`<span class=${day === today ? 'today' : ''}>${new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' }).format(day)}${day === today ? ' · today' : ''}</span>`)}</div></div>
      ${this.schedules.map(({ name, title }) => html`<div class="row"><span class="label">${title || name}</span>
        <div class="track" role="group" aria-label=${title || name} @pointerdown=${(event: PointerEvent) => this.#begin(event, name, week)} @pointermove=${this.#move} @pointerup=${this.#end} @pointercancel=${() => (this._drag = undefined)}>
          ${barsOf(this.shifts.get(name) ?? [], week).map((bar) => this.#bar(bar, name, colours))}
          ${this.now > week[0]! && this.now < week[7]! ? html`<i class="now" .style=${`left: ${100 * placeOf(this.now, week)}%`}></i>` : nothing}
          ${this.#chosen(name, week)}</div></div>`)}</section>`;
  }

  #bar({ of: shift, left, width, before, after }: Bar<Shift>, schedule: string, colours: ReadonlyMap<string, number>): TemplateResult {
    const label = `${shift.person === '' ? 'Nobody' : shift.title || shift.person}, ${fullTime(shift.from)} to ${fullTime(shift.until)}. ${shift.because}`;
    return html`<button class="${this.#look(shift, colours)} ${before ? 'before' : ''} ${after ? 'after' : ''}" .style=${`left: min(${100 * left}% + 1px, 100% - 1.5rem); width: calc(${100 * width}% - 2px)`} aria-label=${label} title=${label}
      @click=${(event: MouseEvent) => (event.detail === 0 || !this.#dragged) && this.#tell(schedule, shift.from, shift.until, shift)}>${this.#who(shift)}</button>`;
  }

  #look(shift: Shift, colours: ReadonlyMap<string, number>): string {
    return shift.person === '' ? 'bar gap' : `bar c${colours.get(shift.person)} ${shift.layer.includes('/') ? 'override' : ''}`;
  }

  #who(shift: Shift): TemplateResult {
    if (shift.person === '') return html`<span>${stateIcon('critical')} nobody</span>`;
    return html`<span>${shift.layer.includes('/') ? icon('twice') : nothing} ${shift.title || shift.person}</span>`;
  }

  #chosen(schedule: string, week: Week): unknown {
    const drag = this._drag;
    if (!drag || drag.schedule !== schedule || drag.week[0] !== week[0]) return nothing;
    const [from, to] = [Math.min(drag.from, drag.to), Math.max(drag.from, drag.to)].map((at) => placeOf(at, week)) as [number, number];
    return html`<i class="chosen" .style=${`left: ${100 * from}%; width: ${100 * (to - from)}%`}></i>`;
  }

  #dragged = false;

  #begin(event: PointerEvent, schedule: string, week: Week): void {
    // a finger scrolls; it chooses shifts instead
    if (event.button !== 0 || event.pointerType === 'touch') return;
    const track = event.currentTarget as HTMLElement;
    const from = timeAt(share(event, track), week);
    this.#dragged = false;
    this._drag = { schedule, week, track, x: event.clientX, from, to: from };
  }

  #move = (event: PointerEvent) => {
    const drag = this._drag;
    if (!drag) return;
    if (!this.#dragged && Math.abs(event.clientX - drag.x) < CLICK) return;
    if (!this.#dragged) drag.track.setPointerCapture(event.pointerId);
    this.#dragged = true;
    this._drag = { ...drag, to: timeAt(share(event, drag.track), drag.week) };
  };

  #end = () => {
    const drag = this._drag;
    this._drag = undefined;
    if (!drag || !this.#dragged || drag.from === drag.to) return;
    this.#tell(drag.schedule, Math.min(drag.from, drag.to), Math.max(drag.from, drag.to));
  };
}

function share(event: PointerEvent, track: HTMLElement): number {
  const { left, width } = track.getBoundingClientRect();
  return (event.clientX - left) / width;
}

function short(at: number): string {
  return new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).format(at);
}

customElements.define('rem-oncall-calendar', OnCallCalendar);
