/** The state a check is in; `pending`: it has not run yet, or cannot, and the reason says what it needs. */
export type State = 'ok' | 'warning' | 'critical' | 'unknown' | 'pending';

/** What somebody may do; each role may do what those before it may. */
export type Role = 'viewer' | 'operator' | 'editor' | 'admin';

/** A measured value. `value` is null if it is not known; a unit is `s`, `ratio`, `B`, `B/s`, `days`, or empty. */
export interface Reading {
  readonly value: number | null;
  readonly unit: string;
}

/** What became of a check's slots. */
export interface Slots {
  readonly done: number;
  readonly late: number;
  readonly skipped_overload: number;
  readonly skipped_probe: number;
  readonly skipped_clock: number;
}

/** A check and how it stands. All times are milliseconds since the epoch, durations are seconds. */
export interface Check {
  readonly id: string;
  readonly package: string;
  readonly title: string;
  readonly probe: string;
  readonly host: string;
  readonly address: string;
  readonly state: State;
  /** Why it is not ok, one word; for `pending` what it needs, in words. */
  readonly reason: string;
  readonly message: string;
  /** Since when it is in this state. */
  readonly since: number;
  /** When the last run was; null if there was none. */
  readonly at: number | null;
  readonly node: string;
  /** Seconds between two runs. */
  readonly every: number;
  readonly next?: number | null;
  readonly late_seconds?: number | null;
  readonly took_seconds?: number | null;
  readonly plugin?: string;
  /** By name, or name[item]. */
  readonly metrics: Readonly<Record<string, Reading>>;
  readonly slots?: Slots;
}

/** Something that happened, as the event stream tells it; `type` is check, checks, package, plugin, page, alert, rule, oncall or lost. */
export interface LiveEvent {
  readonly type: string;
  readonly id: string;
  readonly data: Readonly<Record<string, unknown>> & { readonly at: number };
}

/** How several series become one line; each is a line of its own without. */
export type Combination = 'sum' | 'avg' | 'min' | 'max' | 'count' | 'percentile';

/** What tells series apart. */
export type Label = 'package' | 'check' | 'host' | 'metric' | 'item' | 'node';

/** Which series, how far back (seconds), how many points at most, and what is reckoned from them. */
export interface SeriesQuery {
  /** Globs over series ids: `*` is any run of characters, `?` one. */
  readonly match: readonly string[];
  readonly range: number;
  /** A stretch that stands still, milliseconds since the epoch, instead of the range up to now. */
  readonly from?: number;
  readonly to?: number;
  readonly points?: number;
  readonly consolidation?: 'average' | 'min' | 'max';
  /** Whether the least and greatest sample of each point are wanted, too. */
  readonly band?: boolean;
  /** The change per second of counters. */
  readonly rate?: boolean;
  readonly combine?: Combination;
  /** Which labels keep the lines apart that are put together. */
  readonly by?: readonly Label[];
  /** 0 to 100, for `combine: percentile`. */
  readonly percentile?: number;
  /** Only so many lines, the greatest first. */
  readonly top?: number;
}

/** A time without samples, and why: one word, or what the check needs; `to` is null while it goes on. */
export interface Gap {
  readonly from: number;
  readonly to: number | null;
  readonly reason: string;
  readonly message: string;
}

/** A line of points: `values[i]` was true at `times[i]`; null is a gap, never zero. */
export interface SeriesData {
  /** The id of the series; of what is reckoned what it is, `sum{host=db1}`. */
  readonly id: string;
  readonly unit: string;
  /** Check, metric and item of a series; empty where it is of many. */
  readonly check: string;
  readonly metric: string;
  readonly item: string;
  /** What keeps a line that is put together apart from the others; absent for a series. */
  readonly labels?: Readonly<Partial<Record<Label, string>>>;
  /** Milliseconds between two points. */
  readonly step: number;
  readonly times: readonly number[];
  readonly values: readonly (number | null)[];
  /** The least and the greatest sample of each point; absent where a point is one sample, or unless asked for. */
  readonly low?: readonly (number | null)[];
  readonly high?: readonly (number | null)[];
  /** Why points are not known, as far as the server has noted it. */
  readonly gaps?: readonly Gap[];
  /** The last sample that came, as it was measured; null if there is none in the range. */
  readonly last: { readonly at: number; readonly value: number | null } | null;
  /** Seconds between two samples, as the check promises; null if the check is gone. */
  readonly every: number | null;
}

/** What {@link WidgetContext.series} delivers. */
export type SeriesAnswer =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly message: string }
  | { readonly state: 'ready'; readonly series: readonly SeriesData[]; readonly truncated: boolean };

/** What {@link WidgetContext.checks} delivers. */
export type ChecksAnswer =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly message: string }
  | { readonly state: 'ready'; readonly checks: readonly Check[] };

/** What a widget tells its tile, which shows it the same way for all widgets. */
export interface TileReport {
  /** When the newest value shown was true; null if nothing is shown yet. */
  readonly asOf?: number | null;
  /** How old that may become before it is stale, in milliseconds; see `staleLimit`. */
  readonly limit?: number;
  /** What is broken, in words; the tile shows it in the widget's place. */
  readonly broken?: string;
}

export type Release = () => void;

/** A stretch of time: seconds up to now, or one that stands still, milliseconds since the epoch. */
export type TimeRange = { readonly range: number } | { readonly from: number; readonly to: number };

/** The host, as a widget sees it. Frozen. Everything that listens returns a function that ends it. */
export interface WidgetContext {
  /** The page the widget stands on; `package` resolves globs that begin with no package. */
  readonly page: { readonly package: string; readonly name: string };
  /** The checks that match, now and whenever one changes; at most once a frame. */
  checks(globs: readonly string[], listener: (answer: ChecksAnswer) => void): Release;
  /** The points of the series that match, now and as samples come; asked for together with all other widgets. */
  series(query: SeriesQuery, listener: (answer: SeriesAnswer) => void): Release;
  /**
   * A JSON answer of `/api/v1`, now and again after events of these types, and once a minute. The same question of several
   * widgets is asked once. Only reads: nothing can be changed by it.
   */
  answer<T>(path: string, types: readonly string[], listener: (answer: Answer<T>) => void): Release;
  /** Events as they come. */
  events(types: readonly string[], listener: (event: LiveEvent) => void): Release;
  /** Every second, with the server's time in milliseconds. */
  tick(listener: (now: number) => void): Release;
  /** The server's time, milliseconds. */
  now(): number;
  /** Light or dark, now and whenever it changes. */
  theme(listener: (theme: 'light' | 'dark') => void): Release;
  /**
   * Whether the widget is near the window, now and whenever that changes: what is dear to draw is drawn only then. What flies
   * past under a fast hand hears of it once the hand slows down.
   */
  near(listener: (near: boolean) => void): Release;
  /** Tells the tile how old the content is, or that it is broken. */
  report(report: TileReport): void;
  /** Whether the person may do what this role may. */
  may(role: Role): boolean;
  /** Shows a check's details beside the page. */
  openCheck(id: string): void;
  /** Goes to another page of the console. */
  navigate(path: string): void;
  /** The stretch of time that was chosen for the page, now and whenever it changes; null: each widget shows its own. */
  timeRange(listener: (range: TimeRange | null) => void): Release;
  /** Chooses a stretch of time for the whole page; it is part of the address. */
  setTimeRange(range: TimeRange | null): void;
  /** A key that all charts of this page share, for one common crosshair. */
  readonly crosshair: string;
}

/** What the server said: `value` was true at `at`. After a failure that came later it is still there, to be shown as old. */
export type Answer<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: T; readonly at: number }
  | { readonly state: 'failed'; readonly message: string; readonly value?: T; readonly at?: number };

/** What the host sets on a widget's element. */
export interface WidgetElement<C = unknown> extends HTMLElement {
  config: C;
  context: WidgetContext;
}
