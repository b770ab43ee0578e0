// What the editor asks the platform: whose device can be walked, and what it has.
import { checkName, type Check } from '@redeye/host';
import type { Found } from './objects.ts';

const TIMEOUT = 30_000;
const MOST_PAGES = 20;

/** An answer that is none; the message is for people. */
export class Refusal extends Error {}

export interface Walked {
  /** Who answered. */
  readonly agent: string;
  /** Below which OID. */
  readonly oid: string;
  readonly items: readonly Found[];
  readonly more: boolean;
}

/** The checks of the probe snmp, those of the entry that is edited first. */
export interface Candidates {
  readonly own: readonly Check[];
  readonly others: readonly Check[];
}

/** @param declared what the ids of the checks of the entry begin with: package and path */
export async function candidates(declared: string): Promise<Candidates> {
  const all: Check[] = [];
  let after = '';
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await get<{ items: Check[]; next?: string }>(`/checks?probe=snmp&limit=10000${after}`);
    all.push(...answer.items);
    if (!answer.next) break;
    after = `&after=${encodeURIComponent(answer.next)}`;
  }
  return sorted(all, declared);
}

export function sorted(all: readonly Check[], declared: string): Candidates {
  const own = all.filter(({ id }) => id === declared || id.startsWith(`${declared}@`));
  const near = declared.split('/')[0];
  const rest = all.filter((check) => !own.includes(check));
  return { own, others: [...rest.filter((check) => check.package === near), ...rest.filter((check) => check.package !== near)] };
}

/** What a person chooses a check by. */
export function calledCheck({ id, title, host, address }: Check): string {
  const name = title || checkName(id).name;
  const place = host || address;
  return place === '' || name.includes(place) ? name : `${name} · ${place}`;
}

export async function walk(check: string, oid: string, after: string, limit: number): Promise<Walked> {
  const query = new URLSearchParams({ check, oid, limit: String(limit), ...(after === '' ? {} : { after }) });
  return get<Walked>(`/snmp/walk?${query}`);
}

/** Gives the platform a MIB file; answers how many objects it names. */
export async function addMib(file: File): Promise<number> {
  const { csrf } = await get<{ csrf: string }>('/session');
  const added = await ask<{ names: number }>(`/snmp/mibs/${encodeURIComponent(file.name)}`, { method: 'PUT', body: file, headers: { Accept: 'application/json', 'Content-Type': 'text/plain', 'X-REM-CSRF': csrf } });
  return added.names;
}

const get = <T>(path: string): Promise<T> => ask<T>(path, { headers: { Accept: 'application/json' } });

async function ask<T>(path: string, request: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, { ...request, cache: 'no-store', credentials: 'same-origin', signal: AbortSignal.timeout(TIMEOUT) });
  } catch (failure) {
    const late = failure instanceof DOMException && failure.name === 'TimeoutError';
    throw new Refusal(late ? `The server did not answer within ${TIMEOUT / 1000} s.` : 'The server cannot be reached.');
  }
  if (response.ok) return response.json() as Promise<T>;
  const said = await response.json().catch(() => ({})) as { detail?: string };
  throw new Refusal(refusal(response.status, said.detail ?? ''));
}

/** Why there is no answer, in words. */
export function refusal(status: number, detail: string): string {
  if (status === 401) return 'You are not signed in any more. Sign in again in another tab, then walk again.';
  if (status === 403) return 'Walking through a device, and adding MIB files, needs the role editor.';
  if (status === 404 && !detail.startsWith('There is no check')) return 'The plugin probe:snmp is not there, and with it nothing that could walk through a device.';
  return detail || `The server answered ${status}.`;
}
