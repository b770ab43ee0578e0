/** Whether a value is a number that is known: JSON has null, nothing, or a word where there is none. */
export function known(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
