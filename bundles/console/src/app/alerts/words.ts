import { html, nothing, type TemplateResult } from 'lit';
import { ago, duration, fullTime, stateIcon, type State } from '@redeye/host';
import type { Alert, AlertState, Entry, Member, Severity } from './types.ts';

/** The look of a severity: shape and colour of a check's state; the word always stands beside it. */
export function lookOf(severity: Severity): State {
  return severity === 'info' ? 'pending' : severity;
}

/** The look of an alert: what is over looks well, what somebody has taken keeps its colour. */
export function lookOfAlert({ state, severity }: Pick<Alert, 'state' | 'severity'>): State {
  return state === 'resolved' ? 'ok' : lookOf(severity);
}

/** Symbol and word of a severity. */
export function severityBadge(severity: Severity): TemplateResult {
  return html`<span class="badge ${lookOf(severity)}">${stateIcon(lookOf(severity))}${severity}</span>`;
}

const STATE_WORDS: Readonly<Record<AlertState, string>> = { open: 'nobody has taken it', acknowledged: 'taken', resolved: 'over' };

/** Where it stands, in words; the time as the server's clock has it. */
export function standingOf(alert: Alert, now: number): string {
  const { acknowledgement } = alert;
  if (alert.state === 'resolved') return alert.resolved ? `over since ${ago(alert.resolved, now)}, lasted ${duration(Math.max(0, Math.round((alert.resolved - alert.opened) / 1000)))}` : 'over';
  if (alert.state === 'acknowledged' && acknowledgement) return `taken by ${acknowledgement.by}${acknowledgement.until ? `, ends ${ago(acknowledgement.until, now)}` : ''}`;
  return STATE_WORDS[alert.state];
}

/** Who is called next, and when. */
export function nextOf({ next, state, role }: Alert, now: number): string {
  if (state === 'resolved') return '';
  if (next) return next.at <= now ? `${next.what}, now` : `${next.what}, ${ago(next.at, now)}`;
  if (role === '') return 'No route fits: nobody is called.';
  return state === 'open' ? 'Nobody is called next.' : 'Nobody is called meanwhile.';
}

/** What it is about: its hosts, else its first subject. */
export function aboutOf({ members, count }: Alert): string {
  const hosts = [...new Set(members.map(({ host }) => host).filter(Boolean))];
  const first = hosts.length > 0 ? hosts.slice(0, 2).join(', ') : (members[0]?.subject ?? '');
  const more = hosts.length > 0 ? hosts.length - 2 : 0;
  return `${first}${more > 0 ? ` and ${more} more` : ''}${count > members.length && hosts.length > 0 ? ' …' : ''}`;
}

/** How many conditions it has, and how many of them nobody is called about. */
export function sizeOf({ count, firing, members }: Alert): string {
  const held = members.filter(({ hold }) => hold).length;
  return [count === 1 ? '1 condition' : `${count} conditions`, firing === count ? '' : `${firing} out of order`, held > 0 ? `${held}${count > members.length ? ' or more' : ''} held` : ''].filter(Boolean).join(', ');
}

const HOLDS = { dependency: 'what it stands on is down', maintenance: 'maintenance', silence: 'silenced', flapping: 'it comes and goes' } as const;

/** Why nobody is called about a member. */
export function holdOf({ hold }: Member): string {
  return hold ? `held: ${hold.because || HOLDS[hold.kind] || hold.kind}` : '';
}

/** What an entry is about, as a look: what failed, what was sent, who answered. */
export function lookOfEntry({ kind }: Pick<Entry, 'kind'>): State | '' {
  if (['failed', 'skipped'].includes(kind)) return 'warning';
  if (['opened', 'reopened', 'escalated', 'critical'].includes(kind)) return 'critical';
  if (['sent', 'resolved', 'recovered', 'ok'].includes(kind)) return 'ok';
  if (['held', 'released', 'unknown'].includes(kind)) return 'unknown';
  return kind === 'warning' ? 'warning' : '';
}

/** Which keys of an entry's data prove or explain it; the others are for machines. */
const SAID: Readonly<Record<string, string>> = { proof: 'proof', channel: 'channel', to: 'to', step: 'step', role: 'role', person: 'person', contact: 'contact', attempt: 'attempt', error: 'error', rule: 'rule', route: 'route', shift: 'shift', reason: 'reason', exit: 'exit', output: 'output' };

/** Particulars of an entry, in a fixed order. */
export function particularsOf(data: Readonly<Record<string, string>> | null | undefined): readonly (readonly [string, string])[] {
  const known = Object.keys(SAID).filter((key) => data?.[key]);
  return [...known, ...Object.keys(data ?? {}).filter((key) => !(key in SAID) && data?.[key])].map((key) => [SAID[key] ?? key.replaceAll('_', ' '), String(data![key])] as const);
}

/** A time with its zone for who points at it, and for machines. */
export function time(at: number, text: string): TemplateResult {
  return html`<time datetime=${new Date(at).toISOString()} title=${fullTime(at)}>${text}</time>`;
}

/** The zone that times are shown in: `Europe/Prague (GMT+1)`. */
export function zoneName(at = Date.now()): string {
  const format = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' });
  const short = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const { timeZone } = format.resolvedOptions();
  return timeZone === short ? short : `${timeZone} (${short})`;
}

/** `value` unless it is empty. */
export function unlessEmpty(value: string, show: (value: string) => unknown): unknown {
  return value === '' ? nothing : show(value);
}
