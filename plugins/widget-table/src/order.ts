import { checkName, rank, type Check } from '@redeye/host';

export type Column = 'state' | 'check' | 'host' | 'reason' | 'since' | 'at' | `metric:${string}`;

/** Rows by a column; equal ones by id, so that they stay in place. Rows without a value come last, whatever the direction. */
export function order(checks: readonly Check[], by: Column, down: boolean): Check[] {
  const value = key(by);
  return [...checks].sort((a, b) => {
    const [left, right] = [value(a), value(b)];
    if (left === null || right === null) return left === right ? byId(a, b) : left === null ? 1 : -1;
    const difference = typeof left === 'number' ? left - (right as number) : left.localeCompare(right as string, 'en', { numeric: true });
    return (down ? -difference : difference) || byId(a, b);
  });
}

function byId(a: Check, b: Check): number {
  return a.id.localeCompare(b.id, 'en', { numeric: true });
}

function key(by: Column): (check: Check) => number | string | null {
  switch (by) {
    case 'state': return ({ state }) => rank(state);
    case 'check': return ({ title, id }) => title || checkName(id).name;
    case 'host': return ({ host }) => host || null;
    case 'reason': return ({ reason }) => reason || null;
    case 'since': return ({ since }) => -since;
    case 'at': return ({ at }) => (at === null ? null : -at);
    default: return ({ metrics }) => metrics[by.slice('metric:'.length)]?.value ?? null;
  }
}
