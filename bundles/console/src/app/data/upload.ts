import { ApiError, session, type Problem } from './api.ts';

/** An archive may be large and the way to the server long. */
const TIMEOUT = 120_000;

/** Sends a file as it is. @returns the JSON answer */
export async function upload<T>(path: string, file: Blob, type: string, headers: Record<string, string> = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, {
      method: 'POST', body: file, cache: 'no-store', credentials: 'same-origin',
      headers: { Accept: 'application/json', 'Content-Type': type, 'X-REM-CSRF': session.value?.csrf ?? '', ...headers },
      signal: AbortSignal.timeout(TIMEOUT),
    });
  } catch (failure) {
    const late = failure instanceof DOMException && failure.name === 'TimeoutError';
    throw new ApiError(0, late ? `The server did not answer within ${TIMEOUT / 1000} s.` : 'The server cannot be reached, or the file cannot be read.');
  }
  if (response.ok) return response.json() as Promise<T>;
  if (response.status === 401) session.value = null;
  let said: { readonly detail?: string; readonly problems?: readonly Problem[] };
  try {
    said = await response.json();
  } catch {
    said = {}; // no JSON after all: say the status
  }
  throw new ApiError(response.status, said.detail ?? `The server answered ${response.status}.`, said.problems ?? []);
}
