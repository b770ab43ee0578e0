/** Pixels a millisecond; whoever moves a page faster reads titles at most. */
const FAST = 1.4;
/** Over so many milliseconds speed is taken: frames come unevenly. */
const SPAN = 80;
/** After so many milliseconds without a move the hand rests. */
const REST = 120;

/** How fast a page is scrolled. */
export class Hand {
  /** Whether it is too fast for anybody to read. */
  fast = false;
  readonly #slow: () => void;
  readonly #later: (action: () => void, milliseconds: number) => () => void;
  #begin: { readonly place: number; readonly time: number } | undefined;
  #cancel = () => {};

  /**
   * @param slow called when it was fast and no longer is
   * @param later calls something after some time; what it returns takes that back
   */
  constructor(slow: () => void, later = timer) {
    this.#slow = slow;
    this.#later = later;
  }

  /** The page was moved. @param time milliseconds */
  moved(place: number, time: number): void {
    this.#cancel();
    this.#cancel = this.#later(() => this.#rest(), REST);
    this.#begin ??= { place, time };
    const passed = time - this.#begin.time;
    if (passed < SPAN) return;
    this.#set(Math.abs(place - this.#begin.place) / passed > FAST);
    this.#begin = { place, time };
  }

  #rest(): void {
    this.#begin = undefined;
    this.#set(false);
  }

  #set(fast: boolean): void {
    const before = this.fast;
    this.fast = fast;
    if (before && !fast) this.#slow();
  }
}

function timer(action: () => void, milliseconds: number): () => void {
  const id = setTimeout(action, milliseconds);
  return () => clearTimeout(id);
}
