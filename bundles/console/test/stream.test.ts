import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SseParser } from '../src/worker/sse.ts';

const stream = ': hello\n\nid: 7\nevent: check\ndata: {"at":1,\ndata: "id":"a"}\n\n: alive\n\nid: 8\r\nevent: lost\r\ndata: {"at":2,"count":3}\r\n\r\n';
const expected = [
  { id: '7', type: 'check', data: { at: 1, id: 'a' } },
  { id: '8', type: 'lost', data: { at: 2, count: 3 } },
];

test('events arrive whole however the stream is cut', () => {
  for (let size = 1; size <= stream.length; size++) {
    const parser = new SseParser();
    const events = [];
    for (let from = 0; from < stream.length; from += size) events.push(...parser.push(stream.slice(from, from + size)));
    assert.deepEqual(events, expected, `cut into pieces of ${size}`);
  }
});

test('heartbeats and what is no JSON object are no events', () => {
  assert.deepEqual(new SseParser().push(': alive\n\ndata: nonsense\n\ndata: 5\n\n'), []);
});

test('an event without end is given up, not kept for ever', () => {
  const parser = new SseParser();
  const chunk = 'x'.repeat(1024 * 1024);
  assert.throws(() => Array.from({ length: 6 }, () => parser.push(chunk)), /larger than 4 MiB/);
});
