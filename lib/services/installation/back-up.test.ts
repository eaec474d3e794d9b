import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase, type Database } from '../../repositories/client';
import { getAccess } from '../../testing/access';
import { testContext } from '../../testing/accounts';
import {
  allRows,
  contentsOf,
  databaseIn,
  prepareData,
  runHeld,
  runProgram,
  settingsIn,
  testFolder,
  useSettings,
} from '../../testing/data-folder';
import { testHost } from '../../testing/people';
import { authenticate } from '../accounts/authenticate';
import { signUp } from '../accounts/sign-up';
import { createCluster } from '../clusters/create';
import { listClusters } from '../clusters/list';
import type { Context } from '../context';

const { folder, remove } = testFolder();
const data = path.join(folder, 'data');
const settings = settingsIn(data, {
  PUPPIS_MAX_CLUSTERS: '10000',
  PUPPIS_SUBNET_POOL: '10.0.0.0/8',
  PUPPIS_GATEWAY_PORTS: '20000-60000',
});
const archive = path.join(folder, 'puppis.tar.gz');
const ada = { email: 'ada@example.org', password: 'correct horse battery' };
const backUp = (file: string, more: Record<string, string> = {}) =>
  runProgram(['scripts/backup.mjs', file], { ...settings, INIT_CWD: folder, ...more });
const contextOf = (db: Database, userId: string): Context => ({
  actor: { kind: 'user', userId, role: 'member' },
  db,
  now: () => new Date(),
});

let userId: string;
beforeAll(async () => {
  useSettings(settings);
  mkdirSync(data, { mode: 0o700 });
  expect(await prepareData(settings)).toMatchObject({ code: 0 });
  const db = openDatabase(settings.DATABASE_URL);
  await testHost(db, { memoryGiB: 100_000, cpus: 1000 });
  ({ userId } = await signUp(testContext(db), ada, { address: '192.0.2.1', policy: 'open' }));
  await createCluster(contextOf(db, userId), { name: 'webshop', plan: 'small', segments: 1 });
  await db.$disconnect();
});
afterAll(remove);

test('a backup of an installation that is written to is put back, and opens', async () => {
  const db = openDatabase(settings.DATABASE_URL);
  let [running, written] = [true, 0];
  const enough = path.join(data, 'enough');
  const command = ['scripts/backup.mjs', archive];
  const backup = runHeld(command, settings, 'Backup to', enough).finally(() => (running = false));
  while (running) {
    await createCluster(contextOf(db, userId), { name: `more-${written++}`, plan: 'small', segments: 1 });
    if (written === 4) writeFileSync(enough, '');
    await delay(5); // the database answers without a turn of the event loop, and the command's end needs one
  }
  rmSync(enough);
  const { code, output } = await backup;
  expect(output).toContain('all of which open, and the secret');
  expect(code).toBe(0);
  expect(statSync(archive).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder).sort()).toEqual(['data', 'puppis.tar.gz']); // nothing else is left
  const whole = (await listClusters(contextOf(db, userId))).map(({ name }) => name);
  await db.$disconnect();

  // As the README says: stop, put the folder aside, unpack, start.
  renameSync(data, path.join(folder, 'data.before'));
  mkdirSync(data, { mode: 0o700 });
  execFileSync('tar', ['-xzf', archive, '-C', data]);
  expect(readdirSync(data).sort()).toEqual(['puppis.db', 'secret']);
  expect(readdirSync(data).map((name) => statSync(path.join(data, name)).mode & 0o777)).toEqual([0o600, 0o600]);
  expect(await prepareData(settings, 'web')).toMatchObject({ code: 0 });

  const restored = openDatabase(settings.DATABASE_URL);
  expect(await authenticate(testContext(restored), ada, '192.0.2.1')).toEqual({ userId });
  const ctx = contextOf(restored, userId);
  const clusters = await listClusters(ctx);
  expect(written).toBeGreaterThan(3);
  expect(clusters.map(({ name }) => name)).toEqual(whole.slice(0, clusters.length)); // one moment, and all up to it
  const { id } = clusters.at(-1)!;
  const { bundle } = await getAccess(ctx, id, folder);
  const { certPem } = await restored.clusterAuthority.findUniqueOrThrow({ where: { clusterId: id } });
  writeFileSync(path.join(bundle, 'stored-ca.pem'), certPem);
  const verify = ['verify', '-CAfile', 'stored-ca.pem', 'cert.pem'];
  expect(execFileSync('openssl', verify, { cwd: bundle, encoding: 'utf8' })).toBe('cert.pem: OK\n');
  await restored.$disconnect();
});

test('a copy of the whole folder, made while nothing runs, opens elsewhere as well', async () => {
  const elsewhere = path.join(folder, 'elsewhere');
  execFileSync('cp', ['-a', data, elsewhere]);
  const rows = await allRows(settings.DATABASE_URL);
  expect(await prepareData(settingsIn(elsewhere))).toMatchObject({ code: 0 });
  expect(await allRows(databaseIn(elsewhere))).toEqual(rows);
});

test('what is there already is not overwritten, and nothing is left of a backup that fails', async () => {
  writeFileSync(path.join(folder, 'taken'), 'precious');
  const found = readdirSync(folder).sort();
  expect(await backUp('taken')).toMatchObject({ code: 1, output: expect.stringContaining('stays as it is') });
  expect(execFileSync('cat', ['taken'], { cwd: folder, encoding: 'utf8' })).toBe('precious');
  const wrong = { PUPPIS_SECRET: 'the secret of another one, 32 signs' };
  expect(await backUp('new', wrong)).toMatchObject({ code: 1, output: expect.stringContaining('is not the secret') });
  expect(await backUp('nowhere/new')).toMatchObject({ code: 1, output: expect.stringContaining('There is no folder') });
  expect(readdirSync(folder).sort()).toEqual(found);
});

test('a secret from the settings is not in it, and that is said', async () => {
  const other = path.join(folder, 'other');
  mkdirSync(other);
  const given = settingsIn(other, { PUPPIS_SECRET: 'a secret that is given, 32 signs or so' });
  await prepareData(given);
  expect((await backUp('given.tar.gz', given)).output).toContain('PUPPIS_SECRET is not in it');
  const names = execFileSync('tar', ['-tzf', 'given.tar.gz'], { cwd: folder, encoding: 'utf8' });
  expect(names).toBe('puppis.db\n');
  expect(contentsOf(other)).toHaveLength(1);
});
