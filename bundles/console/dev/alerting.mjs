// The simulated alerting of the development server: alerts, on call, rules, service levels, maintenance, with data that moves.
// Not part of the product. Scenes: alerts-many, alerts-none, alerts-away, alerts-back, alerts-new, alerts-conflict.
const MIN = 60_000;
const HOUR = 60 * MIN;
const DAY = 24 * HOUR;

export function alerting({ publish, Refused, checks, started }) {
  const scene = { away: false, conflict: false };
  const t0 = started;
  const people = [['ann', 'Ann Miller', 'admin'], ['bob', 'Bob Novák', 'bob'], ['cyril', 'Cyril Okafor', ''], ['dana', 'Dana Lindqvist', 'viewer']].map(([name, title, user]) => ({ id: `ops/people/team/${name}`, package: 'ops', name, title, user, zone: 'Europe/Prague', contacts: [{ name: 'mail', channel: 'mail', to: `${name}@example.org`, after_seconds: 0, severity: 'info', quiet: [], loud: 'critical' }, { name: 'phone', channel: 'hook', to: '', after_seconds: 120, severity: 'warning', quiet: ['22:00-07:00'], loud: 'critical' }] }));
  const title = (name) => people.find((each) => each.name === name)?.title ?? '';
  let seq = 0;
  const entries = new Map();
  const note = (alert, kind, by, text, data = {}, at = Date.now()) => {
    const all = entries.get(alert.id) ?? [];
    entries.set(alert.id, all);
    all.push({ alert: alert.id, seq: all.length + 1, at, kind, by, text, data });
  };
  const member = (subject, host, severity, summary, more = {}) => ({ key: `shop/rules/web/slow|${subject}`, source: 'shop/rules/web/slow', package: 'shop', subject, host, severity, firing: true, at: t0 - 12 * MIN, summary, text: '', labels: { team: 'shop' }, links: { Runbook: 'https://wiki.example.org/shop/slow' }, values: { value: 0.082 }, joined: t0 - 12 * MIN, because: '', changes: 1, ...more });
  const make = (severity, heading, role, before, members, more = {}) => {
    const alert = { id: `A-${++seq}`, state: 'open', severity, title: heading, role, opened: t0 - before, changed: t0 - before, assignee: '', members, count: members.length, firing: members.filter(({ firing }) => firing).length, notices: 0, version: 1, ...more };
    alerts.push(alert);
    note(alert, 'opened', members[0].source, members[0].summary, { rule: members[0].source }, alert.opened);
    return alert;
  };
  const alerts = [];
  function begin() {
    alerts.length = 0;
    const shop = make('critical', 'Shop answers 503 for 12 minutes', 'dba', 12.5 * MIN, [member('system_monitor/checks/web/shop:total_seconds', 'shop', 'critical', 'Shop answers 503 for 12 minutes', { text: 'Expected status 200, got 503 Service Unavailable.\nThe load balancer says: no healthy upstream.' })], { notices: 3, next: { at: Date.now() + 4 * MIN, what: 'calls Bob Novák (role ops) by phone' } });
    note(shop, 'routed', 'rem', 'Role dba, because the rule names it; Ann Miller holds it: layer base of dba-week, week 47.', { role: 'dba', shift: 'dba-week/base' }, shop.opened + 900);
    note(shop, 'sending', 'rem', 'To Ann Miller by mail.', { person: 'ann', channel: 'mail', key: 'A-1/1/ann/mail' }, shop.opened + 1000);
    note(shop, 'sent', 'rem', 'Mail to Ann Miller was accepted.', { person: 'ann', channel: 'mail', to: 'ann@example.org', proof: '250 2.0.0 Ok: queued as 4F1C9A7' }, shop.opened + 1900);
    note(shop, 'skipped', 'rem', 'Phone of Ann Miller: not before 2 minutes have passed.', { person: 'ann', contact: 'phone' }, shop.opened + 2000);
    note(shop, 'failed', 'rem', 'The gateway hook answered 502; it is tried again in 10 s.', { person: 'ann', channel: 'hook', attempt: '1', error: '502 Bad Gateway' }, shop.opened + 2 * MIN);
    note(shop, 'sent', 'rem', 'The gateway hook took the call to Ann Miller.', { person: 'ann', channel: 'hook', proof: 'HTTP 202, id 9921', attempt: '2' }, shop.opened + 2 * MIN + 10_000);
    note(shop, 'escalated', 'rem', 'Nobody answered within 10 minutes: role ops.', { step: '2', role: 'ops' }, shop.opened + 10 * MIN);
    const kids = Array.from({ length: 40 }, (_, i) => member(`system_monitor/checks/lan/ping@rack${i + 1}`, `rack${i + 1}`, i % 3 ? 'critical' : 'warning', `rack${i + 1} does not answer`, { because: 'stands on gateway', hold: { kind: 'dependency', by: 'system_monitor/checks/lan/ping@gateway', because: 'parent router gateway is down' }, source: 'shop/rules/lan/down' }));
    const router = make('critical', 'gateway does not answer and 40 more', 'net', 47 * MIN, [member('system_monitor/checks/lan/ping@gateway', 'gateway', 'critical', 'gateway does not answer', { source: 'shop/rules/lan/down' }), ...kids], { state: 'acknowledged', notices: 1, acknowledgement: { by: 'Bob Novák', at: t0 - 41 * MIN, reason: 'On my way to the cellar with a new power supply', until: Date.now() + 50 * MIN }, next: { at: Date.now() + 50 * MIN, what: 'calls Bob Novák again: acknowledged, not fixed' } });
    note(router, 'held', 'rem', '40 conditions are held: parent router gateway is down.', {}, router.opened + 3000);
    note(router, 'acknowledged', 'bob', 'Bob Novák: On my way to the cellar with a new power supply', { reason: 'On my way' }, router.opened + 6 * MIN);
    make('warning', 'Sign-in took 1.6 s on average over 5 minutes; the limit is 1 s, and this is a title that is rather long so that it must wrap on a small screen', 'web', 3 * HOUR, [member('system_monitor/checks/web/login', '', 'warning', 'Sign-in is slow'), member('system_monitor/checks/lan/ping@db2', 'db2', 'warning', 'db2 loses packets', { because: 'same minute', hold: { kind: 'flapping', by: 'rem', because: 'it changed 14 times in an hour; it is called about once' }, changes: 14 })], { next: { at: Date.now() + 22 * MIN, what: 'calls Cyril Okafor by mail' } });
    make('info', 'Certificate of api.example.org expires in 20 days', '', 26 * HOUR, [member('system_monitor/checks/web/api', 'api', 'info', 'Certificate expires in 20 days')]);
    make('warning', 'Nightly backup is 31 hours old', 'ops', 5 * HOUR, [member('backup/checks/nightly/age', '', 'warning', 'Nightly backup is 31 hours old', { hold: { kind: 'silence', by: 'S-1', because: 'silenced by ann until tomorrow: the tape robot is being replaced' } })], { assignee: 'dana' });
    make('critical', 'Database db1 refused connections', 'dba', 2 * DAY, [member('system_monitor/checks/ports/database@db1', 'db1', 'critical', 'Database db1 refused connections', { firing: false })], { state: 'resolved', resolved: t0 - 2 * DAY + 14 * MIN, firing: 0, notices: 2 });
  }
  begin();
  const silences = [{ id: 'S-1', match: { subject: 'backup/*' }, owner: 'ann', reason: 'The tape robot is being replaced', from: t0 - 5 * HOUR, until: t0 + 19 * HOUR }];
  const windows = [
    { id: 'M-1', title: 'New power supply for the router', match: { host: 'gateway' }, by: 'bob', from: t0 - 30 * MIN, until: t0 + 90 * MIN, declared: false },
    { id: 'ops/maintenance/patchday', title: 'Patch day', match: { host: 'db*' }, by: 'ops/maintenance/patchday', from: t0 + 3 * DAY, until: t0 + 3 * DAY + 2 * HOUR, declared: true },
    { id: 'ops/maintenance/patchday', title: 'Patch day', match: { host: 'db*' }, by: 'ops/maintenance/patchday', from: t0 + 10 * DAY, until: t0 + 10 * DAY + 2 * HOUR, declared: true },
  ];
  const schedules = [['dba-week', 'DBA', 'Europe/Prague'], ['ops-night', 'Operations, nights and weekends', 'Europe/London']].map(([name, heading, zone]) => ({ id: `ops/schedules/${name}`, package: 'ops', name, title: heading, zone, layers: [{ name: 'base', people: ['ann', 'bob', 'cyril'], unit: 'weeks', length: 1, start: '2026-01-05T09:00', days: [] }] }));
  const overrides = [{ id: 'ops/overrides/swaps/bob-for-ann', schedule: 'dba-week', person: 'dana', instead: '', from: t0 + 1 * DAY, until: t0 + 1.5 * DAY, reason: 'Dentist' }];
  function shifts(name, from, to) {
    const found = [];
    const week = 7 * DAY;
    const origin = Date.UTC(2026, 0, 5, 8);
    const order = name === 'dba-week' ? ['ann', 'bob', 'cyril'] : ['dana', 'bob'];
    const step = name === 'dba-week' ? week : DAY;
    for (let k = Math.floor((from - origin) / step); origin + k * step < to; k++) {
      const begins = origin + k * step + (name === 'dba-week' ? 0 : 9 * HOUR);
      const ends = name === 'dba-week' ? begins + week : begins + 15 * HOUR;
      const who = order[((k % order.length) + order.length) % order.length];
      found.push({ person: who, from: begins, until: ends, layer: 'base', because: `layer base, turn ${k}` });
      if (name !== 'dba-week') found.push({ person: k % 5 === 0 ? '' : 'cyril', from: ends, until: ends + 9 * HOUR, layer: k % 5 === 0 ? '' : 'day', because: k % 5 === 0 ? 'nobody: no layer has anybody on this day' : 'layer day' });
    }
    let all = found;
    for (const each of overrides.filter(({ schedule }) => schedule === name)) all = all.flatMap((shift) => shift.until <= each.from || shift.from >= each.until || (each.instead && each.instead !== shift.person) ? [shift] : [{ ...shift, until: Math.min(shift.until, each.from) }, { person: each.person, from: Math.max(shift.from, each.from), until: Math.min(shift.until, each.until), layer: each.id, because: `override ${each.id}: ${each.reason}` }, { ...shift, from: Math.max(shift.from, each.until) }].filter((part) => part.until > part.from));
    return all.filter((shift) => shift.until > from && shift.from < to).map((shift) => ({ ...shift, title: title(shift.person) }));
  }
  const holder = (schedule, at) => { const shift = shifts(schedule, at, at + 1)[0]; return { people: shift?.person ? [{ name: shift.person, title: title(shift.person) }] : [], because: shift?.because ?? 'no schedule', until: shift?.until }; };
  const roles = () => [['dba', 'DBA on call', 'dba-week'], ['ops', 'Operations', 'ops-night'], ['net', 'Network', '']].map(([name, heading, schedule]) => ({ id: `ops/roles/${name}`, package: 'ops', name, title: heading, schedule, people: schedule ? [] : ['bob'], steps: [{ role: 'ops', person: '', after_seconds: 600 }], repeat_seconds: 1800, again_seconds: 14_400, holder: schedule ? holder(schedule, Date.now()) : { people: [{ name: 'bob', title: 'Bob Novák' }], because: 'always held by Bob Novák' } }));
  const rules = [
    { id: 'shop/rules/web/slow', package: 'shop', title: 'Pages are slow', state: 'firing', reason: '', watched: 6, pending: 1, firing: ['system_monitor/checks/web/shop:total_seconds'], since: t0 - 12 * MIN, evaluations: 81_233, severity: 'critical', role: 'dba', checks: ['shop/checks/web/*'], metric: 'total_seconds', item: '', hosts: [], criterion: 'above 0.05, back at 0.04', over_seconds: 300, aggregate: 'average', for_seconds: 300, clear_seconds: 60 },
    { id: 'shop/rules/lan/down', package: 'shop', title: '', state: 'firing', reason: '', watched: 44, pending: 0, firing: ['system_monitor/checks/lan/ping@gateway'], since: t0 - 47 * MIN, evaluations: 12_233, severity: 'critical', role: 'net', checks: ['*/checks/lan/ping@*'], metric: '', item: '', hosts: [], criterion: 'at least critical', over_seconds: 0, aggregate: 'last', for_seconds: 60, clear_seconds: 0 },
    { id: 'shop/rules/lan/loss', package: 'shop', title: 'Packets are lost', state: 'pending', reason: '', watched: 4, pending: 1, firing: [], since: t0 - 2 * MIN, evaluations: 5122, severity: 'warning', role: '', checks: ['*/checks/lan/ping@*'], metric: 'loss_ratio', item: '', hosts: [], criterion: 'above 0.1', over_seconds: 0, aggregate: 'last', for_seconds: 300, clear_seconds: 0 },
    { id: 'shop/rules/db/expr', package: 'shop', title: 'Replication lags behind', state: 'broken', reason: "The expression names 'lagg', which is no metric of the check. Did you mean 'lag'?", watched: 0, pending: 0, firing: [], since: t0 - 2 * HOUR, evaluations: 0, severity: 'warning', role: 'dba', checks: ['shop/checks/db/*'], metric: '', item: '', hosts: ['db*'], criterion: 'when lagg > 30', over_seconds: 0, aggregate: 'last', for_seconds: 0, clear_seconds: 0 },
    { id: 'system_monitor/rules/machine/disk', package: 'system_monitor', title: 'Disk fills up', state: 'ok', reason: '', watched: 2, pending: 0, firing: [], since: t0 - 9 * DAY, evaluations: 400_122, severity: 'warning', role: 'ops', checks: ['system_monitor/checks/local/*'], metric: 'disk_used_ratio', item: '*', hosts: [], criterion: 'above 0.9, back at 0.85', over_seconds: 600, aggregate: 'min', for_seconds: 0, clear_seconds: 0 },
  ];
  const sla = (id, heading, availability, burn, more = {}) => { const total = 30 * 86_400; const unknown = 5400; const excluded = 7200; const known = total - unknown - excluded; const up = known * availability; const budget = total * 0.001; return { id, package: 'shop', title: heading, checks: ['shop/checks/web/*'], target: 0.999, window: '30d', from: t0 - 30 * DAY, to: Date.now(), up_seconds: up, down_seconds: known - up, unknown_seconds: unknown, excluded_seconds: excluded, availability, budget_seconds: budget, left_seconds: budget - (known - up), burns: [{ rate: 14.4, now: burn, over_seconds: 3600, severity: 'critical' }, { rate: 6, now: burn / 2.2, over_seconds: 21_600, severity: 'critical' }, { rate: 1, now: burn / 6, over_seconds: 259_200, severity: 'warning' }], outages: [{ from: t0 - 12 * MIN, until: Date.now(), checks: ['system_monitor/checks/web/shop'] }, { from: t0 - 6 * DAY, until: t0 - 6 * DAY + 11 * MIN, checks: ['system_monitor/checks/web/shop', 'system_monitor/checks/web/api'] }], reason: '', ...more }; };
  const slas = () => [sla('shop/slas/shop', 'Shop', 0.99948, 16.2), sla('shop/slas/api', 'Public API', 0.99995, 0.4, { outages: [] }), sla('shop/slas/login', 'Sign-in', 0.9981, 2.1), { ...sla('shop/slas/new', 'Nothing known yet', 1, 0), availability: null, up_seconds: 0, down_seconds: 0, unknown_seconds: 2_584_800, burns: [], outages: [], reason: 'No check fits shop/checks/new/*.' }];

  const shown = (alert) => ({ ...alert, members: alert.members.slice(0, 5) });
  const changed = (alert, kind, by, text, data) => { alert.changed = Date.now(); alert.version++; note(alert, kind, by, text, data); publish('alert', { id: alert.id, state: alert.state, severity: alert.severity, title: alert.title, role: alert.role, firing: alert.firing, kind, text }); };
  const find = (id) => { const found = alerts.find((each) => each.id === id); if (!found) throw new Refused(404, `There is no alert ${id}.`); return found; };
  function why(alert, action) {
    if (scene.conflict) return `${alert.id} was acknowledged by Bob Novák 3 s ago.`;
    if (alert.state === 'resolved' && !['reopen', 'note'].includes(action)) return `${alert.id} is over; it can only be reopened.`;
    if (action === 'acknowledge' && alert.state === 'acknowledged') return `${alert.id} is taken already, by ${alert.acknowledgement?.by}.`;
    return '';
  }
  function act(alert, action, body, by) {
    const refused = why(alert, action);
    if (refused) throw new Refused(409, refused);
    if (action === 'acknowledge') { alert.state = 'acknowledged'; alert.acknowledgement = { by, at: Date.now(), reason: body.reason ?? '', until: body.until }; alert.next = { at: Date.now() + 4 * HOUR, what: `calls ${by} again: acknowledged, not fixed` }; changed(alert, 'acknowledged', by, `${by}: ${body.reason || 'no reason given'}`); }
    else if (action === 'unacknowledge') { alert.state = 'open'; delete alert.acknowledgement; alert.next = { at: Date.now() + 60_000, what: 'calls Ann Miller by mail' }; changed(alert, 'unacknowledged', by, body.reason || 'Given back.'); }
    else if (action === 'resolve') { alert.state = 'resolved'; alert.resolved = Date.now(); alert.firing = 0; delete alert.next; changed(alert, 'resolved', by, body.reason || 'Resolved by hand.'); }
    else if (action === 'reopen') { alert.state = 'open'; delete alert.resolved; changed(alert, 'reopened', by, body.reason || 'Reopened by hand.'); }
    else if (action === 'assign') { alert.assignee = body.person; changed(alert, 'assigned', by, `Given to ${title(body.person)}. ${body.reason ?? ''}`); }
    else if (action === 'note') changed(alert, 'noted', by, body.text);
    else throw new Refused(404, `There is no action ${action}.`);
    return alert;
  }

  function listAlerts(params) {
    const states = (params.get('state') ?? '').split(',').filter(Boolean);
    const rank = ['info', 'warning', 'critical'];
    const text = (params.get('text') ?? '').toLowerCase();
    const host = params.get('host') ?? '';
    const globbed = new RegExp(`^${host.replaceAll('*', '.*')}$`);
    const items = alerts.filter((alert) => (states.length === 0 || states.includes(alert.state)) && (!params.get('role') || alert.role === params.get('role')) && (!params.get('severity') || rank.indexOf(alert.severity) >= rank.indexOf(params.get('severity'))) && (!host || alert.members.some((each) => globbed.test(each.host))) && (!text || JSON.stringify(alert).toLowerCase().includes(text)));
    return { items: items.slice(0, 1000).map(shown) };
  }

  function timeline(id) {
    const alert = find(id);
    const own = (entries.get(id) ?? []).map(({ at, kind, by, text, data }) => ({ at, source: 'alert', kind, by, text, data }));
    return { items: [...own, { at: alert.opened - 4 * MIN, source: 'edit', kind: 'changed', by: 'anne', text: 'Change checks/web/shop of system_monitor', data: { revision: '4f1c9a7' } }, { at: alert.opened - MIN, source: 'state', kind: 'critical', by: 'system_monitor/checks/web/shop', text: 'ok → critical: status. Expected status 200, got 503.' }, { at: alert.opened - 30_000, source: 'plugin', kind: 'replaced', by: '', text: 'probe:http 0.1.0 → 0.1.1' }, { at: alert.opened + 3 * MIN, source: 'oncall', kind: 'handover', by: '', text: 'Ann Miller holds dba since 09:00' }].sort((a, b) => a.at - b.at) };
  }

  const actions = {
    'alerts-away': () => (scene.away = true), 'alerts-back': () => (scene.away = false), 'alerts-conflict': () => (scene.conflict = !scene.conflict),
    'alerts-none': () => { alerts.length = 0; publish('alert', { id: 'A-1', state: 'resolved', kind: 'resolved', text: '' }); }, 'alerts-some': () => { begin(); publish('alert', { id: 'A-1', kind: 'opened', text: '' }); },
    'alerts-many': () => { for (let i = alerts.length; i < 1000; i++) make(['critical', 'warning', 'info'][i % 3], `Server ${i} does not answer`, ['dba', 'ops', 'net'][i % 3], i * MIN, [member(`system_monitor/checks/lan/ping@s${i}`, `s${i}`, 'critical', `Server ${i} does not answer`)], i % 4 ? {} : { state: 'acknowledged', acknowledgement: { by: 'ann', at: t0, reason: '' } }); publish('alert', { id: 'A-1', kind: 'opened', text: '' }); },
    'alerts-new': () => { const alert = make('critical', `Something new at ${new Date().toISOString().slice(11, 19)}`, 'dba', t0 - Date.now(), [member('system_monitor/checks/web/home', 'home', 'critical', 'Something new')]); publish('alert', { id: alert.id, state: 'open', severity: 'critical', title: alert.title, role: 'dba', firing: 1, kind: 'opened', text: '' }); },
  };

  /** The answer to a request below /api/v1; undefined if it is about something else. */
  function answer(request, path, params, body, session) {
    const method = request.method;
    const [, root, ...rest] = path.split('/').map(decodeURIComponent);
    if (!['alerts', 'silences', 'trail', 'rules', 'people', 'roles', 'schedules', 'oncall', 'overrides', 'slas', 'maintenance', 'channels'].includes(root)) return undefined;
    if (scene.away) throw new Refused(503, 'The alerts engine (bundle org.redeye.alerts) is away. What it has kept is not lost.');
    if (method !== 'GET' && session.role === 'viewer') throw new Refused(403, 'This needs the role operator.');
    const time = (name, usual) => Number(params.get(name) ?? usual);
    const [from, to] = [time('from', Date.now()), time('to', Date.now() + 90 * DAY)];
    const id = rest.join('/');
    if (root === 'alerts') {
      if (rest.length === 0) return listAlerts(params);
      if (id === 'actions') return { items: body.ids.map((each) => { const alert = find(each); const refused = why(alert, body.action); if (!refused && !body.dry_run) act(alert, body.action, body, session.user); return { id: each, ok: !refused, message: refused || (body.dry_run ? 'calling stops' : '') }; }) };
      if (rest[1] === 'entries') return { items: entries.get(rest[0]) ?? [] };
      if (rest[1] === 'timeline') return timeline(rest[0]);
      return method === 'POST' ? act(find(rest[0]), rest[1], body, session.user) : find(rest[0]);
    }
    if (root === 'silences') {
      if (method === 'POST') { const made = { ...body, id: `S-${silences.length + 1}` }; silences.push(made); return made; }
      if (method === 'DELETE') { silences.splice(silences.findIndex((each) => each.id === id), 1); return null; }
      return { items: silences };
    }
    if (root === 'trail') return { items: params.get('person') === 'dana' ? [] : [{ alert: 'A-1', seq: 2, at: from + MIN, kind: 'routed', by: 'rem', text: 'Role dba, because the rule names it.', data: { rule: 'shop/rules/web/slow' } }, { alert: 'A-1', seq: 3, at: from + MIN, kind: 'skipped', by: 'rem', text: `${title(params.get('person'))} was not called: Ann Miller had the shift (layer base of dba-week).`, data: { shift: 'dba-week/base' } }] };
    if (root === 'rules') {
      if (id !== 'rehearsals') return { items: rules };
      if (!body.fields || body.fields.metric === 'broken') throw new Refused(422, 'The rule would not be valid.', [{ file: 'shop.yaml', line: 4, column: 9, message: "'above' must be a number, not 'fast'.", suggestion: '' }]);
      const span = body.to - body.from;
      return { subjects: 6, samples: 120_960, step_ms: span > 8 * DAY ? 300_000 : 10_000, count: 7, firings: Array.from({ length: 7 }, (_, i) => ({ subject: ['shop/checks/web/home:total_seconds', 'shop/checks/web/api:total_seconds'][i % 2], at: body.from + span * (0.1 + 0.12 * i), until: i === 6 ? null : body.from + span * (0.1 + 0.12 * i) + (8 + 3 * i) * MIN, value: 0.061 + i * 0.004, calls: [{ alert: '', seq: 1, at: body.from + span * (0.1 + 0.12 * i), kind: 'sending', by: 'rem', text: `Would call ${title(['ann', 'bob', 'cyril'][i % 3])} by mail.`, data: { person: ['ann', 'bob', 'cyril'][i % 3] } }] })), notes: ['No samples are stored from 12 to 14 November.'] };
    }
    if (root === 'people') return { items: people };
    if (root === 'roles') return { items: roles() };
    if (root === 'schedules') return rest.length === 0 ? { items: schedules } : rest[1] === 'shifts' ? { items: shifts(rest[0], from, to) } : { items: Object.values(shifts(rest[0], from, to).reduce((all, shift) => { if (!shift.person) return all; const own = (all[shift.person] ??= { person: shift.person, title: shift.title, shifts: 0, total_seconds: 0, night_seconds: 0, weekend_seconds: 0 }); const length = (Math.min(shift.until, to) - Math.max(shift.from, from)) / 1000; own.shifts++; own.total_seconds += length; own.night_seconds += length / 3; own.weekend_seconds += length / 3.5; return all; }, {})) };
    if (root === 'oncall') return id === 'findings' ? { items: [{ subject: 'ops/schedules/ops-night', from: t0 + 4 * DAY, until: t0 + 4 * DAY + 9 * HOUR, text: 'Nobody has the shift on Thursday from 09:00 to 18:00; give the layer day all weekdays.' }, { subject: 'ops/people/team/dana', text: 'Dana Lindqvist has no contact that works at night.' }] } : { items: roles().map(({ name, title: heading, schedule, holder: own }) => ({ role: name, title: heading, ...(schedule ? holder(schedule, time('at', Date.now())) : own) })) };
    if (root === 'overrides') {
      if (method === 'DELETE') { overrides.splice(overrides.findIndex((each) => each.id === id), 1); publish('oncall', {}); return { name: 'ops', added: [], changed: [], removed: [id], etag: 'x' }; }
      if (body.until <= body.from) throw new Refused(422, 'The package would not be valid.', [{ file: 'ops.yaml', line: 12, column: 5, message: "'until' must be after 'from'.", suggestion: '' }]);
      const made = `ops/overrides/${body.schedule}/${body.person}-${overrides.length + 1}`;
      if (!body.dry_run) { overrides.push({ id: made, ...body }); publish('oncall', {}); }
      return { name: 'ops', added: [made], changed: [], removed: [], etag: 'x', lines: `overrides:\n  ${body.schedule}:\n    ${body.person}: {schedule: ${body.schedule}, person: ${body.person}, reason: ${body.reason}}` };
    }
    if (root === 'slas') { if (rest.length === 0) return { items: slas() }; const found = slas().find((each) => each.id === id); const at = time('at', Date.now()); return { ...found, from: at - 30 * DAY, to: at }; }
    if (root === 'maintenance') {
      if (method === 'POST') { const made = { id: `M-${windows.length + 1}`, title: body.title, match: body.match, by: session.user, from: Date.now(), until: body.until ?? Date.now() + body.length_seconds * 1000, declared: false }; windows.push(made); return made; }
      if (method === 'DELETE') { windows.splice(windows.findIndex((each) => each.id === id), 1); return null; }
      return { items: windows.filter((each) => each.until > from && each.from < to) };
    }
    return { items: [] };
  }
  return { answer, actions };
}
