import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { holderOf, takeLock } from './lock.mjs';

let folder: string;
let file: string;
const refuse = (pid: number) => {
  throw new Error(`held by ${pid}`);
};

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'puppis-lock-'));
  file = path.join(folder, 'puppis.lock');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Another process that takes the lock, says so, and keeps it until it is killed. */
async function otherHolder() {
  const source = `import { takeLock } from ${JSON.stringify(pathToFileURL(path.join(import.meta.dirname, 'lock.mjs')).href)};
    await takeLock(${JSON.stringify(file)}, () => {});
    console.log('held');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

test('a lock is free again when it was given back', async () => {
  const release = await takeLock(file, refuse);
  expect(await holderOf(file)).toBe(process.pid);
  release();
  expect(await holderOf(file)).toBeUndefined();
  (await takeLock(file, refuse))();
  expect(await readdir(folder)).toEqual([]);
});

test('names the living process that holds it', async () => {
  const other = await otherHolder();
  await expect(takeLock(file, refuse)).rejects.toThrow(`held by ${other.pid}`);
  other.kill('SIGKILL');
});

test('a killed process holds nothing', async () => {
  const other = await otherHolder();
  other.kill('SIGKILL');
  await once(other, 'exit');
  (await takeLock(file, refuse))();
});

test('waits for the holder when it may', async () => {
  const other = await otherHolder();
  const release = await takeLock(file, () => void other.kill('SIGKILL'));
  expect(await holderOf(file)).toBe(process.pid);
  release();
});

test('a process that was given the pid of a dead holder is not taken for it', async () => {
  const release = await takeLock(file, refuse);
  const [pid, beginning, boot] = (await readFile(file, 'utf8')).split(' ');
  release();
  await writeFile(file, `${pid} ${Number(beginning) - 1} ${boot}`);
  expect(await holderOf(file)).toBeUndefined();
  (await takeLock(file, refuse))();
});

test('an empty or torn file is no lock', async () => {
  await writeFile(file, '');
  (await takeLock(file, refuse))();
});
