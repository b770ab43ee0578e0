import type { State } from '@redeye/host';

export interface Config {
  readonly severity?: 'info' | 'warning' | 'critical';
  readonly role?: string;
  readonly hosts?: string;
  readonly package?: string;
  readonly 'hide acknowledged'?: boolean;
  readonly most?: number;
}

/** The part of an alert that a row shows. */
export interface Alert {
  readonly id: string;
  readonly state: 'open' | 'acknowledged' | 'resolved';
  readonly severity: 'info' | 'warning' | 'critical';
  readonly title: string;
  readonly role: string;
  readonly opened: number;
  readonly count: number;
  readonly assignee: string;
  readonly acknowledgement?: { readonly by: string } | null;
  readonly next?: { readonly at: number; readonly what: string } | null;
}

/** What is asked of the server; one more than is shown, so that it is known whether there are more. */
export function pathOf({ severity, role, hosts, package: packageName, most, 'hide acknowledged': hide }: Config): string {
  const query = new URLSearchParams({ state: hide ? 'open' : 'open,acknowledged' });
  if (severity && severity !== 'info') query.set('severity', severity);
  if (role) query.set('role', role);
  if (hosts) query.set('host', hosts);
  if (packageName) query.set('package', packageName);
  query.set('limit', String((most ?? 20) + 1));
  return `/alerts?${query}`;
}

/** The shape and colour of a severity. */
export function lookOf(severity: Alert['severity']): State {
  return severity === 'info' ? 'pending' : severity;
}

/** Who cares for it, in words. */
export function whoHas({ state, acknowledgement, assignee, role }: Alert): string {
  if (state === 'acknowledged' && acknowledgement) return `taken by ${acknowledgement.by}`;
  if (assignee) return `given to ${assignee}`;
  return role ? `nobody has taken it, role ${role}` : 'nobody is called';
}
