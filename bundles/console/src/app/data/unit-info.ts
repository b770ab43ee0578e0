// Packages as units, as the server tells them.

/** What is different between two states of the files of a package. */
export interface FileChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/** What a change does, or would do. */
export interface Plan {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly files: FileChanges;
}

/** What installing a unit would do. */
export interface UnitPlan extends Plan {
  readonly name: string;
  readonly before: string | null;
  readonly version: string;
  readonly signed_by: string | null;
}

/** Something that a package requires. */
export interface Need {
  readonly kind: 'package' | 'plugin';
  readonly name: string;
  readonly range: string;
  readonly there: string | null;
  readonly met: boolean;
}

/** A package as a unit. */
export interface UnitInfo {
  readonly name: string;
  readonly version: string;
  readonly installed: number | null;
  readonly source: string | null;
  readonly signed_by: string | null;
  readonly drift: FileChanges;
  readonly requires: readonly Need[];
  readonly required_by: readonly string[];
  readonly fallback: readonly string[];
}

/** What lies in a deploy folder or a bundle. */
export interface Arrival {
  readonly source: string;
  readonly name: string | null;
  readonly version: string | null;
  readonly at: number;
  readonly state: 'installed' | 'refused';
  readonly problem: string | null;
}

/** The files that are not as they were installed, each with what happened to it, in their order. */
export function drifted({ drift }: Pick<UnitInfo, 'drift'>): readonly { readonly file: string; readonly how: string }[] {
  const all = [
    ...drift.added.map((file) => ({ file, how: 'added since' })),
    ...drift.changed.map((file) => ({ file, how: 'changed since' })),
    ...drift.removed.map((file) => ({ file, how: 'removed since' })),
  ];
  return all.sort((one, other) => (one.file < other.file ? -1 : 1));
}

/** What is there of a thing that is required, in words. */
export function needWords({ there, met, range }: Need): string {
  if (there === null) return `is not there; ${range} would do`;
  return met ? `${there} is there` : `${there} is there; ${range} would do`;
}
