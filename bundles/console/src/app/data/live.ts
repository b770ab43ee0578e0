import type { LiveEvent } from '@redeye/host';
import { Connection, type LineMessage, type LineStatus } from '../../worker/connection.ts';
import { Recent } from './recent.ts';
import { Signal } from './signal.ts';

declare const STREAM_WORKER: string;

/** How the line to the server is. */
export const line = new Signal<LineStatus>({ state: 'connecting', since: Date.now(), retryAt: 0, generation: 0 });

/** The latest check events, for answers to requests that were under way when they came. */
const recent = new Recent(2000);
export const recentChecks: Pick<Recent, 'all' | 'of'> = recent;

const listeners = new Map<string, Set<(event: LiveEvent) => void>>();
let tell: (word: 'alive' | 'retry' | 'reconnect' | 'bye') => void = () => {};

/** Events of a type as they come. @returns ends it */
export function onEvent(type: string, listener: (event: LiveEvent) => void): () => void {
  const all = listeners.get(type) ?? new Set();
  listeners.set(type, all);
  all.add(listener);
  return () => all.delete(listener);
}

/** Whenever what is known may have holes: after events were lost, and when the line is back. @returns ends it */
export function onGap(listener: () => void): () => void {
  const off = onEvent('lost', listener);
  let generation = line.value.generation;
  const offLine = line.subscribe((status) => {
    if (status.state !== 'live' || status.generation === generation) return;
    if (generation > 0) listener();
    generation = status.generation;
  });
  return () => {
    off();
    offLine();
  };
}

/** Tries now: the network is back, or somebody signed in. */
export function retryNow(): void {
  tell('retry');
}

/** Enters the stream anew: the session is another one. */
export function reconnect(): void {
  tell('reconnect');
}

/** Begins to listen. Once per page. */
export function connect(): void {
  if ('SharedWorker' in self) connectShared();
  else connectWithoutWorker();
  setInterval(() => tell('alive'), 20_000);
  addEventListener('online', () => tell('retry'));
  addEventListener('pagehide', () => tell('bye'));
  addEventListener('pageshow', () => tell('alive'));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') tell(line.value.state === 'live' ? 'alive' : 'retry');
  });
}

function receive(message: LineMessage): void {
  if (message.kind === 'status') {
    line.value = message.status;
    return;
  }
  if (message.kind === 'blocked') return;
  for (const event of message.events) {
    if (event.type === 'check') recent.add(event);
    for (const listener of [...(listeners.get(event.type) ?? [])]) listener(event);
  }
}

function connectShared(): void {
  const worker = new SharedWorker(trusted(STREAM_WORKER), { name: 'rem-stream' });
  let given = false;
  const giveUp = () => {
    if (given) return;
    given = true;
    worker.port.postMessage('bye');
    worker.port.close();
    connectWithoutWorker();
  };
  worker.port.onmessage = ({ data }) => {
    const message = data as LineMessage;
    if (message.kind === 'blocked') giveUp();
    else receive(message);
  };
  worker.onerror = giveUp;
  tell = (word) => worker.port.postMessage(word);
}

function connectWithoutWorker(): void {
  if (navigator.locks && 'BroadcastChannel' in self) connectByLeader();
  else connectAlone();
}

/** Where no SharedWorker can do it (Chromium on Android has none): one page holds the line and tells the others. */
function connectByLeader(): void {
  const channel = new BroadcastChannel('rem-stream');
  let connection: Connection | undefined;
  const act = (word: string) => {
    if (word === 'retry') connection?.retry();
    if (word === 'reconnect') connection?.reconnect();
    if (word === 'hello' && connection) channel.postMessage({ kind: 'status', status: connection.status });
  };
  channel.onmessage = ({ data }) => (typeof data === 'string' ? act(data) : receive(data as LineMessage));
  tell = (word) => {
    act(word);
    channel.postMessage(word);
  };
  channel.postMessage('hello');
  void navigator.locks.request('rem-stream', () => {
    connection = new Connection((message) => {
      receive(message);
      channel.postMessage(message);
    });
    return connection.run();
  });
}

function connectAlone(): void {
  const connection = new Connection(receive);
  tell = (word) => {
    if (word === 'retry') connection.retry();
    if (word === 'reconnect') connection.reconnect();
  };
  void connection.run();
}

/** Under `require-trusted-types-for 'script'` a worker's address must be vouched for. */
function trusted(url: string): string {
  const { trustedTypes } = self as { trustedTypes?: { createPolicy(name: string, rules: object): { createScriptURL(url: string): string } } };
  return trustedTypes ? trustedTypes.createPolicy('rem-worker', { createScriptURL: (own: string) => own }).createScriptURL(url) : url;
}
