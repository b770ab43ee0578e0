import type { Gap, SeriesQuery } from '@redeye/host';

/** What is asked of the server: a {@link SeriesQuery} with its stretch of time in milliseconds since the epoch. */
export interface Question extends Omit<SeriesQuery, 'range' | 'from' | 'to'> {
  readonly from: number;
  readonly to: number;
}

/** A row of points as the server sends it: `values[i]` was true at `from + i × step`; null is a gap. */
export interface Line {
  readonly id: string;
  readonly unit: string;
  readonly labels: Readonly<Record<string, string>>;
  /** How many series it is made of. */
  readonly series: number;
  readonly from: number;
  readonly step: number;
  readonly values: readonly (number | null)[];
  /** The least and the greatest sample of each point, where a point has several. */
  readonly low?: readonly (number | null)[];
  readonly high?: readonly (number | null)[];
  readonly gaps?: readonly Gap[];
}

export interface Answer {
  readonly lines: readonly Line[];
  readonly truncated: boolean;
}

export const BINARY = 'application/vnd.rem.points';

const MAGIC = 'REMQ';
const HEAD = 8;

/** Where a row of values lies behind the header. */
interface Row {
  readonly at: number;
  readonly count: number;
  readonly bits: 32 | 64;
}

/** Reads answers from bytes; docs/rest.md has the layout. @throws Error if it is something else */
export function decode(buffer: ArrayBuffer): readonly Answer[] {
  const bytes = new Uint8Array(buffer);
  const text = new TextDecoder();
  if (buffer.byteLength < HEAD || text.decode(bytes.subarray(0, 4)) !== MAGIC) throw new Error('The points came in a form that is not known here.');
  const end = HEAD + new DataView(buffer).getUint32(4, true);
  const header = JSON.parse(text.decode(bytes.subarray(HEAD, end))) as { answers: { lines: Record<string, unknown>[]; truncated: boolean }[] };
  const row = (place: unknown) => read(buffer, end, place as Row);
  return header.answers.map(({ lines, truncated }) => ({
    truncated,
    lines: lines.map((line) => ({
      ...(line as unknown as Line),
      values: row(line['values']),
      ...(line['low'] === undefined ? {} : { low: row(line['low']), high: row(line['high']) }),
    })),
  }));
}

/** Typed arrays have the byte order of the machine: little-endian on every one that a browser runs on. */
function read(buffer: ArrayBuffer, base: number, { at, count, bits }: Row): (number | null)[] {
  const values = bits === 32 ? new Float32Array(buffer, base + at, count) : new Float64Array(buffer, base + at, count);
  const row = new Array<number | null>(count);
  for (let i = 0; i < count; i++) row[i] = Number.isNaN(values[i]!) ? null : values[i]!;
  return row;
}
