import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ApiError } from './api.ts';
import { now } from './clock.ts';
import { soon } from './frame.ts';
import { onEvent, onGap } from './live.ts';

const CALM = 400;
const AFTER_FAILURE = 10_000;

/** What an element shows of the server: asked for when it enters the page, again after events, and now and then. */
export class Source<T> implements ReactiveController {
  /** What was answered last; undefined until then. */
  value: T | undefined;
  /** Why the last question failed; empty if it did not. */
  failure = '';
  /** When the last answer came, by the server's clock. */
  at = 0;
  readonly #host: ReactiveControllerHost;
  readonly #load: () => Promise<T>;
  readonly #types: readonly string[];
  readonly #every: number;
  #asked = 0;
  #live = false;
  #releases: (() => void)[] = [];

  /**
   * @param load asks the server
   * @param types the events after which it is asked again
   * @param every milliseconds after which it is asked again in any case
   */
  constructor(host: ReactiveControllerHost, load: () => Promise<T>, types: readonly string[], every = 60_000) {
    this.#host = host;
    this.#load = load;
    this.#types = types;
    this.#every = every;
    host.addController(this);
  }

  hostConnected(): void {
    this.#live = true;
    const again = soon(() => this.#live && void this.load(), CALM);
    const timer = setInterval(again, this.#every);
    this.#releases = [...this.#types.map((type) => onEvent(type, again)), onGap(again), () => clearInterval(timer)];
    void this.load();
  }

  hostDisconnected(): void {
    this.#live = false;
    for (const release of this.#releases.splice(0)) release();
  }

  /** Asks (again). */
  load = async (): Promise<void> => {
    const mine = ++this.#asked;
    try {
      const value = await this.#load();
      if (mine !== this.#asked) return;
      this.value = value;
      this.failure = '';
      this.at = now();
    } catch (failure) {
      if (mine !== this.#asked) return;
      this.failure = (failure as Error).message;
      if ((failure as ApiError).status !== 401) setTimeout(() => this.#live && mine === this.#asked && void this.load(), AFTER_FAILURE);
    }
    this.#host.requestUpdate();
  };
}
