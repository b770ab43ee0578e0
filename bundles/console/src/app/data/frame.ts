/** Calls it once with the next frame, however often it is asked for; within a second if the page is hidden. */
export function oncePerFrame(action: () => void): () => void {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    const run = () => {
      asked = false;
      action();
    };
    if (document.visibilityState === 'visible') requestAnimationFrame(run);
    else setTimeout(run, 1000);
  };
}

/** Calls it once after a rest, however often it is asked for meanwhile. */
export function soon(action: () => void, milliseconds: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      action();
    }, milliseconds);
  };
}

/** Calls it when the browser has nothing else to do, within a second: what the first look does not need. */
export function whenIdle(action: () => void): void {
  if ('requestIdleCallback' in self) requestIdleCallback(action, { timeout: 1000 });
  else setTimeout(action, 500);
}
