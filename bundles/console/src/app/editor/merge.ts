// Three versions of a text made one: what both people changed, where they did not change the same lines.
import { diff } from '@codemirror/merge';

/** Characters that stand for lines: below those that need two units. */
const FIRST_CODE = 0x1000;
const CODES = 0xC000;

/** Lines of the base that were replaced. */
interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

export interface Merged {
  readonly text: string;
  /** Places of the base where both changed the same lines: mine was kept there. Lines count from 1. */
  readonly overlaps: readonly { readonly from: number; readonly to: number }[];
}

/** My changes on top of theirs. Where both changed the same lines, or lines that touch, mine stands. */
export function mergeTexts(base: string, theirs: string, mine: string): Merged {
  const lines = split(base);
  const own = hunks(lines, split(mine));
  const other = hunks(lines, split(theirs));
  const overlaps: { from: number; to: number }[] = [];
  const kept = other.filter((hunk) => {
    const meets = own.find((each) => touches(each, hunk));
    if (meets && !same(meets, hunk)) overlaps.push({ from: hunk.from + 1, to: Math.max(hunk.to, hunk.from + 1) });
    return !meets;
  });
  const all = [...own, ...kept].sort((a, b) => a.from - b.from || a.to - b.to);
  const result: string[] = [];
  let at = 0;
  for (const { from, to, lines: piece } of all) {
    result.push(...lines.slice(at, from), ...piece);
    at = to;
  }
  result.push(...lines.slice(at));
  return { text: result.join(''), overlaps };
}

function touches(a: Hunk, b: Hunk): boolean {
  return a.from <= b.to && b.from <= a.to;
}

function same(a: Hunk, b: Hunk): boolean {
  return a.from === b.from && a.to === b.to && a.lines.join('') === b.lines.join('');
}

/** Lines with their ends, so that nothing of the text is lost. */
function split(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function hunks(before: readonly string[], after: readonly string[]): Hunk[] {
  const known = new Map<string, string>();
  // one character for each different line: then the difference of two strings is the difference of two lists
  const encode = (lines: readonly string[]) => lines.map((line) => {
    let code = known.get(line);
    if (code === undefined) known.set(line, (code = String.fromCharCode(FIRST_CODE + known.size)));
    return code;
  });
  const [a, b] = [encode(before), encode(after)];
  if (known.size > CODES) return [{ from: 0, to: before.length, lines: after }];
  return diff(a.join(''), b.join('')).map(({ fromA, toA, fromB, toB }) => ({ from: fromA, to: toA, lines: after.slice(fromB, toB) }));
}
