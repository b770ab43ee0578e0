import { anyMatches, metricKey, seriesId, type LiveEvent, type SeriesAnswer, type SeriesData, type SeriesQuery } from '@redeye/host';
import { ApiError, sendBinary } from './api.ts';
import { checks } from './checks.ts';
import { now, onTick } from './clock.ts';
import { oncePerFrame, soon } from './frame.ts';
import { History, type About } from './history.ts';
import { onEvent, onGap, recentChecks } from './live.ts';
import { BINARY, decode, type Answer, type Line, type Question } from './points.ts';

/** Questions of all widgets within this time become one request. */
const GATHER = 8;
const RETRY = 5_000;
/** Even if every event came, what is shown is taken afresh from time to time. */
const REFRESH = 10 * 60_000;
const POINTS = 600;
/** The server answers so many questions at once. */
const MOST = 1_000;
/** What is reckoned by the server is asked for again with each of its steps, but not more often than this. */
const REASK = 5_000;

const subscriptions = new Set<Subscription>();
const waiting = new Set<Subscription>();
const ask = soon(() => void fetchWaiting(), GATHER);

/** What one widget listens to. */
class Subscription {
  readonly query: SeriesQuery;
  readonly #listener: (answer: SeriesAnswer) => void;
  #histories: Map<string, History> | undefined;
  #truncated = false;
  /** When to ask again; never for what comes by events, or stands still. */
  #askAt = Infinity;
  readonly #matched = new Map<string, boolean>();
  readonly #tell = oncePerFrame(() => this.#deliver());

  constructor(query: SeriesQuery, listener: (answer: SeriesAnswer) => void) {
    this.query = query;
    this.#listener = listener;
  }

  get #reckoned(): boolean {
    const { rate, combine, top } = this.query;
    return rate === true || combine !== undefined || top !== undefined;
  }

  get #still(): boolean {
    return this.query.to !== undefined;
  }

  question(time: number): Question {
    const { range, from, to, ...rest } = this.query;
    return { ...rest, points: rest.points ?? POINTS, from: Math.round(from ?? time - range * 1000), to: Math.round(to ?? time) };
  }

  take(answer: Answer): void {
    this.#histories = new Map(answer.lines.map((line) => {
      const about = aboutOf(line);
      return [line.id, new History(line, about, every(about.check))];
    }));
    this.#truncated = answer.truncated;
    const step = Math.max(REASK, ...answer.lines.map((line) => line.step));
    this.#askAt = this.#reckoned && !this.#still ? now() + Math.min(step, REFRESH) : Infinity;
    for (const event of recentChecks.of(this.query.match)) this.sample(event);
    this.#deliver();
  }

  fail(message: string): void {
    if (!this.#histories) this.#listener({ state: 'failed', message });
  }

  tick(time: number): void {
    if (time < this.#askAt) return;
    this.#askAt = Infinity;
    want(this);
  }

  sample({ data }: LiveEvent): void {
    if (!this.#histories || this.#reckoned || this.#still) return;
    // why there is a gap is known to the server only
    if (data['changed'] === true && this.#shows(data['id'] as string)) this.#askAt = Math.min(this.#askAt, now() + REASK);
    for (const metric of (data['metrics'] as Metric[] | undefined) ?? []) {
      const check = data['id'] as string;
      const id = seriesId(check, metric.name, metric.item);
      if (!this.matches(id)) continue;
      let history = this.#histories.get(id);
      if (!history) {
        const step = Math.max(1000, (every(check) ?? 1) * 1000, (this.query.range * 1000) / (this.query.points ?? POINTS));
        history = History.empty({ id, unit: metric.unit, check, metric: metric.name, item: metric.item ?? '' }, step);
        this.#histories.set(id, history);
      }
      if (history.add(data.at, metric.value)) this.#tell();
      history.trim(now() - this.query.range * 1000);
    }
  }

  #shows(check: string): boolean {
    return [...this.#histories!.values()].some(({ about }) => about.check === check);
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
    const series = [...this.#histories.values()].map((history) => history.view()).map(this.#reckoned || this.#still ? (view) => ({ ...view, every: every(view.check) }) : upToDate);
    this.#listener({ state: 'ready', series, truncated: this.#truncated });
  }
}

/** A line of one series tells its check, metric and item; one of many, what keeps it apart. */
function aboutOf({ id, unit, labels, gaps }: Line): About {
  const { check, metric } = labels;
  if (check !== undefined && metric !== undefined && !/^\w+\{/.test(id)) return { id, unit, check, metric, item: labels['item'] ?? '', ...(gaps ? { gaps } : {}) };
  return { id, unit, check: '', metric: '', item: '', labels };
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

/** One request for all that waits; equal questions are asked once. */
async function fetchWaiting(): Promise<void> {
  const time = now();
  const asked = new Map<string, { question: Question; by: Subscription[] }>();
  for (const subscription of waiting) {
    const question = subscription.question(time);
    const key = JSON.stringify(question);
    const same = asked.get(key);
    if (same) same.by.push(subscription);
    else if (asked.size < MOST) asked.set(key, { question, by: [subscription] });
    else continue;
    waiting.delete(subscription);
  }
  if (waiting.size > 0) ask();
  const all = [...asked.values()];
  const everybody = all.flatMap(({ by }) => by);
  try {
    const answers = await questions(all.map(({ question }) => question));
    all.forEach(({ by }, i) => by.filter((each) => subscriptions.has(each)).forEach((each) => each.take(answers[i]!)));
  } catch (failure) {
    await failed(all, everybody, failure as Error);
  }
}

/** A request that is wrong stays wrong: then each learns of its own, and one does not break the others. */
async function failed(all: readonly { question: Question; by: Subscription[] }[], everybody: readonly Subscription[], failure: Error): Promise<void> {
  if (!(failure instanceof ApiError) || failure.status === 0 || failure.status >= 500) {
    everybody.forEach((each) => each.fail(failure.message));
    setTimeout(() => everybody.filter((each) => subscriptions.has(each)).forEach(want), RETRY);
    return;
  }
  if (all.length === 1) return everybody.forEach((each) => each.fail(failure.message.replace(/^queries\[0\]: /, '')));
  for (const { question, by } of all) {
    try {
      const [answer] = await questions([question]);
      by.filter((each) => subscriptions.has(each)).forEach((each) => each.take(answer!));
    } catch (own) {
      by.forEach((each) => each.fail((own as Error).message.replace(/^queries\[0\]: /, '')));
    }
  }
}

async function questions(queries: readonly Question[]): Promise<readonly Answer[]> {
  const answer = await sendBinary('/series/query', { queries }, BINARY);
  return answer instanceof ArrayBuffer ? decode(answer) : (answer as { answers: readonly Answer[] }).answers;
}

const refresh = () => subscriptions.forEach(want);

onEvent('check', (event) => {
  for (const subscription of subscriptions) subscription.sample(event);
});
onEvent('checks', soon(refresh, 500));
onGap(refresh);
onTick((time) => subscriptions.forEach((each) => each.tick(time)));
setInterval(refresh, REFRESH);
