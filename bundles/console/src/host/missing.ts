import { checkName } from './names.ts';
import type { Check } from './types.ts';

/** The globs of the checks whose series these globs name: what stands before the colon. */
export function checkGlobs(seriesGlobs: readonly string[]): string[] {
  return [...new Set(seriesGlobs.map((glob) => (glob.includes(':') ? glob.slice(0, glob.indexOf(':')) : glob)))];
}

/**
 * Why there is no series: nobody declared it, its check cannot run (yet), or the check does not measure it.
 *
 * @param seriesGlobs the globs that match no series
 * @param checks the checks that {@link checkGlobs} match
 */
export function whyNoSeries(seriesGlobs: readonly string[], checks: readonly Check[]): { readonly title: string; readonly detail: string } {
  const called = (check: Check) => check.title || checkName(check.id).name;
  if (checks.length === 0) return { title: 'Not configured', detail: `No series matches ${seriesGlobs.join(', ')}.` };
  const pending = checks.find(({ state }) => state === 'pending');
  if (pending) return { title: 'Pending', detail: `${called(pending)}: ${pending.reason}.` };
  const waiting = checks.find(({ at }) => at === null);
  if (waiting) return { title: 'No sample yet', detail: `${called(waiting)} has not run yet.` };
  const failed = checks.find(({ state }) => state !== 'ok');
  if (failed) return { title: 'Unknown', detail: `${called(failed)} is ${failed.state} and measures nothing: ${failed.reason}.` };
  return { title: 'Not measured', detail: `${called(checks[0]!)} runs, but measures nothing that matches ${seriesGlobs.join(', ')}.` };
}
