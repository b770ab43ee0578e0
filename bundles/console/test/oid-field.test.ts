import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Check } from '@redeye/host';
import { calledCheck, refusal, sorted } from '../../../plugins/field-oid/src/main/ts/device.ts';
import { beginning, behind, branch, columns, filtered, written, type Found } from '../../../plugins/field-oid/src/main/ts/objects.ts';
import { Picker } from '../../../plugins/field-oid/src/main/ts/picker.ts';

const found = (oid: string, name = '', value = '', type = 'INTEGER'): Found => ({ oid, name, type, value });
const IF = '1.3.6.1.2.1.2.2.1';
const interfaces = [
  found('1.3.6.1.2.1.1.1.0', 'SNMPv2-MIB::sysDescr.0', 'a switch'), found('1.3.6.1.2.1.2.1.0', 'IF-MIB::ifNumber.0', '2'),
  found(`${IF}.2.1`, 'IF-MIB::ifDescr.1', 'lo'), found(`${IF}.2.7`, 'IF-MIB::ifDescr.7', 'eth0'), found(`${IF}.10.1`, 'IF-MIB::ifInOctets.1', '5'),
];

test('columns: once each, without index, with their first rows; single values are none', () => {
  assert.deepEqual(columns(interfaces).map(({ name, oid, value, rows }) => [name, oid, value, rows]), [['IF-MIB::ifDescr', `${IF}.2`, 'lo', 2], ['IF-MIB::ifInOctets', `${IF}.10`, '5', 1]]);
});

test('columns: without names, the same row below another column tells where the index begins', () => {
  const entry = '1.3.6.1.4.1.999.4.1';
  const rows = ['2.10.0.0.7', '2.10.0.0.9', '3.10.0.0.7', '3.10.0.0.9'].map((end) => found(`${entry}.${end}`));
  assert.deepEqual(columns(rows).map(({ oid, rows: many }) => [oid, many]), [[`${entry}.2`, 2], [`${entry}.3`, 2]]);
  assert.deepEqual(columns([found(`${entry}.2.5`)]).map(({ oid }) => oid), [`${entry}.2`]);
});

test('columns: the nearest known name is not always the column', () => {
  const routes = ['1.10.0.0.0', '1.10.0.0.1', '2.10.0.0.0', '2.10.0.0.1'].map((end) => found(`1.3.6.1.2.1.4.21.1.${end}`, `SNMPv2-MIB::ip.21.1.${end}`));
  assert.deepEqual(columns(routes).map(({ name }) => name), ['SNMPv2-MIB::ip.21.1.1', 'SNMPv2-MIB::ip.21.1.2']);
  const unknown = [1, 2].map((index) => found(`1.3.6.1.2.1.31.1.1.1.99.${index}`, `IF-MIB::ifXEntry.99.${index}`));
  assert.deepEqual(columns(unknown).map(({ name }) => name), ['IF-MIB::ifXEntry.99']);
});

test('columns: an index of several numbers belongs to the name it stands behind', () => {
  const rows = [found(`${IF}.2.10.1.1`, 'IF-MIB::ifDescr.10.1.1'), found(`${IF}.2.10.1.2`, 'IF-MIB::ifDescr.10.1.2')];
  assert.deepEqual(columns(rows).map(({ name, oid }) => [name, oid]), [['IF-MIB::ifDescr', `${IF}.2`]]);
});

test('a walk goes on behind the last object, or behind the last column', () => {
  assert.equal(behind([], true), '');
  assert.equal(behind(interfaces, false), `${IF}.10.1`);
  assert.equal(behind(interfaces, true), `${IF}.10.4294967295`);
  assert.equal(behind([found(`${IF}.2.10.1.2`, 'IF-MIB::ifDescr.10.1.2')], true), `${IF}.2.4294967295`);
  assert.equal(behind([found('1.3.6.1.4.1.9.2.10.0.0.7')], true), '1.3.6.1.4.1.9.2.10.0.0.4294967295');
});

test('a branch is the column of a row, and what a column stands in', () => {
  assert.equal(branch(interfaces[2]!, false), 'IF-MIB::ifDescr');
  assert.equal(branch(found('1.3.6.1.4.1.9.2.7'), false), '1.3.6.1.4.1.9.2');
  assert.equal(branch(found(`${IF}.2`, 'IF-MIB::ifDescr'), true), IF);
});

test('the filter takes words in any order, of name, OID, type and value', () => {
  assert.deepEqual(filtered(interfaces, 'ETH ifdescr').map(written), ['IF-MIB::ifDescr.7']);
  assert.equal(filtered(interfaces, ' ').length, interfaces.length);
  assert.equal(written(found('1.2.3')), '1.2.3');
});

test('the checks of what is edited come first, then those of its package', () => {
  const check = (id: string, host = ''): Check => ({ id, package: id.split('/')[0]!, title: '', host, address: '' }) as Check;
  const all = [check('a/checks/x'), check('net/checks/ports@db1', 'db1'), check('net/checks/ports2'), check('net/checks/ports')];
  const { own, others } = sorted(all, 'net/checks/ports');
  assert.deepEqual(own.map(({ id }) => id), ['net/checks/ports@db1', 'net/checks/ports']);
  assert.deepEqual(others.map(({ id }) => id), ['net/checks/ports2', 'a/checks/x']);
  assert.equal(calledCheck(own[0]!), 'ports · db1');
});

test('what the server refuses is told in sentences', () => {
  assert.match(refusal(403, 'x'), /role editor/);
  assert.match(refusal(404, ''), /probe:snmp is not there/);
  assert.equal(refusal(404, "There is no check 'a'."), "There is no check 'a'.");
  assert.equal(refusal(504, 'it did not answer.'), 'it did not answer.');
});

test('who has an object already begins beside it; who typed a branch, below it', () => {
  assert.equal(beginning('sysUpTime.0', '1.3.6.1.2.1.1.3.0', undefined, false), '1.3.6.1.2.1.1');
  assert.equal(beginning('1.3.6.1.2.1.1', '1.3.6.1.2.1.1', interfaces[0], false), '1.3.6.1.2.1.1');
  assert.equal(beginning('IF-MIB::ifDescr', `${IF}.2`, interfaces[2], true), IF);
  assert.equal(beginning('IF-MIB::ifTable', '1.3.6.1.2.1.2.2', interfaces[2], true), 'IF-MIB::ifTable');
});

const check = { id: 'net/checks/ports', package: 'net', title: '', host: '', address: '' };
const item = { package: 'net', section: 'checks', path: ['checks', 'ports'] };

/** A device of so many columns with so many rows; says what it was asked. */
function device(columnCount: number, rowCount: number): { readonly asked: URLSearchParams[] } {
  const asked: URLSearchParams[] = [];
  const number = (oid: string) => oid.split('.').map((each) => each.padStart(10, '0')).join('.');
  const all = Array.from({ length: columnCount * rowCount }, (_, at) => found(`${IF}.${Math.floor(at / rowCount) + 1}.${(at % rowCount) + 1}`));
  globalThis.fetch = async (address) => {
    const url = new URL(String(address), 'http://x');
    if (url.pathname.endsWith('/checks')) return Response.json({ items: [check] });
    asked.push(url.searchParams);
    const rest = all.filter(({ oid }) => number(oid) > number(url.searchParams.get('after') ?? '0'));
    const limit = Number(url.searchParams.get('limit'));
    return Response.json({ agent: '127.0.0.1:161', oid: IF, items: rest.slice(0, limit), more: rest.length > limit });
  };
  return { asked };
}

test('columns of a large table cost a request each, not all its rows', async () => {
  const { asked } = device(10, 1000);
  const picker = new Picker(true, () => {});
  await picker.open(item, '');
  assert.equal(picker.check, check.id);
  assert.deepEqual(picker.offered.map(({ oid }) => oid), Array.from({ length: 10 }, (_, at) => `${IF}.${at + 1}`));
  assert.equal(picker.more, false);
  assert.equal(asked.length, 11);
});

test('objects come a hundred at a time, each once; a refusal is told and keeps what was found', async () => {
  device(1, 250);
  const picker = new Picker(false, () => {});
  await picker.open(item, '');
  assert.equal(picker.offered.length, 100);
  await picker.further();
  await picker.further();
  assert.equal(new Set(picker.offered.map(({ oid }) => oid)).size, 250);
  assert.equal(picker.more, false);
  globalThis.fetch = async () => Response.json({ detail: 'It did not answer.' }, { status: 504 });
  await picker.further();
  assert.equal(picker.failure, 'It did not answer.');
  assert.equal(picker.offered.length, 250);
});

test('an answer that comes after another beginning was chosen is not shown', async () => {
  const answers: ((response: Response) => void)[] = [];
  const picker = new Picker(false, () => {});
  picker.check = check.id;
  globalThis.fetch = () => new Promise((resolve) => answers.push(resolve));
  const answer = (oid: string) => Response.json({ agent: 'a', oid, items: [found(oid)], more: false });
  const first = picker.walk('1.1');
  const second = picker.walk('1.2');
  answers[1]!(answer('1.2.1'));
  answers[0]!(answer('1.1.1'));
  await Promise.all([first, second]);
  assert.deepEqual(picker.offered.map(({ oid }) => oid), ['1.2.1']);
  assert.equal(picker.walking, false);
});
