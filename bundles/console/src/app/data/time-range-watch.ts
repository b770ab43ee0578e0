import type { TimeRange } from '@redeye/host';
import { route } from './router.ts';
import { timeRangeOf, timeRangeUsers } from './time-range.ts';

/** The stretch of time that the address names, now and whenever it is another one. @returns ends it */
export function watchTimeRange(listener: (range: TimeRange | null) => void): () => void {
  let told: string | undefined;
  const tell = () => {
    const range = timeRangeOf(route.value.searchParams);
    const words = JSON.stringify(range);
    if (words === told) return;
    told = words;
    listener(range);
  };
  tell();
  timeRangeUsers.value++;
  const release = route.subscribe(tell);
  let ended = false;
  return () => {
    if (ended) return;
    ended = true;
    timeRangeUsers.value--;
    release();
  };
}
