import { ApiError } from '../data/api.ts';
import { Signal } from '../data/signal.ts';
import { compute, type Draft, type Edit, type Files, type Path, type Splice } from './draft.ts';
import { ImportedFiles, type Beside, type Texts } from './imported.ts';
import { nodesTo, pathAt, problemOffsets, samePath } from './outline.ts';

/** Where the text lives: an editor of text with a history of its own. */
export interface Surface {
  text(): string;
  cursor(): number;
  /** Makes the splices of some edits, and what they did to imported files, as one step of the history. */
  apply(steps: readonly (readonly Splice[])[], beside?: Beside): void;
  /** All of the text is replaced, and imported files changed, as one step of the history. */
  replace(text: string, beside?: Beside): void;
  /** Puts the cursor there and shows it. */
  reveal(from: number): void;
}

/** How long after a keystroke the text is read, milliseconds. */
const PAUSE = 250;
/** How often an edit is made again because the text changed under it. */
const TRIES = 5;

/**
 * One package being edited. The text is the only truth: tree, form and problems are what the server read in it, and
 * whatever they do is an edit that the server turns into splices of the text.
 */
export class EditSession {
  readonly name: string;
  /** What the server read last; of an older text while somebody types. */
  readonly draft = new Signal<Draft | undefined>(undefined);
  readonly selected = new Signal<Path>([]);
  /** Why tree and form do not follow, in words; empty if they do. */
  readonly failure = new Signal('');
  readonly busy = new Signal(false);
  /** Whether the text cannot be parsed: the tree is that of an earlier text then, and edits are refused. */
  readonly broken = new Signal(false);
  /** Where the cursor is in the text, if it was moved there by hand. */
  readonly offset = new Signal<number | undefined>(undefined);
  /** Counts the changes of the text. */
  readonly changes = new Signal(0);
  readonly #imported = new ImportedFiles();
  /** The imported files that were edited. */
  readonly files: Signal<Files> = this.#imported.edited;
  surface: Surface | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  #queue: Promise<unknown> = Promise.resolve();
  #ahead: { readonly text: string; readonly path: Path; readonly draft: Promise<Draft> } | undefined;
  #followsText = false;
  #closed = false;
  #anew = false;

  constructor(name: string) {
    this.name = name;
  }

  /** Asks for the first reading before the text is drawn: a large one takes as long on the server as it does here. */
  ahead(text: string, path: Path): void {
    this.selected.value = path;
    const draft = compute(this.name, text, [], path, this.files.value);
    // whoever waits for it hears of the failure
    draft.catch(() => {});
    this.#ahead = { text, path, draft };
  }

  /** Whether the text has changed since the server read it: what tree and form show is of an older text. */
  get behind(): boolean {
    return this.surface !== undefined && this.draft.value !== undefined && this.surface.text() !== this.draft.value.text;
  }

  /** Ends what is under way; nothing changes any more. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  /** The text changed; whoever typed is followed. */
  textChanged(typed: boolean): void {
    if (typed) this.#followsText = true;
    this.changes.value++;
    clearTimeout(this.#timer);
    // who types is waited for; after undo or discard the form must not show for longer what the text no longer says
    this.#timer = setTimeout(() => void this.read(), typed ? PAUSE : 0);
  }

  /** The cursor was moved in the text: its entry is selected. */
  cursorMoved(offset: number): void {
    this.#followsText = true;
    this.offset.value = offset;
    const draft = this.draft.value;
    if (!draft || this.surface?.text() !== draft.text || draft.outline.length === 0) return;
    const path = pathAt(draft.outline, offset);
    if (!samePath(path, this.selected.value)) this.#choose(path);
  }

  /** Selects a place, from outside the text: its line is shown. */
  select(path: Path, reveal = true): void {
    this.#followsText = false;
    this.offset.value = undefined;
    this.#choose(path);
    if (reveal) this.#reveal(path);
  }

  /** Shows the place of a problem, and selects what stands there. @returns whether there is such a line */
  showLine(line: number, column: number): boolean {
    const draft = this.draft.value;
    if (!(line > 0) || !draft) return false;
    const [offset = 0] = problemOffsets(draft.text, [{ file: '', line, column, message: '' }]);
    this.select(pathAt(draft.outline, offset), false);
    this.surface?.reveal(offset);
    return true;
  }

  /** Shows the line of what is selected. */
  show(): void {
    this.#reveal(this.selected.value);
  }

  #choose(path: Path): void {
    this.selected.value = path;
    void this.read();
  }

  #reveal(path: Path): void {
    const nodes = nodesTo(this.draft.value?.outline ?? [], path);
    const node = nodes.at(-1);
    if (node && !node.file && nodes.length === path.length && this.surface?.text() === this.draft.value?.text) this.surface?.reveal(node.from);
  }

  /** Reads the text as it is now, once more if one reading is under way. */
  async read(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return this.#running;
    }
    clearTimeout(this.#timer);
    this.#running = this.#read().finally(() => (this.#running = undefined));
    await this.#running;
    if (this.#again && !this.#closed) {
      this.#again = false;
      await this.read();
    }
  }

  /** Reads the text again although it is the same: what is known of its words has changed. */
  refresh(): Promise<void> {
    this.#anew = true;
    return this.read();
  }

  async #read(): Promise<void> {
    if (!this.surface || this.#closed) return;
    const text = this.surface.text();
    const path = this.selected.value;
    const known = this.draft.value;
    const anew = this.#anew;
    this.#anew = false;
    if (!anew && known?.text === text && known.at && samePath(known.at.path, path)) return;
    try {
      const ahead = this.#ahead;
      this.#ahead = undefined;
      const fits = ahead?.text === text && samePath(ahead.path, path);
      this.#accept(await (fits ? ahead.draft : compute(this.name, text, [], path, this.files.value)), path);
      this.failure.value = '';
    } catch (failure) {
      this.failure.value = (failure as Error).message;
    }
  }

  /** An edit of imported files was undone or redone. */
  filesChanged(texts: Texts): void {
    this.#imported.show(texts);
    this.changes.value++;
    void this.refresh();
  }

  /** What was edited in imported files stands so now. */
  filesSaved(): void {
    this.#imported.saved();
    void this.refresh();
  }

  /** Goes on from the text as it is stored and forgets what was edited in imported files, as one step of the history. */
  discard(stored: string): void {
    const beside = this.#imported.reset();
    this.surface?.replace(stored, beside);
    if (beside) this.filesChanged(beside.to);
  }

  #accept(draft: Draft, asked: Path): void {
    if (this.#closed) return;
    this.#imported.hear(draft.files);
    // a text that cannot be parsed keeps the tree that was there, greyed by the page
    const before = this.draft.value;
    const broken = draft.outline.length === 0 && draft.problems.length > 0 && before;
    this.broken.value = Boolean(broken) || (draft.outline.length === 0 && draft.problems.length > 0);
    this.draft.value = broken ? { ...draft, outline: before.outline, ...(before.schemas ? { schemas: before.schemas } : {}), at: null } : draft;
    if (broken || this.surface?.text() !== draft.text) return;
    if (this.#followsText) {
      const path = pathAt(draft.outline, this.surface.cursor());
      if (!samePath(path, asked)) this.#choose(path);
    } else if (!draft.at && asked.length > 0 && samePath(asked, this.selected.value)) {
      // it was removed or renamed, and nothing else was selected since: what is around it
      const rest = nodesTo(draft.outline, asked).map(({ key }) => key);
      if (!samePath(rest, asked)) this.#choose(rest);
    }
  }

  /**
   * Changes the text, one edit after the other; undone as one step.
   *
   * @param select what shall be selected then
   * @returns what the server read in the new text
   * @throws ApiError if it cannot be done; then nothing happened
   */
  edit(edits: readonly Edit[], select?: Path): Promise<Draft> {
    const run = this.#queue.then(() => this.#edit(edits, select));
    this.#queue = run.catch(() => {});
    return run;
  }

  /** When all edits are made and the text is read as it is now. */
  async settled(): Promise<void> {
    await this.#queue;
    await this.read();
  }

  async #edit(edits: readonly Edit[], select: Path | undefined): Promise<Draft> {
    const surface = this.surface;
    if (!surface) throw new ApiError(0, 'The text is not open yet.');
    this.busy.value = true;
    try {
      for (let left = TRIES; left > 0; left--) {
        const text = surface.text();
        const path = select ?? this.selected.value;
        const draft = await compute(this.name, text, edits, path, this.files.value);
        if (surface.text() !== text) continue;
        this.#followsText = false;
        this.#imported.hear(draft.files);
        const beside = this.#imported.step(draft.files);
        surface.apply(draft.steps, beside);
        if (beside) this.#imported.show(beside.to);
        this.selected.value = path;
        this.#accept({ ...draft, text: surface.text() }, path);
        if (select) this.#reveal(path);
        return draft;
      }
      throw new ApiError(409, 'The text changes all the time; try again when nobody types.');
    } finally {
      this.busy.value = false;
    }
  }
}
