/** Values with units, for people. Numbers keep three significant digits unless they are whole. */

const UNKNOWN = '–';

interface Scale {
  /** The value is divided by this. */
  readonly divisor: number;
  readonly unit: string;
}

const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi'];
const SECONDS: readonly Scale[] = [
  { divisor: 86_400, unit: 'd' },
  { divisor: 3_600, unit: 'h' },
  { divisor: 60, unit: 'min' },
  { divisor: 1, unit: 's' },
  { divisor: 1e-3, unit: 'ms' },
  { divisor: 1e-6, unit: 'µs' },
];
/** Durations stay in seconds up to here: 90 s says more than 1.5 min. */
const SECONDS_UP_TO = 120;

/** The scale in which values up to `largest` (by size) of a unit read best; one for a whole axis. */
export function scaleFor(largest: number, unit: string): Scale {
  const size = Math.abs(largest);
  if (unit === 'ratio') return { divisor: 0.01, unit: '%' };
  if (unit === 's') return secondsScale(size);
  if (unit === 'B' || unit === 'B/s') {
    const power = size < 1 ? 0 : Math.min(BINARY.length - 1, Math.floor(Math.log2(size) / 10));
    return { divisor: 1024 ** power, unit: BINARY[power] + unit };
  }
  if (unit === 'days') return { divisor: 1, unit: 'd' };
  if (size >= 1e9) return { divisor: 1e9, unit: join('G', unit) };
  if (size >= 1e6) return { divisor: 1e6, unit: join('M', unit) };
  return { divisor: 1, unit };
}

function secondsScale(size: number): Scale {
  if (size === 0) return { divisor: 1, unit: 's' };
  if (size >= 1 && size < SECONDS_UP_TO) return { divisor: 1, unit: 's' };
  return SECONDS.find(({ divisor }) => size >= divisor) ?? { divisor: 1e-6, unit: 'µs' };
}

function join(prefix: string, unit: string): string {
  return unit === '' ? prefix : `${prefix} ${unit}`;
}

/** The number and its unit apart, so that they can be set in different sizes. */
export function parts(value: number | null | undefined, unit: string): { readonly number: string; readonly unit: string } {
  if (value === null || value === undefined || Number.isNaN(value)) return { number: UNKNOWN, unit: '' };
  if (!Number.isFinite(value)) return { number: value > 0 ? '∞' : '−∞', unit: '' };
  const scale = scaleFor(value, unit);
  return { number: digits(value / scale.divisor), unit: scale.unit };
}

/** `12.3 ms`, `1.5 GiB`, `42 %`; `–` if it is not known. */
export function format(value: number | null | undefined, unit: string): string {
  const { number, unit: shown } = parts(value, unit);
  return shown === '' ? number : `${number}\u202f${shown}`;
}

/** A number in a given scale, for axes where all labels share one. */
export function formatIn(value: number, scale: Scale, fraction = 2): string {
  const scaled = value / scale.divisor;
  return plain(Number(scaled.toFixed(fraction)));
}

/** Three significant digits, none after the point for large numbers, thousands grouped. */
export function digits(value: number): string {
  const size = Math.abs(value);
  if (Number.isInteger(value)) return plain(value);
  if (size >= 100) return plain(Math.round(value));
  if (size < 0.001) return exponential(value);
  const fraction = size >= 10 ? 1 : size >= 1 ? 2 : 3;
  return plain(Number(value.toFixed(fraction)));
}

/** Numbers from here on are written with a power of ten. */
const TOO_LONG = 1e15;

function exponential(value: number): string {
  return value.toExponential(1).replaceAll('-', '−').replace('e+', 'e').replace('e', '·10^');
}

function plain(value: number): string {
  if (Math.abs(value) >= TOO_LONG) return exponential(value);
  // by hand: the first Intl.NumberFormat takes tens of milliseconds
  const [whole, fraction] = String(Math.abs(value)).split('.');
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${value < 0 ? '−' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

/**
 * Round numbers between two bounds for the labels of an axis, at most `count` + 1 of them: steps of 1, 2 or 5 times a
 * power of ten of what is *shown* (so powers of two for bytes).
 */
export function ticks(min: number, max: number, count: number, unit: string): number[] {
  if (!(max > min) || count < 1) return [min];
  const { divisor } = scaleFor(Math.max(Math.abs(min), Math.abs(max)), unit);
  const raw = (max - min) / divisor / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= raw * 0.999)! * power * divisor;
  const first = Math.ceil(min / step - 1e-9);
  const last = Math.floor(max / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}
