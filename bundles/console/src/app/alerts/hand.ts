import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { now } from '../data/clock.ts';

/** After the last touch or move a list holds still for so long, milliseconds. */
const REST = 8_000;

/** Whether somebody has a hand on a list: a finger, a mouse that moves, or the keyboard. Then nothing may jump. */
export class Hand implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #selector: string;
  #touched = 0;

  constructor(host: ReactiveControllerHost & HTMLElement, selector: string) {
    this.#host = host;
    this.#selector = selector;
    host.addController(this);
  }

  hostConnected(): void {
    for (const type of ['pointerdown', 'pointermove', 'touchstart', 'keydown'] as const) this.#host.addEventListener(type, this.#touch, { passive: true });
  }

  hostDisconnected(): void {
    for (const type of ['pointerdown', 'pointermove', 'touchstart', 'keydown'] as const) this.#host.removeEventListener(type, this.#touch);
  }

  /** Whether it holds at a time. */
  holds(at: number): boolean {
    return at - this.#touched < REST;
  }

  /** It lets go now. */
  release(): void {
    this.#touched = 0;
  }

  #touch = (event: Event) => {
    const list = this.#host.shadowRoot?.querySelector(this.#selector);
    if (list && event.composedPath().includes(list)) this.#touched = now();
  };
}
