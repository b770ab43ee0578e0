import { SseParser, type StreamEvent } from './sse.ts';

/** How the line to the server is. Times are milliseconds since the epoch. */
export interface LineStatus {
  readonly state: 'connecting' | 'live' | 'waiting' | 'signed-out';
  /** Since when it is (not) live. */
  readonly since: number;
  /** When the next attempt is made, while waiting. */
  readonly retryAt: number;
  /** How often it has been live. */
  readonly generation: number;
}

export type LineMessage =
  | { readonly kind: 'status'; readonly status: LineStatus }
  | { readonly kind: 'events'; readonly events: readonly StreamEvent[] }
  /** The worker may not reach the server; the pages have to. */
  | { readonly kind: 'blocked' };

/** The server says something at least every 15 s; after this long the line is dead, whatever TCP thinks. */
const SILENCE = 40_000;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 8_000;
const SIGNED_OUT_PAUSE = 10_000;

/**
 * The one stream of events of this browser. Reads it with fetch rather than EventSource, because EventSource hides
 * heartbeats and status codes. Comes back by itself, resuming after the last event seen, for as long as the page lives.
 */
export class Connection {
  status: LineStatus = { state: 'connecting', since: Date.now(), retryAt: 0, generation: 0 };
  #lastId = '';
  #pause = FIRST_PAUSE;
  #abort = new AbortController();
  #wake: () => void = () => {};
  readonly #emit: (message: LineMessage) => void;

  constructor(emit: (message: LineMessage) => void) {
    this.#emit = emit;
  }

  /** Never ends. */
  async run(): Promise<never> {
    for (;;) {
      const pause = await this.#once();
      this.#set('waiting', Date.now() + pause);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        setTimeout(resolve, pause);
      });
    }
  }

  /** Tries now instead of waiting, for instance after a sign-in or when the network is back. */
  retry(): void {
    this.#pause = FIRST_PAUSE;
    this.#wake();
  }

  /** Leaves the stream and enters it again: the session has changed. */
  reconnect(): void {
    this.#abort.abort();
    this.retry();
  }

  /** @returns how long to wait before the next attempt */
  async #once(): Promise<number> {
    this.#abort = new AbortController();
    let watchdog = setTimeout(() => this.#abort.abort(), SILENCE);
    const alive = () => {
      clearTimeout(watchdog);
      watchdog = setTimeout(() => this.#abort.abort(), SILENCE);
    };
    try {
      const headers: Record<string, string> = { Accept: 'text/event-stream' };
      if (this.#lastId !== '') headers['Last-Event-ID'] = this.#lastId;
      const response = await fetch('/api/v1/events', { headers, signal: this.#abort.signal, cache: 'no-store', credentials: 'same-origin' });
      if (response.status === 401 || response.status === 403) {
        this.#set('signed-out', Date.now() + SIGNED_OUT_PAUSE);
        return SIGNED_OUT_PAUSE;
      }
      if (!response.ok || !response.body) return this.#nextPause();
      this.#pause = FIRST_PAUSE;
      this.#set('live', 0);
      await this.#read(response.body, alive);
      return this.#nextPause();
    } catch {
      return this.#nextPause();
    } finally {
      clearTimeout(watchdog);
    }
  }

  async #read(body: ReadableStream<Uint8Array>, alive: () => void): Promise<void> {
    const parser = new SseParser();
    const decoder = new TextDecoder();
    const reader = body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      alive();
      const events = parser.push(decoder.decode(value, { stream: true }));
      if (events.length === 0) continue;
      this.#lastId = events.at(-1)!.id || this.#lastId;
      // what came together is handed on together; no timer, which browsers hold back in hidden pages
      this.#emit({ kind: 'events', events });
    }
  }

  /** Doubles each time, with a random part so that many browsers do not come back in step. */
  #nextPause(): number {
    const pause = this.#pause * (0.75 + Math.random() / 2);
    this.#pause = Math.min(LONGEST_PAUSE, this.#pause * 2);
    return pause;
  }

  #set(state: LineStatus['state'], retryAt: number): void {
    const before = this.status;
    if (state === 'waiting' && before.state === 'signed-out') return;
    const changed = (state === 'live') !== (before.state === 'live');
    this.status = {
      state,
      since: changed ? Date.now() : before.since,
      retryAt,
      generation: before.generation + (state === 'live' ? 1 : 0),
    };
    this.#emit({ kind: 'status', status: this.status });
  }
}
