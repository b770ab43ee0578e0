/** Ends that people choose from, so that nobody has to reckon at night. */
export interface End {
  readonly word: string;
  readonly title: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

const MINUTE = 60_000;
/** When a day's work begins, by the clock on the wall. */
const MORNING = 9;

/** Half an hour up to a week from now, and the next morning. */
export function ends(now: number): End[] {
  const after = (word: string, title: string, minutes: number): End => ({ word, title, at: now + minutes * MINUTE });
  const morning = new Date(now);
  if (morning.getHours() >= MORNING - 1) morning.setDate(morning.getDate() + 1);
  morning.setHours(MORNING, 0, 0, 0);
  return [
    after('30m', 'for 30 minutes', 30), after('1h', 'for 1 hour', 60), after('2h', 'for 2 hours', 120), after('8h', 'for 8 hours', 480),
    { word: 'morning', title: `until ${MORNING}:00 in the morning`, at: morning.getTime() }, after('1d', 'for a day', 1440), after('7d', 'for a week', 10_080),
  ];
}

/** What an input of the type datetime-local shows for a time, in this browser's zone. */
export function localInput(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The time that such an input says; null if it says none. */
export function inputTime(text: string): number | null {
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}
