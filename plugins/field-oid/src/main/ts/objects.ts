// What a walk found, made into what a person picks from. All of it is pure.

/** An object as the walk tells it. */
export interface Found {
  readonly oid: string;
  /** Of its MIB; empty if none is known. */
  readonly name: string;
  readonly type: string;
  readonly value: string;
}

/** A column of a table, with one of its rows. */
export interface Column extends Found {
  /** How many rows of it were seen. */
  readonly rows: number;
}

/** Behind all rows of a column: the greatest number that an OID can have. */
const BEHIND = '4294967295';
/** Numbers that lead to an entry at least: 1.3.6.1.2.1, the group, the table, the entry. */
const ENTRY = 9;

/** What is written for an object: its name if it has one. */
export function written({ name, oid }: Pick<Found, 'name' | 'oid'>): string {
  return name || oid;
}

/** How many numbers at the end of the OID say which row it is, as far as its name tells; 0 if it does not. */
function indexByName({ oid, name }: Found): number {
  const dot = name.indexOf('.', name.indexOf('::') + 2);
  if (name === '' || dot < 0) return 0;
  const index = name.slice(dot + 1).split('.').length;
  const object = oid.split('.').slice(0, -index);
  const plain = object.length > ENTRY && object.at(-2) === '1' && !/(Table|Entry)$/.test(name.slice(0, dot));
  return plain ? index : 0;
}

/** Where a column ends in OIDs whose names are not known: the same row stands below another column of the same entry, too. */
function indexByOthers(numbers: readonly string[], all: ReadonlyMap<string, number>): number {
  for (let index = 1; index < numbers.length - ENTRY; index++) {
    const entry = numbers.slice(0, -index - 1);
    if (entry.at(-1) === '1' && (all.get(rowId(entry, numbers.slice(-index))) ?? 0) > 1) return index;
  }
  return 1;
}

function rowId(entry: readonly string[], index: readonly string[]): string {
  return `${entry.join('.')}|${index.join('.')}`;
}

function without(text: string, numbers: number): string {
  return text.split('.').slice(0, -numbers).join('.');
}

/** How often each row occurs in each entry that there could be. */
function rowsOf(found: readonly Found[]): Map<string, number> {
  const all = new Map<string, number>();
  for (const { oid } of found) {
    const numbers = oid.split('.');
    for (let index = 1; index < numbers.length - ENTRY; index++) {
      const entry = numbers.slice(0, -index - 1);
      if (entry.at(-1) !== '1') continue;
      const id = rowId(entry, numbers.slice(-index));
      all.set(id, (all.get(id) ?? 0) + 1);
    }
  }
  return all;
}

/** The columns of the tables, once each, with their first rows. Single values (`sysUpTime.0`) are none. */
export function columns(found: readonly Found[]): Column[] {
  const all = rowsOf(found);
  const columnOf = new Map<string, Column>();
  for (const each of found) {
    const index = indexByName(each) || indexByOthers(each.oid.split('.'), all);
    const oid = without(each.oid, index);
    const before = columnOf.get(oid);
    if (before) columnOf.set(oid, { ...before, rows: before.rows + 1 });
    else columnOf.set(oid, { ...each, oid, name: nameOf(each, index), rows: 1 });
  }
  const scalar = new Set(found.filter(({ oid }) => oid.endsWith('.0')).map(({ oid }) => without(oid, 1)));
  return [...columnOf.values()].filter(({ oid, rows }) => rows > 1 || !scalar.has(oid));
}

function nameOf({ name }: Found, index: number): string {
  const dot = name.indexOf('.', name.indexOf('::') + 2);
  const numbers = dot < 0 ? 0 : name.slice(dot + 1).split('.').length;
  return numbers >= index ? without(name, index) : '';
}

/** Where a walk goes on: behind the last object, or behind the column that it stands in, so that no other row is fetched. */
export function behind(found: readonly Found[], wholeColumns: boolean): string {
  const last = found.at(-1);
  if (!last) return '';
  return wholeColumns ? `${without(last.oid, indexByName(last) || 1)}.${BEHIND}` : last.oid;
}

/** Where to begin for somebody who has something already: below it, or beside it if it is just what is wanted. */
export function beginning(typed: string, oid: string, first: Found | undefined, wholeColumns: boolean): string {
  if (wholeColumns) return first && without(first.oid, indexByName(first) || 1) === oid ? without(oid, 1) || typed : typed;
  return first ? typed : without(oid, 2) || typed;
}

/** What an object stands in: a row in its column, a column in its entry. */
export function branch(found: Found, wholeColumns: boolean): string {
  return wholeColumns ? without(found.oid, 1) : without(written(found), indexByName(found) || 1);
}

/** Those in which all words occur, whatever their case. */
export function filtered<T extends Found>(found: readonly T[], words: string): T[] {
  const wanted = words.toLowerCase().split(/\s+/).filter((word) => word !== '');
  return found.filter(({ oid, name, type, value }) => {
    const text = `${name} ${oid} ${type} ${value}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
