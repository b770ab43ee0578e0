// A SharedWorker: holds the one event stream of the browser and hands what comes to every open page.
import { Connection, type LineMessage } from './connection.ts';

/** Pages say that they are there every 20 s (browsers slow hidden ones to once a minute); a silent one is dropped. */
const FORGET_AFTER = 150_000;

const pages = new Map<MessagePort, number>();
let blocked = false;
const connection = new Connection(tell);

function tell(message: LineMessage): void {
  for (const [port, heard] of pages) {
    if (Date.now() - heard > FORGET_AFTER) pages.delete(port);
    else port.postMessage(message);
  }
}

// A worker lives under the policy its own file was sent with. Where that forbids requests, the pages do the work.
addEventListener('securitypolicyviolation', () => {
  blocked = true;
  tell({ kind: 'blocked' });
});

addEventListener('connect', (event) => {
  const [port] = (event as MessageEvent).ports;
  if (!port) return;
  pages.set(port, Date.now());
  port.onmessage = ({ data }) => {
    if (data === 'bye') {
      pages.delete(port);
      return;
    }
    if (!pages.has(port) && !blocked) port.postMessage({ kind: 'status', status: connection.status });
    pages.set(port, Date.now());
    if (data === 'retry') connection.retry();
    if (data === 'reconnect') connection.reconnect();
  };
  port.postMessage(blocked ? { kind: 'blocked' } : { kind: 'status', status: connection.status });
});

void connection.run();
