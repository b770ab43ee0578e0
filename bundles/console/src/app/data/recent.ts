import type { LiveEvent } from '@redeye/host';

/** The latest events of checks, by check: who wants those of one does not go through all. Bounded. */
export class Recent {
  readonly #most: number;
  #events: LiveEvent[] = [];
  #byCheck = new Map<string, LiveEvent[]>();

  /** @param most so many are kept at most, and at least half of them */
  constructor(most: number) {
    this.#most = most;
  }

  add(event: LiveEvent): void {
    this.#events.push(event);
    this.#index(event);
    if (this.#events.length <= this.#most) return;
    this.#events = this.#events.slice(this.#events.length - this.#most / 2);
    this.#byCheck = new Map();
    this.#events.forEach((each) => this.#index(each));
  }

  /** All, oldest first. */
  get all(): readonly LiveEvent[] {
    return this.#events;
  }

  /** Those of the checks whose series may fit one of the globs, oldest first within a check. */
  of(globs: readonly string[]): readonly LiveEvent[] {
    const begins = globs.map((glob) => glob.slice(0, glob.search(/[*?]|$/)));
    return [...this.#byCheck].filter(([check]) => begins.some((begin) => mayBegin(`${check}:`, begin))).flatMap(([, events]) => events);
  }

  #index(event: LiveEvent): void {
    const check = event.data['id'] as string;
    const events = this.#byCheck.get(check);
    if (events) events.push(event);
    else this.#byCheck.set(check, [event]);
  }
}

/** Whether a text may begin with both. */
function mayBegin(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one);
}
