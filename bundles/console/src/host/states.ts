import { isStale } from './time.ts';
import type { Check, State } from './types.ts';

/** Worst first. A check that cannot be judged is worse than one that is fine and better than one that is broken. */
export const STATES: readonly State[] = ['critical', 'warning', 'unknown', 'pending', 'ok'];

/** How a check stands now: its state, unless that is too old to be believed. */
export type Standing = State | 'stale';

/** Worst first. */
export const STANDINGS: readonly Standing[] = ['critical', 'warning', 'unknown', 'stale', 'pending', 'ok'];

/** How a check stands at a time. A pending check has no result that could be old. */
export function standing({ state, at, every }: Pick<Check, 'state' | 'at' | 'every'>, now: number): Standing {
  return state !== 'pending' && isStale(at, every, now) ? 'stale' : state;
}

/** 0 is worst; what is not known counts as unknown. */
export function rank(state: Standing): number {
  const index = STANDINGS.indexOf(state);
  return index < 0 ? STANDINGS.indexOf('unknown') : index;
}

/** The worst of them; undefined if there are none. */
export function worst(states: Iterable<Standing>): Standing | undefined {
  let found: Standing | undefined;
  for (const state of states) if (found === undefined || rank(state) < rank(found)) found = state;
  return found;
}

/** How many of each, worst first, those that do not occur left out. */
export function count(states: Iterable<Standing>): { readonly state: Standing; readonly count: number }[] {
  const counts = new Map<Standing, number>();
  for (const state of states) counts.set(state, (counts.get(state) ?? 0) + 1);
  return STANDINGS.flatMap((state) => (counts.has(state) ? [{ state, count: counts.get(state)! }] : []));
}
