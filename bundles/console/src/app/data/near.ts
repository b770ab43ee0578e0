/** So far from the window something is made that a long page shows later. */
const MARGIN = '900px';

const waiting = new Map<Element, () => void>();
let observer: IntersectionObserver | undefined;

/** Calls it once, when the element comes near the window. One observer for all. @returns ends it */
export function onceNear(element: Element, action: () => void): () => void {
  observer ??= new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      const wanted = waiting.get(target);
      forget(target);
      wanted?.();
    }
  }, { rootMargin: MARGIN });
  waiting.set(element, action);
  observer.observe(element);
  return () => forget(element);
}

function forget(element: Element): void {
  waiting.delete(element);
  observer?.unobserve(element);
}
