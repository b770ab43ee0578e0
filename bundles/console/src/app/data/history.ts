import type { SeriesData } from '@redeye/host';

/** A series as the server sends it: `values[i]` was true at `from + i × step`. */
export interface SeriesPoints {
  readonly id: string;
  readonly unit: string;
  readonly check: string;
  readonly metric: string;
  readonly item: string;
  readonly from: number;
  readonly step: number;
  readonly values: readonly (number | null)[];
}

/** More missed points than this are one gap: two nulls would be enough, but keep the points evenly spaced. */
const LONGEST_FILL = 5000;

/**
 * The points of one series, growing with each sample. Points are evenly spaced; a point is the mean of the samples in
 * its step; a step without a sample is null.
 */
export class History {
  readonly #about: SeriesPoints;
  readonly #step: number;
  #times: number[] = [];
  #values: (number | null)[] = [];
  #inLast = 0;
  #last: SeriesData['last'] = null;

  constructor(points: SeriesPoints, every: number | null) {
    this.#about = points;
    this.#step = points.step;
    let count = points.values.length;
    // the newest steps have no sample yet: that is no gap
    while (count > 0 && points.values[count - 1] === null) count--;
    this.#times = Array.from({ length: count }, (_, i) => points.from + i * points.step);
    this.#values = points.values.slice(0, count);
    if (count > 0) {
      this.#last = { at: this.#times[count - 1]!, value: this.#values[count - 1]! };
      this.#inLast = Math.max(1, every === null ? 1 : Math.round(points.step / (every * 1000)) / 2);
    }
  }

  /** Begins a series of which nothing is stored yet. */
  static empty(about: Omit<SeriesPoints, 'from' | 'values'>): History {
    return new History({ ...about, from: 0, values: [] }, null);
  }

  /** Takes a sample. One that is not newer than the last is known already. @returns whether it was new */
  add(at: number, value: number | null): boolean {
    if (this.#last && at <= this.#last.at) return false;
    const time = Math.floor(at / this.#step) * this.#step;
    const newest = this.#times.at(-1);
    if (newest === time) this.#merge(value);
    else this.#append(newest, time, value);
    this.#last = { at, value };
    return true;
  }

  #merge(value: number | null): void {
    if (value === null) return;
    const end = this.#values.length - 1;
    const before = this.#values[end];
    this.#values[end] = before === null || before === undefined ? value : (before * this.#inLast + value) / (this.#inLast + 1);
    this.#inLast++;
  }

  #append(newest: number | undefined, time: number, value: number | null): void {
    if (newest !== undefined) {
      const first = Math.max(newest + this.#step, time - LONGEST_FILL * this.#step);
      for (let missed = first; missed < time; missed += this.#step) this.#push(missed, null);
    }
    this.#push(time, value);
    this.#inLast = 1;
  }

  #push(time: number, value: number | null): void {
    this.#times.push(time);
    this.#values.push(value);
  }

  /** Forgets what is older. */
  trim(before: number): void {
    const keep = this.#times.findIndex((time) => time >= before);
    const drop = keep < 0 ? this.#times.length : keep;
    // moving arrays at every sample costs more than a few points too many
    if (drop > 32) {
      this.#times.splice(0, drop);
      this.#values.splice(0, drop);
    }
  }

  /** What widgets get, but for `every`. The arrays are copies: a widget may keep them. */
  view(): SeriesData {
    const { id, unit, check, metric, item } = this.#about;
    return { id, unit, check, metric, item, step: this.#step, times: this.#times.slice(), values: this.#values.slice(), last: this.#last, every: null };
  }
}
