import { Signal } from '../data/signal.ts';
import type { Draft, Files, FileText } from './draft.ts';

/** What imported files say, by path (`shop/hosts.yaml`). */
export type Texts = Readonly<Record<string, string>>;

/** What a step of the history does to imported files. */
export interface Beside {
  readonly from: Texts;
  readonly to: Texts;
}

/** The imported files of a package as one person edits them: no part of its text, but of its history. */
export class ImportedFiles {
  /** Those that shall say something else than they do, each with the version that was edited. */
  readonly edited = new Signal<Files>({});
  readonly #standing = new Map<string, FileText>();

  /** Keeps in mind what stands, as the server read it with the edited files. */
  hear(files: Draft['files'] = {}): void {
    for (const [path, { before, etag }] of Object.entries(files)) this.#standing.set(path, { text: before, etag });
    if (Object.entries(this.edited.value).some(([path, { etag }]) => etag === '' && this.#standing.get(path)?.etag)) this.show(this.#texts());
  }

  /** What an edit did to them; undefined if nothing. */
  step(files: Draft['files'] = {}): Beside | undefined {
    const to = Object.fromEntries(Object.entries(files).map(([path, { text }]) => [path, text]));
    return this.#between(to);
  }

  /** What forgetting all edits does to them; undefined if nothing. */
  reset(): Beside | undefined {
    return this.#between({});
  }

  #between(to: Texts): Beside | undefined {
    const from = this.#texts();
    const paths = new Set([...Object.keys(from), ...Object.keys(to)]);
    const whole = (texts: Texts) => Object.fromEntries([...paths].map((path) => [path, texts[path] ?? this.#standing.get(path)?.text ?? '']));
    return [...paths].some((path) => from[path] !== to[path]) ? { from: whole(from), to: whole(to) } : undefined;
  }

  /** They shall say this; what is not named shall say what it did. */
  show(texts: Texts): void {
    const kept = { ...this.#texts(), ...texts };
    this.edited.value = Object.fromEntries(
      Object.entries(kept).flatMap(([path, text]) => {
        const standing = this.#standing.get(path);
        return text === standing?.text ? [] : [[path, { text, etag: this.edited.value[path]?.etag || standing?.etag || '' }]];
      }),
    );
  }

  /** They stand now as they were edited; which version that is will be heard. */
  saved(): void {
    for (const [path, { text }] of Object.entries(this.edited.value)) this.#standing.set(path, { text, etag: '' });
    this.edited.value = {};
  }

  #texts(): Texts {
    return Object.fromEntries(Object.entries(this.edited.value).map(([path, { text }]) => [path, text]));
  }
}
