import type { SeriesData } from '@redeye/host';
import type { Line } from './points.ts';

/** What a series or what is reckoned from series is about. */
export type About = Pick<SeriesData, 'id' | 'unit' | 'check' | 'metric' | 'item' | 'labels' | 'gaps'>;

/** More missed points than this are one gap: two nulls would be enough, but keep the points evenly spaced. */
const LONGEST_FILL = 5000;

type Cell = number | null;

/**
 * The points of one line, growing with each sample. Points are evenly spaced; a point is the mean of the samples in
 * its step, with their extremes beside it where there are several; a step without a sample is null.
 */
export class History {
  readonly #about: About;
  readonly #step: number;
  readonly #banded: boolean;
  #times: number[] = [];
  #values: Cell[] = [];
  #low: Cell[] = [];
  #high: Cell[] = [];
  #inLast = 0;
  #last: SeriesData['last'] = null;

  constructor(line: Pick<Line, 'from' | 'step' | 'values' | 'low' | 'high'>, about: About, every: number | null) {
    this.#about = about;
    this.#step = line.step;
    this.#banded = line.low !== undefined;
    let count = line.values.length;
    // the newest steps have no sample yet: that is no gap
    while (count > 0 && line.values[count - 1] === null) count--;
    this.#times = Array.from({ length: count }, (_, i) => line.from + i * line.step);
    this.#values = line.values.slice(0, count);
    this.#low = line.low?.slice(0, count) ?? [];
    this.#high = line.high?.slice(0, count) ?? [];
    if (count > 0) {
      this.#last = { at: this.#times[count - 1]!, value: this.#values[count - 1]! };
      this.#inLast = Math.max(1, every === null ? 1 : Math.round(line.step / (every * 1000)) / 2);
    }
  }

  /** Begins a series of which nothing is stored yet. */
  static empty(about: About, step: number): History {
    return new History({ from: 0, step, values: [] }, about, null);
  }

  get about(): About {
    return this.#about;
  }

  /** Takes a sample. One that is not newer than the last is known already. @returns whether it was new */
  add(at: number, value: Cell): boolean {
    if (this.#last && at <= this.#last.at) return false;
    const time = Math.floor(at / this.#step) * this.#step;
    const newest = this.#times.at(-1);
    if (newest === time) this.#merge(value);
    else this.#append(newest, time, value);
    this.#last = { at, value };
    return true;
  }

  #merge(value: Cell): void {
    if (value === null) return;
    const end = this.#values.length - 1;
    const before = this.#values[end];
    this.#values[end] = before === null || before === undefined ? value : (before * this.#inLast + value) / (this.#inLast + 1);
    if (this.#banded) {
      this.#low[end] = Math.min(this.#low[end] ?? value, value);
      this.#high[end] = Math.max(this.#high[end] ?? value, value);
    }
    this.#inLast++;
  }

  #append(newest: number | undefined, time: number, value: Cell): void {
    if (newest !== undefined) {
      const first = Math.max(newest + this.#step, time - LONGEST_FILL * this.#step);
      for (let missed = first; missed < time; missed += this.#step) this.#push(missed, null);
    }
    this.#push(time, value);
    this.#inLast = 1;
  }

  #push(time: number, value: Cell): void {
    this.#times.push(time);
    this.#values.push(value);
    if (this.#banded) {
      this.#low.push(value);
      this.#high.push(value);
    }
  }

  /** Forgets what is older. */
  trim(before: number): void {
    const keep = this.#times.findIndex((time) => time >= before);
    const drop = keep < 0 ? this.#times.length : keep;
    // moving arrays at every sample costs more than a few points too many
    if (drop > 32) {
      for (const row of [this.#times, this.#values, this.#low, this.#high]) row.splice(0, drop);
    }
  }

  /** What widgets get, but for `every`. The arrays are copies: a widget may keep them. */
  view(): SeriesData {
    const band = this.#banded ? { low: this.#low.slice(), high: this.#high.slice() } : {};
    return { ...this.#about, step: this.#step, times: this.#times.slice(), values: this.#values.slice(), ...band, last: this.#last, every: null };
  }
}
