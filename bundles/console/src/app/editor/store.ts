import { ApiError, get, getVersion, putText, send } from '../data/api.ts';
import { Signal } from '../data/signal.ts';
import { dropDraft, keepDraft, keptDraft, type Files, type Kept, type Path, type Plan } from './draft.ts';

/** How long after a change the draft is kept, milliseconds. */
const PAUSE = 1000;

/** How a new package begins. */
export function beginning(name: string, title: string): string {
  return `package: {name: ${name}, version: 0.1.0${title === '' ? '' : `, title: ${JSON.stringify(title)}`}}\n`;
}

const isEmpty = (files: Files | undefined) => Object.keys(files ?? {}).length === 0;

/** What is stored of a package: the text in force, the version it is, and what one person has not saved yet. */
export class PackageStore {
  readonly name: string;
  /** The text that the editing began from; empty for a package that is not there. */
  base = '';
  /** Its version; empty if the package is not there. */
  etag = '';
  /** How it stands with the draft, in words. */
  readonly status = new Signal('');
  #kept = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waits: { readonly text: string; readonly at: Path; readonly files: Files } | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(name: string) {
    this.name = name;
  }

  /** Reads both; drafts are for those who may save. @returns the draft, if there is one that says something else than the text in force */
  async open(editable: boolean): Promise<Kept | undefined> {
    const [stored, kept] = await Promise.all([this.stored(), editable ? keptDraft(this.name).catch(() => undefined) : undefined]);
    this.base = stored?.text ?? '';
    this.etag = stored?.etag ?? '';
    this.#kept = kept !== undefined;
    if (!kept || (kept.text === this.base && isEmpty(kept.files))) return undefined;
    // the draft knows what it began from, so that a save does not overwrite what came between
    this.base = kept.base;
    this.etag = kept.etag;
    return kept;
  }

  /** For whose approval a save would wait, as a sentence; empty if it would be in force at once. */
  async waitsFor(): Promise<string> {
    const { waits } = await get<{ waits: string }>(`/packages/${encodeURIComponent(this.name)}/review`);
    return waits;
  }

  /** The text in force now; undefined if there is no such package. */
  async stored(): Promise<{ readonly text: string; readonly etag: string } | undefined> {
    try {
      return await getVersion(`/packages/${encodeURIComponent(this.name)}`, 'text/yaml');
    } catch (failure) {
      if ((failure as ApiError).status === 404) return undefined;
      throw failure;
    }
  }

  /** Goes on from another version: what is edited is then compared with that one. */
  begin(base: string, etag: string): void {
    this.base = base;
    this.etag = etag;
  }

  /**
   * Puts a text in force, or has it wait for approval: then the draft stays, to be saved again if need be.
   *
   * @returns for whose approval it waits, as a sentence; empty if it is in force
   * @throws ApiError with status 412 if somebody else saved another version since; nothing happened then
   */
  async save(text: string, why: string, files: Files = {}): Promise<string> {
    // a new package must still be new
    if (this.etag === '' && (await this.stored())) throw new ApiError(412, 'Somebody else made this package meanwhile.');
    const query = why === '' ? '' : `?why=${encodeURIComponent(why)}`;
    const address = `/packages/${encodeURIComponent(this.name)}${query}`;
    const seen: Record<string, string> = this.etag === '' ? {} : { 'If-Match': `"${this.etag}"` };
    const plan = isEmpty(files)
      ? await putText<Plan & { readonly etag: string }>(address, text, 'text/yaml', seen)
      : await send<Plan & { readonly etag: string }>('PUT', address, { text, files }, seen);
    if (plan.pending) {
      this.flush();
      return plan.warnings?.[0] ?? `It waits for approval as ${plan.pending}.`;
    }
    this.base = text;
    this.etag = plan.etag;
    this.drop();
    return '';
  }

  /** Keeps what was typed, soon. */
  keep(text: string, at: Path, files: Files = {}): void {
    this.#waits = { text, at, files };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), PAUSE);
  }

  /** Keeps at once what waits. */
  flush(): void {
    clearTimeout(this.#timer);
    const waits = this.#waits;
    if (!waits) return;
    this.#waits = undefined;
    if (waits.text === this.base && isEmpty(waits.files)) this.drop();
    else this.#then(async () => {
      await keepDraft(this.name, { text: waits.text, etag: this.etag, base: this.base, at: waits.at, ...(isEmpty(waits.files) ? {} : { files: waits.files }) });
      this.#kept = true;
      this.status.value = 'Draft kept';
    }, 'The draft could not be kept');
  }

  /** Whether something was typed that is not kept yet. */
  get waits(): boolean {
    return this.#waits !== undefined;
  }

  /** Forgets the draft. */
  drop(): void {
    clearTimeout(this.#timer);
    this.#waits = undefined;
    this.#then(async () => {
      if (this.#kept) await dropDraft(this.name);
      this.#kept = false;
      this.status.value = '';
    }, 'The draft could not be taken away');
  }

  /** One call after the other, so that an older text never comes last. */
  #then(call: () => Promise<void>, failed: string): void {
    this.#queue = this.#queue.then(call).catch((failure: unknown) => {
      this.status.value = `${failed}: ${(failure as Error).message}`;
    });
  }
}
