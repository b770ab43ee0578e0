import { autocompletion, completionKeymap, completionStatus } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, invertedEffects, isolateHistory, redo, redoDepth, undo, undoDepth } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, indentUnit } from '@codemirror/language';
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Annotation, ChangeSet, Compartment, EditorState, StateEffect, StateField, type Extension, type Transaction, type TransactionSpec } from '@codemirror/state';
import { Decoration, drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, hoverTooltip, keymap, lineNumbers, WidgetType, type DecorationSet, type ViewUpdate } from '@codemirror/view';
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { sharedStyles } from '@redeye/host';
import type { Problem } from '../data/api.ts';
import type { Splice } from './draft.ts';
import type { Beside } from './imported.ts';
import { problemOffsets } from './outline.ts';
import type { Surface } from './session.ts';
import { aboutKey, completeFrom, type Knowledge } from './text-help.ts';
import { textStyle } from './text-style.ts';

/** A change that the console made, not somebody who types. */
const made = Annotation.define<'edit' | 'reveal' | 'load'>();
/** What an edit did to imported files: a part of its step of the history. */
const besides = StateEffect.define<Beside>();
const here = StateEffect.define<Marked | undefined>();

/** A part of the text, as offsets. */
interface Marked {
  readonly from: number;
  readonly to: number;
}

/** The lines of what is selected. */
const hereField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let next = marks.map(transaction.changes);
    for (const effect of transaction.effects) if (effect.is(here)) next = effect.value ? linesOf(transaction.state, effect.value) : Decoration.none;
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});
/** Lines marked at most; a section of ten thousand items needs no mark. */
const MARKED = 400;

function linesOf(state: EditorState, { from, to }: Marked): DecorationSet {
  const { doc } = state;
  const end = doc.lineAt(Math.min(to, doc.length));
  // an entry that ends with its line end does not reach into the next line
  const [first, last] = [doc.lineAt(Math.min(from, doc.length)).number, to === end.from && to > from ? end.number - 1 : end.number];
  if (last - first > MARKED) return Decoration.none;
  const mark = Decoration.line({ class: 'cm-here' });
  return Decoration.set(Array.from({ length: last - first + 1 }, (_, i) => mark.range(doc.line(first + i).from)));
}

/** The half of a line end that Windows writes: it stays in the text, and is not drawn. */
class LineEnd extends WidgetType {
  override eq(): boolean {
    return true;
  }

  toDOM(): HTMLElement {
    return document.createElement('span');
  }
}

/**
 * The text of a package, with its history. Fires `text-change` ({typed}), `text-cursor` ({offset}), and `text-files` with the
 * imported files where an edit of them is undone or redone.
 */
export class EditorText extends LitElement implements Surface {
  static override properties = { problems: { attribute: false }, warnings: { attribute: false }, readonly: { type: Boolean }, span: { attribute: false, hasChanged: (a?: Marked, b?: Marked) => a?.from !== b?.from || a?.to !== b?.to }, knowledge: { attribute: false } };
  static override styles = [sharedStyles, css`
    :host { min-height: 0; height: 100%; }
    .at { height: 100%; min-height: 0; }
  `];

  declare problems: readonly Problem[];
  declare warnings: readonly Problem[];
  declare readonly: boolean;
  /** What is selected, as offsets. */
  declare span: Marked | undefined;
  /** What is known of keys and values, for completion. */
  declare knowledge: Knowledge | undefined;
  #view: EditorView | undefined;
  readonly #writable = new Compartment();
  /** Until the element is drawn. */
  #first = '';

  constructor() {
    super();
    this.problems = [];
    this.warnings = [];
    this.readonly = false;
  }

  protected override render(): TemplateResult {
    return html`<div class="at"></div>`;
  }

  protected override firstUpdated(): void {
    this.#view = new EditorView({ state: this.#state(this.#first), parent: this.renderRoot.querySelector('.at')!, root: this.renderRoot as ShadowRoot });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // a page that is left does not come back: the element is made anew
    this.#view?.destroy();
    this.#view = undefined;
  }

  protected override updated(changed: PropertyValues): void {
    const view = this.#view;
    if (!view) return;
    if (changed.has('problems') || changed.has('warnings')) view.dispatch(setDiagnostics(view.state, this.#diagnostics(view.state)));
    if (changed.has('readonly')) view.dispatch({ effects: this.#writable.reconfigure(this.#access()) });
    if (changed.has('span')) view.dispatch({ effects: here.of(this.span) });
  }

  #access(): Extension {
    return [EditorState.readOnly.of(this.readonly), EditorView.contentAttributes.of({ 'aria-label': this.readonly ? 'YAML, read only' : 'YAML', 'aria-multiline': 'true', 'aria-readonly': String(this.readonly), tabindex: '0' })];
  }

  #state(doc: string): EditorState {
    return EditorState.create({
      doc,
      extensions: [
        // only this ends a line, so that offsets are those of the text as it is stored
        EditorState.lineSeparator.of('\n'),
        EditorState.tabSize.of(2), indentUnit.of('  '),
        lineNumbers(), highlightActiveLineGutter(), highlightActiveLine(), drawSelection(), bracketMatching(),
        highlightSpecialChars({ specialChars: /\r/g, render: () => new LineEnd().toDOM() }),
        history({ newGroupDelay: 1000 }), invertedEffects.of(besideBack), search({ top: true }), highlightSelectionMatches(), lintGutter(),
        autocompletion({ override: [(context) => completeFrom(context, this.knowledge)], icons: false }),
        hoverTooltip((view, position) => aboutKey(view.state, position, this.knowledge)),
        yaml(), hereField, textStyle, EditorView.theme({ '&': { height: '100%' } }), this.#writable.of(this.#access()),
        keymap.of([{ key: 'Enter', run: newLineBelowKey }, ...completionKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
        EditorState.transactionFilter.of(keepLineEnds),
        EditorView.updateListener.of((update) => this.#tell(update)),
      ],
    });
  }

  #tell(update: ViewUpdate): void {
    const by = update.transactions.map((transaction) => transaction.annotation(made)).find((each) => each !== undefined);
    const files = update.transactions.flatMap(({ effects }) => effects.filter((effect) => effect.is(besides)));
    if (by === undefined) for (const { value } of files) this.dispatchEvent(new CustomEvent('text-files', { detail: value.to }));
    if (update.docChanged) this.dispatchEvent(new CustomEvent('text-change', { detail: { typed: by === undefined } }));
    else if (update.selectionSet && by === undefined && files.length === 0) this.dispatchEvent(new CustomEvent('text-cursor', { detail: { offset: update.state.selection.main.head } }));
  }

  #diagnostics(state: EditorState): Diagnostic[] {
    const text = this.text();
    const all = [...this.problems.map((problem) => ({ problem, severity: 'error' as const })), ...this.warnings.map((problem) => ({ problem, severity: 'warning' as const }))];
    const offsets = problemOffsets(text, all.map(({ problem }) => problem));
    return all.map(({ problem, severity }, index) => {
      const from = offsets[index]!;
      const line = state.doc.lineAt(from);
      const word = /^[^\s:,\]}#]+/.exec(line.text.slice(from - line.from))?.[0].length ?? 0;
      const message = problem.message + (problem.suggestion ? ` Did you mean ${problem.suggestion}?` : '');
      return { from, to: Math.min(line.to, from + Math.max(1, word)), severity, message };
    }).sort((a, b) => a.from - b.from);
  }

  /** The text begins anew, without a history. */
  load(text: string): void {
    this.#first = text;
    this.#view?.setState(this.#state(text));
    this.#view?.dispatch({ effects: here.of(undefined), annotations: made.of('load') });
  }

  text(): string {
    return this.#view ? this.#view.state.doc.toString() : this.#first;
  }

  cursor(): number {
    return this.#view?.state.selection.main.head ?? 0;
  }

  apply(steps: readonly (readonly Splice[])[], beside?: Beside): void {
    const view = this.#view;
    if (!view) return;
    let changes = ChangeSet.empty(view.state.doc.length);
    for (const step of steps) {
      changes = changes.compose(ChangeSet.of(step.map(({ from, to, piece }) => ({ from, to, insert: piece })), changes.newLength, '\n'));
    }
    if (changes.empty && !beside) return;
    view.dispatch({ changes, effects: beside ? besides.of(beside) : [], annotations: [made.of('edit'), isolateHistory.of('full')], userEvent: 'input.form', filter: false });
  }

  /** All of the text is replaced, as one step of the history. */
  replace(text: string, beside?: Beside): void {
    const view = this.#view;
    if (!view || (this.text() === text && !beside)) return;
    const changes = this.text() === text ? [] : [{ from: 0, to: view.state.doc.length, insert: text }];
    view.dispatch({ changes, effects: beside ? besides.of(beside) : [], annotations: [made.of('edit'), isolateHistory.of('full')], filter: false });
  }

  reveal(from: number): void {
    const view = this.#view;
    if (!view) return;
    const at = Math.min(from, view.state.doc.length);
    view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }), annotations: made.of('reveal') });
  }

  undo(): void {
    if (this.#view) undo(this.#view);
  }

  redo(): void {
    if (this.#view) redo(this.#view);
  }

  get undoable(): boolean {
    return this.#view !== undefined && undoDepth(this.#view.state) > 0;
  }

  get redoable(): boolean {
    return this.#view !== undefined && redoDepth(this.#view.state) > 0;
  }

  override focus(): void {
    this.#view?.focus();
  }
}

/** Undone, the imported files are as they were. */
function besideBack({ effects }: Transaction): readonly StateEffect<unknown>[] {
  return effects.flatMap((effect) => (effect.is(besides) ? [besides.of({ from: effect.value.to, to: effect.value.from })] : []));
}

/** Behind a key that has no value yet the next line stands below it. */
function newLineBelowKey(view: EditorView): boolean {
  const { state } = view;
  const { from, empty } = state.selection.main;
  const line = state.doc.lineAt(from);
  const key = /^(\s*(?:- +)?)[^\s#][^#]*:(?:\s+#.*)?\s*$/.exec(line.text);
  if (!empty || from !== line.to || !key || state.readOnly || completionStatus(state) === 'active') return false;
  const indent = `\n${' '.repeat(key[1]!.length)}${state.facet(indentUnit)}`;
  view.dispatch(state.replaceSelection(indent), { scrollIntoView: true, userEvent: 'input' });
  return true;
}

/** Who types a new line into a text with Windows' line ends gets such a line end. */
function keepLineEnds(transaction: Transaction): TransactionSpec | readonly TransactionSpec[] {
  if (!transaction.docChanged || transaction.isUserEvent('undo') || transaction.isUserEvent('redo')) return transaction;
  if (!transaction.startState.doc.line(1).text.endsWith('\r')) return transaction;
  const more: { from: number; insert: string }[] = [];
  transaction.changes.iterChanges((_a, _b, fromB, _toB, inserted) => {
    const text = inserted.toString();
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      const before = at > 0 ? text[at - 1] : transaction.newDoc.sliceString(fromB - 1, fromB);
      if (before !== '\r') more.push({ from: fromB + at, insert: '\r' });
    }
  });
  return more.length === 0 ? transaction : [transaction, { changes: more, sequential: true }];
}

customElements.define('rem-editor-text', EditorText);
