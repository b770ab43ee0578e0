import { Hand } from './hand.ts';

/** So far from the window something is made that a long page shows later. */
const MARGIN = '600px';

type Listener = (near: boolean) => void;

const listeners = new Map<Element, Listener>();
/** What came near under a fast hand. */
const late = new Set<Element>();
const hand = new Hand(() => {
  const waited = [...late];
  late.clear();
  for (const each of waited) listeners.get(each)?.(true);
});
let observer: IntersectionObserver | undefined;

/**
 * Tells whether an element is near the window, soon and whenever that changes; of what flies past under a fast hand, once the
 * hand slows down. One observer for all. @returns ends it
 */
export function watchNear(element: Element, listener: Listener): () => void {
  observer ??= observe();
  listeners.set(element, listener);
  observer.observe(element);
  return () => {
    listeners.delete(element);
    late.delete(element);
    observer?.unobserve(element);
  };
}

function observe(): IntersectionObserver {
  addEventListener('scroll', ({ timeStamp }) => hand.moved(scrollY, timeStamp), { passive: true });
  return new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting && hand.fast) late.add(target);
      else {
        late.delete(target);
        listeners.get(target)?.(isIntersecting);
      }
    }
  }, { rootMargin: MARGIN });
}
