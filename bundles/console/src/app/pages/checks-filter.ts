import { checkName, rank, standing, type Check, type Standing } from '@redeye/host';

export interface CheckFilter {
  /** Any of these; all if empty. */
  readonly states: readonly Standing[];
  readonly package: string;
  readonly host: string;
  /** Words that must all occur somewhere. */
  readonly text: string;
}

export type SortKey = 'state' | 'name' | 'host' | 'since' | 'at';

/** The checks that pass. A stale one is also found by the state it was in. */
export function filterChecks(all: readonly Check[], { states, package: packageName, host, text }: CheckFilter, now: number): Check[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter((check) => {
    if (states.length > 0 && !states.includes(check.state) && !states.includes(standing(check, now))) return false;
    if (packageName !== '' && check.package !== packageName) return false;
    if (host !== '' && check.host !== host) return false;
    if (words.length === 0) return true;
    const haystack = [check.id, check.title, check.address, check.probe, check.reason, check.message].join('\n').toLowerCase();
    return words.every((word) => haystack.includes(word));
  });
}

/** Orders of equal rank fall back to the name, so that rows do not jump. */
export function sortChecks(found: readonly Check[], key: SortKey, now: number, descending = false): Check[] {
  const sign = descending ? -1 : 1;
  return [...found].sort((a, b) => sign * compare(a, b, key, now) || a.id.localeCompare(b.id, 'en', { numeric: true }));
}

function compare(a: Check, b: Check, key: SortKey, now: number): number {
  switch (key) {
    case 'state': return importance(a, now) - importance(b, now);
    case 'name': return (a.title || checkName(a.id).name).localeCompare(b.title || checkName(b.id).name, 'en', { numeric: true });
    case 'host': return a.host.localeCompare(b.host, 'en', { numeric: true });
    // the shortest time first
    case 'since': return b.since - a.since;
    case 'at': return (b.at ?? 0) - (a.at ?? 0);
  }
}

/** A critical check that has grown stale is still worth the first line. */
function importance(check: Check, now: number): number {
  return Math.min(rank(check.state), rank(standing(check, now)));
}
