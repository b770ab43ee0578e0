import type { Match } from './types.ts';

const WORDS = { host: 'host', subject: '', source: 'rule', package: 'package' } as const;

/** What a match is about, in words: `host db*, warning or worse`. */
export function matchWords(match: Match): string {
  const parts = (Object.keys(WORDS) as (keyof typeof WORDS)[]).flatMap((key) => (match[key] ? [`${WORDS[key]} ${match[key]}`.trim()] : []));
  if (match.severity && match.severity !== 'info') parts.push(match.severity === 'critical' ? 'critical' : `${match.severity} or worse`);
  for (const [name, value] of Object.entries(match.labels ?? {})) parts.push(`${name}=${value}`);
  return parts.length > 0 ? parts.join(', ') : 'everything';
}
