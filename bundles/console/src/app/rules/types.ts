// What the server says of rules. Times are milliseconds since the epoch, durations seconds.
import type { Entry, Severity } from '../alerts/types.ts';

export interface Rule {
  readonly id: string;
  readonly package: string;
  readonly title: string;
  readonly state: 'ok' | 'pending' | 'firing' | 'broken';
  /** Why it is broken, or that it watches nothing. */
  readonly reason: string;
  readonly watched: number;
  readonly pending: number;
  readonly firing: readonly string[];
  readonly since: number;
  readonly evaluations: number;
  readonly severity: Severity;
  readonly role: string;
  readonly checks: readonly string[];
  readonly metric: string;
  readonly item: string;
  readonly hosts: readonly string[];
  readonly criterion: string;
  readonly over_seconds: number;
  readonly aggregate: string;
  readonly for_seconds: number;
  readonly clear_seconds: number;
}

/** One time a rule would have fired. */
export interface Firing {
  readonly subject: string;
  readonly at: number;
  readonly until?: number | null;
  /** Left out if there is none. */
  readonly value?: number | null;
  /** Whom it would have called, if nobody had answered. */
  readonly calls?: readonly Entry[] | null;
}

/** What a rule would have done over stored history. */
export interface Rehearsed {
  readonly subjects: number;
  readonly samples: number;
  readonly step_ms: number;
  /** Those not listed included. */
  readonly count: number;
  readonly firings: readonly Firing[];
  readonly notes: readonly string[];
}
