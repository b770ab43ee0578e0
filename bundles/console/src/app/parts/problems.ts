import type { Problem } from '../data/api.ts';

/** `system_monitor.yaml:12:5` */
export function problemPlace({ file, line, column }: Problem): string {
  return line > 0 ? `${file}:${line}:${column}` : file;
}

/**
 * The field of a form that a problem is about: the one whose name the message quotes; undefined if it names none.
 * Messages of the platform quote fields as 'name'.
 */
export function problemField(message: string, fields: readonly string[]): string | undefined {
  const quoted = [...message.matchAll(/['"“‘`]([^'"”’`]+)['"”’`]/g)].map(([, name]) => name);
  return fields.find((field) => quoted.includes(field)) ?? fields.find((field) => new RegExp(`\\b${field}\\b`, 'i').test(message));
}
