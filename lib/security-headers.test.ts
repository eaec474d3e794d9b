import { expect, test } from 'vitest';
import { securityHeaders } from './security-headers';

const page = { nonce: 'abc123', secure: false, developing: false };
const policyOf = (given: typeof page) => securityHeaders(given)['content-security-policy'] ?? '';

test('scripts need the nonce, and nothing inline or foreign runs', () => {
  expect(policyOf(page)).toContain("script-src 'nonce-abc123' 'strict-dynamic';");
  expect(policyOf(page)).not.toMatch(/unsafe|https?:|\*/);
});

test('only development may evaluate code', () => {
  expect(policyOf({ ...page, developing: true })).toContain("'unsafe-eval'");
});

test('HSTS is sent on https alone, where it can be kept', () => {
  expect(securityHeaders(page)).not.toHaveProperty('strict-transport-security');
  expect(securityHeaders({ ...page, secure: true })).toHaveProperty('strict-transport-security');
});
