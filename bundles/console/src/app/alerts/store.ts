import type { LiveEvent } from '@redeye/host';
import { get, type ApiError } from '../data/api.ts';
import { now } from '../data/clock.ts';
import { soon } from '../data/frame.ts';
import { onEvent, onGap } from '../data/live.ts';
import { Signal } from '../data/signal.ts';
import { asQuery, compareAlerts, GOING_ON, type AlertFilter } from './order.ts';
import type { Alert, AlertState, Severity } from './types.ts';

/** What is known of a list of alerts. */
export interface Known {
  readonly alerts: readonly Alert[];
  /** When the server said so, by its clock. */
  readonly at: number;
  /** Whether there are more than were asked for. */
  readonly more: boolean;
}

/** At most so many are asked for. */
const MOST = 1000;
/** Events of a storm are answered by one question each of these times, milliseconds. */
const CALM = 700;
const STORM = 4_000;
/** A list this long is asked for less often. */
const LONG = 100;
/** Without any event it is asked for again: a silent loss must not last. */
const AGAIN = 60_000;
const AFTER_FAILURE = 10_000;

/** A list of alerts that keeps itself fresh while somebody wants it. */
export class AlertStore {
  readonly known = new Signal<Known | undefined>(undefined);
  /** Why the last question failed; empty if it did not. */
  readonly failure = new Signal('');
  #filter: AlertFilter;
  #wanted = 0;
  #asked = 0;
  #running = false;
  #again = false;
  #releases: (() => void)[] = [];
  readonly #calm = soon(() => void this.load(), CALM);
  readonly #storm = soon(() => void this.load(), STORM);

  constructor(filter: AlertFilter = GOING_ON) {
    this.#filter = filter;
  }

  /** Which alerts it holds; another filter empties it. */
  set filter(filter: AlertFilter) {
    if (asQuery(filter) === asQuery(this.#filter)) return;
    this.#filter = filter;
    this.#asked++;
    this.#running = false;
    this.known.value = undefined;
    this.failure.value = '';
    if (this.#wanted > 0) void this.load();
  }

  /** Begins to keep it fresh. @returns ends that */
  want(): () => void {
    if (this.#wanted++ === 0) {
      const timer = setInterval(() => void this.load(), AGAIN);
      this.#releases = [onEvent('alert', (event) => this.#take(event)), onGap(() => void this.load()), () => clearInterval(timer)];
      void this.load();
    }
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      if (--this.#wanted === 0) for (const release of this.#releases.splice(0)) release();
    };
  }

  /** Asks the server (again). */
  async load(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = true;
    const mine = ++this.#asked;
    try {
      const answer = await get<{ items: Alert[]; next?: string | null }>(`/alerts?${asQuery(this.#filter)}&limit=${MOST}`);
      if (mine !== this.#asked) return;
      this.known.value = { alerts: answer.items.sort(compareAlerts), at: now(), more: Boolean(answer.next) };
      this.failure.value = '';
    } catch (failure) {
      if (mine !== this.#asked) return;
      this.failure.value = (failure as Error).message;
      if ((failure as ApiError).status !== 401) setTimeout(() => this.#wanted > 0 && mine === this.#asked && void this.load(), AFTER_FAILURE);
    } finally {
      if (mine === this.#asked) {
        this.#running = false;
        if (this.#again) this.#calm();
        this.#again = false;
      }
    }
  }

  /** An answer to an action is news, too. */
  put(alert: Alert): void {
    const known = this.known.value;
    if (!known?.alerts.some(({ id }) => id === alert.id)) return;
    this.known.value = { ...known, alerts: known.alerts.map((each) => (each.id === alert.id && alert.version >= each.version ? alert : each)).sort(compareAlerts) };
  }

  /** What an event says is shown at once; the rest follows with the next answer. */
  #take({ data }: LiveEvent): void {
    const { id, state, severity, title, role, firing } = data as unknown as Partial<Pick<Alert, 'id' | 'title' | 'role' | 'firing'>> & { state?: AlertState; severity?: Severity };
    const known = this.known.value;
    const before = known?.alerts.find((each) => each.id === id);
    if (known && before) {
      const after = { ...before, state: state ?? before.state, severity: severity ?? before.severity, title: title ?? before.title, role: role ?? before.role, firing: firing ?? before.firing };
      if (after.state !== before.state || after.severity !== before.severity || after.title !== before.title || after.firing !== before.firing) {
        this.known.value = { ...known, alerts: known.alerts.map((each) => (each === before ? after : each)).sort(compareAlerts) };
      }
    }
    if ((known?.alerts.length ?? 0) > LONG) this.#storm();
    else this.#calm();
  }
}

/** What goes on: for the navigation, and for the list while it has no other filter. */
export const goingOn = new AlertStore();
