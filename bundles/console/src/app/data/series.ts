import { anyMatches, metricKey, seriesId, type LiveEvent, type SeriesAnswer, type SeriesData, type SeriesQuery } from '@redeye/host';
import { ApiError, send } from './api.ts';
import { checks } from './checks.ts';
import { now } from './clock.ts';
import { oncePerFrame, soon } from './frame.ts';
import { groupBy } from './group.ts';
import { History, type SeriesPoints } from './history.ts';
import { onEvent, onGap, recentChecks } from './live.ts';

interface PointsAnswer {
  readonly series: readonly SeriesPoints[];
  readonly truncated: boolean;
}

/** Requests of all widgets within this time become one. */
const GATHER = 8;
const RETRY = 5_000;
/** Even if every event came, what is shown is taken afresh from time to time. */
const REFRESH = 10 * 60_000;
const POINTS = 600;

const subscriptions = new Set<Subscription>();
const waiting = new Set<Subscription>();
const ask = soon(() => void fetchWaiting(), GATHER);

/** What one widget listens to. */
class Subscription {
  readonly query: SeriesQuery;
  readonly #listener: (answer: SeriesAnswer) => void;
  #histories: Map<string, History> | undefined;
  #truncated = false;
  readonly #matched = new Map<string, boolean>();
  readonly #tell = oncePerFrame(() => this.#deliver());

  constructor(query: SeriesQuery, listener: (answer: SeriesAnswer) => void) {
    this.query = query;
    this.#listener = listener;
  }

  /** Widgets with the same key can share one request. */
  get key(): string {
    return `${this.query.range} ${this.query.points ?? POINTS} ${this.query.consolidation ?? 'average'}`;
  }

  take(answer: PointsAnswer): void {
    this.#histories = new Map(
      answer.series.filter(({ id }) => this.matches(id)).map((points) => [points.id, new History(points, every(points.check))]),
    );
    this.#truncated = answer.truncated;
    for (const event of recentChecks) this.sample(event);
    this.#deliver();
  }

  fail(message: string): void {
    if (!this.#histories) this.#listener({ state: 'failed', message });
  }

  sample({ data }: LiveEvent): void {
    if (!this.#histories) return;
    for (const metric of (data['metrics'] as Metric[] | undefined) ?? []) {
      const check = data['id'] as string;
      const id = seriesId(check, metric.name, metric.item);
      if (!this.matches(id)) continue;
      let history = this.#histories.get(id);
      if (!history) {
        const step = Math.max(1000, (every(check) ?? 1) * 1000, (this.query.range * 1000) / (this.query.points ?? POINTS));
        history = History.empty({ id, unit: metric.unit, check, metric: metric.name, item: metric.item ?? '', step });
        this.#histories.set(id, history);
      }
      if (history.add(data.at, metric.value)) this.#tell();
      history.trim(now() - this.query.range * 1000);
    }
  }

  matches(id: string): boolean {
    let yes = this.#matched.get(id);
    if (yes === undefined) {
      yes = anyMatches(this.query.match, id);
      if (this.#matched.size < 20_000) this.#matched.set(id, yes);
    }
    return yes;
  }

  #deliver(): void {
    if (!this.#histories || !subscriptions.has(this)) return;
    const series = [...this.#histories.values()].map((history) => history.view()).map(upToDate);
    this.#listener({ state: 'ready', series, truncated: this.#truncated });
  }
}

/** Points may stand for long stretches; the check knows when its last run was. */
function upToDate(view: SeriesData): SeriesData {
  const check = checks.value?.get(view.check);
  const reading = check?.metrics[metricKey(view.metric, view.item)];
  const known = view.last;
  if (!check || !reading || check.at === null || (known && known.at >= check.at)) return { ...view, every: check?.every ?? null };
  return { ...view, every: check.every, last: { at: check.at, value: reading.value } };
}

interface Metric {
  readonly name: string;
  readonly item?: string;
  readonly unit: string;
  readonly value: number | null;
}

function every(check: string): number | null {
  return checks.value?.get(check)?.every ?? null;
}

/** The points of the series that match, now and as samples come. @returns ends it */
export function watchSeries(query: SeriesQuery, listener: (answer: SeriesAnswer) => void): () => void {
  const subscription = new Subscription(query, listener);
  subscriptions.add(subscription);
  listener({ state: 'loading' });
  want(subscription);
  return () => {
    subscriptions.delete(subscription);
    waiting.delete(subscription);
  };
}

function want(subscription: Subscription): void {
  waiting.add(subscription);
  ask();
}

async function fetchWaiting(): Promise<void> {
  const groups = groupBy(waiting, ({ key }) => key);
  waiting.clear();
  await Promise.all([...groups.values()].map(fetchGroup));
}

async function fetchGroup(group: readonly Subscription[]): Promise<void> {
  const [{ query }] = group as [Subscription];
  const to = now();
  const match = [...new Set(group.flatMap((each) => each.query.match))];
  try {
    const answer = await send<PointsAnswer>('POST', '/points', {
      match, from: Math.round(to - query.range * 1000), to: Math.round(to),
      points: query.points ?? POINTS, consolidation: query.consolidation ?? 'average',
    });
    for (const each of group) if (subscriptions.has(each)) each.take(answer);
  } catch (failure) {
    for (const each of group) each.fail((failure as Error).message);
    // a request that is wrong stays wrong
    if (!(failure instanceof ApiError) || failure.status === 0 || failure.status >= 500) {
      setTimeout(() => group.filter((each) => subscriptions.has(each)).forEach(want), RETRY);
    }
  }
}

const refresh = () => subscriptions.forEach(want);

onEvent('check', (event) => {
  for (const subscription of subscriptions) subscription.sample(event);
});
onEvent('checks', soon(refresh, 500));
onGap(refresh);
setInterval(refresh, REFRESH);
