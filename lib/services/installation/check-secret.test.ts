import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../repositories/client';
import {
  allRows,
  contentsOf,
  databaseIn,
  prepareData,
  runProgram,
  settingsIn,
  testFolder,
  unpackFirstVersion,
} from '../../testing/data-folder';
import { checkSecret, settleSecret } from './check-secret';
import { rotateSecret } from './rotate-secret';

const [now, before] = ['the secret of today, 32 signs or so', 'the secret of yesterday, 32 signs'];
let place: ReturnType<typeof testFolder>;
let secretFile: string;
beforeEach(() => {
  place = testFolder();
  secretFile = path.join(place.folder, 'secret');
});
afterEach(() => place.remove());

const settings = (more: Record<string, string> = {}) => settingsIn(place.folder, more);
const wrongFile = `${Buffer.alloc(32, 9).toString('base64url')}\n`;
const refusal = (given = settings()) =>
  checkSecret(given).then(
    () => 'taken',
    (error: Error) => `${error.name}: ${error.message}`,
  );

test('the very first start makes a secret; nothing else ever does', async () => {
  expect(await checkSecret(settings())).toBe(0);
  expect(contentsOf(place.folder)).toEqual([]);
  const secret = await settleSecret(settings());
  expect(statSync(secretFile).mode & 0o777).toBe(0o600);
  expect(await settleSecret(settings())).toEqual(secret);
  expect(contentsOf(place.folder)).toHaveLength(1); // no database either
});

test('with a given secret no file is made', async () => {
  await settleSecret(settings({ PUPPIS_SECRET: now }));
  expect(contentsOf(place.folder)).toEqual([]);
});

test('the file is missing: said, and no other is made', async () => {
  await unpackFirstVersion(place.folder);
  rmSync(secretFile);
  const found = contentsOf(place.folder);
  expect(await refusal()).toMatch(
    /^DomainError: The secret that the stored keys were sealed with is missing: there is no/,
  );
  await expect(settleSecret(settings())).rejects.toThrow(`there is no ${secretFile}`);
  expect(contentsOf(place.folder)).toEqual(found);
});

test('another file, or another setting: said with what helps', async () => {
  await unpackFirstVersion(place.folder);
  expect(await checkSecret(settings())).toBe(4);
  expect(await refusal(settings({ PUPPIS_SECRET: now }))).toContain('The one in');
  writeFileSync(secretFile, wrongFile);
  expect(await refusal()).toMatch(
    /secret is not the secret that the stored keys were sealed with\.\nPut back the file/,
  );
  expect(await refusal(settings({ PUPPIS_SECRET: now }))).toMatch(
    /^DomainError: PUPPIS_SECRET is not .*\nSet it to what/,
  );
});

test('the secret before, taken away before every key was sealed anew, is missed', async () => {
  await prepareData(settings({ PUPPIS_SECRET: before }));
  const both = settings({ PUPPIS_SECRET: now, PUPPIS_OLD_SECRET: before });
  expect(await checkSecret(both)).toBe(2);
  expect(await refusal(settings({ PUPPIS_SECRET: now }))).toContain('give the former one as PUPPIS_OLD_SECRET as well');
  expect(await rotateSecret(both)).toBe(2);
  expect(await refusal(settings({ PUPPIS_SECRET: now }))).toBe('taken');
  expect(await refusal(settings({ PUPPIS_SECRET: before }))).toContain('PUPPIS_SECRET is not the secret');
});

test('a damaged key of one cluster keeps nobody from starting', async () => {
  await unpackFirstVersion(place.folder);
  await prepareData(settings());
  await rotateSecret(settings(), { graceMs: 0 });
  const db = openDatabase(databaseIn(place.folder));
  const { clusterId, sealedKey } = (await db.clusterAuthority.findFirst())!;
  const damaged = sealedKey.slice(0, -4) + (sealedKey.endsWith('AAAA') ? 'BBBB' : 'AAAA');
  await db.clusterAuthority.update({ where: { clusterId }, data: { sealedKey: damaged } });
  await db.$disconnect();
  expect(await refusal()).toBe('taken');
  expect(await rotateSecret(settings(), { graceMs: 0 })).toBe(4);
});

/** Ways to start, each of which has to refuse; `npm start` before it looks for an engine, which is not there. */
const start = (...args: string[]) => ['scripts/start.mjs', ...args];
const source = (file: string) => ['--import', 'tsx', file];
const web = `process.env.NEXT_RUNTIME = 'nodejs'; import('./instrumentation.ts').then((it) => (it.default ?? it).register())`;
const starts: [string, string[]][] = [
  ['npm start', start()],
  ['npm run start:web', start('web')],
  ['npm run start:worker', start('worker')],
  ['npm run start:gateway', start('gateway')],
  ['npm run dev', start('--dev')],
  ['what migrates', source('scripts/start/prepare.ts')],
  ['the worker alone', source('lib/worker/main.ts')],
  ['the gateway alone', source('lib/gateway/main.ts')],
  ['the web role alone', ['--import', 'tsx', '--eval', web]],
];

test.each(starts)('%s with the wrong secret, or none, ends in words and changes nothing', async (_name, args) => {
  await unpackFirstVersion(place.folder);
  const rows = await allRows(databaseIn(place.folder));
  const nowhere = { PORT: '1', DOCKER_HOST: 'unix:///nowhere/docker.sock' };
  const refuses = async (more: Record<string, string>, words: string) => {
    const found = contentsOf(place.folder);
    const { code, output } = await runProgram(args, settings({ ...nowhere, ...more }));
    expect(output).toContain(words);
    expect(code).toBe(1);
    expect(contentsOf(place.folder)).toEqual(found);
  };
  await refuses({ PUPPIS_SECRET: now }, 'PUPPIS_SECRET is not the secret that the stored keys were sealed with.');
  renameSync(secretFile, `${secretFile}.away`);
  await refuses({}, 'The secret that the stored keys were sealed with is missing');
  expect(existsSync(secretFile)).toBe(false);
  writeFileSync(secretFile, wrongFile);
  await refuses({}, 'is not the secret that the stored keys were sealed with.');
  expect(readFileSync(secretFile, 'utf8')).toBe(wrongFile);
  expect(await allRows(databaseIn(place.folder))).toEqual(rows);
});
