// What the server says of people, schedules and roles. Times are milliseconds since the epoch.
import type { PersonName } from '../alerts/types.ts';

/** Who holds a role at a time, and why. */
export interface Holding {
  readonly role: string;
  readonly title: string;
  readonly people: readonly PersonName[];
  readonly because: string;
  readonly until?: number | null;
}

export interface Schedule {
  readonly id: string;
  readonly package: string;
  readonly name: string;
  readonly title: string;
  readonly zone: string;
}

export interface Person extends PersonName {
  readonly id: string;
  readonly package: string;
  readonly user: string;
}

/** A stretch of time in which a schedule has one person; nobody is a gap. */
export interface Shift {
  readonly person: string;
  readonly title: string;
  readonly from: number;
  readonly until: number;
  /** The layer it comes from, or the id of the override. */
  readonly layer: string;
  readonly because: string;
}

export interface Share {
  readonly person: string;
  readonly title: string;
  readonly shifts: number;
  readonly total_seconds: number;
  readonly night_seconds: number;
  readonly weekend_seconds: number;
}

export interface Finding {
  readonly subject: string;
  readonly from?: number | null;
  readonly until?: number | null;
  readonly text: string;
}
