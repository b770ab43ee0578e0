// Completion and explanations in the text, from the same schemas as the form.
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { EditorState } from '@codemirror/state';
import type { Tooltip } from '@codemirror/view';
import type { JsonSchema } from './schema.ts';

/** What is known of the entry that the cursor is in. */
export interface Knowledge {
  readonly fields: Readonly<Record<string, JsonSchema>>;
  /** Keys that are written already. */
  readonly there: ReadonlySet<string>;
  readonly required: ReadonlySet<string>;
  /** What a field may say, as far as that is known. */
  values(field: string): readonly string[];
}

const KEY = /(?:^\s*(?:- )?|[{,]\s*)([A-Za-z][\w .-]*)?$/;
const VALUE = /(?:^\s*(?:- )?|[{,]\s*)([A-Za-z][\w .-]*?):\s+(["']?)([^\s,{}[\]"']*)$/;

export function completeFrom(context: CompletionContext, known: Knowledge | undefined): CompletionResult | null {
  if (!known) return null;
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  const value = VALUE.exec(before);
  if (value) {
    const options = known.values(value[1]!).map((label): Completion => ({ label, type: 'enum' }));
    return options.length === 0 ? null : { from: context.pos - value[3]!.length, options };
  }
  const key = KEY.exec(before);
  if (!key || (!context.explicit && !key[1])) return null;
  return { from: context.pos - (key[1]?.length ?? 0), options: keys(known), validFor: /^[\w .-]*$/ };
}

function keys({ fields, there, required }: Knowledge): Completion[] {
  return Object.entries(fields).filter(([name]) => !there.has(name)).map(([name, spec]) => ({
    label: name,
    apply: `${name}: `,
    detail: spec['x-rem-type'] ?? '',
    info: spec.description ?? '',
    boost: required.has(name) ? 2 : 0,
  }));
}

/** What a key means, where the pointer rests on it. */
export function aboutKey(state: EditorState, position: number, known: Knowledge | undefined): Tooltip | null {
  const line = state.doc.lineAt(position);
  for (const match of line.text.matchAll(/(?:^\s*(?:- )?|[{,]\s*)([A-Za-z][\w .-]*?)\s*:(?=\s|$)/g)) {
    const from = line.from + match.index + match[0].indexOf(match[1]!);
    const spec = known?.fields[match[1]!];
    if (!spec || position < from || position > from + match[1]!.length) continue;
    return { pos: from, end: from + match[1]!.length, above: true, create: () => ({ dom: described(match[1]!, spec) }) };
  }
  return null;
}

function described(name: string, spec: JsonSchema): HTMLElement {
  const dom = document.createElement('div');
  dom.className = 'cm-about';
  const head = document.createElement('strong');
  head.textContent = `${name} · ${spec['x-rem-type'] ?? ''}`;
  const text = document.createElement('div');
  text.textContent = [spec.description, spec.default === undefined ? '' : `Default: ${String(spec.default)}.`].filter(Boolean).join('. ').replace('..', '.');
  dom.append(head, text);
  return dom;
}
