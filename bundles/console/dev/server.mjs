// A development server: serves the built console and widgets with the real headers, and a simulated API with data that
// moves. Not part of the product.   node dev/server.mjs [port]      sign in: admin / admin-password, viewer / viewer-password
// POST /dev/<action> changes the scene: see `actions` below.
// The Package editor needs a server that reads YAML: REM=http://127.0.0.1:2001 node dev/server.mjs passes everything but
// the console's own files on to a real one.
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createServer, request as ask } from 'node:http';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { alerting } from './alerting.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const files = join(here, '..', 'target', 'classes', 'META-INF', 'rem-console');
const plugins = join(here, '..', '..', '..', 'plugins');
const port = Number(process.argv[2] ?? 22301);
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.txt': 'text/plain; charset=utf-8' };
const started = Date.now();
const people = new Map([['admin', { password: 'admin-password', role: 'admin' }], ['viewer', { password: 'viewer-password', role: 'viewer' }]]);
const sessions = new Map([['dev-admin', { user: 'admin', role: 'admin', csrf: 'c1' }], ['dev-viewer', { user: 'viewer', role: 'viewer', csrf: 'c2' }]]);
const oneTime = new Set(['letmein']);
const tokens = [{ id: 't1', name: 'backup script', role: 'operator', user: 'admin', expires: null }];
const scene = { stalled: false, broken: true, empty: false, workerMay: process.env.WORKER_MAY !== 'no' };

/* ---------------------------------------------------------------- checks and their values */

const wave = (t, period, phase = 0) => 0.5 + 0.5 * Math.sin((t / 1000 / period) * 2 * Math.PI + phase);
const noise = (t, seed) => { const x = Math.sin(Math.floor(t / 1000) * 12.9898 + seed * 78.233) * 43758.5453; return x - Math.floor(x); };
const P = 'system_monitor/checks';
const ms = (base, jitter, seed) => (t) => base * (1 + 0.25 * wave(t, 700, seed)) + jitter * noise(t, seed) ** 3;

function ping(seed, loss = 0) {
  return { 'loss_ratio': ['ratio', (t) => (noise(t, seed + 9) < loss ? 1 / 3 : 0)], 'min_seconds': ['s', ms(0.0002 * (1 + seed), 0.0001, seed)], 'avg_seconds': ['s', ms(0.0003 * (1 + seed), 0.0005, seed)], 'max_seconds': ['s', ms(0.0005 * (1 + seed), 0.0012, seed)], 'jitter_seconds': ['s', ms(0.00005 * (1 + seed), 0.0002, seed)] };
}
function web(seed, base) {
  return { 'dns_seconds': ['s', ms(base * 0.05, base * 0.05, seed)], 'connect_seconds': ['s', ms(base * 0.12, base * 0.1, seed + 1)], 'first_byte_seconds': ['s', ms(base * 0.55, base * 0.8, seed + 2)], 'total_seconds': ['s', ms(base, base * 1.2, seed + 2)], 'status': ['', () => 200], 'body_bytes': ['B', () => 18_432] };
}
const system = {
  'cpu_ratio[user]': ['ratio', (t) => 0.12 + 0.22 * wave(t, 340) * wave(t, 90, 1) + 0.1 * noise(t, 1)], 'cpu_ratio[system]': ['ratio', (t) => 0.04 + 0.06 * wave(t, 260, 2) + 0.02 * noise(t, 2)],
  'cpu_ratio[iowait]': ['ratio', (t) => 0.01 + 0.05 * wave(t, 900, 3) ** 6 + 0.005 * noise(t, 3)], 'cpu_ratio[steal]': ['ratio', () => 0],
  'load_1m': ['', (t) => 0.6 + 0.9 * wave(t, 800, 1) + 0.05 * noise(t, 4)], 'load_5m': ['', (t) => 0.7 + 0.6 * wave(t, 1600, 1)], 'load_15m': ['', (t) => 0.8 + 0.3 * wave(t, 3600, 1)],
  'memory_used_ratio': ['ratio', (t) => 0.58 + 0.06 * wave(t, 2400)], 'memory_used_bytes': ['B', (t) => 24e9 * (0.58 + 0.06 * wave(t, 2400))], 'memory_total_bytes': ['B', () => 25_276_514_304], 'swap_used_ratio': ['ratio', () => 0],
  'disk_used_ratio[/]': ['ratio', (t) => 0.815 + 0.01 * wave(t, 5400)], 'disk_used_ratio[/var]': ['ratio', (t) => 0.43 + 0.01 * wave(t, 5000)], 'disk_read_bytes[sda]': ['B/s', (t) => 3e5 * wave(t, 200, 4) ** 5], 'disk_write_bytes[sda]': ['B/s', (t) => 4e6 * wave(t, 130, 2) ** 7 + 2e5 * noise(t, 7)],
  'net_receive_bytes[eth0]': ['B/s', (t) => 2.2e6 * wave(t, 420, 1) ** 3 + 3e5 * noise(t, 5)], 'net_send_bytes[eth0]': ['B/s', (t) => 6e5 * wave(t, 380, 2) ** 3 + 9e4 * noise(t, 6)], 'net_receive_bytes[lo]': ['B/s', (t) => 9e3 * noise(t, 8)],
  'processes': ['', (t) => Math.round(212 + 9 * wave(t, 600))], 'threads': ['', (t) => Math.round(840 + 60 * wave(t, 600))], 'uptime_seconds': ['s', (t) => (t - started) / 1000 + 354_000],
};
const self = { 'checks_late_seconds': ['s', (t) => 0.002 + 0.01 * noise(t, 1) ** 6], 'queue_depth': ['', (t) => Math.round(2 * noise(t, 2) ** 4)], 'heap_used_bytes': ['B', (t) => 62e6 + 40e6 * ((t / 1000 / 45) % 1)], 'rss_bytes': ['B', () => 241e6], 'samples_total_per_second': ['1/s', (t) => 41 + 3 * noise(t, 4)] };

const checks = new Map();
function check(id, probe, every, metrics, more = {}) {
  const [pack] = id.split('/');
  const host = id.split('@')[1] ?? '';
  const now = Date.now();
  checks.set(id, { id, package: pack, title: '', probe, host, address: host ? `10.0.0.${checks.size + 1}` : '', state: 'ok', reason: '', message: '', since: now - 3.1e6 * (1 + checks.size), at: now - (now % (every * 1000)), node: 'node1', every, next: null, late_seconds: 0.001, took_seconds: 0.012, plugin: `probe:${probe} 0.1.0`, values: metrics, slots: { done: 18_231, late: 2, skipped_overload: 0, skipped_probe: 0, skipped_clock: 0 }, log: ['resolved to 127.0.0.1', 'sent 3 packets', 'received 3'], evidence: '', ...more });
}
check(`${P}/local/system@this`, 'system', 2, system, { title: 'This machine', address: '127.0.0.1' });
check(`${P}/local/self`, 'self', 5, self, { title: 'Red Eye Monitor itself' });
check(`${P}/lan/ping@this`, 'ping', 5, ping(1), { address: '127.0.0.1' });
for (const [i, host] of ['gateway', 'db1', 'db2', 'nas'].entries()) check(`${P}/lan/ping@${host}`, 'ping', 5, ping(i + 2, host === 'db2' ? 0.5 : 0));
Object.assign(checks.get(`${P}/lan/ping@db2`), { state: 'warning', reason: 'loss', message: '1 of 3 packets lost (33 %); the limit is 10 %.' });
Object.assign(checks.get(`${P}/lan/ping@nas`), { dead: true, at: Date.now() - 214_000 });
check(`${P}/web/home`, 'http', 5, web(3, 0.012), { title: 'Home page', address: 'http://127.0.0.1:2001/healthz' });
check(`${P}/web/shop`, 'http', 10, web(4, 0.08), { title: 'Shop', state: 'critical', reason: 'status', message: 'Expected status 200, got 503 Service Unavailable.', since: Date.now() - 754_000, evidence: 'HTTP/1.1 503 Service Unavailable\nContent-Type: text/html\nRetry-After: 120\n\n<html><body><h1>Down for maintenance</h1></body></html>' });
check(`${P}/web/api`, 'http', 5, web(5, 0.034), { title: 'Public API' });
check(`${P}/web/login`, 'http', 10, web(6, 1.4), { title: 'Sign-in', state: 'warning', reason: 'threshold', message: 'Took 1.6 s; the limit is 1 s.' });
check(`${P}/web/legacy`, 'http', 30, {}, { title: 'Legacy intranet with a rather long name', state: 'unknown', reason: 'broken', message: 'The probe broke: NullPointerException in HttpProbe.' });
for (const host of ['this', 'gateway', 'db1']) check(`${P}/ports/ssh@${host}`, 'tcp', 10, { 'connect_seconds': ['s', ms(0.001, 0.001, 8)] });
check(`${P}/ports/database@db1`, 'tcp', 10, { 'connect_seconds': ['s', ms(0.002, 0.001, 9)] });
check(`${P}/ports/mail@gateway`, 'smtp', 30, {}, { state: 'pending', reason: 'needs probe:smtp', at: null });
check(`${P}/ports/printer@gateway`, 'tcp', 30, { 'connect_seconds': ['s', ms(0.004, 0.002, 10)] }, { state: 'critical', reason: 'refused', message: 'Connection to 10.0.0.2:9100 was refused.' });
check('backup/checks/nightly/age', 'file', 60, { 'age_seconds': ['s', (t) => 30_000 + ((t - started) / 1000)], 'size_bytes': ['B', () => 8.1e9] }, { title: 'Nightly backup' });

const gapFrom = started - 22 * 60_000;
const gapTo = started - 17 * 60_000;
function valueAt(c, key, t) {
  if (c.id.includes('/lan/') && t > gapFrom && t < gapTo) return null;
  if (c.dead && t > started - 200_000) return null;
  if (c.state === 'unknown' || c.state === 'pending') return null;
  return c.values[key][1](t);
}
const view = (c, full = false) => {
  const { values, dead, log, evidence, ...rest } = c;
  const metrics = c.at === null ? {} : Object.fromEntries(Object.entries(values).map(([key, [unit]]) => [key, { value: valueAt(c, key, c.at), unit }]));
  return { ...rest, metrics, ...(full ? { log, evidence } : {}) };
};
const split = (key) => { const m = /^(.*?)\[(.*)\]$/.exec(key); return m ? [m[1], m[2]] : [key, '']; };

/* ---------------------------------------------------------------- events */

const streams = new Set();
const ring = [];
let eventId = Date.now() * 1000;
function publish(type, data) {
  const event = { id: String(++eventId), type, data: { at: Date.now(), node: 'node1', ...data } };
  ring.push(event);
  if (ring.length > 8192) ring.shift();
  for (const stream of streams) write(stream, event);
}
const write = (stream, { id, type, data }) => stream.write(`id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`);

setInterval(() => {
  const now = Date.now();
  if (scene.stalled || scene.empty) return;
  for (const c of checks.values()) {
    if (c.dead || c.state === 'pending') continue;
    const slot = now - (now % (c.every * 1000));
    if (slot <= c.at) continue;
    c.at = slot;
    c.slots.done++;
    const metrics = Object.keys(c.values).map((key) => { const [name, item] = split(key); return { name, item, unit: c.values[key][0], value: valueAt(c, key, slot) }; });
    publish('check', { id: c.id, at: slot, state: c.state, reason: c.reason, message: c.message, since: c.since, late_seconds: c.late_seconds, changed: false, metrics });
  }
}, 100);
setInterval(() => streams.forEach((stream) => stream.write(': alive\n\n')), 15_000);

/* ---------------------------------------------------------------- pages, packages, plugins */

const W = (id, widget, title, width, height, settings, problems = []) => ({ id, widget, title, width, height, settings, problems });
const pages = [
  { id: 'system_monitor/pages/monitor', package: 'system_monitor', name: 'monitor', title: 'System Monitor', help: 'This machine and what it talks to', path: '/system_monitor/monitor', widgets: [
    W('state', 'status-grid', 'State of all checks', 12, 4, { checks: ['system_monitor/*'], order: 'worst', 'hide ok': false }),
    W('cpu-now', 'value', 'CPU', 3, 2, { series: 'system_monitor/checks/local/system@this:cpu_ratio[*]', aggregate: 'sum', warning: 0.8, critical: 0.95, range: 900, minimum: 0, maximum: null }),
    W('mem-now', 'value', 'Memory', 3, 2, { series: 'system_monitor/checks/local/system@this:memory_used_ratio', warning: 0.85, critical: 0.95, range: 900 }),
    W('disk-now', 'value', 'Fullest disk', 3, 2, { series: 'system_monitor/checks/local/system@this:disk_used_ratio[*]', aggregate: 'max', warning: 0.8, critical: 0.95, range: 900 }),
    W('home-now', 'value', 'Home page', 3, 2, { series: 'system_monitor/checks/web/home:total_seconds', warning: 0.5, critical: 2, range: 900 }),
    W('cpu', 'chart', 'CPU by mode', 6, 5, { series: ['system_monitor/checks/local/system@this:cpu_ratio[*]'], range: 3600, min: 0, stack: true }),
    W('load', 'chart', 'Load', 6, 5, { series: ['system_monitor/checks/local/system@this:load_*'], range: 3600, min: 0 }),
    W('net', 'chart', 'Network', 6, 5, { series: ['system_monitor/checks/local/system@this:net_receive_bytes[eth0]', 'system_monitor/checks/local/system@this:net_send_bytes[eth0]'], range: 3600, min: 0 }),
    W('ping', 'chart', 'Round trip', 6, 5, { series: ['system_monitor/checks/lan/ping@*:avg_seconds'], range: 3600, min: 0 }),
    W('web', 'chart', 'Home page: where the time goes', 12, 5, { series: ['system_monitor/checks/web/home:*_seconds'], range: 3600, min: 0 }),
    W('table', 'table', 'Web checks', 12, 6, { checks: ['system_monitor/checks/web/*'], columns: ['total_seconds', 'first_byte_seconds', 'body_bytes'] }),
  ] },
  { id: 'system_monitor/pages/odd', package: 'system_monitor', name: 'odd', title: 'Odd cases', help: 'What goes wrong, for development', path: '/system_monitor/odd', widgets: [
    W('a', 'gauge', 'Throws while loading', 4, 4, {}), W('b', 'throws', 'Throws while drawing', 4, 4, {}), W('c', 'missing', 'Not installed', 4, 4, {}),
    W('d', 'value', 'No such series', 3, 2, { series: 'nothing/*' }), W('e', 'value', 'Zero', 3, 2, { series: 'system_monitor/checks/local/system@this:swap_used_ratio' }), W('f', 'value', 'Unknown', 3, 2, { series: 'system_monitor/checks/web/legacy:*' }), W('g', 'value', 'Stale', 3, 2, { series: 'system_monitor/checks/lan/ping@nas:avg_seconds' }),
    W('h', 'chart', 'Settings wrong', 6, 4, {}, ["line 41: 'range' is no duration: 'soon'. Write a number and a unit, such as 1h."]), W('i', 'chart', 'Stale', 6, 4, { series: ['system_monitor/checks/lan/ping@nas:*_seconds'], range: 900 }),
    W('j', 'chart', 'Two units', 6, 5, { series: ['system_monitor/checks/lan/ping@db2:avg_seconds', 'system_monitor/checks/lan/ping@db2:loss_ratio'], range: 3600 }), W('k', 'chart', 'Many lines', 6, 5, { series: ['system_monitor/checks/*_seconds'], range: 900 }),
    W('l', 'status-grid', 'Only what is wrong', 6, 4, { checks: ['*'], 'hide ok': true }), W('m', 'status-grid', 'Nothing matches', 6, 4, { checks: ['nope/*'] }),
  ] },
  { id: 'system_monitor/pages/charts', package: 'system_monitor', name: 'charts', title: 'Charts', help: 'Long views, what is reckoned, a second pane', path: '/system_monitor/charts', widgets: [
    W('over', 'chart', 'Home page over a month', 12, 7, { series: ['system_monitor/checks/web/home:total_seconds'], range: 86_400, overview: 30 * 86_400, min: 0 }),
    W('long', 'chart', 'A day of round trips', 6, 5, { series: ['system_monitor/checks/lan/ping@db1:avg_seconds', 'system_monitor/checks/lan/ping@nas:avg_seconds'], range: 86_400, min: 0 }),
    W('sum', 'chart', 'Processor in all', 6, 5, { series: ['system_monitor/checks/local/system@this:cpu_ratio[*]'], combine: 'sum', range: 3600, min: 0 }),
    W('by', 'chart', 'Round trips by host', 6, 5, { series: ['system_monitor/checks/lan/ping@*:avg_seconds'], combine: 'avg', by: ['host'], range: 3600, min: 0 }),
    W('stacked', 'chart', 'Network', 6, 5, { series: ['system_monitor/checks/local/system@this:net_*'], stack: true, range: 86_400, overview: 7 * 86_400, min: 0 }),
  ] },
  { id: 'system_monitor/pages/thousand', package: 'system_monitor', name: 'thousand', title: 'A thousand charts', help: '', path: '/system_monitor/thousand', widgets: Array.from({ length: 1000 }, (_, i) => W(`g${i}`, 'chart', `Graph ${i + 1}`, 4, 4, { series: [`system_monitor/checks/lan/ping@${['this', 'gateway', 'db1', 'db2'][i % 4]}:${['avg', 'min', 'max'][i % 3]}_seconds`], range: 3600 + i, min: 0 })) },
  { id: 'system_monitor/pages/alerting', package: 'system_monitor', name: 'alerting', title: 'Alerting', help: '', path: '/system_monitor/alerting', widgets: [
    W('a', 'alert-list', 'What is wrong', 6, 7, { severity: 'info', most: 20 }), W('o', 'on-call', 'On call', 3, 7, { roles: ['dba', 'ops', 'nobody'] }), W('s', 'sla', 'Promises', 3, 7, { slas: ['shop/*'] }),
    W('n', 'alert-list', 'Of one host', 4, 4, { hosts: 'nothing', most: 5 }), W('p', 'on-call', 'All', 4, 4, {}), W('q', 'sla', 'Of this package', 4, 4, {}),
  ] },
  { id: 'system_monitor/pages/blank', package: 'system_monitor', name: 'blank', title: 'Blank page', help: '', path: '/system_monitor/blank', widgets: [] },
  { id: 'backup/pages/backup', package: 'backup', name: 'backup', title: 'Backups', help: '', path: '/backup/backup', widgets: [W('t', 'table', 'Backups', 12, 4, { checks: [], columns: ['age_seconds', 'size_bytes'] })] },
];

const yaml = `package: {name: system_monitor, version: 1.0.0, title: System Monitor}

# The machines that are looked at. Checks that say "hosts" run once for each.
hosts:
  local:                                # group
    this: {address: 127.0.0.1}          # this machine
  lan:
    gateway: {address: 10.0.0.1}
    db1: {address: 10.0.0.11, checks: [ports/database]}
    db2: {address: 10.0.0.12}
    nas: {address: 10.0.0.20, title: "The big one"}

checks:
  local:
    system: {probe: system, hosts: "local/*", every: 2s}
    self: {probe: self, every: 5s}
  lan:
    ping:
      probe: ping
      hosts: "*/*"
      evry: 5s                          # every five seconds
      count: 3
  web:
    home: {probe: http, url: "http://127.0.0.1:2001/healthz", every: 5s}
    shop: {probe: http, url: "http://shop.example.org/", every: 10s, expect status: 200}

pages:
  monitor:
    title: System Monitor
    widgets:
      - {id: state, widget: status-grid, width: 12, height: 4}
`;
const problem = { file: 'system_monitor.yaml', line: 21, column: 7, message: "Unknown key 'evry' in check 'lan/ping'.", suggestion: 'every' };
const hosts = [['local', 'this', '127.0.0.1', 5], ['lan', 'gateway', '10.0.0.1', 7], ['lan', 'db1', '10.0.0.11', 8, ['ports/database']], ['lan', 'db2', '10.0.0.12', 9], ['lan', 'nas', '10.0.0.20', 10]];
const hostItem = ([group, name, address, line, own]) => ({ section: 'hosts', path: [group, name], fields: { group, name, address, ...(name === 'nas' ? { title: 'The big one' } : {}), checks: own ?? [] }, raw: {}, file: 'system_monitor.yaml', line });
const checkItems = [['local', 'system', 'system', '2s', 'local/*'], ['local', 'self', 'self', '5s'], ['lan', 'ping', 'ping', '5s', '*/*'], ['ports', 'ssh', 'tcp', '10s'], ['ports', 'database', 'tcp', '10s'], ['ports', 'mail', 'smtp', '30s'], ['web', 'home', 'http', '5s']];
const packages = () => scene.empty ? [] : [
  { name: 'system_monitor', version: '1.0.0', title: 'System Monitor', file: 'system_monitor.yaml', etag: 'e' + scene.broken + hosts.length, applied: started - 86e5, state: scene.broken ? 'refused' : 'applied', problems: scene.broken ? [problem] : [], warnings: [], sections: { hosts: hosts.length, checks: checkItems.length, pages: 3 }, pending: { [`${P}/ports/mail@gateway`]: 'needs probe:smtp' } },
  { name: 'backup', version: '0.3.0', title: '', file: 'backup.yaml', etag: 'b', applied: started - 9e6, state: 'applied', problems: [], warnings: [{ file: 'backup.yaml', line: 4, column: 3, message: "The group 'weekly' is empty." }], sections: { checks: 1, pages: 1 }, pending: {} },
];

const fake = {
  gauge: { source: "throw new Error('gauge needs a module that is not there');", export: 'Gauge', title: 'Gauge', version: '0.1.0' },
  throws: { source: "import {LitElement, html} from 'lit'; import {RemWidget} from '@redeye/host'; export class Bad extends RemWidget { start() {} render() { return html`${this.config.nothing.there}`; } }", export: 'Bad', title: 'Bad', version: '0.1.0' },
};
const later = (text) => ({ source: `import {html} from 'lit'; import {RemWidget} from '@redeye/host'; export class Late extends RemWidget { start() {} render() { return html\`<div class="note"><strong>${text}</strong></div>\`; } }`, export: 'Late', title: 'Late', version: '0.1.0' });
const short = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 12);
function widgets() {
  const real = readdirSync(plugins).filter((name) => name.startsWith('widget-')).map((name) => join(plugins, name, 'target', 'classes', 'META-INF', 'rem')).filter((dir) => existsSync(join(dir, 'widget.json'))).map((dir) => {
    const descriptor = JSON.parse(readFileSync(join(dir, 'widget.json'), 'utf8'));
    return { id: descriptor.module.replace('.js', ''), version: '0.1.0', title: descriptor.title, help: descriptor.help, fields: descriptor.fields, export: descriptor.export, source: readFileSync(join(dir, descriptor.module)), file: descriptor.module };
  });
  return [...real, ...Object.entries(fake).map(([id, each]) => ({ id, file: `${id}.js`, ...each }))].map((each) => ({ ...each, module: `/widgets/${each.id}/${short(each.source)}/${each.file}` }));
}
const pluginList = () => [
  ...['hosts', 'checks', 'pages'].map((id) => ['section', id]), ...['text', 'number', 'duration', 'host', 'secret'].map((id) => ['field', id]),
  ...['ping', 'http', 'tcp', 'system', 'self'].map((id) => ['probe', id]), ['store', 'rrd4j'], ['store', 'embedded'],
].map(([kind, id]) => ({ kind, id, version: '0.1.0', title: id[0].toUpperCase() + id.slice(1), help: kind === 'probe' ? `Looks whether a target answers to ${id}, and how fast` : `What ${id} means in a package`, bundle: `org.redeye.${kind}.${id}`, state: 'active', reason: '' }))
  .concat([{ kind: 'probe', id: 'snmp', version: '0.2.0', title: 'SNMP', help: 'Reads values of a device', bundle: 'org.example.snmp', state: 'failed', reason: 'It needs the package org.snmp4j [3.0,4), which no bundle exports. Put the library into the plugin’s own jar.' }, { kind: 'store', id: 'postgres', version: '0.1.0', title: 'PostgreSQL', help: 'Keeps state in a database', bundle: 'org.example.pg', state: 'pending', reason: 'needs a data source' }])
  .concat(widgets().map((each) => ({ kind: 'widget', id: each.id, version: each.version, title: each.title, help: each.help ?? '', bundle: `org.redeye.widget.${each.id}`, state: 'active', reason: '' })));
const readme = '# Ping\n\nICMP echo: loss, round trip times, jitter. Works **without root** where `net.ipv4.ping_group_range` allows.\n\n## Metrics\n\n| metric | unit | what |\n|---|---|---|\n| `loss_ratio` | ratio | packets lost |\n| `avg_seconds` | s | mean round trip |\n\n- raw socket\n- datagram socket\n- TCP connect, as the last resort\n\n```yaml\nping: {probe: ping, hosts: "local/*", every: 10s}\n```\n\nSource: [RFC 792](https://www.rfc-editor.org/rfc/rfc792).\n';
const schema = { type: 'object', required: ['timeout'], properties: { timeout: { type: 'string', 'x-rem-type': 'duration', default: '2s', description: 'How long to wait for one reply' }, count: { type: 'integer', default: 3, minimum: 1, maximum: 20, description: 'How many packets are sent in one run' }, method: { type: 'string', enum: ['auto', 'raw', 'datagram', 'tcp'], default: 'auto', description: 'How it is sent' } } };

/* ---------------------------------------------------------------- the scene */

const actions = {
  'merge': () => (scene.merging = true), 'merged': () => (scene.merging = false),
  'stall': () => (scene.stalled = true), 'go-on': () => (scene.stalled = false),
  'break': () => { scene.broken = true; publish('package', { name: 'system_monitor', state: 'refused', problems: [problem] }); },
  'mend': () => { scene.broken = false; publish('package', { name: 'system_monitor', state: 'applied', problems: [] }); },
  'widget-add': () => { fake.missing = later('First version'); publish('plugin', { kind: 'widget', id: 'missing', state: 'active', version: '0.1.0', reason: '' }); },
  'widget-replace': () => { fake.missing = later('Second version'); publish('plugin', { kind: 'widget', id: 'missing', state: 'active', version: '0.2.0', reason: '' }); },
  'widget-remove': () => { delete fake.missing; publish('plugin', { kind: 'widget', id: 'missing', state: 'removed', version: '', reason: '' }); },
  'empty': () => { scene.empty = true; publish('checks', { added: [], changed: [], removed: [...checks.keys()] }); }, 'full': () => (scene.empty = false),
  'shop-ok': () => Object.assign(checks.get(`${P}/web/shop`), { state: 'ok', reason: '', message: '', since: Date.now() }),
  'forget': () => sessions.clear(), 'lost': () => publish('lost', { count: 7 }),
  'cut': () => streams.forEach((stream) => stream.destroy()),
};

/* ---------------------------------------------------------------- HTTP */

const simulated = alerting({ publish, Refused: class extends Error { constructor(status, detail, problems) { super(detail); Object.assign(this, { status, problems }); } }, checks, started });
const csp = () => `default-src 'none'; script-src 'self' 'sha256-${readFileSync(join(files, 'importmap.sha256'), 'utf8')}'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'`;
const glob = (pattern) => new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`);
class Refused extends Error { constructor(status, detail, problems) { super(detail); Object.assign(this, { status, problems }); } }

async function api(request, response, url, session) {
  const path = url.pathname.slice('/api/v1'.length);
  const body = ['POST', 'PUT'].includes(request.method) ? await read(request) : undefined;
  const key = `${request.method} ${path}`;
  if (key === 'POST /session') return signIn(body, response);
  if (!session) throw new Refused(401, 'Sign in first.');
  if (request.method !== 'GET' && path !== '/series/query' && request.headers['x-rem-csrf'] !== session.csrf) throw new Refused(403, 'The header X-REM-CSRF is missing or wrong.');
  if (key === 'GET /session') return session;
  if (key === 'DELETE /session') { sessions.delete(session.id); response.setHeader('Set-Cookie', 'rem_session=; Max-Age=0; Path=/'); return null; }
  if (key === 'PUT /session/password') { people.set(session.user, { password: body.password, role: session.role }); return null; }
  const alertingSays = simulated.answer(request, path, url.searchParams, body, session);
  if (alertingSays !== undefined) return alertingSays;
  if (path === '/tokens') { if (request.method === 'GET') return { items: tokens }; const made = { id: randomUUID(), user: session.user, expires: null, ...body }; tokens.push(made); return { ...made, token: `rem_${randomUUID().replaceAll('-', '')}` }; }
  if (path.startsWith('/tokens/')) { tokens.splice(tokens.findIndex(({ id }) => id === path.slice(8)), 1); return null; }
  if (path === '/users') return { items: [...people].map(([name, { role }]) => ({ name, role })) };
  if (path.startsWith('/users/')) { if (request.method === 'DELETE') people.delete(path.slice(7)); else people.set(path.slice(7), body); return null; }
  if (path === '/checks') return { items: scene.empty ? [] : [...checks.values()].map((c) => view(c)) };
  if (path.startsWith('/checks/')) return oneCheck(request, decodeURIComponent(path.slice(8)));
  if (path === '/series/query') return { answers: body.queries.map(points) };
  if (path === '/pages') return { items: scene.empty ? [] : pages.map(({ widgets: _, ...page }) => page) };
  if (path.startsWith('/pages/')) { const page = pages.find((each) => path === `/pages/${each.package}/${each.name}`); if (!page) throw new Refused(404, 'There is no such page.'); return page; }
  if (path === '/field-editors') return { items: [] };
  if (path === '/widgets') return { items: widgets().map(({ id, version, title, module, export: name }) => ({ id, version, title, module, export: name })) };
  if (path === '/plugins') return { items: pluginList() };
  if (path.startsWith('/plugins/')) return onePlugin(path, response);
  if (path === '/changes') return { items: [] };
  if (path === '/packages/shop/items') return { items: [['web', 'slow'], ['lan', 'down'], ['lan', 'loss'], ['db', 'expr']].map((keys) => ({ section: 'rules', path: keys, fields: {}, raw: { checks: 'shop/checks/*', metric: keys[1] === 'expr' ? 'broken' : 'total_seconds', above: '0.05', for: '5m' }, file: 'shop.yaml', line: 4 })) };
  if (path === '/drafts') return { items: [] };
  if (path.startsWith('/drafts/')) throw new Refused(404, 'You have no draft of this package.');
  if (path === '/packages') return { items: packages() };
  if (path.startsWith('/packages/')) return onePackage(request, path, url, body, response, session);
  if (path === '/system') return { version: '0.1.0-SNAPSHOT', node: 'node1', started, url: `http://127.0.0.1:${port}`, java: '17.0.13+11', memory: { heap: 91e6, rss: 241e6 }, meters: [['checks_late_seconds', 'How late checks began, the 99th of a hundred', {}, 0.004], ['checks_skipped_total', 'Slots that never ran', { cause: 'overload' }, 0], ['checks_skipped_total', 'Slots that never ran', { cause: 'probe' }, 12], ['series_samples_total', 'Samples stored', {}, 1_284_112], ['series_queue_depth', 'Samples that wait to be stored', {}, 3], ['store_append_seconds', 'How long the last append took', { store: 'rrd4j' }, 0.0021], ['events_lost_total', 'Events a slow listener missed', {}, 0], ['heap_used_bytes', 'Memory used by objects', {}, 91e6], ['web_requests_total', 'Requests answered', { code: '2xx' }, 40_211]].map(([name, help, labels, value]) => ({ name, help, labels, value })) };
  throw new Refused(404, `There is nothing at ${url.pathname}.`);
}

function signIn({ name, password, token }, response) {
  const person = people.get(name);
  const who = token !== undefined ? (oneTime.delete(token) ? { user: 'admin', role: 'admin' } : undefined) : person?.password === password ? { user: name, role: person.role } : undefined;
  if (!who) throw new Refused(401, 'Name or password is wrong.');
  const id = randomUUID();
  const session = { ...who, csrf: randomUUID() };
  sessions.set(id, session);
  response.setHeader('Set-Cookie', `rem_session=${id}; HttpOnly; SameSite=Strict; Path=/`);
  return session;
}

function oneCheck(request, rest) {
  const id = rest.replace(/\/runs$/, '');
  const found = checks.get(id);
  if (!found) throw new Refused(404, `There is no check ${id}.`);
  if (!rest.endsWith('/runs')) return view(found, true);
  if (found.state === 'pending') throw new Refused(409, `It cannot run yet: ${found.reason}.`);
  return { at: Date.now(), status: found.state, reason: found.reason, message: found.message, took_seconds: 0.0123, metrics: view(found).metrics, evidence: found.evidence, log: found.log, plugin: found.plugin };
}

/** Plain lines and sums: enough to look at. */
function points({ match = [], from, to, points: most = 600, combine, by = [] }) {
  const globs = match.map(glob);
  const lines = [];
  for (const c of scene.empty ? [] : checks.values()) for (const key of Object.keys(c.values)) {
    const id = `${c.id}:${key}`;
    if (!globs.some((each) => each.test(id))) continue;
    const own = c.every * 1000;
    const step = own * Math.max(1, Math.ceil((to - from) / most / own));
    const first = Math.ceil(from / step) * step;
    const values = [];
    for (let t = first; t <= to; t += step) values.push(t > c.at || t < started - 2.6e8 ? null : valueAt(c, key, t));
    const [metric, item] = split(key);
    const labels = { package: c.package, check: c.id, host: c.host, metric, item, node: 'node1' };
    const band = step > own ? { low: values.map((v) => v === null ? null : v * 0.8), high: values.map((v) => v === null ? null : v * (1.2 + noise(from, 3))) } : {};
    const gaps = c.dead ? [{ from: c.at, to: null, reason: 'timeout', message: 'No answer.' }] : c.id.includes('/lan/') && gapTo > from ? [{ from: gapFrom, to: gapTo, reason: 'timeout', message: 'No answer.' }] : [];
    lines.push({ id, unit: c.values[key][0], labels, series: 1, from: first, step, values, ...band, ...(gaps.length > 0 ? { gaps } : {}) });
  }
  if (!combine) return { lines, truncated: false };
  const groups = new Map();
  for (const line of lines) {
    const labels = Object.fromEntries(by.map((label) => [label, line.labels[label]]));
    const name = by.length ? `${combine}{${by.map((label) => `${label}=${labels[label]}`)}}` : combine;
    const group = groups.get(name);
    if (!group) groups.set(name, { id: name, unit: line.unit, labels, series: 1, from: line.from, step: line.step, values: [...line.values] });
    else line.values.forEach((value, i) => { if (value !== null) group.values[i] = (group.values[i] ?? 0) + value; });
  }
  return { lines: [...groups.values()], truncated: false };
}

function onePlugin(path, response) {
  const [, , kind, id, icon] = path.split('/').map(decodeURIComponent);
  if (icon === 'icon') {
    const file = join(plugins, `${kind}-${id}`, 'icon.svg');
    if (!existsSync(file)) throw new Refused(404, 'It brings no icon.');
    response.setHeader('Content-Type', 'image/svg+xml');
    return readFileSync(file);
  }
  const found = pluginList().find((each) => each.kind === kind && each.id === id);
  if (!found) throw new Refused(404, 'There is no such plugin.');
  return { ...found, schema: kind === 'probe' ? schema : { type: 'object', properties: {} }, readme: kind === 'probe' ? readme : '' };
}

const revisions = [
  ['4f1c9a7', 'by hand (root)', 'Change checks/lan/ping@db2 of system_monitor', '', 9e5], ['91b02de', 'anne', 'Add hosts/lan/nas to system_monitor', 'The new one in the cellar.\nIt replaces the old one on Friday.', 8e6],
  ['c03de55', 'bob', 'Change system_monitor: 3 added, 1 removed', '', 9e7], ['0a7be13', 'Red Eye Monitor', 'The packages that are there at the start', '', 2e8],
].map(([short, author, message, why, before]) => ({ revision: short.padEnd(40, '0'), at: started - before, author, message, why, removed: false }));
const diff = '--- a/system_monitor.yaml\n+++ b/system_monitor.yaml\n@@ -8,6 +8,7 @@\n   lan:\n     gateway: {address: 10.0.0.1}\n     db1: {address: 10.0.0.11, checks: [ports/database]}\n-    nas: {address: 10.0.0.2}   # the old one\n+    nas: {address: 10.0.0.20, title: The big one}\n+    printer: {address: 10.0.0.30}\n     db2: {address: 10.0.0.12}\n \n checks:\n';

function history(request, name, what, url, body, response) {
  if (what === 'history') return { items: revisions, waiting: scene.merging ? 'A merge is under way in /var/lib/rem/packages: finish it with \'git commit\' or drop it with \'git merge --abort\'. Until then the history waits; the packages go on.' : null };
  if (what === 'rollbacks') {
    if (url.searchParams.has('dry-run')) return { name, added: [`${P}/lan/ping@old-nas`], changed: [`${P}/lan/ping@db2`], removed: [`${P}/lan/ping@nas`, `${P}/ports/printer@gateway`], etag: 'x' };
    revisions.unshift({ revision: randomUUID().replaceAll('-', '').padEnd(40, '0'), at: Date.now(), author: 'admin', message: `Roll back ${name} to ${body.revision.slice(0, 7)}`, why: body.why, removed: false });
    publish('package', { name, state: 'applied', problems: [] });
    return { name, added: [], changed: [], removed: [], etag: 'x' };
  }
  response.setHeader('Content-Type', 'text/x-diff; charset=utf-8');
  return Buffer.from(diff);
}

function onePackage(request, path, url, body, response, session) {
  const [, , name, what] = path.split('/').map(decodeURIComponent);
  const found = packages().find((each) => each.name === name);
  if (!found) throw new Refused(404, 'There is no such package.');
  if (what === 'draft') throw new Refused(503, 'This simulated server reads no YAML; name a real one with REM.');
  if (['history', 'diff', 'rollbacks'].includes(what)) return history(request, name, what, url, body, response);
  if (what !== 'items') {
    if (request.headers.accept === 'application/json') return found;
    response.setHeader('Content-Type', 'text/yaml; charset=utf-8');
    return Buffer.from(name === 'system_monitor' ? yaml : 'package: {name: backup, version: 0.3.0}\n\nchecks:\n  weekly: {}\n  nightly:\n    age: {probe: file, path: /var/backups/latest.tar, every: 60s}\n');
  }
  if (request.method !== 'GET' && session.role === 'viewer') throw new Refused(403, 'Changing packages needs the role editor.');
  if (request.method === 'POST') {
    const [group, host] = body.path;
    if (hosts.some((each) => each[1] === host)) throw new Refused(422, 'The package would not be valid.', [{ file: 'system_monitor.yaml', line: 11, column: 5, message: `A host named '${host}' stands at line ${hosts.find((each) => each[1] === host)[3]} already; the field 'name' must be unique within a package.`, suggestion: '' }]);
    if (/\s/.test(body.fields.address)) throw new Refused(422, 'The package would not be valid.', [{ file: 'system_monitor.yaml', line: 11, column: 20, message: "'address' must be a name or an IP address without spaces.", suggestion: '' }]);
    hosts.push([group, host, body.fields.address, 11, body.fields.checks]);
    check(`${P}/lan/ping@${host}`, 'ping', 5, ping(4), { address: body.fields.address });
    publish('package', { name, state: 'applied', problems: [] });
    publish('checks', { added: [`${P}/lan/ping@${host}`], changed: [], removed: [] });
    return { name, added: [`${P}/lan/ping@${host}`], changed: [], removed: [], etag: 'x' };
  }
  if (request.method === 'DELETE') {
    const host = url.searchParams.get('path').split('/').at(-1);
    hosts.splice(hosts.findIndex((each) => each[1] === host), 1);
    const removed = [...checks.values()].filter((c) => c.host === host).map(({ id }) => id);
    removed.forEach((id) => checks.delete(id));
    publish('package', { name, state: 'applied', problems: [] });
    publish('checks', { added: [], changed: [], removed });
    return { name, added: [], changed: [], removed, etag: 'x' };
  }
  if (name !== 'system_monitor') return { items: [] };
  return { items: url.searchParams.get('section') === 'hosts' ? hosts.map(hostItem) : checkItems.map(([group, own, probe, every, globs]) => ({ section: 'checks', path: [group, own], fields: { group, name: own, probe, every, ...(globs ? { hosts: globs } : {}) }, raw: {}, file: 'system_monitor.yaml', line: 14 })) };
}

async function read(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString());
}

function sessionOf(request) {
  const id = /rem_session=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
  const session = sessions.get(id);
  return session && { ...session, id };
}

function events(request, response, url) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.write(': hello\n\n');
  const after = request.headers['last-event-id'] ?? url.searchParams.get('after');
  if (after) {
    const place = ring.findIndex(({ id }) => id === after);
    if (place < 0) write(response, { id: String(eventId), type: 'lost', data: { at: Date.now(), node: 'node1', count: 0 } });
    else ring.slice(place + 1).forEach((event) => write(response, event));
  }
  streams.add(response);
  response.on('close', () => streams.delete(response));
}

function file(response, path, immutable) {
  const packed = existsSync(`${path}.gz`);
  response.writeHead(200, { 'Content-Type': types[extname(path)] ?? 'application/octet-stream', 'Cache-Control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache', 'X-Content-Type-Options': 'nosniff', 'Content-Security-Policy': path.endsWith('index.html') || scene.workerMay ? csp() : "default-src 'none'; frame-ancestors 'none'", ...(packed ? { 'Content-Encoding': 'gzip' } : {}) });
  response.end(readFileSync(packed ? `${path}.gz` : path));
}

/** A picture in the place of those that the server draws. */
function graph(params) {
  const [w, h] = [Number(params.get('w') ?? 500), Number(params.get('h') ?? 180)];
  const dark = params.get('theme') === 'dark';
  const line = Array.from({ length: w / 4 }, (_, i) => `${i * 4},${h * (i > w / 8 ? 0.25 : 0.75) + 12 * Math.sin(i / 3)}`).join(' ');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}"><rect width="100%" height="100%" fill="${dark ? '#161b21' : '#fff'}"/><polyline points="${line}" fill="none" stroke="${dark ? '#7aa5ff' : '#2c5fd1'}" stroke-width="2"/></svg>`;
}

/** Passes a request on to a real server, event streams included. */
function pass(request, response, url) {
  const target = new URL(url.pathname + url.search, process.env.REM);
  const passed = ask(target, { method: request.method, headers: { ...request.headers, host: target.host } }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  passed.on('error', () => response.writeHead(502).end());
  response.on('close', () => passed.destroy());
  request.pipe(passed);
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url, 'http://localhost');
  try {
    if (url.pathname.startsWith('/dev/')) {
      ({ ...actions, ...simulated.actions })[url.pathname.slice(5)]?.();
      return response.end('ok\n');
    }
    if (process.env.REM && /^\/(api|widgets)\//.test(url.pathname)) return pass(request, response, url);
    if (url.pathname === '/api/v1/events') return sessionOf(request) ? events(request, response, url) : (response.writeHead(401), response.end());
    if (url.pathname.startsWith('/api/')) {
      const answer = await api(request, response, url, sessionOf(request));
      if (answer === null) return response.writeHead(204).end();
      if (Buffer.isBuffer(answer)) return response.end(answer);
      response.setHeader('Content-Type', 'application/json');
      return response.end(JSON.stringify(answer));
    }
    if (url.pathname.startsWith('/graphs/')) return response.writeHead(200, { 'Content-Type': 'image/svg+xml' }).end(graph(url.searchParams));
    if (url.pathname.startsWith('/console/')) {
      const path = join(files, normalize(url.pathname.slice(9)));
      return existsSync(path) ? file(response, path, true) : response.writeHead(404).end();
    }
    if (url.pathname.startsWith('/widgets/')) {
      const found = widgets().find(({ module }) => module === url.pathname);
      if (!found) return response.writeHead(404).end();
      return response.writeHead(200, { 'Content-Type': types['.js'], 'Cache-Control': 'public, max-age=31536000, immutable' }).end(found.source);
    }
    if (url.pathname === '/' && sessionOf(request)) return response.writeHead(302, { Location: scene.empty ? '/_/checks' : pages[0].path }).end();
    return file(response, join(files, 'index.html'), false);
  } catch (failure) {
    if (!failure.status) console.error(failure);
    response.writeHead(failure.status ?? 500, { 'Content-Type': 'application/problem+json' });
    return response.end(JSON.stringify({ type: 'about:blank', title: 'Refused', status: failure.status ?? 500, detail: failure.message, ...(failure.problems ? { problems: failure.problems } : {}) }));
  }
});
server.listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}  (one-time link: /_/sign-in#token=letmein)`));
