import { expect, test } from 'vitest';
import { credentialTitle, livesUpTo } from './credential';

test('lives are those up to the longest that is allowed', () => {
  expect(livesUpTo('1h')).toEqual(['1h']);
  expect(livesUpTo('30d')).toEqual(['1h', '1d', '30d']);
});

test('a credential without a name goes by its serial number', () => {
  expect(credentialTitle({ name: 'laptop', serial: 'aabbccddee' })).toBe('laptop');
  expect(credentialTitle({ name: '', serial: 'aabbccddee' })).toBe('aabbccdd');
});
