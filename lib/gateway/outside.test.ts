import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAuthority } from '../pki/authority';
import { seal } from '../pki/seal';
import { replaceAuthority } from '../repositories/credentials';
import { mostOutside } from '../repositories/outside';
import { ask, ping } from '../testing/ask';
import {
  addCluster,
  addCredential,
  addMember,
  brokenOff,
  dial,
  listenAsEngine,
  testEngineAuthority,
  testGateway,
  untilOpen,
  type TestCluster,
} from '../testing/gateway';
import { signOutside as sign } from '../testing/sign-outside';

let house: Awaited<ReturnType<typeof testGateway>>;
let engine: Awaited<ReturnType<typeof listenAsEngine>>;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'puppis-outside-'));
  const authority = testEngineAuthority();
  engine = await listenAsEngine(authority, '127.0.0.1', 0, (socket) => socket.pipe(socket));
  house = await testGateway(authority, { enginePort: engine.port });
});
afterAll(async () => {
  await house.remove();
  await engine.close();
  rmSync(folder, { recursive: true });
});

async function openCluster(): Promise<TestCluster> {
  const cluster = await addCluster(house.db, house.secret, ['127.0.0.1']);
  await untilOpen(house.db, cluster);
  return cluster;
}

const signOutside = (cluster: Pick<TestCluster, 'authority'>, serial: string) => sign(folder, cluster, serial);

const outsideOf = ({ id }: TestCluster) => house.db.credential.findMany({ where: { clusterId: id, kind: 'outside' } });

test('it is let in, listed from then on under its own name, and can be revoked', async () => {
  const cluster = await openCluster();
  const tls = signOutside(cluster, '0a01');
  const answers = await Promise.all([ask(cluster, tls), ask(cluster, tls), ask(cluster, tls)]);
  expect(answers).toEqual([ping, ping, ping]);
  const [credential, ...others] = await outsideOf(cluster);
  expect(others).toEqual([]);
  expect(credential).toMatchObject({
    serial: '0a01',
    subject: 'O=Example, CN=ci',
    userId: cluster.ownerId,
    holdsCaKey: false,
  });
  expect(credential!.expiresAt.getTime()).toBeGreaterThan(Date.now() + 9 * 24 * 3_600_000);
  const said = await house.db.clusterEvent.findMany({ where: { clusterId: cluster.id } });
  expect(said.map(({ message }) => message)).toEqual([
    'A certificate signed outside was seen for the first time: O=Example, CN=ci.',
  ]);
  await house.db.credential.update({ where: { id: credential!.id }, data: { revokedAt: new Date() } });
  expect(await ask(cluster, tls)).toMatch(/403 Forbidden[^]*was revoked/);
});

test('two clusters may know one serial number', async () => {
  const [one, other] = [await openCluster(), await openCluster()];
  for (const cluster of [one, other]) expect(await ask(cluster, signOutside(cluster, '01'))).toBe(ping);
  expect((await outsideOf(one))[0]!.id).not.toBe((await outsideOf(other))[0]!.id);
});

test('one with the serial of a credential that was issued is not it', async () => {
  const cluster = await openCluster();
  const { serial } = await addCredential(house.db, cluster);
  expect(await ask(cluster, signOutside(cluster, serial))).toMatch(/403 Forbidden[^]*not the one that Puppis issued/);
  expect(await outsideOf(cluster)).toEqual([]);
});

test.each([
  ['of another owner', 'owner'],
  ['of the owner', undefined],
])('after a bundle with ca-key.pem was revoked (%s) no new one is let in, and known ones stay', async (_, role) => {
  const cluster = await openCluster();
  const known = signOutside(cluster, '0b');
  expect(await ask(cluster, known)).toBe(ping);
  const { id } = role ? await addMember(house.db, cluster, role) : await addCredential(house.db, cluster);
  await house.db.credential.update({ where: { id }, data: { holdsCaKey: true, revokedAt: new Date() } });
  expect(await ask(cluster, signOutside(cluster, '0c'))).toMatch(/403 Forbidden[^]*Rotate the CA/);
  expect(await ask(cluster, known)).toBe(ping);
});

test('a cluster knows so many at most', async () => {
  const cluster = await openCluster();
  const { id: clusterId, ownerId: userId } = cluster;
  const expiresAt = new Date(Date.now() + 24 * 3_600_000);
  const row = (n: number) => ({
    id: `${clusterId}-${n}`,
    clusterId,
    userId,
    serial: `f${n}`,
    kind: 'outside',
    expiresAt,
  });
  await house.db.credential.createMany({ data: Array.from({ length: mostOutside }, (_, n) => row(n)) });
  const tls = signOutside(cluster, '0d');
  expect(await ask(cluster, tls)).toMatch(/403 Forbidden[^]*Revoke some/);
  await house.db.credential.update({ where: { id: `${clusterId}-0` }, data: { revokedAt: new Date() } });
  expect(await ask(cluster, tls)).toBe(ping);
});

test('a rotated CA is shown at once: what it signs comes in, what was signed before does not, and what is open is cut', async () => {
  const cluster = await openCluster();
  const [outside, issued] = [signOutside(cluster, '0e'), (await addCredential(house.db, cluster)).tls];
  expect(await ask(cluster, outside)).toBe(ping);
  const open = await dial(cluster, issued);
  open.write(ping);
  await new Promise((resolve) => open.once('data', resolve));
  const closed = brokenOff(open);

  const authority = createAuthority({ commonName: `cluster ${cluster.id}`, now: new Date(), days: 365 });
  const sealedKey = seal(house.secret, { subject: cluster.id, purpose: 'cluster-ca' }, authority.keyPem);
  await replaceAuthority(house.db, cluster.id, { certPem: authority.certPem, sealedKey }, new Date());
  await closed;
  const rotated = { ...cluster, authority };
  const fresh = (await addCredential(house.db, rotated)).tls;
  await expect.poll(() => ask(rotated, fresh).catch(String)).toBe(ping);
  for (const old of [outside, issued]) {
    await expect(dial(cluster, old)).rejects.toThrow(/unable to verify|self.signed/i); // who checks the server
    expect(await ask(cluster, { ...old, ca: authority.certPem })).toMatch(
      /403 Forbidden[^]*only certificates of its own/,
    );
  }
  expect(await ask(rotated, signOutside(rotated, '0e0e'))).toBe(ping);
});
