// Ways through the outline of a text. All of it is pure, so that ten thousand items cost little and tests need no page.
import type { Problem } from '../data/api.ts';
import type { Key, Node, Path } from './draft.ts';

/** What a path is called in a set or as an id. */
export function pathId(path: Path): string {
  return path.map((key) => encodeURIComponent(String(key))).join('/');
}

export function samePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((key, index) => String(key) === String(b[index]));
}

/** Whether a path leads to something below another, or to the same. */
export function isWithin(path: Path, above: Path): boolean {
  return path.length >= above.length && samePath(path.slice(0, above.length), above);
}

/** The address of a place of a package. */
export function editorAddress(name: string, path: Path = []): string {
  return `/_/packages/${encodeURIComponent(name)}/edit${path.length > 0 ? `/${pathId(path)}` : ''}`;
}

/** What an address of the editor names; undefined if it is none. */
export function fromAddress(pathname: string): { readonly name: string; readonly keys: readonly string[] } | undefined {
  const [, own, packages, name, edit, ...keys] = pathname.replace(/\/$/, '').split('/');
  if (own !== '_' || packages !== 'packages' || !name || edit !== 'edit') return undefined;
  try {
    return { name: decodeURIComponent(name), keys: keys.map(decodeURIComponent) };
  } catch {
    return undefined;
  }
}

/** The nodes on the way to a place, as far as there are such. */
export function nodesTo(outline: readonly Node[], keys: readonly Key[]): Node[] {
  const found: Node[] = [];
  let level = outline;
  for (const key of keys) {
    const node = level.find((each) => String(each.key) === String(key));
    if (!node) break;
    found.push(node);
    level = node.children;
  }
  return found;
}

/** The way to the innermost entry that holds an offset. */
export function pathAt(outline: readonly Node[], offset: number): Path {
  const path: Key[] = [];
  let level = outline;
  for (;;) {
    // what stands in an imported file has no place in this text
    const node = lastBefore(level.some(({ file }) => file !== undefined) ? level.filter(({ file }) => file === undefined) : level, offset);
    if (!node || node.to < offset) return path;
    path.push(node.key);
    level = node.children;
  }
}

/** The last node that begins at an offset or before it; they stand in the order of the text. */
function lastBefore(nodes: readonly Node[], offset: number): Node | undefined {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nodes[middle]!.from <= offset) low = middle + 1;
    else high = middle;
  }
  return nodes[low - 1];
}

/** How many items stand below. */
export function countItems(node: Node): number {
  return node.children.reduce((sum, child) => sum + (child.role === 'item' ? 1 : child.role === 'group' ? countItems(child) : 0), 0);
}

/** A row of the tree as it is drawn. */
export interface Row {
  readonly id: string;
  readonly path: Path;
  readonly node: Node;
  /** From 1. */
  readonly level: number;
  /** From 1, among `size` siblings. */
  readonly position: number;
  readonly size: number;
  readonly open: boolean | undefined;
}

/** The rows that can be seen: the children of what is open. */
export function rows(outline: readonly Node[], open: ReadonlySet<string>): Row[] {
  const found: Row[] = [];
  const visit = (nodes: readonly Node[], above: Path) => {
    nodes.forEach((node, index) => {
      const path = [...above, node.key];
      const id = pathId(path);
      const isOpen = node.children.length > 0 ? open.has(id) : undefined;
      found.push({ id, path, node, level: path.length, position: index + 1, size: nodes.length, open: isOpen });
      if (isOpen) visit(node.children, path);
    });
  };
  visit(outline, []);
  return found;
}

/** What is open at first: all of a small package, the sections and groups of a larger one, of a huge one nothing. */
export function openAtFirst(outline: readonly Node[], most = 250): Set<string> {
  const open = new Set<string>();
  let shown = outline.length;
  let level: { readonly node: Node; readonly path: Path }[] = outline.map((node) => ({ node, path: [node.key] }));
  while (level.length > 0) {
    const next = level.filter(({ node }) => node.children.length > 0 && (node.role === 'section' || node.role === 'group'));
    for (const { node, path } of next) {
      if (shown + node.children.length > most) continue;
      shown += node.children.length;
      open.add(pathId(path));
    }
    level = next.filter(({ path }) => open.has(pathId(path))).flatMap(({ node, path }) => node.children.map((child) => ({ node: child, path: [...path, child.key] })));
  }
  return open;
}

/** A key that is not taken: `ping`, `ping 2`, `ping 3` …, in the way the key separates its words. */
export function freeKey(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  const [, stem = wanted, digits] = /^(.*?)(\d+)$/.exec(wanted) ?? [];
  let number = digits === undefined ? 2 : Number(digits) + 1;
  while (taken.has(`${stem}${number}`)) number++;
  return `${stem}${number}`;
}

/** The offset of each problem in a text; lines and columns count from 1. */
export function problemOffsets(text: string, problems: readonly Problem[]): number[] {
  if (problems.length === 0) return [];
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return problems.map(({ line, column }) => {
    if (line < 1) return 0;
    const start = starts[Math.min(line, starts.length) - 1]!;
    const end = starts[line] === undefined ? text.length : starts[line]! - 1;
    return Math.min(start + Math.max(0, column - 1), end);
  });
}
