import { line } from './live.ts';

/** Set while somebody types: the page is not replaced under them. */
let busy = 0;

/** Keeps the page from being replaced until the returned function is called. */
export function keepPage(): () => void {
  busy++;
  let kept = true;
  return () => {
    if (kept) busy--;
    kept = false;
  };
}

/** After each interruption: if the server now serves another console, open that one, as a wall screen needs. */
export function watchForNewVersion(): void {
  const own = document.querySelector<HTMLScriptElement>('script[type=module]')?.getAttribute('src');
  let generation = 0;
  line.subscribe(async (status) => {
    if (status.state !== 'live' || status.generation === generation) return;
    generation = status.generation;
    if (own && generation > 1 && (await isGone(own))) reloadWhenIdle();
  });
}

async function isGone(own: string): Promise<boolean> {
  try {
    const response = await fetch('/_/checks', { cache: 'no-store', headers: { Accept: 'text/html' } });
    const text = await response.text();
    return response.ok && text.includes('/console/app-') && !text.includes(own);
  } catch {
    return false;
  }
}

function reloadWhenIdle(): void {
  if (busy === 0) location.reload();
  else setTimeout(reloadWhenIdle, 5000);
}
