import { X509Certificate } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAuthority } from '../../pki/authority';
import { loadSecret } from '../../pki/secret';
import { readSecretFile } from '../../pki/secret-file';
import { seal, sealState, unseal } from '../../pki/seal';
import { openDatabase, type Database } from '../../repositories/client';
import { getAccess } from '../../testing/access';
import {
  prepareData,
  runHeld,
  runKilled,
  runProgram,
  settingsIn,
  testFolder,
  useSettings,
} from '../../testing/data-folder';
import { freePort } from '../../testing/free-port';
import { dial, testEngineAuthority, testGateway, untilOpen } from '../../testing/gateway';
import { testHost, testPerson } from '../../testing/people';
import { createCluster } from '../clusters/create';
import type { Context } from '../context';
import { checkSecret } from './check-secret';

const { folder, remove } = testFolder();
const settings = settingsIn(folder, { PUPPIS_MAX_CLUSTERS: '10000' });
const rotate = ['scripts/secret-rotate.mjs'];
const secrets = () => readSecretFile(path.join(folder, 'secret'))!;
let db: Database;
let ctx: Context;

beforeAll(async () => {
  useSettings(settings);
  expect(await prepareData(settings)).toMatchObject({ code: 0 });
  db = openDatabase(settings.DATABASE_URL);
  await testHost(db, { memoryGiB: 100_000, cpus: 1000 });
  ctx = (await testPerson(db)).ctx;
});
afterAll(async () => {
  await db?.$disconnect();
  remove();
});

/** A person makes a cluster, waits for its port, gets access, and is let in by the gateway. */
async function live(name: string): Promise<void> {
  const { id } = await createCluster(ctx, { name, plan: 'small', segments: 1 });
  const port = await freePort();
  await db.cluster.update({ where: { id }, data: { gatewayPort: port, phase: 'active' } });
  await untilOpen(db, { id } as Parameters<typeof untilOpen>[1]);
  const { bundle } = await getAccess(ctx, id, folder);
  const [ca, cert, key] = ['ca.pem', 'cert.pem', 'key.pem'].map((file) =>
    readFileSync(path.join(bundle, file), 'utf8'),
  );
  expect(execFileSync('openssl', ['verify', '-CAfile', 'ca.pem', 'cert.pem'], { cwd: bundle, encoding: 'utf8' })).toBe(
    'cert.pem: OK\n',
  );
  expect(new X509Certificate(cert!).issuer).toBe(`CN=Puppis cluster ${name}`);
  const socket = await dial({ port }, { ca, cert, key });
  expect(socket.authorized).toBe(true);
  socket.destroy();
  rmSync(path.dirname(bundle), { recursive: true });
}

test('while the command runs, people make clusters, get access and are let in as ever', async () => {
  const secret = () => loadSecret(settings);
  const gateway = await testGateway(testEngineAuthority(), { secret }, { db, url: settings.DATABASE_URL });
  const [old] = secrets();
  await live('before');
  const marks = new Set<number>();
  let running = true;
  const enough = path.join(folder, 'enough');
  const rotation = runHeld(rotate, settings, 'Waiting for what is under way', enough).finally(() => (running = false));
  let count = 0;
  for (; running; count++) {
    await live(`during-${count}`);
    marks.add(secrets().length);
    if (count >= 5 && marks.has(2)) writeFileSync(enough, '');
  }
  const { code, output } = await rotation;
  expect(output).toContain('stored keys were sealed anew');
  expect(code).toBe(0);
  expect(marks).toContain(2); // people lived with both
  expect(count).toBeGreaterThan(5);
  expect(secrets()).toHaveLength(1);
  expect(secrets()[0]!.equals(old!)).toBe(false);
  await live('after');
  const rows = await db.clusterAuthority.findMany();
  const states = rows.map((row) =>
    sealState(secrets(), { subject: row.clusterId, purpose: 'cluster-ca' }, row.sealedKey),
  );
  expect(new Set(states)).toEqual(new Set(['newest']));
  await gateway.remove();
});

/** How many clusters' keys the newest secret has sealed, and what all of them hold. */
async function look() {
  const rows = await db.clusterAuthority.findMany({ orderBy: { clusterId: 'asc' } });
  const known = secrets();
  const contexts = rows.map(({ clusterId: subject }) => ({ subject, purpose: 'cluster-ca' }));
  const anew = rows.filter((row, at) => sealState(known, contexts[at]!, row.sealedKey) === 'newest').length;
  return { anew, keys: rows.map((row, at) => unseal(known, contexts[at]!, row.sealedKey)) };
}

test('killed while it seals, it leaves an installation that opens, and the next one ends it', async () => {
  const { certPem, keyPem } = createAuthority({ commonName: 'one for many', now: new Date(), days: 1 });
  const owner = { ownerId: (await db.cluster.findFirstOrThrow()).ownerId, plan: 'small', segments: 1 };
  const ids = Array.from({ length: 600 }, (_, index) => `crowd-${index}`);
  await db.cluster.createMany({
    data: ids.map((id, at) => ({ id, name: id, ...owner, gatewayPort: -1 - at, subnet: id, deletedAt: new Date() })),
  });
  await db.clusterAuthority.createMany({
    data: ids.map((clusterId) => ({
      clusterId,
      certPem,
      sealedKey: seal(loadSecret(settings), { subject: clusterId, purpose: 'cluster-ca' }, `${keyPem} of ${clusterId}`),
    })),
  });
  const { keys } = await look();
  expect(await runKilled(rotate, settings, 100)).toMatchObject({ code: null });
  const after = await look();
  expect(after.anew).toBe(97); // and the two keys of the installation before them
  expect(after.keys).toEqual(keys);
  expect(secrets()).toHaveLength(2);
  expect(await checkSecret(settings)).toBe(keys.length + 2);
  expect(await runProgram(rotate, settings)).toMatchObject({ code: 0 });
  expect(await look()).toEqual({ anew: keys.length, keys });
  expect(secrets()).toHaveLength(1);
});
