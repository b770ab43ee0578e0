import assert from 'node:assert/strict';
import { test } from 'node:test';
import { digits, format, formatIn, scaleFor, ticks } from '../src/host/format.ts';

const plain = (value: number | null, unit: string) => format(value, unit).replace('\u202f', ' ');

test('seconds are shown in the unit that reads best', () => {
  assert.equal(plain(0.0000123, 's'), '12.3 µs');
  assert.equal(plain(0.0123, 's'), '12.3 ms');
  assert.equal(plain(1.5, 's'), '1.5 s');
  assert.equal(plain(90, 's'), '90 s');
  assert.equal(plain(5400, 's'), '1.5 h');
  assert.equal(plain(259_200, 's'), '3 d');
});

test('zero is zero and not a dash', () => {
  assert.equal(plain(0, 's'), '0 s');
  assert.equal(plain(0, 'ratio'), '0 %');
  assert.equal(plain(0, 'B'), '0 B');
  assert.equal(plain(-0, ''), '0');
});

test('what is not known is a dash and not zero', () => {
  assert.equal(plain(null, 's'), '–');
  assert.equal(plain(NaN, 'B'), '–');
});

test('bytes count in powers of two', () => {
  assert.equal(plain(1023, 'B'), '1,023 B');
  assert.equal(plain(1024, 'B'), '1 KiB');
  assert.equal(plain(1.5 * 1024 ** 3, 'B'), '1.5 GiB');
  assert.equal(plain(2 * 1024 ** 2, 'B/s'), '2 MiB/s');
});

test('ratios are percentages, counts are plain', () => {
  assert.equal(plain(0.425, 'ratio'), '42.5 %');
  assert.equal(plain(40_211, ''), '40,211');
  assert.equal(plain(1_284_112, ''), '1.28 M');
});

test('three digits are enough unless the number is whole', () => {
  assert.equal(digits(1.23456), '1.23');
  assert.equal(digits(12.3456), '12.3');
  assert.equal(digits(123.456), '123');
  assert.equal(digits(-0.1234), '−0.123');
  assert.equal(digits(12_345), '12,345');
});

test('the marks of an axis are round in what is shown', () => {
  assert.deepEqual(ticks(0, 0.6, 4, 'ratio'), [0, 0.2, 0.4, 0.6]);
  assert.deepEqual(ticks(0, 0.03, 3, 's'), [0, 0.01, 0.02, 0.03]);
  assert.deepEqual(ticks(0, 3 * 1024 ** 2, 3, 'B').map((value) => value / 1024 ** 2), [0, 1, 2, 3]);
  for (const count of [1, 2, 3, 5, 8]) assert.ok(ticks(3, 97, count, '').length <= count + 1);
});

test('an axis has one scale for all its labels', () => {
  const scale = scaleFor(0.03, 's');
  assert.deepEqual([0, 0.005, 0.03].map((value) => formatIn(value, scale)), ['0', '5', '30']);
});
