export interface Config {
  readonly roles?: readonly string[];
}

/** Who holds a role, and why. */
export interface Holding {
  readonly role: string;
  readonly title: string;
  readonly people: readonly { readonly name: string; readonly title: string }[];
  readonly because: string;
  readonly until?: number | null;
}

/** The roles that are wanted, in the order in which they are; and those that are not there. */
export function chosen(all: readonly Holding[], roles: readonly string[]): { readonly found: readonly Holding[]; readonly missing: readonly string[] } {
  if (roles.length === 0) return { found: all, missing: [] };
  const byName = new Map(all.map((holding) => [holding.role, holding]));
  return { found: roles.flatMap((role) => byName.get(role) ?? []), missing: roles.filter((role) => !byName.has(role)) };
}
