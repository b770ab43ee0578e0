import type { TimeRange } from '@redeye/host';

/** Begin and end, milliseconds since the epoch. */
export type Stretch = readonly [number, number];

/** What is held of a stretch while it is changed: an edge, all of it, or the end of a new one. */
export type Grip = 'from' | 'to' | 'move' | 'new';

const SHORTEST = 10_000;
/** The pixels near an edge in which it is the edge that is taken. */
const EDGE = 7;

/** What is taken at a pixel of a pane. A stretch that fills the pane cannot be moved: there a new one begins. */
export function gripAt(at: number, left: number, right: number, width: number): Grip {
  if (left <= EDGE && right >= width - EDGE) return 'new';
  if (Math.abs(at - right) <= EDGE) return 'to';
  if (Math.abs(at - left) <= EDGE) return 'from';
  return at > left && at < right ? 'move' : 'new';
}

/** A stretch that reaches to the end goes on with the time. @param seconds what the pane spans */
export function chosen(from: number, to: number, now: number, seconds: number): TimeRange {
  const nearly = (seconds * 1000) / 200;
  return now - to <= nearly ? { range: Math.max(SHORTEST / 1000, Math.round((to - from) / 1000)) } : { from, to };
}

/** A stretch after an edge, or all of it, was moved: within the span and not shorter than the shortest. */
export function moved(kind: Grip, [from, to]: Stretch, by: number, [first, last]: Stretch): Stretch {
  if (kind === 'move') {
    const allowed = Math.min(Math.max(by, first - from), last - to);
    return [from + allowed, to + allowed];
  }
  const within = (time: number) => Math.min(last, Math.max(first, time));
  if (kind === 'from') return [Math.min(within(from + by), to - SHORTEST), to];
  if (kind === 'to') return [from, Math.max(within(to + by), from + SHORTEST)];
  return by < 0 ? [within(from + by), to] : [from, within(to + by)];
}
