import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  addCluster,
  addCredential,
  brokenOff,
  dial,
  listenAsEngine,
  testEngineAuthority,
  testGateway,
  untilOpen,
} from '../../testing/gateway';
import { ask } from '../../testing/ask';
import { hashPassword } from '../../pki/password';
import { changesAfter } from '../clusters/feed';
import { retryCluster } from '../clusters/retry';
import type { Context } from '../context';
import { invite } from '../invitations/invite';
import { redeemInvitation } from '../invitations/redeem';
import { authenticate } from './authenticate';
import { checkSession } from './check-session';
import { deleteAccount } from './delete-account';
import { setDisabled } from './set-disabled';
import { signInElsewhere } from './sign-in-elsewhere';

let house: Awaited<ReturnType<typeof testGateway>>;
let engine: Awaited<ReturnType<typeof listenAsEngine>>;
const authority = testEngineAuthority();
const password = 'correct horse battery';
const root = (): Context => contextOf({ kind: 'user', userId: 'root', role: 'admin' });
const contextOf = (actor: Context['actor']): Context => ({ actor, db: house.db, now: () => new Date() });

beforeAll(async () => {
  engine = await listenAsEngine(authority, '127.0.0.1', 0, (socket) => socket.pipe(socket));
  house = await testGateway(authority, { enginePort: engine.port });
  await house.db.user.create({ data: { id: 'root', email: 'root@example.test', role: 'admin' } });
});
afterAll(async () => {
  await house.remove();
  await engine.close();
});

/** Somebody who has everything: a password, GitHub, a session, a cluster, a bundle in use, a feed, an open invitation. */
async function somebody() {
  const cluster = await addCluster(house.db, house.secret, ['127.0.0.1']);
  const passwordHash = await hashPassword(password);
  const data = { role: 'admin', passwordHash, identities: { create: { provider: 'github', subject: cluster.id } } };
  const { id: userId, email } = await house.db.user.update({ where: { id: cluster.ownerId }, data });
  const ctx = contextOf({ kind: 'user', userId, role: 'admin' });
  const { url } = await invite(ctx, { email: `friend-of-${email}`, role: 'admin' });
  const { tls } = await addCredential(house.db, cluster);
  await untilOpen(house.db, cluster);
  const client = await dial(cluster, tls);
  client.write('x');
  await once(client, 'data');
  return { cluster, userId, email, ctx, tls, closed: brokenOff(client), token: url.split('=').at(-1)! };
}

const shuttings = {
  disabled: (userId: string) => setDisabled(root(), { userId, disabled: true }),
  deleted: (userId: string, email: string) => deleteAccount(root(), { userId, email }),
};

for (const [how, shut] of Object.entries(shuttings))
  test(`an account that is ${how} loses all`, async () => {
    const { cluster, userId, email, ctx, tls, closed, token } = await somebody();
    const before = (await house.db.clusterEvent.findFirst({ orderBy: { id: 'desc' } }))?.id ?? 0;
    await retryCluster(ctx, { id: cluster.id });
    expect(await changesAfter(ctx, before)).toHaveLength(1);

    await shut(userId, email);
    await closed; // what ran with the bundle was cut off
    const again = await ask(cluster, tls).catch(() => 'closed'); // of a deleted account the port closes as well, soon
    expect(again).toMatch(
      how === 'disabled' ? /403 Forbidden[^]*is disabled/ : /closed|403 Forbidden[^]*is being deleted/,
    );
    const visitor = contextOf({ kind: 'visitor' });
    expect(await checkSession(visitor, { userId, version: 1 })).toBeUndefined();
    expect(await checkSession(visitor, { userId, version: 2 })).toBeUndefined();
    await expect(authenticate(visitor, { email, password }, '192.0.2.1')).rejects.toMatchObject({
      code: how === 'disabled' ? 'forbidden' : 'unauthenticated',
    });
    const profile = { provider: 'github', subject: cluster.id, email, emailVerified: true };
    for (const subject of [cluster.id, 'another account there'])
      await expect(signInElsewhere(visitor, { ...profile, subject }, 'open')).rejects.toMatchObject({
        code: 'forbidden',
      });
    expect(await changesAfter(ctx, before)).toEqual([]);
    await expect(redeemInvitation(visitor, { token, password })).rejects.toMatchObject({ code: 'link_used' });
  });
