import { randomUUID, X509Certificate } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '../../testing/database';
import { testHost, testPerson } from '../../testing/people';
import type { Context } from '../context';
import { issueCredential } from '../credentials/issue';
import { listCredentials } from '../credentials/list';
import { redeemBundle } from '../credentials/redeem';
import { createCluster } from './create';
import { deleteCluster } from './delete';
import { listEvents } from './events';
import { rotateAuthority } from './rotate-authority';

let base: Awaited<ReturnType<typeof testDatabase>>;
let ctx: Context;
let id: string;

beforeEach(async () => {
  base = await testDatabase();
  await testHost(base.db);
  ctx = (await testPerson(base.db)).ctx;
  ({ id } = await createCluster(ctx, { name: 'alpha', plan: 'small', segments: 1 }));
});
afterEach(() => base.remove());

const tokenOf = ({ path: link }: { path: string }) => /bundles\/([^?]+)/.exec(link)![1]!;

/** A fresh bundle's file. */
async function download() {
  const file = path.join(base.folder, `${randomUUID()}.zip`);
  const { stream } = await redeemBundle(ctx, tokenOf(await issueCredential(ctx, { clusterId: id })));
  writeFileSync(file, await buffer(stream));
  return (name: string) => execFileSync('unzip', ['-p', file, `alpha/${name}`], { encoding: 'utf8' });
}

test('every credential ends, also one whose link was not followed, and a new bundle is of the new CA', async () => {
  const before = await download();
  const pending = tokenOf(await issueCredential(ctx, { clusterId: id }));
  await rotateAuthority(ctx, { id });
  const states = (await listCredentials(ctx, { clusterId: id })).map(({ state }) => state);
  expect(states).toEqual(['revoked', 'revoked']);
  await expect(redeemBundle(ctx, pending)).rejects.toMatchObject({ code: 'link_used' });
  const after = await download();
  const certificate = new X509Certificate(after('cert.pem'));
  expect(certificate.verify(new X509Certificate(after('ca.pem')).publicKey)).toBe(true);
  expect(certificate.verify(new X509Certificate(before('ca.pem')).publicKey)).toBe(false);
  expect((await listCredentials(ctx, { clusterId: id }))[0]).toMatchObject({ state: 'active' });
  const { level, message } = (await listEvents(ctx, { id })).at(-1)!;
  expect([level, message]).toEqual(['warning', 'Rotated the CA: every credential so far has ended.']);
});

test('a key that was taken back is of no account to the CA that follows', async () => {
  await download();
  const holders = () => base.db.credential.count({ where: { clusterId: id, holdsCaKey: true } });
  expect(await holders()).toBe(1);
  await rotateAuthority(ctx, { id });
  expect(await holders()).toBe(0);
});

test('a stranger finds no cluster, and one on its way out keeps its CA', async () => {
  const stranger = await testPerson(base.db);
  await expect(rotateAuthority(stranger.ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
  const visitor = { ...ctx, actor: { kind: 'visitor' } as const };
  await expect(rotateAuthority(visitor, { id })).rejects.toMatchObject({ code: 'unauthenticated' });
  await deleteCluster(ctx, { id, name: 'alpha' });
  await expect(rotateAuthority(ctx, { id })).rejects.toMatchObject({ code: 'conflict' });
});
