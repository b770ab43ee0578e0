import type { Problem } from '../data/api.ts';
import { problemField } from '../parts/problems.ts';
import type { At, Node } from './draft.ts';
import { problemOffsets } from './outline.ts';

export interface Placed {
  /** What is wrong with which field. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
  /** What is wrong with the entry as a whole. */
  readonly whole: readonly string[];
}

/**
 * Which problems belong to which field of an entry: those that stand in the field, and those of the entry itself that
 * name a field which is not written. What stands in sections within the entry belongs to those.
 */
export function placeProblems(at: At, node: Node | undefined, text: string, problems: readonly Problem[], names: readonly string[]): Placed {
  const fields = new Map<string, string[]>();
  const whole: string[] = [];
  const offsets = problemOffsets(text, problems);
  problems.forEach((problem, index) => {
    const offset = offsets[index]!;
    if (offset < at.from || offset > at.to || node?.children.some((child) => offset >= child.from && offset <= child.to)) return;
    const said = problem.message + (problem.suggestion ? ` Did you mean ${problem.suggestion}?` : '');
    const standing = Object.entries(at.positions).find(([, span]) => offset >= span.from && offset <= span.to)?.[0];
    const named = standing ?? problemField(problem.message, names.filter((name) => !(name in at.positions)));
    if (named === undefined || !names.includes(named)) whole.push(said);
    else fields.set(named, [...(fields.get(named) ?? []), said]);
  });
  return { fields, whole };
}
