import { SEVERITIES, type Alert, type AlertState, type Severity } from './types.ts';

/** Which alerts are shown; it stands in the address. */
export interface AlertFilter {
  readonly states: readonly AlertState[];
  readonly severity: Severity | '';
  readonly role: string;
  readonly host: string;
  readonly text: string;
  /** The stretch of time in which they went on; 0 for no bound. */
  readonly from: number;
  readonly to: number;
}

/** What goes on: what the page shows unless it is asked for something else. */
export const GOING_ON: AlertFilter = { states: ['open', 'acknowledged'], severity: '', role: '', host: '', text: '', from: 0, to: 0 };

/** The filter as parameters of the server's list. */
export function asQuery({ states, severity, role, host, text, from, to }: AlertFilter): string {
  const query = new URLSearchParams();
  if (states.length > 0) query.set('state', states.join(','));
  for (const [name, value] of [['severity', severity], ['role', role], ['host', host], ['text', text]] as const) if (value !== '') query.set(name, value);
  if (from > 0) query.set('from', String(from));
  if (to > 0) query.set('to', String(to));
  return query.toString();
}

/** The filter that an address names; what it says wrongly is left out. */
export function filterOf(params: URLSearchParams): AlertFilter {
  const word = params.get('state');
  const states = word === 'any' ? [] : (word ?? '').split(',').filter((each): each is AlertState => ['open', 'acknowledged', 'resolved'].includes(each));
  const severity = params.get('severity') ?? '';
  const moment = (name: string) => (/^\d{1,15}$/.test(params.get(name) ?? '') ? Number(params.get(name)) : 0);
  return {
    states: states.length > 0 || word === 'any' ? states : GOING_ON.states,
    severity: SEVERITIES.includes(severity as Severity) ? (severity as Severity) : '',
    role: params.get('role') ?? '', host: params.get('host') ?? '', text: params.get('q') ?? '', from: moment('from'), to: moment('to'),
  };
}

/** How urgent: open before acknowledged before resolved, then by severity, then what began last; what is over by its end. */
export function compareAlerts(a: Alert, b: Alert): number {
  const states = ['open', 'acknowledged', 'resolved'];
  return states.indexOf(a.state) - states.indexOf(b.state)
    || (a.state === 'resolved' ? (b.resolved ?? 0) - (a.resolved ?? 0) : SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity))
    || b.opened - a.opened
    || a.id.localeCompare(b.id, 'en', { numeric: true });
}

/** Rows as they are drawn, and what has come meanwhile and is not drawn. */
export interface Rows {
  readonly order: readonly string[];
  readonly fresh: readonly string[];
}

/**
 * The rows of a list that changes under somebody's finger. While it is held every row stays where it is: what comes waits, what
 * goes keeps its place. As soon as it is let go, the order is the wanted one.
 */
export function steady(drawn: readonly string[], wanted: readonly string[], held: boolean): Rows {
  if (!held || drawn.length === 0) return { order: wanted, fresh: [] };
  const known = new Set(drawn);
  return { order: drawn, fresh: wanted.filter((id) => !known.has(id)) };
}
