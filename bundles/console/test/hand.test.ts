import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Hand } from '../src/app/data/hand.ts';

/** A hand with a clock of its own: `rest` lets the time pass that nobody moves. */
function hand() {
  let told = 0;
  let waiting: (() => void) | undefined;
  const made = new Hand(() => told++, (action) => {
    waiting = action;
    return () => (waiting = undefined);
  });
  const scroll = (pixels: number, every: number, frames: number, from = 0) => {
    for (let i = 0; i < frames; i++) made.moved(from + i * pixels, i * every);
  };
  return { made, scroll, rest: () => waiting?.(), told: () => told };
}

test('reading is slow and throwing is fast', () => {
  const reading = hand();
  reading.scroll(15, 16.7, 60);
  assert.equal(reading.made.fast, false);
  const thrown = hand();
  thrown.scroll(60, 16.7, 60);
  assert.equal(thrown.made.fast, true);
});

test('a frame that comes early is no haste', () => {
  const { made } = hand();
  for (const [place, time] of [[0, 0], [15, 40], [30, 44], [45, 90], [60, 92]] as const) {
    made.moved(place, time);
    assert.equal(made.fast, false);
  }
});

test('whoever rests, or slows down, is told of it once', () => {
  const one = hand();
  one.scroll(60, 16.7, 30);
  one.rest();
  assert.equal(one.made.fast, false);
  assert.equal(one.told(), 1);
  const other = hand();
  other.scroll(60, 16.7, 30);
  other.made.moved(1750, 600);
  other.made.moved(1752, 700);
  assert.equal(other.made.fast, false);
  other.rest();
  assert.equal(other.told(), 1);
});

test('a jump is not haste: what it leads to is shown at once', () => {
  const { made } = hand();
  made.moved(0, 0);
  made.moved(80_000, 5);
  assert.equal(made.fast, false);
});
