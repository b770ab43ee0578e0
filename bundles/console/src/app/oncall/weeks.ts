// The calendar's arithmetic: days and weeks by the clock on this screen's wall, whatever their length.

/** Seven days: their midnights, and the one after the last. */
export type Week = readonly number[];

const DAYS = 7;
export const HOUR = 3_600_000;

/** The midnight that begins the day of a time, or another day some days later. */
export function midnight(at: number, later = 0): number {
  const date = new Date(at);
  date.setHours(0, 0, 0, 0);
  if (later !== 0) date.setDate(date.getDate() + later);
  return date.getTime();
}

/** The Monday of the week of a time. */
export function monday(at: number): number {
  return midnight(at, -((new Date(at).getDay() + 6) % DAYS));
}

/** The week that begins with a Monday. */
export function weekFrom(start: number): Week {
  return Array.from({ length: DAYS + 1 }, (_, day) => midnight(start, day));
}

/** The weeks that show a time: its own, or those of its month. */
export function weeksOf(at: number, view: 'week' | 'month'): Week[] {
  if (view === 'week') return [weekFrom(monday(at))];
  const date = new Date(at);
  const first = new Date(date.getFullYear(), date.getMonth(), 1).getTime();
  const end = new Date(date.getFullYear(), date.getMonth() + 1, 1).getTime();
  const weeks: Week[] = [];
  for (let start = monday(first); start < end; start = midnight(start, DAYS)) weeks.push(weekFrom(start));
  return weeks;
}

/** The same place one step on or back. */
export function stepped(at: number, view: 'week' | 'month', step: 1 | -1): number {
  if (view === 'week') return midnight(monday(at), DAYS * step);
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth() + step, 1).getTime();
}

/** Where a time lies in a week, 0 to 1: each day is as wide as any other, also one of 23 or 25 hours. */
export function placeOf(at: number, week: Week): number {
  if (at <= week[0]!) return 0;
  for (let day = 0; day < DAYS; day++) {
    const [from, to] = [week[day]!, week[day + 1]!];
    if (at < to) return (day + (at - from) / (to - from)) / DAYS;
  }
  return 1;
}

/** The time at a place of a week, to the full hour. */
export function timeAt(place: number, week: Week): number {
  const days = Math.min(Math.max(place, 0), 1) * DAYS;
  const day = Math.min(Math.floor(days), DAYS - 1);
  const [from, to] = [week[day]!, week[day + 1]!];
  return from + Math.round(((days - day) * (to - from)) / HOUR) * HOUR;
}

/** A bar of a calendar. */
export interface Bar<T> {
  readonly of: T;
  /** Of the week's width, 0 to 1. */
  readonly left: number;
  readonly width: number;
  /** Whether it began before, or goes on after this week. */
  readonly before: boolean;
  readonly after: boolean;
}

/** What touches a week, as bars. */
export function barsOf<T extends { readonly from: number; readonly until: number }>(all: readonly T[], week: Week): Bar<T>[] {
  const [start, end] = [week[0]!, week[DAYS]!];
  return all.filter(({ from, until }) => from < end && until > start).map((of) => {
    const left = placeOf(of.from, week);
    return { of, left, width: placeOf(of.until, week) - left, before: of.from < start, after: of.until > end };
  });
}

/** The colour of each name: by the order of the names, so that it stays as long as nobody comes or goes. */
export function coloursOf(names: Iterable<string>, colours = 8): Map<string, number> {
  return new Map([...new Set(names)].sort().map((name, index) => [name, (index % colours) + 1]));
}
