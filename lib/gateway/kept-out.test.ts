import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createAuthority } from '../pki/authority';
import { seal } from '../pki/seal';
import { replaceAuthority } from '../repositories/credentials';
import { ask, ping } from '../testing/ask';
import {
  addCluster,
  addMember,
  brokenOff,
  dial,
  listenAsEngine,
  testEngineAuthority,
  testGateway,
  untilOpen,
} from '../testing/gateway';
import { heldLooks } from '../testing/looks';
import { signOutside } from '../testing/sign-outside';

/** Somebody had ca-key.pem as an owner, and is to keep out: nothing that was signed with it may let them in again. */
let house: Awaited<ReturnType<typeof testGateway>>;
let engine: Awaited<ReturnType<typeof listenAsEngine>>;
const looks = heldLooks();
const folder = mkdtempSync(path.join(tmpdir(), 'puppis-kept-out-'));
const now = new Date();

beforeAll(async () => {
  const authority = testEngineAuthority();
  engine = await listenAsEngine(authority, '127.0.0.1', 0, (socket) => socket.pipe(socket));
  house = await testGateway(authority, { enginePort: engine.port, alarm: looks.alarm });
});
afterEach(() => looks.go());
afterAll(async () => {
  await house.remove();
  await engine.close();
  rmSync(folder, { recursive: true });
});

/** A cluster shared with an owner whose bundle had the key, and an open connection with what they signed with it. */
async function signedByMember() {
  const cluster = await addCluster(house.db, house.secret, ['127.0.0.1']);
  const { userId, id } = await addMember(house.db, cluster, 'owner');
  await house.db.credential.update({ where: { id }, data: { holdsCaKey: true } });
  await house.db.clusterAuthority.update({ where: { clusterId: cluster.id }, data: { keysOut: 1 } });
  await untilOpen(house.db, cluster);
  const known = signOutside(folder, cluster, '0a');
  const client = await dial(cluster, known);
  client.write(ping);
  await once(client, 'data');
  const which = { clusterId_userId: { clusterId: cluster.id, userId } };
  return { cluster, userId, which, known, closed: brokenOff(client) };
}
type Signed = Awaited<ReturnType<typeof signedByMember>>;

const losses: Record<string, (signed: Signed) => Promise<unknown>> = {
  'was removed': ({ which: where }) => house.db.membership.delete({ where }),
  'is an operator now': ({ which: where }) => house.db.membership.update({ where, data: { role: 'operator' } }),
  'has a disabled account': ({ userId: id }) => house.db.user.update({ where: { id }, data: { disabledAt: now } }),
  'has a deleted account': ({ userId: id }) => house.db.user.delete({ where: { id } }),
};

test.each(Object.entries(losses))(
  'an owner who %s: what they signed is cut with the next look and refused, known or new',
  async (_, lose) => {
    const signed = await signedByMember();
    const { cluster, known } = signed;
    await looks.hold();
    await lose(signed);
    await looks.look();
    await signed.closed;
    for (const tls of [known, signOutside(folder, cluster, '0b')])
      expect(await ask(cluster, tls)).toMatch(/403 Forbidden[^]*Rotate the CA/);
  },
);

test('an owner like before goes on, and a rotated CA opens the door again', async () => {
  const { cluster, known, which, userId } = await signedByMember();
  expect(await ask(cluster, known)).toBe(ping);
  await house.db.user.delete({ where: { id: userId } });
  expect(await ask(cluster, known)).toMatch(/403 Forbidden/);
  const authority = createAuthority({ commonName: 'rotated', now, days: 30 });
  const sealedKey = seal(
    house.secret,
    { subject: which.clusterId_userId.clusterId, purpose: 'cluster-ca' },
    authority.keyPem,
  );
  await replaceAuthority(house.db, cluster.id, { certPem: authority.certPem, sealedKey }, new Date());
  const rotated = { ...cluster, authority };
  const fresh = signOutside(folder, rotated, '0d');
  await expect.poll(() => ask(rotated, fresh).catch(String)).toBe(ping);
});
