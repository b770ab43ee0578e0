import type { Check, EditedItem } from '@redeye/host';
import { addMib, candidates, walk, type Candidates } from './device.ts';
import { beginning, behind, columns, type Column, type Found } from './objects.ts';

/** Objects of one request. */
const STEP = 100;
/** Rows of one request where only columns are wanted: what is fetched of a column is thrown away but for one. */
const COLUMN_STEP = 25;
/** Requests until the person is asked whether to go on. */
const STEPS_AT_ONCE = 40;
/** Objects that are kept; behind them another beginning has to be chosen. */
const MOST = 5_000;
/** Where a walk begins if nothing is said. */
export const BEGIN = '1.3.6.1.2.1';

/** What the dialog shows, and how it comes by it: one walk through one device. Tells its owner of each change. */
export class Picker {
  /** Whether columns are wanted, once each, instead of single values. */
  readonly wholeColumns: boolean;
  checks: Candidates | undefined;
  /** The id of the check whose device is walked. */
  check = '';
  begin = BEGIN;
  words = '';
  found: readonly Found[] = [];
  agent = '';
  /** Whether the device has more than was fetched. */
  more = false;
  walking = false;
  failure = '';
  /** What was learned of the MIB files that were added. */
  learned = '';
  readonly #changed: () => void;
  /** The walk that counts; what another one answers comes too late. */
  #turn = 0;
  /** Whether a person has said where to begin; that may be before the device is known. */
  #told = false;

  constructor(wholeColumns: boolean, changed: () => void) {
    this.wholeColumns = wholeColumns;
    this.#changed = changed;
  }

  /** What there is to pick from. */
  get offered(): readonly (Found | Column)[] {
    return this.wholeColumns ? columns(this.found) : this.found;
  }

  get full(): boolean {
    return this.found.length >= MOST;
  }

  /** Begins: the first check of the entry is asked, if it has one. */
  async open(item: EditedItem | undefined, typed: string): Promise<void> {
    this.begin = typed || BEGIN;
    this.#told = false;
    const declared = item ? [item.package, ...item.path].join('/') : '';
    await this.#try(async () => {
      this.checks = await candidates(declared);
      const [first] = this.checks.own;
      const [other, ...more] = this.checks.others;
      this.check = first?.id ?? (more.length === 0 && other ? other.id : '');
      if (this.check === '' || typed === '') return;
      const { oid, items } = await walk(this.check, typed, '', 1);
      if (!this.#told) this.begin = beginning(typed, oid, items[0], this.wholeColumns);
    });
    const walked = this.#told && (this.walking || this.found.length > 0);
    if (this.check !== '' && this.failure === '' && !walked) await this.#walk();
  }

  get all(): readonly Check[] {
    return this.checks ? [...this.checks.own, ...this.checks.others] : [];
  }

  /** From the beginning, or from another one. */
  async walk(begin = this.begin): Promise<void> {
    this.#told = true;
    this.begin = begin.trim() || BEGIN;
    await this.#walk();
  }

  async #walk(): Promise<void> {
    this.found = [];
    this.more = false;
    if (this.check === '') this.#changed();
    else await this.further();
  }

  /** What comes behind what was found. */
  async further(): Promise<void> {
    await this.#try(async (current) => {
      const steps = this.wholeColumns ? STEPS_AT_ONCE : 1;
      for (let step = 0; step < steps; step++) {
        const after = behind(this.found, this.wholeColumns);
        const answer = await walk(this.check, this.begin, after, this.wholeColumns ? COLUMN_STEP : STEP);
        if (!current()) return;
        this.agent = answer.agent;
        this.found = [...this.found, ...answer.items].slice(0, MOST);
        this.more = answer.more;
        this.#changed();
        if (!answer.more || this.full) return;
      }
    });
  }

  /** Takes MIB files, then walks anew, so that the objects bear their names. */
  async learn(files: readonly File[]): Promise<void> {
    await this.#try(async () => {
      let names = 0;
      for (const file of files) names += await addMib(file);
      this.learned = `${names} ${names === 1 ? 'name' : 'names'} added`;
    });
    if (this.failure === '' && this.check !== '') await this.#walk();
  }

  /** Nobody looks any more. */
  close(): void {
    this.#turn++;
    this.walking = false;
  }

  async #try(work: (current: () => boolean) => Promise<void>): Promise<void> {
    const turn = ++this.#turn;
    const current = () => turn === this.#turn;
    this.walking = true;
    this.failure = '';
    this.#changed();
    try {
      await work(current);
    } catch (failure) {
      if (current()) this.failure = (failure as Error).message;
    }
    if (!current()) return;
    this.walking = false;
    this.#changed();
  }
}
