import { anyMatches, metricKey, type Check, type ChecksAnswer, type LiveEvent, type Reading, type State } from '@redeye/host';
import { list, type ApiError } from './api.ts';
import { oncePerFrame, soon } from './frame.ts';
import { onEvent, onGap, recentChecks } from './live.ts';
import { Signal } from './signal.ts';

/** All checks by id: a new map after each change, so that listeners see it; undefined until first loaded. */
export const checks = new Signal<ReadonlyMap<string, Check> | undefined>(undefined);
/** Why the checks could not be loaded; empty if they could. */
export const checksFailure = new Signal('');

let byId = new Map<string, Check>();
/** Another number when checks have come or gone, not when one has only changed. */
let generation = 0;
let loading: Promise<void> | undefined;
const tell = () => {
  checks.value = new Map(byId);
};
const tellWithFrame = oncePerFrame(tell);
const tellSoon = soon(tell, 200);
/** More checks than this change with every frame: whoever looks at all of them is told five times a second. */
const MANY = 300;
const publish = () => (byId.size > MANY ? tellSoon() : tellWithFrame());

/** Loads them (again). */
export function loadChecks(): Promise<void> {
  loading ??= load().finally(() => (loading = undefined));
  return loading;
}

async function load(): Promise<void> {
  try {
    const items = await list<Check>('/checks');
    byId = new Map(items.map((check) => [check.id, check]));
    generation++;
    for (const event of recentChecks.all) apply(event);
    checksFailure.value = '';
    checks.value = new Map(byId);
  } catch (failure) {
    checksFailure.value = (failure as Error).message;
    // whoever signs in loads them
    if ((failure as ApiError).status !== 401) setTimeout(() => void loadChecks(), 5000);
  }
}

const reload = soon(() => void loadChecks(), 150);

onEvent('check', (event) => {
  if (apply(event)) publish();
});
onEvent('checks', (event) => {
  for (const id of (event.data['removed'] as string[] | undefined) ?? []) byId.delete(id);
  generation++;
  publish();
  reload();
});
onEvent('plugin', reload);
// the engine needs a moment to see which checks can (not) run now
onEvent('plugin', soon(() => void loadChecks(), 1500));
onGap(() => void loadChecks());

/** @returns whether anything is new */
function apply(event: LiveEvent): boolean {
  const data = event.data as unknown as CheckEvent;
  const known = byId.get(data.id);
  if (!known) {
    if (checks.value) reload();
    return false;
  }
  if (known.at !== null && data.at < known.at) return false;
  byId.set(data.id, {
    ...known,
    state: data.state,
    reason: data.reason,
    message: data.message,
    since: data.since,
    at: data.at,
    late_seconds: data.late_seconds ?? known.late_seconds ?? null,
    metrics: data.metrics ? readings(data.metrics) : known.metrics,
  });
  return true;
}

interface CheckEvent {
  readonly id: string;
  readonly state: State;
  readonly reason: string;
  readonly message: string;
  readonly since: number;
  readonly at: number;
  readonly late_seconds?: number;
  readonly metrics?: readonly { name: string; item?: string; unit: string; value: number | null }[];
}

function readings(metrics: NonNullable<CheckEvent['metrics']>): Record<string, Reading> {
  return Object.fromEntries(metrics.map(({ name, item, unit, value }) => [metricKey(name, item ?? ''), { unit, value }]));
}

/** The checks that match, now and whenever one changes. @returns ends it */
export function watchChecks(globs: readonly string[], listener: (answer: ChecksAnswer) => void): () => void {
  let before: readonly Check[] | undefined;
  // with thousands of checks and dozens of listeners, matching anew at each change would fill the frames
  let matched: readonly string[] = [];
  let matchedIn = -1;
  const tell = () => {
    if (!checks.value) {
      listener(checksFailure.value === '' ? { state: 'loading' } : { state: 'failed', message: checksFailure.value });
      return;
    }
    const all = checks.value;
    if (matchedIn !== generation) {
      matchedIn = generation;
      matched = [...byId.keys()].filter((id) => anyMatches(globs, id));
    }
    const found = matched.flatMap((id) => all.get(id) ?? []);
    if (before && before.length === found.length && found.every((check, i) => check === before![i])) return;
    before = found;
    listener({ state: 'ready', checks: found });
  };
  const releases = [checks.subscribe(tell), checksFailure.subscribe(tell)];
  tell();
  return () => releases.forEach((release) => release());
}
