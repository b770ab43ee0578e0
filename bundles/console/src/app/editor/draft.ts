// What the server computes of a text that is being edited, and the calls for it. Nothing is stored by these but drafts.
import type { Key, Path, Place, Raw } from '@redeye/host';
import { ApiError, get, send, type Problem } from '../data/api.ts';
import type { JsonSchema } from './schema.ts';

export type { Key, Path, Place, Raw } from '@redeye/host';

/** What shall be done to the text. */
export type Edit =
  | { readonly op: 'set'; readonly path: Path; readonly value: Raw }
  | { readonly op: 'insert'; readonly into: Path; readonly key?: string; readonly value: Raw; readonly place?: Place }
  | { readonly op: 'remove'; readonly path: Path }
  | { readonly op: 'rename'; readonly path: Path; readonly key: string }
  | { readonly op: 'move'; readonly path: Path; readonly into: Path; readonly place?: Place }
  | { readonly op: 'paste'; readonly into: Path; readonly text: string; readonly place?: Place };

/** What replaces a span of the text; offsets in UTF-16 units. */
export interface Splice {
  readonly from: number;
  readonly to: number;
  readonly piece: string;
}

export type Role = 'header' | 'schema' | 'section' | 'group' | 'item' | 'value';

/** An entry of the text. */
export interface Node {
  readonly key: Key;
  readonly kind: 'map' | 'list' | 'text' | 'nothing';
  readonly role: Role;
  readonly line: number;
  readonly column: number;
  /** Offsets of the whole entry. */
  readonly from: number;
  readonly to: number;
  /** What a scalar says, its beginning. */
  readonly text: string;
  readonly children: readonly Node[];
  /** The imported file that it stands in, whose line and offsets these are; left out for the package's own file. */
  readonly file?: string;
}

/** An imported file as somebody works on it, and the version that was edited. */
export interface FileText {
  readonly text: string;
  readonly etag: string;
}

/** Imported files by path (`shop/hosts.yaml`). */
export type Files = Readonly<Record<string, FileText>>;

export interface Span {
  readonly line: number;
  readonly column: number;
  readonly from: number;
  readonly to: number;
  readonly file?: string;
}

/** What stands at one place. */
export interface At extends Span {
  readonly path: Path;
  readonly role: Role;
  readonly section: string;
  readonly keys: readonly string[];
  readonly raw: Raw;
  /** As text for the clipboard. */
  readonly yaml: string;
  /** Fields that come from the keys. */
  readonly inherited: Readonly<Record<string, string>>;
  readonly positions: Readonly<Record<string, Span>>;
  /** Keys that the schema does not know. */
  readonly unknown: readonly string[];
}

export interface Plan {
  /** The id of the change that a save became, if it waits for approval; else empty. */
  readonly pending?: string;
  readonly warnings?: readonly string[];
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

export interface Draft {
  readonly text: string;
  /** The splices of each edit, for the text before that edit. */
  readonly steps: readonly (readonly Splice[])[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  readonly pending: Readonly<Record<string, string>>;
  readonly plan: Plan | null;
  readonly outline: readonly Node[];
  readonly schemas?: Readonly<Record<string, JsonSchema>>;
  readonly at: At | null;
  /** The imported files that it would change; `before` is what stands in them now. */
  readonly files?: Readonly<Record<string, FileText & { readonly before: string }>>;
}

/** What is kept of an edit that was not saved yet. */
export interface Kept {
  readonly text: string;
  /** The version it began from, empty for a new package. */
  readonly etag: string;
  readonly base: string;
  readonly at: Path;
  readonly files?: Files;
  /** Milliseconds since the epoch. */
  readonly saved?: number;
}

const of = (name: string) => `/packages/${encodeURIComponent(name)}`;
const kept = (name: string) => `/drafts/${encodeURIComponent(name)}`;

/** Reads a text, after some edits if there are any. @throws ApiError with status 409 if one cannot be made */
export async function compute(name: string, text: string, edits: readonly Edit[], at: Path, files: Files = {}): Promise<Draft> {
  const draft = await send<Draft & { readonly outline: readonly Told[] }>('POST', `${of(name)}/draft`, { text, edits, at, schemas: true, ...(Object.keys(files).length > 0 ? { files } : {}) });
  draft.outline.forEach(complete);
  return draft;
}

/** A node as it is sent: what would say nothing is left out, which counts with ten thousand of them. */
type Told = { -readonly [K in keyof Node]: Node[K] } & { text?: string; children?: Told[] };

function complete(node: Told): void {
  node.text ??= '';
  node.children ??= [];
  node.children.forEach((child) => complete(child as Told));
}

/** The draft of the person who is signed in; undefined if there is none. */
export async function keptDraft(name: string): Promise<Kept | undefined> {
  try {
    return await get<Kept>(kept(name));
  } catch (failure) {
    if ((failure as ApiError).status === 404) return undefined;
    throw failure;
  }
}

export function keepDraft(name: string, draft: Kept): Promise<void> {
  return send('PUT', kept(name), draft);
}

export async function dropDraft(name: string): Promise<void> {
  try {
    await send('DELETE', kept(name));
  } catch (failure) {
    if ((failure as ApiError).status !== 404) throw failure;
  }
}
