/** A line of a unified diff, with its numbers in the old and the new text where it has them. */
export interface DiffLine {
  readonly kind: 'hunk' | 'same' | 'added' | 'removed' | 'note';
  readonly text: string;
  readonly old?: number;
  readonly new?: number;
}

/** The lines of a unified diff of one file, without the two that name it. */
export function diffLines(diff: string): DiffLine[] {
  const lines: DiffLine[] = [];
  let before = 0;
  let after = 0;
  let inHunk = false;
  for (const line of diff.split('\n')) {
    const hunk = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line);
    if (hunk) {
      before = Number(hunk[1]);
      after = Number(hunk[2]);
      inHunk = true;
      lines.push({ kind: 'hunk', text: line });
    } else if (!inHunk || line === '') continue;
    else if (line.startsWith('+')) lines.push({ kind: 'added', text: line.slice(1), new: after++ });
    else if (line.startsWith('-')) lines.push({ kind: 'removed', text: line.slice(1), old: before++ });
    else if (line.startsWith('\\')) lines.push({ kind: 'note', text: line.slice(2) });
    else lines.push({ kind: 'same', text: line.slice(1), old: before++, new: after++ });
  }
  return lines;
}
