import { Signal } from './signal.ts';

/** What is wrong with a text, and where. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly suggestion?: string;
}

/** The server said no (status > 0), or could not be reached (status 0). The message is for people. */
export class ApiError extends Error {
  readonly status: number;
  readonly problems: readonly Problem[];

  constructor(status: number, message: string, problems: readonly Problem[] = []) {
    super(message);
    this.status = status;
    this.problems = problems;
  }
}

export interface Session {
  readonly user: string;
  readonly role: 'viewer' | 'operator' | 'editor' | 'admin';
  readonly csrf: string;
}

/** Who is signed in: undefined until it is known, null if nobody. */
export const session = new Signal<Session | null | undefined>(undefined);

const SIGNED_IN = 'rem-signed-in';

session.subscribe((value) => {
  try {
    if (value) localStorage.setItem(SIGNED_IN, value.user);
    else localStorage.removeItem(SIGNED_IN);
  } catch {
    // a browser that keeps nothing asks for things one after the other
  }
});

/** Whether somebody was signed in when this browser was last here: then it is worth asking for all at once. */
export function wasSignedIn(): boolean {
  try {
    return localStorage.getItem(SIGNED_IN) !== null;
  } catch {
    return false;
  }
}

/** How far the server's clock is ahead of this browser's, milliseconds; 0 unless they differ by more than 2 s. */
export const clockOffset = new Signal(0);

const TIMEOUT = 20_000;
const CLOCK_TOLERANCE = 2_000;

/** A JSON answer of /api/v1. */
export async function get<T>(path: string): Promise<T> {
  return (await call('GET', path)).json() as Promise<T>;
}

/** All items of a list, page by page. */
export async function list<T>(path: string): Promise<T[]> {
  const items: T[] = [];
  const joint = path.includes('?') ? '&' : '?';
  let after = '';
  do {
    const page = await get<{ items: T[]; next?: string }>(`${path}${joint}limit=10000${after}`);
    items.push(...page.items);
    after = page.next ? `&after=${encodeURIComponent(page.next)}` : '';
  } while (after !== '' && items.length < 200_000);
  return items;
}

/** A text of /api/v1. */
export async function getText(path: string, accept: string): Promise<string> {
  return (await call('GET', path, undefined, { Accept: accept })).text();
}

/** A text with the version it is. */
export async function getVersion(path: string, accept: string): Promise<{ readonly text: string; readonly etag: string }> {
  const response = await call('GET', path, undefined, { Accept: accept });
  return { text: await response.text(), etag: (response.headers.get('ETag') ?? '').replace(/^W\//, '').replaceAll('"', '') };
}

/** Puts a text somewhere. @returns the JSON answer */
export async function putText<T>(path: string, text: string, type: string, headers: Record<string, string> = {}): Promise<T> {
  return (await call('PUT', path, text, { ...headers, 'Content-Type': type })).json() as Promise<T>;
}

/** A change. @returns the JSON answer, undefined if there is none */
export async function send<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
  const response = await call(method, path, body, headers);
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** A question that takes the server long: it may take so many milliseconds. */
export async function sendPatiently<T>(path: string, body: unknown, patience: number): Promise<T> {
  return (await call('POST', path, body, {}, patience)).json() as Promise<T>;
}

/** Asks with a JSON body for an answer of a type. @returns its bytes, or its value if the server sends JSON instead */
export async function sendBinary(path: string, body: unknown, type: string): Promise<unknown> {
  const response = await call('POST', path, body, { Accept: `${type}, application/json;q=0.5` });
  return response.headers.get('Content-Type')?.startsWith(type) ? response.arrayBuffer() : response.json();
}

async function call(method: string, path: string, body?: unknown, extra: Record<string, string> = {}, patience = TIMEOUT): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json', ...extra };
  // a text under a type of its own goes as it is, all else as JSON
  const plain = typeof body === 'string' && extra['Content-Type'] !== undefined;
  if (body !== undefined) headers['Content-Type'] ??= 'application/json';
  if (method !== 'GET' && session.value) headers['X-REM-CSRF'] = session.value.csrf;
  const sent = Date.now();
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, {
      method, headers,
      body: body === undefined ? null : plain ? body : JSON.stringify(body),
      cache: 'no-store', credentials: 'same-origin',
      signal: AbortSignal.timeout(patience),
    });
  } catch (failure) {
    const late = failure instanceof DOMException && failure.name === 'TimeoutError';
    throw new ApiError(0, late ? `The server did not answer within ${patience / 1000} s.` : 'The server cannot be reached.');
  }
  noteClock(response, sent);
  if (response.ok) return response;
  if (response.status === 401 && path !== '/session') session.value = null;
  throw await problem(response);
}

async function problem(response: Response): Promise<ApiError> {
  const type = response.headers.get('Content-Type') ?? '';
  if (type.includes('json')) {
    try {
      const { title, detail, problems } = await response.json();
      return new ApiError(response.status, detail || title || `The server answered ${response.status}.`, problems ?? []);
    } catch {
      // no JSON after all: say the status
    }
  }
  return new ApiError(response.status, `The server answered ${response.status} ${response.statusText}.`);
}

function noteClock(response: Response, sent: number): void {
  const date = Date.parse(response.headers.get('Date') ?? '');
  if (Number.isNaN(date)) return;
  // the header has whole seconds: its middle is the best guess
  const offset = date + 500 - (sent + Date.now()) / 2;
  if (Math.abs(offset) > CLOCK_TOLERANCE) {
    if (Math.abs(offset - clockOffset.value) > CLOCK_TOLERANCE) clockOffset.value = Math.round(offset);
  } else clockOffset.value = 0;
}

const RANKS = ['viewer', 'operator', 'editor', 'admin'];

/** Whether who is signed in may do what this role may. */
export function may(role: Session['role']): boolean {
  return session.value ? RANKS.indexOf(session.value.role) >= RANKS.indexOf(role) : false;
}

/** Why not, in words; empty if they may. */
export function whyNot(role: Session['role'], action: string): string {
  return may(role) ? '' : `${action} needs the role ${role}; you are signed in as ${session.value?.role ?? 'nobody'}.`;
}
