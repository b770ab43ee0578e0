import { plugins } from '../data/catalog.ts';

/** How long a plugin that is replaced may be away, milliseconds. */
const AWAY = 2000;

/**
 * Calls back when the words of packages may mean something else: at once when a plugin came or changed; when one went only
 * if it does not come back, as one that is replaced does.
 *
 * @returns ends it
 */
export function onPlugins(changed: () => void): () => void {
  const names = () => new Set((plugins.value.value ?? []).filter(({ state }) => state === 'active').map(({ kind, id }) => `${kind}:${id}`));
  let before = names();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const release = plugins.value.subscribe(() => {
    const now = names();
    const gone = [...before].some((name) => !now.has(name));
    before = now;
    clearTimeout(timer);
    timer = setTimeout(changed, gone ? AWAY : 0);
  });
  return () => {
    release();
    clearTimeout(timer);
  };
}
