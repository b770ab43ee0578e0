import { get, list } from '../data/api.ts';
import { ApiError } from '../data/api.ts';
import { now } from '../data/clock.ts';
import { soon } from '../data/frame.ts';
import { onEvent, onGap } from '../data/live.ts';
import { Signal } from '../data/signal.ts';
import type { Alert, Entry, Happening } from './types.ts';

const CALM = 500;
const AGAIN = 60_000;

/** One alert with its timeline, kept fresh. */
export class OneAlert {
  readonly alert = new Signal<Alert | undefined>(undefined);
  readonly timeline = new Signal<readonly Happening[] | undefined>(undefined);
  /** Why it could not be loaded, in words; empty if it could. */
  readonly failure = new Signal('');
  /** Why the timeline has less than it could; empty if it is whole. */
  readonly partial = new Signal('');
  /** Whether there is no such alert. */
  readonly missing = new Signal(false);
  /** When the server said so last. */
  readonly at = new Signal(0);
  readonly #releases: (() => void)[];
  #over = false;
  #asked = 0;

  constructor(readonly id: string) {
    const again = soon(() => void this.load(), CALM);
    const timer = setInterval(again, AGAIN);
    this.#releases = [onEvent('alert', ({ data }) => data['id'] === id && again()), onGap(again), () => clearInterval(timer)];
    void this.load();
  }

  /** Ends it. */
  close(): void {
    this.#over = true;
    for (const release of this.#releases.splice(0)) release();
  }

  async load(): Promise<void> {
    const mine = ++this.#asked;
    const of = `/alerts/${encodeURIComponent(this.id)}`;
    try {
      const [alert, timeline] = await Promise.all([get<Alert>(of), this.#timeline(of)]);
      if (this.#over || mine !== this.#asked) return;
      this.alert.value = alert;
      this.timeline.value = timeline;
      this.failure.value = '';
      this.missing.value = false;
      this.at.value = now();
    } catch (failure) {
      if (this.#over || mine !== this.#asked) return;
      this.missing.value = (failure as ApiError).status === 404;
      this.failure.value = (failure as Error).message;
    }
  }

  /** All that happened around it; if that cannot be had, its own record alone. */
  async #timeline(of: string): Promise<readonly Happening[]> {
    try {
      const items = await list<Happening>(`${of}/timeline`);
      this.partial.value = '';
      return items;
    } catch (failure) {
      if (!(failure instanceof ApiError) || failure.status === 401) throw failure;
      const entries = await list<Entry>(`${of}/entries`);
      this.partial.value = `Only its own record is shown: ${failure.message}`;
      return entries.map(({ at, kind, by, text, data }) => ({ at, source: 'alert', kind, by, text, data: data ?? null }));
    }
  }

  put(alert: Alert): void {
    if (alert.id === this.id) this.alert.value = alert;
    void this.load();
  }
}
