// What the server says of alerts; see docs/alerts-console.md. Times are milliseconds since the epoch.

export type AlertState = 'open' | 'acknowledged' | 'resolved';
export type Severity = 'info' | 'warning' | 'critical';

/** Worst first. */
export const SEVERITIES: readonly Severity[] = ['critical', 'warning', 'info'];
export const ALERT_STATES: readonly AlertState[] = ['open', 'acknowledged', 'resolved'];

/** Why nobody is called about a member although it is out of order. */
export interface Hold {
  readonly kind: 'dependency' | 'maintenance' | 'silence' | 'flapping';
  readonly by: string;
  readonly because: string;
}

/** One condition within an alert. */
export interface Member {
  readonly key: string;
  readonly source: string;
  readonly package: string;
  /** The id of a check or series, or any name that people know it by. */
  readonly subject: string;
  readonly host: string;
  readonly severity: Severity;
  readonly firing: boolean;
  readonly at: number;
  readonly summary: string;
  readonly text: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly links: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, number | null>>;
  readonly joined: number;
  /** Why it belongs to this alert; empty for the first one. */
  readonly because: string;
  readonly hold?: Hold | null;
  readonly changes: number;
}

export interface Acknowledgement {
  readonly by: string;
  readonly at: number;
  readonly reason: string;
  readonly until?: number | null;
}

export interface Alert {
  readonly id: string;
  readonly state: AlertState;
  readonly severity: Severity;
  readonly title: string;
  readonly role: string;
  readonly opened: number;
  readonly changed: number;
  readonly resolved?: number | null;
  readonly acknowledgement?: Acknowledgement | null;
  readonly assignee: string;
  /** In lists the first five. */
  readonly members: readonly Member[];
  readonly count: number;
  readonly firing: number;
  readonly notices: number;
  readonly next?: { readonly at: number; readonly what: string } | null;
  readonly version: number;
  /** Conditions of other alerts that nobody is called about because of this one; not in lists. */
  readonly holds?: readonly Held[];
  readonly holds_count?: number;
}

/** A condition of another alert that is held because of this one. */
export interface Held {
  readonly alert: string;
  readonly role: string;
  readonly key: string;
  readonly subject: string;
  readonly title: string;
  readonly because: string;
}

/** One line of an alert's record. */
export interface Entry {
  readonly alert: string;
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  readonly by: string;
  readonly text: string;
  readonly data?: Readonly<Record<string, string>>;
}

/** One line of all that happened around an alert. */
export interface Happening {
  readonly at: number;
  readonly source: 'alert' | 'state' | 'edit' | 'plugin' | 'oncall';
  readonly kind: string;
  readonly by: string;
  readonly text: string;
  readonly data?: Readonly<Record<string, string>> | null;
}

/** Which conditions are meant: patterns with `*`; an empty one fits all. */
export interface Match {
  readonly source?: string;
  readonly subject?: string;
  readonly host?: string;
  readonly package?: string;
  /** The least severity. */
  readonly severity?: Severity;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface Silence {
  readonly id: string;
  readonly match: Match;
  readonly owner: string;
  readonly reason: string;
  readonly from: number;
  readonly until: number;
}

/** What became of one alert in an action on several. */
export interface Outcome {
  readonly id: string;
  readonly ok: boolean;
  readonly message: string;
}

export interface PersonName {
  readonly name: string;
  readonly title: string;
}
