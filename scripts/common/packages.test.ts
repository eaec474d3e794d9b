import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { packagesAreInstalled } from './packages.mjs';

let root: string;
const wanted = {
  '': { name: 'puppis' },
  'node_modules/zod': { integrity: 'sha512-a' },
  'node_modules/esbuild-for-another-system': { integrity: 'sha512-b', optional: true },
};

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'puppis-packages-'));
  await mkdir(path.join(root, 'node_modules'));
  await writeLock('package-lock.json', wanted);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const writeLock = (name: string, packages: object) => writeFile(path.join(root, name), JSON.stringify({ packages }));

test('nothing is installed in a fresh clone', async () => {
  expect(await packagesAreInstalled(root)).toBe(false);
});

test('an installation without packages of other systems is complete', async () => {
  await writeLock('node_modules/.package-lock.json', { 'node_modules/zod': { integrity: 'sha512-a' } });
  expect(await packagesAreInstalled(root)).toBe(true);
});

test('another version is not what is wanted', async () => {
  await writeLock('node_modules/.package-lock.json', { 'node_modules/zod': { integrity: 'sha512-c' } });
  expect(await packagesAreInstalled(root)).toBe(false);
});

test('a package that the lock has gained is missing', async () => {
  await writeLock('node_modules/.package-lock.json', { 'node_modules/zod': { integrity: 'sha512-a' } });
  await writeLock('package-lock.json', { ...wanted, 'node_modules/pino': { integrity: 'sha512-d' } });
  expect(await packagesAreInstalled(root)).toBe(false);
});
