import { expect, test } from 'vitest';
import { credentialTitle, endsSoon, livesUpTo } from './credential';

test('lives are those up to the longest that is allowed', () => {
  expect(livesUpTo('1h')).toEqual(['1h']);
  expect(livesUpTo('30d')).toEqual(['1h', '1d', '30d']);
});

test('a credential without a name goes by its serial number', () => {
  expect(credentialTitle({ name: 'laptop', subject: 'CN=ci', serial: 'aabbccddee' })).toBe('laptop');
  expect(credentialTitle({ name: '', subject: 'CN=ci', serial: 'aabbccddee' })).toBe('CN=ci');
  expect(credentialTitle({ name: '', subject: '', serial: 'aabbccddee' })).toBe('aabbccdd');
});

test('people are told a week before the end, or in the last fifth of a shorter life', () => {
  const made = new Date('2026-03-01T00:00:00Z');
  const after = (hours: number) => new Date(made.getTime() + hours * 3_600_000);
  const at = (life: number, hours: number) => endsSoon(made, after(life), after(hours));
  expect([at(365 * 24, 358 * 24 - 1), at(365 * 24, 358 * 24 + 1)]).toEqual([false, true]);
  expect([at(10, 7.9), at(10, 8.1), at(10, 10)]).toEqual([false, true, false]);
});
