import { Hand } from './hand.ts';

/** So far from the window something is made that a long page shows later; pixels. */
const MARGIN = 600;

type Listener = (near: boolean) => void;

const listeners = new Map<Element, Listener>();
/** What came near under a fast hand. */
const late = new Set<Element>();
const hand = new Hand(() => {
  const waited = [...late];
  late.clear();
  for (const each of waited) listeners.get(each)?.(true);
});
const observers = new Map<number, IntersectionObserver>();

/**
 * Tells whether an element is near the window, soon and whenever that changes; of what flies past under a fast hand, once the
 * hand slows down. One observer for all. @returns ends it
 */
export function watchNear(element: Element, listener: Listener, margin = MARGIN): () => void {
  const observer = observers.get(margin) ?? observe(margin);
  listeners.set(element, listener);
  observer.observe(element);
  return () => {
    listeners.delete(element);
    late.delete(element);
    observer.unobserve(element);
  };
}

addEventListener('scroll', ({ timeStamp }) => hand.moved(scrollY, timeStamp), { passive: true });

function observe(margin: number): IntersectionObserver {
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting && hand.fast) late.add(target);
      else {
        late.delete(target);
        listeners.get(target)?.(isIntersecting);
      }
    }
  }, { rootMargin: `${margin}px` });
  observers.set(margin, observer);
  return observer;
}
