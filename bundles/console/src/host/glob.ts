const compiled = new Map<string, RegExp>();

/** Whether a glob matches the whole text: `*` is any run of characters (slashes too), `?` one. */
export function globMatches(glob: string, text: string): boolean {
  let regex = compiled.get(glob);
  if (!regex) {
    if (compiled.size > 1000) compiled.clear();
    regex = new RegExp(`^${glob.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*+/g, '.*').replace(/\?/g, '.')}$`, 's');
    compiled.set(glob, regex);
  }
  return regex.test(text);
}

/** Whether any of the globs matches. */
export function anyMatches(globs: readonly string[], text: string): boolean {
  return globs.some((glob) => globMatches(glob, text));
}
