/** What belongs to each key, in the order of first occurrence. */
export function groupBy<T>(all: Iterable<T>, key: (each: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    const own = groups.get(key(each));
    if (own) own.push(each);
    else groups.set(key(each), [each]);
  }
  return groups;
}
