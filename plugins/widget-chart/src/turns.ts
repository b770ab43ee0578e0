/** Milliseconds of a frame that go into making charts while the page is scrolled; the rest is for the browser. */
const BUDGET = 6;
/** The same while it stands still, when nothing is waited for but the charts. */
const BUDGET_STILL = 40;
/** Milliseconds after the last move in which it is still scrolled. */
const SCROLLED = 150;

interface Turn {
  readonly measure: () => unknown;
  readonly draw: (measured: never) => void;
}

const waiting = new Map<object, Turn>();
let asked = false;
let scrolled = -Infinity;
addEventListener('scroll', ({ timeStamp }) => (scrolled = timeStamp), { passive: true });

/**
 * Draws in one of the next frames: as many as fit into a frame, in order, at least one. Asked for again, the newer stands.
 *
 * @param measure reads sizes and colours; done for all before the first is drawn, or each would make the browser lay out anew
 */
export function inTurn<M>(who: object, measure: () => M, draw: (measured: M) => void): void {
  waiting.set(who, { measure, draw });
  ask();
}

/** Nobody waits for it any more. */
export function outOfTurn(who: object): void {
  waiting.delete(who);
}

const soon = new Map<object, () => void>();

/** Does it with what others want done soon: what reads of the page makes the browser lay it out, once for all. */
export function together(who: object, action: () => void): void {
  if (soon.size === 0) {
    setTimeout(() => {
      const actions = [...soon.values()];
      soon.clear();
      for (const each of actions) each();
    });
  }
  soon.set(who, action);
}

/** Nobody wants it done any more. */
export function apart(who: object): void {
  soon.delete(who);
}

function ask(): void {
  if (asked || waiting.size === 0) return;
  asked = true;
  requestAnimationFrame(work);
}

function work(): void {
  asked = false;
  const begin = performance.now();
  const end = begin + (begin - scrolled < SCROLLED ? BUDGET : BUDGET_STILL);
  const turns = [...waiting].map(([who, { measure, draw }]) => ({ who, measured: measure() as never, draw }));
  for (const { who, measured, draw } of turns) {
    waiting.delete(who);
    draw(measured);
    if (performance.now() >= end) break;
  }
  ask();
}
