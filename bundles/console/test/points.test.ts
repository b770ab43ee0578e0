import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decode } from '../src/app/data/points.ts';

/** Writes what docs/rest.md tells of the layout. */
function encode(answers: unknown, rows: { at: number; bits: number; values: number[] }[]): ArrayBuffer {
  const json = new TextEncoder().encode(JSON.stringify({ answers }));
  const header = Math.ceil(json.length / 8) * 8;
  const size = Math.max(0, ...rows.map(({ at, bits, values }) => at + Math.ceil((values.length * bits) / 64) * 8));
  const buffer = new ArrayBuffer(8 + header + size);
  const view = new DataView(buffer);
  new Uint8Array(buffer).set(new TextEncoder().encode('REMQ'));
  view.setUint32(4, header, true);
  new Uint8Array(buffer).fill(32, 8, 8 + header).set(json, 8);
  for (const { at, bits, values } of rows) {
    values.forEach((value, i) => (bits === 32 ? view.setFloat32(8 + header + at + 4 * i, value, true) : view.setFloat64(8 + header + at + 8 * i, value, true)));
  }
  return buffer;
}

const line = { id: 'ä:m', unit: 's', labels: {}, series: 1, from: 0, step: 1000 };

test('rows of both widths are read from their places, and what is not known is a gap', () => {
  const buffer = encode(
    [{ truncated: true, lines: [{ ...line, values: { at: 0, count: 3, bits: 32 }, low: { at: 16, count: 3, bits: 64 }, high: { at: 40, count: 3, bits: 64 } }] }],
    [{ at: 0, bits: 32, values: [1.5, NaN, 0] }, { at: 16, bits: 64, values: [0.1, NaN, 0] }, { at: 40, bits: 64, values: [2, NaN, 0] }],
  );
  const [answer] = decode(buffer);
  assert.equal(answer!.truncated, true);
  assert.equal(answer!.lines[0]!.id, 'ä:m');
  assert.deepEqual(answer!.lines[0]!.values, [1.5, null, 0]);
  assert.deepEqual(answer!.lines[0]!.low, [0.1, null, 0]);
  assert.deepEqual(answer!.lines[0]!.high, [2, null, 0]);
});

test('a line without extremes has none', () => {
  const [answer] = decode(encode([{ truncated: false, lines: [{ ...line, values: { at: 0, count: 0, bits: 32 } }] }], []));
  assert.deepEqual(answer!.lines[0]!.values, []);
  assert.equal('low' in answer!.lines[0]!, false);
});

test('what is something else is refused', () => {
  assert.throws(() => decode(new TextEncoder().encode('{"answers":[]}').buffer), /not known here/);
  assert.throws(() => decode(new ArrayBuffer(2)), /not known here/);
});
