// What the server says of service levels, and the few numbers that are reckoned from it for the eye.
import type { State } from '@redeye/host';
import type { Severity } from '../alerts/types.ts';
import { known } from '../data/known.ts';

export interface Burn {
  /** It warns at this rate: so many times as fast as the budget allows. */
  readonly rate: number;
  /** The rate now; null if it is not known. */
  readonly now: number | null;
  readonly over_seconds: number;
  readonly severity: Severity;
}

export interface Sla {
  readonly id: string;
  readonly package: string;
  readonly title: string;
  readonly checks: readonly string[];
  readonly target: number;
  readonly window: string;
  readonly from: number;
  readonly to: number;
  readonly up_seconds: number;
  readonly down_seconds: number;
  readonly unknown_seconds: number;
  readonly excluded_seconds: number;
  /** Up of up and down; null if nothing is known. */
  readonly availability: number | null;
  readonly budget_seconds: number;
  readonly left_seconds: number;
  readonly burns: readonly Burn[];
  readonly outages: readonly { readonly from: number; readonly until: number; readonly checks: readonly string[] }[];
  readonly reason: string;
}

/** Enough digits to tell 99.95 % from 100 %, never rounded up to a whole that was not reached. */
export function percent(share: number): string {
  const value = share * 100;
  if (value === 100 || value === 0) return `${value}\u202f%`;
  const places = value > 99 ? 3 : value > 90 ? 2 : 1;
  const cut = Math.floor(value * 10 ** places + 1e-7) / 10 ** places;
  return `${cut.toFixed(places).replace(/0+$/, '').replace(/\.$/, '')}\u202f%`;
}

/** Used up is critical; used up too fast is what its burn says; else well, or unknown if nothing is known. */
export function judged({ availability, left_seconds: left, burns }: Sla): State {
  if (!known(availability)) return 'unknown';
  if (left < 0) return 'critical';
  const hot = burns.filter(({ now, rate }) => known(now) && now >= rate).map(({ severity }) => severity);
  return hot.includes('critical') ? 'critical' : hot.length > 0 ? 'warning' : 'ok';
}

/** Parts of a bar that is 100 wide; a part that is there is never too thin to be seen. */
export function barOf(parts: readonly number[], all: number, least = 0.7): { readonly left: number; readonly width: number }[] {
  let left = 0;
  return parts.map((part) => {
    const width = part <= 0 || all <= 0 ? 0 : Math.max(least, (100 * part) / all);
    const begins = Math.min(left, 100 - width);
    left += width;
    return { left: begins, width };
  });
}
