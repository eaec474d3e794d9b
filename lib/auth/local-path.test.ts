import { expect, test } from 'vitest';
import { localPath } from './local-path';

test.each(['/', '/clusters/abc', '/clusters/abc?tab=events', '/docs/a%20b'])('%s is ours', (path) => {
  expect(localPath(path)).toBe(path);
});

test.each([
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/\n//evil.example',
  '/a\\..\\b',
  'https://evil.example',
  'javascript:alert(1)',
  'clusters',
  '',
  null,
  undefined,
  ['/clusters'],
])('%j is not', (path) => {
  expect(localPath(path)).toBe('/clusters');
});

test('a path cannot climb into another host', () => {
  expect(localPath('/..//evil.example')).not.toMatch(/^\/\//);
});
