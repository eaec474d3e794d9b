import { createClient } from '@libsql/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomBytes } from 'node:crypto';
import { newId } from '../domain/id';
import { addCluster, addCredential, addMember, type TestCluster } from '../testing/gateway';
import { testDatabase } from '../testing/database';
import { openServed, type Served } from './served';

let base: Awaited<ReturnType<typeof testDatabase>>;
let served: Served;
let cluster: TestCluster;

beforeAll(async () => {
  base = await testDatabase();
  served = openServed(base.url, base.db);
  cluster = await addCluster(base.db, [randomBytes(32)], ['10.0.0.4', '10.0.0.5']);
});
afterAll(async () => {
  served.close();
  await base.remove();
});

test('finds a credential with its holder, its cluster and the managers in order', async () => {
  const { id, serial } = await addCredential(base.db, cluster);
  const row = await base.db.credential.findUniqueOrThrow({ where: { id }, include: { user: true, cluster: true } });
  const worker = { ordinal: 3, name: 'demo-n3', address: '10.0.0.6', role: 'worker', state: 'ready' };
  await base.db.segment.create({ data: { clusterId: cluster.id, ...worker } });
  expect(await served.find(cluster.id, serial)).toEqual({
    ...{ id, clusterId: cluster.id, userId: cluster.ownerId, serial, fingerprint: row.fingerprint },
    ...{ expiresAt: row.expiresAt, revokedAt: null, name: row.name, subject: row.subject },
    ...{ role: 'owner', ofStrayKey: false, user: { disabledAt: null, email: row.user.email } },
    cluster: {
      ...{ ownerId: cluster.ownerId, deletedAt: null, name: 'demo', phase: row.cluster.phase },
      segmentRows: [
        { address: '10.0.0.4', state: 'ready' },
        { address: '10.0.0.5', state: 'ready' },
      ],
    },
  });
});

test('what was written before is seen, every time', async () => {
  const { id, serial } = await addCredential(base.db, cluster);
  const at = new Date('2026-11-26T08:00:00.123Z');
  expect(await served.find(cluster.id, serial)).toMatchObject({ revokedAt: null });
  await base.db.credential.update({ where: { id }, data: { revokedAt: at } });
  await base.db.user.update({ where: { id: cluster.ownerId }, data: { disabledAt: at } });
  await base.db.cluster.update({ where: { id: cluster.id }, data: { deletedAt: at } });
  expect(await served.find(cluster.id, serial)).toMatchObject({
    ...{ revokedAt: at, user: { disabledAt: at }, cluster: { deletedAt: at } },
  });
});

test('the role of somebody whom the cluster is shared with, until it is not', async () => {
  const member = await addMember(base.db, cluster, 'operator');
  expect(await served.find(cluster.id, member.serial)).toMatchObject({ role: 'operator' });
  await base.db.membership.deleteMany({ where: { userId: member.userId } });
  expect(await served.find(cluster.id, member.serial)).toMatchObject({ role: undefined });
});

test('no such serial number, and one of another cluster', async () => {
  const { serial } = await addCredential(base.db, cluster);
  expect(await served.find(newId(), serial)).toBeNull();
  expect(await served.find(cluster.id, "' OR '1' = '1")).toBeNull();
});

test('a look holds on to nothing: the log of what was written can be emptied after it', async () => {
  const { serial } = await addCredential(base.db, cluster);
  await served.find(cluster.id, serial);
  const client = createClient({ url: base.url });
  const { rows } = await client.execute('PRAGMA wal_checkpoint(TRUNCATE)');
  client.close();
  expect(rows[0]).toMatchObject({ busy: 0, log: 0 });
});

test('a database without the tables is an error each time, and none any more when they are there', async () => {
  const empty = await testDatabase();
  const looking = openServed(empty.url, empty.db);
  await empty.db.$executeRaw`ALTER TABLE "Credential" RENAME TO "Elsewhere"`;
  await expect(looking.find('a', 'b')).rejects.toThrow(/no such table/);
  await empty.db.$executeRaw`ALTER TABLE "Elsewhere" RENAME TO "Credential"`;
  expect(await looking.find('a', 'b')).toBeNull();
  looking.close();
  await empty.remove();
});
