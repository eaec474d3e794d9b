import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sourceHash } from './build.mjs';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'puppis-build-'));
  await mkdir(path.join(root, 'lib/domain'), { recursive: true });
  await write('lib/domain/plans.ts', 'export const a = 1;');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const write = (name: string, text: string) => writeFile(path.join(root, name), text);

test('a changed, a new and a removed source each ask for a new build', async () => {
  const hashes = [await sourceHash(root)];
  await write('lib/domain/plans.ts', 'export const a = 2;');
  hashes.push(await sourceHash(root));
  await write('lib/domain/more.ts', '');
  hashes.push(await sourceHash(root));
  await rm(path.join(root, 'lib/domain/plans.ts'));
  hashes.push(await sourceHash(root));
  expect(new Set(hashes).size).toBe(4);
});

test('neither dates, nor tests, nor the database client ask for a new build', async () => {
  const before = await sourceHash(root);
  await utimes(path.join(root, 'lib/domain/plans.ts'), 0, 0);
  await write('lib/domain/plans.test.ts', '');
  await write('lib/domain/plans.engine.ts', '');
  await mkdir(path.join(root, 'prisma/sqlite/client'), { recursive: true });
  await write('prisma/sqlite/client/client.ts', '');
  expect(await sourceHash(root)).toBe(before);
});
