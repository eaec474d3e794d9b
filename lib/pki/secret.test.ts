import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deriveSecret, loadSecret } from './secret';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'puppis-secret-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a given secret is used, and no file is made', () => {
  const given = { PUPPIS_SECRET: 'x'.repeat(40), PUPPIS_DATA_DIR: folder };
  expect(loadSecret(given)).toHaveLength(32);
  expect(loadSecret(given)).toEqual(loadSecret({ ...given, PUPPIS_DATA_DIR: '/nowhere' }));
  expect(loadSecret(given)).not.toEqual(loadSecret({ ...given, PUPPIS_SECRET: 'y'.repeat(40) }));
  expect(readdirSync(folder)).toEqual([]);
});

test('without one it is made once, in a folder that need not be there, for the owner alone', () => {
  const settings = { PUPPIS_DATA_DIR: path.join(folder, 'data') };
  const secret = loadSecret(settings);
  expect(secret).toHaveLength(32);
  expect(loadSecret(settings)).toEqual(secret);
  expect(readdirSync(settings.PUPPIS_DATA_DIR)).toEqual(['secret']);
  expect(statSync(path.join(settings.PUPPIS_DATA_DIR, 'secret')).mode & 0o777).toBe(0o600);
});

test('a damaged file is an error and is left as it is', () => {
  const file = path.join(folder, 'secret');
  writeFileSync(file, 'short\n');
  expect(() => loadSecret({ PUPPIS_DATA_DIR: folder })).toThrow(/does not hold a secret/);
  expect(readFileSync(file, 'utf8')).toBe('short\n');
});

test('processes that start together agree', { timeout: 30_000 }, async () => {
  const data = path.join(folder, 'data');
  const source = path.join(import.meta.dirname, 'secret.ts');
  const script = `import(${JSON.stringify(source)}).then(({ loadSecret }) =>
    process.stdout.write(loadSecret({ PUPPIS_DATA_DIR: ${JSON.stringify(data)} }).toString('hex')))`;
  const start = () => promisify(execFile)(process.execPath, ['--import', 'tsx', '--eval', script]);
  const answers = await Promise.all([start(), start(), start(), start()]);
  expect(new Set(answers.map(({ stdout }) => stdout))).toEqual(
    new Set([loadSecret({ PUPPIS_DATA_DIR: data }).toString('hex')]),
  );
  expect(readdirSync(data)).toEqual(['secret']);
});

test('derived secrets differ by label and by secret', () => {
  const secret = loadSecret({ PUPPIS_DATA_DIR: folder });
  const other = loadSecret({ PUPPIS_SECRET: 'x'.repeat(40), PUPPIS_DATA_DIR: folder });
  expect(deriveSecret(secret, 'sessions')).toMatch(/^[\w-]{43}$/);
  expect(deriveSecret(secret, 'sessions')).toBe(deriveSecret(secret, 'sessions'));
  expect(deriveSecret(secret, 'sessions')).not.toBe(deriveSecret(secret, 'links'));
  expect(deriveSecret(secret, 'sessions')).not.toBe(deriveSecret(other, 'sessions'));
});
