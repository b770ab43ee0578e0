import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterSignIn, frontPage } from '../src/app/data/landing.ts';

const at = (path: string) => new URL(path, 'http://127.0.0.1:2001');

test('the front page is the first page of a package, or the checks', () => {
  assert.equal(frontPage([{ path: '/system_monitor/monitor' }, { path: '/other/page' }]), '/system_monitor/monitor');
  assert.equal(frontPage([]), '/_/checks');
});

test('who signed in at the front page is led to it, and else back to the page that asked', () => {
  assert.equal(afterSignIn(at('/')), '/');
  assert.equal(afterSignIn(at('/_/sign-in')), '/');
  assert.equal(afterSignIn(at('/_/checks?state=critical')), '/_/checks?state=critical');
  assert.equal(afterSignIn(at('/_/sign-in?to=/lan/overview')), '/lan/overview');
});

test('a sign-in leads to no other server', () => {
  assert.equal(afterSignIn(at('/_/sign-in?to=//example.org')), '/');
  assert.equal(afterSignIn(at('/_/sign-in?to=https://example.org')), '/');
});
