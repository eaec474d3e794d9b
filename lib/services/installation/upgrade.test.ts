import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadSecret } from '../../pki/secret';
import { openDatabase, type Database } from '../../repositories/client';
import { engineAuthority } from './engine-authority';
import { sessionKey } from './session-key';
import {
  allRows,
  firstVersion,
  prepareData,
  settingsIn,
  testFolder,
  unpackFirstVersion,
  useSettings,
} from '../../testing/data-folder';
import { freePort } from '../../testing/free-port';
import { dial, testGateway } from '../../testing/gateway';
import { authenticate } from '../accounts/authenticate';
import { getCluster } from '../clusters/get';
import { listClusters } from '../clusters/list';
import { listEvents } from '../clusters/events';
import type { Context } from '../context';
import { listCredentials } from '../credentials/list';
import { redeemBundle } from '../credentials/redeem';

const { folder, remove } = testFolder();
const settings = settingsIn(folder);
let before: Awaited<ReturnType<typeof allRows>>;
let prepared: Awaited<ReturnType<typeof prepareData>>;
let db: Database;
let ctx: Context;

beforeAll(async () => {
  useSettings(settings);
  await unpackFirstVersion(folder);
  before = await allRows(settings.DATABASE_URL);
  prepared = await prepareData(settings, 'web');
  db = openDatabase(settings.DATABASE_URL);
  const actor = { kind: 'user', userId: firstVersion.ada.id, role: 'member' } as const;
  ctx = { actor, db, now: () => firstVersion.now };
});
afterAll(async () => {
  await db?.$disconnect();
  remove();
});

test('a start applies every later migration and keeps every row as it was', async () => {
  expect(prepared).toMatchObject({ code: 0 });
  expect(before._prisma_migrations!.map((row) => row.migration_name)).toEqual(['20261122120000_first']);
  const said = JSON.parse(prepared.output) as { migrations: string[]; installation: string; admin: unknown };
  expect(said.migrations.length).toBeGreaterThan(6);
  expect(said).toMatchObject({ installation: 'zaswk545s6sd', admin: { kind: 'there' } });
  const after = await allRows(settings.DATABASE_URL);
  for (const [table, rows] of Object.entries(before))
    for (const row of rows) expect(after[table]).toContainEqual(expect.objectContaining(row));
  expect((await prepareData(settings, 'web')).output).toContain('"migrations":[]');
});

test('its people sign in with their passwords, and stay signed in', async () => {
  const visitor: Context = { ...ctx, actor: { kind: 'visitor' } };
  const { id: userId, ...ada } = firstVersion.ada;
  expect(await authenticate(visitor, ada, '192.0.2.1')).toEqual({ userId });
  expect(await authenticate(visitor, firstVersion.admin, '192.0.2.1')).toEqual({ userId: expect.any(String) });
  expect(await sessionKey(db, loadSecret(settings))).toBe(firstVersion.sessions);
});

test('its clusters are listed with their segments, events and credentials', async () => {
  const clusters = await listClusters(ctx);
  expect(clusters.map(({ name, segments, phase }) => ({ name, segments, phase }))).toEqual([
    { name: 'webshop', segments: 3, phase: 'active' },
    { name: 'lab', segments: 2, phase: expect.any(String) },
    { name: 'old', segments: 1, phase: 'deleting' },
  ]);
  expect((await getCluster(ctx, { id: firstVersion.webshop })).segmentList).toHaveLength(3);
  expect(await listEvents(ctx, { id: firstVersion.webshop })).toHaveLength(4);
  expect(await listCredentials(ctx, { clusterId: firstVersion.webshop })).toMatchObject([
    { state: 'pending', fingerprint: null },
    {
      state: 'active',
      serial: '32879bcb4d1577f953c2b334632c781a',
      fingerprint: expect.stringMatching(/^c1ee53fd3276/),
    },
  ]);
});

test('a link of then gives a bundle that the cluster’s CA of then has signed', async () => {
  const { fileName, stream } = await redeemBundle(ctx, firstVersion.token);
  const zip = path.join(folder, fileName);
  writeFileSync(zip, await buffer(stream));
  execFileSync('unzip', ['-q', zip], { cwd: folder });
  const at = String(firstVersion.now.getTime() / 1000);
  const [authority, certificate] = [path.join(folder, 'ca-of-then.pem'), path.join(folder, 'webshop/cert.pem')];
  const { certPem } = await db.clusterAuthority.findUniqueOrThrow({ where: { clusterId: firstVersion.webshop } });
  writeFileSync(authority, certPem);
  const said = execFileSync('openssl', ['verify', '-attime', at, '-CAfile', authority, certificate], {
    encoding: 'utf8',
  });
  expect(said).toContain('OK');
});

test('the gateway opens its clusters’ ports, and its engines’ authority opens', async () => {
  const authority = await engineAuthority(db, loadSecret(settings));
  expect(authority.certPem).toContain('BEGIN CERTIFICATE');
  const port = await freePort();
  await db.cluster.updateMany({ where: { id: { not: firstVersion.webshop } }, data: { deletedAt: ctx.now() } });
  const { authority: people } = await db.cluster.update({
    where: { id: firstVersion.webshop },
    data: { gatewayPort: port },
    include: { authority: true },
  });
  const secret = () => loadSecret(settings);
  const gateway = await testGateway(authority, { secret }, { db, url: settings.DATABASE_URL });
  const socket = await dial({ port }, { ca: people!.certPem });
  expect(socket.authorized).toBe(true);
  socket.destroy();
  await gateway.remove();
});
