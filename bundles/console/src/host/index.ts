/**
 * `@redeye/host`: what a widget or the editor of a field type may use of the console. Stable within a major version of the
 * platform.
 *
 * A widget is an ES module that exports a class of custom element. The host defines it under a tag of its own, creates
 * it, and sets two properties: `config` (the widget's typed settings, frozen) and `context` (a {@link WidgetContext}).
 * {@link RemWidget} is a comfortable base class; any class that extends HTMLElement will do.
 *
 * The editor of a field type is an ES module that exports a class of form-associated custom element; see
 * {@link FieldEditorElement} and its comfortable base class {@link RemField}.
 */
export * from './types.ts';
export * from './element.ts';
export * from './field.ts';
export * from './field-types.ts';
export * from './format.ts';
export * from './glob.ts';
export * from './icons.ts';
export * from './missing.ts';
export * from './names.ts';
export * from './states.ts';
export * from './styles.ts';
export * from './time.ts';
