/** The part of Markdown that read-me files of plugins use: headings, paragraphs, lists, tables, code, emphasis, links. */

export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

export type Span =
  | { readonly kind: 'text' | 'code' | 'strong' | 'emphasis'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string };

const FENCE = /^\s*(```+|~~~+)/;
const HEADING = /^(#{1,6})\s+(.+?)\s*#*$/;
const BULLET = /^\s*([-*+]|\d+[.)])\s+(.*)$/;
const RULE = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

export function blocks(text: string): Block[] {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const found: Block[] = [];
  let i = 0;
  while (i < lines.length) {
    const line = lines[i]!;
    const heading = HEADING.exec(line);
    if (line.trim() === '') i++;
    else if (FENCE.test(line)) i = code(lines, i, found);
    else if (heading) {
      found.push({ kind: 'heading', level: heading[1]!.length, text: heading[2]! });
      i++;
    } else if (BULLET.test(line)) i = list(lines, i, found);
    else if (line.includes('|') && RULE.test(lines[i + 1] ?? '') && lines[i + 1]!.includes('-')) i = table(lines, i, found);
    else i = paragraph(lines, i, found);
  }
  return found;
}

function code(lines: readonly string[], from: number, found: Block[]): number {
  const fence = FENCE.exec(lines[from]!)![1]!;
  let end = from + 1;
  while (end < lines.length && !lines[end]!.trim().startsWith(fence)) end++;
  found.push({ kind: 'code', text: lines.slice(from + 1, end).join('\n') });
  return end + 1;
}

function list(lines: readonly string[], from: number, found: Block[]): number {
  const items: string[] = [];
  const ordered = /^\s*\d/.test(lines[from]!);
  let i = from;
  for (; i < lines.length; i++) {
    const bullet = BULLET.exec(lines[i]!);
    if (bullet) items.push(bullet[2]!);
    else if (lines[i]!.trim() !== '' && /^\s+/.test(lines[i]!)) items[items.length - 1] += ` ${lines[i]!.trim()}`;
    else break;
  }
  found.push({ kind: 'list', ordered, items });
  return i;
}

function table(lines: readonly string[], from: number, found: Block[]): number {
  const cells = (line: string) => line.trim().replace(/^\||\|$/g, '').split('|').map((cell) => cell.trim());
  let end = from + 2;
  while (end < lines.length && lines[end]!.includes('|')) end++;
  found.push({ kind: 'table', head: cells(lines[from]!), rows: lines.slice(from + 2, end).map(cells) });
  return end;
}

function paragraph(lines: readonly string[], from: number, found: Block[]): number {
  let end = from + 1;
  while (end < lines.length && lines[end]!.trim() !== '' && !FENCE.test(lines[end]!) && !HEADING.test(lines[end]!) && !BULLET.test(lines[end]!)) end++;
  found.push({ kind: 'paragraph', text: lines.slice(from, end).map((line) => line.trim()).join(' ') });
  return end;
}

const INLINE = /`([^`]+)`|\*\*([^*]+)\*\*|(?<![\w*])[*_]([^*_]+)[*_](?![\w*])|\[([^\]]+)\]\(([^)\s]+)\)/g;

/** Links lead to the web only; all others are shown as text. */
export function inline(text: string): Span[] {
  const found: Span[] = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > from) found.push({ kind: 'text', text: text.slice(from, match.index) });
    const [, codeText, strong, emphasis, label, href] = match;
    if (codeText !== undefined) found.push({ kind: 'code', text: codeText });
    else if (strong !== undefined) found.push({ kind: 'strong', text: strong });
    else if (emphasis !== undefined) found.push({ kind: 'emphasis', text: emphasis });
    else if (/^https?:\/\//.test(href!)) found.push({ kind: 'link', text: label!, href: href! });
    else found.push({ kind: 'text', text: label! });
    from = match.index + match[0].length;
  }
  if (from < text.length) found.push({ kind: 'text', text: text.slice(from) });
  return found;
}
