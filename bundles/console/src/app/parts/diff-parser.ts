/** A line of a unified diff, with its numbers in the old and the new text where it has them. */
export interface DiffLine {
  readonly kind: 'file' | 'hunk' | 'same' | 'added' | 'removed' | 'note';
  readonly text: string;
  readonly old?: number;
  readonly new?: number;
}

/** The lines of a unified diff; a file is named where the diff is of several. */
export function diffLines(diff: string): DiffLine[] {
  const lines: DiffLine[] = [];
  let [before, after] = [0, 0];
  // how many lines of the hunk are still to come: what begins with a sign after them names a file
  let [oldLeft, newLeft] = [0, 0];
  let removedFile = '';
  for (const line of diff.replace(/\n$/, '').split('\n')) {
    const hunk = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (line.startsWith('\\')) lines.push({ kind: 'note', text: line.slice(2) });
    else if (oldLeft > 0 || newLeft > 0) {
      if (!line.startsWith('+')) oldLeft--;
      if (!line.startsWith('-')) newLeft--;
      if (line.startsWith('+')) lines.push({ kind: 'added', text: line.slice(1), new: after++ });
      else if (line.startsWith('-')) lines.push({ kind: 'removed', text: line.slice(1), old: before++ });
      else lines.push({ kind: 'same', text: line.slice(1), old: before++, new: after++ });
    } else if (hunk) {
      [before, after] = [Number(hunk[1]), Number(hunk[3])];
      [oldLeft, newLeft] = [Number(hunk[2] ?? 1), Number(hunk[4] ?? 1)];
      lines.push({ kind: 'hunk', text: line });
    } else if (line.startsWith('--- ')) removedFile = fileOf(line);
    else if (line.startsWith('+++ ')) lines.push(fileOf(line) === '' ? { kind: 'file', text: `${removedFile} (removed)` } : { kind: 'file', text: fileOf(line) });
  }
  return lines.filter(({ kind }) => kind === 'file').length > 1 ? lines : lines.filter(({ kind }) => kind !== 'file');
}

/** The name in a line such as `+++ b/shop/help.txt`; empty if the file is not there. */
function fileOf(line: string): string {
  const name = line.slice(4).split('\t')[0]!;
  return name === '/dev/null' ? '' : name.replace(/^[ab]\//, '');
}
