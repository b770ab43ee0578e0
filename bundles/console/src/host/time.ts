/** Times for people: times are milliseconds since the epoch, durations are seconds unless the name says otherwise. */

/** Made when first needed: the first of them loads a browser's tables of languages. */
let dayFormat: Intl.DateTimeFormat | undefined;
let fullFormat: Intl.DateTimeFormat | undefined;

/** `12:03:04`. */
export function timeOfDay(at: number): string {
  const date = new Date(at);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}

/** `5 Nov`. */
export function dayOfYear(at: number): string {
  dayFormat ??= new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
  return dayFormat.format(at);
}

/** `12:03:04`; with the day if it is not today's. */
export function clock(at: number, now = Date.now()): string {
  const time = timeOfDay(at);
  return new Date(at).toDateString() === new Date(now).toDateString() ? time : `${dayOfYear(at)}, ${time}`;
}

/** The whole of it, with the time zone. */
export function fullTime(at: number): string {
  fullFormat ??= new Intl.DateTimeFormat('en-GB', {
    weekday: 'short', day: 'numeric', month: 'short', year: 'numeric',
    hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short',
  });
  return fullFormat.format(at);
}

/** `3 s ago`, `2 min ago`, `in 5 s`, `now`. */
export function ago(at: number, now: number): string {
  const seconds = Math.round((now - at) / 1000);
  if (seconds === 0) return 'now';
  return seconds > 0 ? `${duration(seconds)} ago` : `in ${duration(-seconds)}`;
}

/** The two largest parts: `45 s`, `2 min 5 s`, `3 h`, `4 d 2 h`. */
export function duration(seconds: number): string {
  if (seconds < 1) return seconds === 0 ? '0 s' : `${Math.round(seconds * 1000)} ms`;
  const whole = seconds < 60 ? Math.round(seconds * 10) / 10 : Math.round(seconds);
  const layers: readonly [number, string][] = [[86_400, 'd'], [3_600, 'h'], [60, 'min'], [1, 's']];
  const first = layers.findIndex(([size]) => whole >= size);
  const [size, unit] = layers[first]!;
  if (unit === 's') return `${whole} s`;
  const [smaller, smallerUnit] = layers[first + 1]!;
  const rest = Math.floor((whole % size) / smaller);
  return `${Math.floor(whole / size)} ${unit}${rest > 0 ? ` ${rest} ${smallerUnit}` : ''}`;
}

/** How old a value of a check may become before it is stale: three intervals and 5 s. In milliseconds. */
export function staleLimit(every: number): number {
  return 3 * every * 1000 + 5000;
}

/** Whether a value that was true at `at` is no longer to be believed. */
export function isStale(at: number | null | undefined, every: number, now: number): boolean {
  return at !== null && at !== undefined && now - at > staleLimit(every);
}
