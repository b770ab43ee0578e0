import type { State } from '@redeye/host';

export interface Config {
  readonly slas?: readonly string[];
}

/** The part of a service level that a row shows. */
export interface Level {
  readonly id: string;
  readonly title: string;
  readonly target: number;
  readonly window: string;
  /** Null if nothing is known. */
  readonly availability: number | null;
  readonly up_seconds: number;
  readonly down_seconds: number;
  readonly unknown_seconds: number;
  readonly budget_seconds: number;
  readonly left_seconds: number;
  readonly burns: readonly { readonly rate: number; readonly now: number | null; readonly severity: 'info' | 'warning' | 'critical' }[];
  readonly reason: string;
}

/** Whether a value is a number that is known: JSON has null, nothing, or a word where there is none. */
export function known(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** Used up is critical; used up too fast is what its burn says; else well, or unknown if nothing is known. */
export function judged({ availability, left_seconds: left, burns }: Level): State {
  if (!known(availability)) return 'unknown';
  if (left < 0) return 'critical';
  const hot = burns.filter(({ now, rate }) => known(now) && now >= rate).map(({ severity }) => severity);
  return hot.includes('critical') ? 'critical' : hot.length > 0 ? 'warning' : 'ok';
}

/** The part of the budget that is left, 0 to 1. */
export function left({ budget_seconds: budget, left_seconds: rest }: Level): number {
  return budget > 0 ? Math.min(1, Math.max(0, rest / budget)) : 0;
}

/** Enough digits to tell 99.95 % from 100 %, never rounded up to what was not reached. */
export function percent(share: number): string {
  const value = share * 100;
  const places = value > 99 ? 3 : 1;
  const cut = Math.floor(value * 10 ** places + 1e-7) / 10 ** places;
  return `${Number(cut.toFixed(places))}\u202f%`;
}
