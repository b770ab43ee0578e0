import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { format, formatIn, scaleFor, ticks } from '../src/host/format.ts';
import { seriesLabels } from '../src/host/names.ts';

// the server draws the same numbers and names into its graphs: one list for both, see NumbersTest in bundles/graphs
interface Examples {
  readonly formats: readonly { value: number; unit: string; text: string }[];
  readonly axes: readonly { min: number; max: number; count: number; unit: string; labels: string[] }[];
  readonly labels: readonly { series: { check: string; metric: string; item: string }[]; labels: string[] }[];
}
// tests are run in target/test
const examples = JSON.parse(readFileSync(new URL('../../../graphs/src/test/resources/numbers.json', import.meta.url), 'utf8')) as Examples;

test('values read as in the graphs of the server', () => {
  for (const { value, unit, text } of examples.formats) assert.equal(format(value, unit), text, `${value} ${unit}`);
});

test('axes are marked as in the graphs of the server', () => {
  for (const { min, max, count, unit, labels } of examples.axes) {
    const marks = ticks(min, max, count, unit);
    const scale = scaleFor(Math.max(...marks.map(Math.abs)), unit);
    assert.deepEqual(marks.map((value) => `${formatIn(value, scale)}${scale.unit === '' ? '' : `\u202f${scale.unit}`}`), labels);
  }
});

test('series are called as in the graphs of the server', () => {
  for (const { series, labels } of examples.labels) assert.deepEqual(seriesLabels(series), labels);
});
