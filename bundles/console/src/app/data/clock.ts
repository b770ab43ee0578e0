import { clockOffset } from './api.ts';

const listeners = new Set<(now: number) => void>();

/** The server's time, milliseconds since the epoch. */
export function now(): number {
  return Date.now() + clockOffset.value;
}

/** Every second. @returns ends it */
export function onTick(listener: (now: number) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

setInterval(() => {
  const time = now();
  for (const listener of [...listeners]) listener(time);
}, 1000);
