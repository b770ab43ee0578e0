import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const highlight = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent-ink)' },
  { tag: tags.comment, color: 'var(--ink-3)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--ok-ink)' },
  { tag: [tags.labelName, tags.typeName, tags.keyword, tags.meta], color: 'var(--unknown-ink)' },
  { tag: [tags.punctuation, tags.separator, tags.brace, tags.squareBracket], color: 'var(--ink-2)' },
]);

const theme = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'var(--surface)', fontSize: '.8125rem' },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.6', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--ink)', padding: '.5rem 0' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '2px' },
  '.cm-gutters': { backgroundColor: 'var(--surface)', color: 'var(--ink-3)', border: '0', borderRight: '1px solid var(--line)' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--hover) 60%, transparent)' },
  '.cm-activeLineGutter': { backgroundColor: 'var(--hover)', color: 'var(--ink)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { background: 'var(--accent-soft)' },
  '.cm-selectionMatch': { backgroundColor: 'var(--warning-soft)' },
  '.cm-searchMatch': { backgroundColor: 'var(--warning-soft)', outline: '1px solid var(--warning-fill)' },
  '.cm-searchMatch.cm-searchMatch-selected': { backgroundColor: 'var(--accent-soft)', outline: '2px solid var(--accent)' },
  '.cm-here': { backgroundColor: 'color-mix(in srgb, var(--accent-soft) 55%, transparent)', boxShadow: 'inset 2px 0 var(--accent)' },
  '.cm-panels': { backgroundColor: 'var(--inset)', color: 'var(--ink)' },
  '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-panels.cm-panels-bottom': { borderTop: '1px solid var(--line)' },
  '.cm-panel input, .cm-panel button': { font: 'inherit', color: 'var(--ink)', background: 'var(--surface)', border: '1px solid var(--line-3)', borderRadius: 'var(--radius-s)', padding: '.2rem .5rem' },
  '.cm-panel label': { fontSize: '.8125rem' },
  '.cm-tooltip': { backgroundColor: 'var(--surface)', color: 'var(--ink)', border: '1px solid var(--line-2)', borderRadius: 'var(--radius-s)', boxShadow: 'var(--shadow-2)', fontFamily: 'Inter, system-ui, sans-serif' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--accent)', color: 'var(--on-accent)' },
  '.cm-completionInfo, .cm-about': { padding: '.5rem .7rem', maxWidth: '24rem', fontSize: '.8125rem', lineHeight: '1.45', whiteSpace: 'normal' },
  '.cm-diagnostic': { padding: '.35rem .6rem', fontSize: '.8125rem', maxWidth: '34rem' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--critical-fill)' },
  '.cm-diagnostic-warning': { borderLeft: '3px solid var(--warning-fill)' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--critical-fill)', textUnderlineOffset: '.2em' },
  '.cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline wavy var(--warning-fill)', textUnderlineOffset: '.2em' },
  '.cm-changedLine': { backgroundColor: 'var(--ok-soft) !important' },
  '&.cm-merge-b .cm-changedText, & .cm-changedText': { background: 'color-mix(in srgb, var(--ok-fill) 22%, transparent)' },
  '.cm-deletedChunk': { backgroundColor: 'var(--critical-soft)', color: 'var(--critical-ink)', paddingLeft: '6px' },
  '.cm-deletedChunk .cm-deletedText': { background: 'color-mix(in srgb, var(--critical-fill) 28%, transparent)' },
  '.cm-changeGutter': { width: '3px', paddingLeft: '0' },
  '.cm-changedLineGutter': { background: 'var(--ok-fill)' },
  '.cm-deletedLineGutter': { background: 'var(--critical-fill)' },
  '.cm-collapsedLines::before, .cm-collapsedLines::after': { content: '"⋯"' },
  '.cm-collapsedLines': { color: 'var(--ink-2)', background: 'var(--inset)', padding: '.2rem .75rem', fontFamily: 'Inter, system-ui, sans-serif' },
});

/** How the text looks, in the colours of the console. */
export const textStyle = [theme, syntaxHighlighting(highlight)];
