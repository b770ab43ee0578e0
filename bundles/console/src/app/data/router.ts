import { Signal } from './signal.ts';

/** Where the console is: the address without its origin. */
export const route = new Signal<URL>(new URL(location.href));

/** Goes there and remembers where we were. */
export function navigate(path: string): void {
  const target = new URL(path, location.href);
  if (target.origin !== location.origin) return;
  if (target.href !== location.href) history.pushState(null, '', target);
  route.value = target;
}

/** Changes the address in place, as filters do. */
export function replace(path: string): void {
  const target = new URL(path, location.href);
  history.replaceState(null, '', target);
  route.value = target;
}

/** The address of now with some parameters set, or removed where the value is empty. */
export function withParams(changes: Readonly<Record<string, string>>): string {
  const target = new URL(route.value);
  for (const [name, value] of Object.entries(changes)) {
    if (value === '') target.searchParams.delete(name);
    else target.searchParams.set(name, value);
  }
  return target.pathname + target.search;
}

/** Takes over clicks on links within the console. Once per page. */
export function startRouter(): void {
  addEventListener('popstate', () => (route.value = new URL(location.href)));
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.composedPath().find((each): each is HTMLAnchorElement => each instanceof HTMLAnchorElement);
    if (!link || link.target !== '' || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (/^\/(api|widgets|console|metrics|healthz|readyz)\b/.test(link.pathname)) return;
    if (link.hash !== '' && link.pathname === location.pathname) return;
    event.preventDefault();
    navigate(link.href);
  });
}
