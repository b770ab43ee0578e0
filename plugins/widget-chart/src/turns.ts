/** Milliseconds of a frame that go into making charts; the rest is for the browser, so that scrolling stays smooth. */
const BUDGET = 6;

const waiting = new Map<object, () => void>();
let asked = false;

/** Calls it in one of the next frames: as many as fit into a frame, in order, at least one. Asked for again, the newer stands. */
export function inTurn(who: object, action: () => void): void {
  waiting.set(who, action);
  ask();
}

/** Nobody waits for it any more. */
export function outOfTurn(who: object): void {
  waiting.delete(who);
}

function ask(): void {
  if (asked || waiting.size === 0) return;
  asked = true;
  requestAnimationFrame(work);
}

function work(): void {
  asked = false;
  const end = performance.now() + BUDGET;
  for (const [who, action] of waiting) {
    waiting.delete(who);
    action();
    if (performance.now() >= end) break;
  }
  ask();
}
