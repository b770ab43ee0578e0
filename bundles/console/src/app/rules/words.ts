import { duration } from '@redeye/host';
import type { State } from '@redeye/host';
import type { Firing, Rehearsed, Rule } from './types.ts';

const RANKS: readonly Rule['state'][] = ['broken', 'firing', 'pending', 'ok'];

/** Broken rules first: they watch nothing; then those that fire. */
export function compareRules(a: Rule, b: Rule): number {
  return RANKS.indexOf(a.state) - RANKS.indexOf(b.state) || a.id.localeCompare(b.id, 'en', { numeric: true });
}

export function lookOfRule({ state, severity }: Pick<Rule, 'state' | 'severity'>): State {
  if (state === 'broken') return 'unknown';
  if (state === 'firing') return severity === 'info' ? 'pending' : severity;
  return state;
}

/** What it looks for, as a sentence: `average of total_seconds over 5 min above 0.05, for 5 min`. */
export function sentenceOf({ metric, item, criterion, over_seconds: over, aggregate, for_seconds: hold }: Rule): string {
  const what = metric === '' ? 'state' : `${over > 0 ? `${aggregate} of ` : ''}${metric}${item ? `[${item}]` : ''}`;
  return `${what}${over > 0 ? ` over ${duration(over)}` : ''} ${criterion}${hold > 0 ? `, for ${duration(hold)}` : ''}`;
}

/** Whom it would have called and how often, most often first. */
export function calledOf(firings: readonly Firing[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { data } of firings.flatMap(({ calls }) => calls ?? []).filter(({ kind }) => ['sending', 'sent'].includes(kind))) {
    const person = data?.['person'] || data?.['to'] || '';
    if (person !== '') counts.set(person, (counts.get(person) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
}

/** How often, for how long altogether, whom. */
export function summaryOf({ count, firings, subjects }: Rehearsed, from: number, to: number): string {
  if (subjects === 0) return 'It would have watched nothing.';
  if (count === 0) return `It would not have fired: ${subjects} ${subjects === 1 ? 'subject was' : 'subjects were'} in order all the time.`;
  const length = firings.reduce((sum, { at, until }) => sum + ((until ?? to) - at), 0) / 1000;
  const days = Math.max(1, (to - from) / 86_400_000);
  const rate = count / days;
  return `It would have fired ${count === 1 ? 'once' : `${count} times`}${days > 1.5 ? `, ${rate >= 1 ? `${rate < 1.05 ? 'once' : `${Math.round(rate * 10) / 10} times`} a day` : `once in ${duration(Math.round(86_400 / rate))}`}` : ''}; altogether ${duration(Math.round(length))}.`;
}
