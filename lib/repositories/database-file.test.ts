import path from 'node:path';
import { expandConfig } from '@libsql/core/config';
import { expect, test } from 'vitest';
import { databaseFile } from './database-file';

test.each([
  ['file:/srv/puppis.db', '/srv/puppis.db'],
  ['file:/srv/my%20data/puppis.db', '/srv/my data/puppis.db'],
  ['file:///srv/my%20data/puppis.db', '/srv/my data/puppis.db'],
  ['file:data/puppis.db', path.resolve('data/puppis.db')],
])('%s is the file that Prisma opens', (url, file) => {
  expect(databaseFile(url)).toBe(file);
  expect(path.resolve(expandConfig({ url }, true).path)).toBe(file);
});

test('a database elsewhere is no file', () => {
  expect(databaseFile('postgresql://db.example.test/puppis')).toBeUndefined();
});
