import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A value that tells when it changes. */
export class Signal<T> {
  #value: T;
  readonly #listeners = new Set<(value: T) => void>();

  constructor(value: T) {
    this.#value = value;
  }

  get value(): T {
    return this.#value;
  }

  set value(value: T) {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) listener(value);
  }

  /** Listens from now on. @returns ends it */
  subscribe(listener: (value: T) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** Renders an element again whenever one of the signals changes. */
export class Watch implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #signals: readonly Signal<never>[];
  #releases: (() => void)[] = [];

  constructor(host: ReactiveControllerHost, ...signals: Signal<any>[]) {
    this.#host = host;
    this.#signals = signals as unknown as readonly Signal<never>[];
    host.addController(this);
  }

  hostConnected(): void {
    this.#releases = this.#signals.map((signal) => signal.subscribe(() => this.#host.requestUpdate()));
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    for (const release of this.#releases.splice(0)) release();
  }
}
