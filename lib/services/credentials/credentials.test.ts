import { X509Certificate } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '../../testing/database';
import { testHost, testPerson } from '../../testing/people';
import { createCluster } from '../clusters/create';
import { deleteCluster } from '../clusters/delete';
import type { Context } from '../context';
import { listEvents } from '../clusters/events';
import { getCluster } from '../clusters/get';
import { storedKey } from '../installation/settings';
import { issueCredential } from './issue';
import { listCredentials } from './list';
import { redeemBundle } from './redeem';
import { revokeCredential } from './revoke';

let base: Awaited<ReturnType<typeof testDatabase>>;
let ctx: Context;
let clusterId: string;
let clock: Date;

beforeEach(async () => {
  clock = new Date('2026-03-01T12:00:00Z');
  base = await testDatabase();
  await testHost(base.db);
  ctx = (await testPerson(base.db, () => clock)).ctx;
  ({ id: clusterId } = await createCluster(ctx, { name: 'alpha', plan: 'small', segments: 1 }));
});
afterEach(() => base.remove());

const later = (ms: number) => (clock = new Date(clock.getTime() + ms));
const tokenOf = ({ path: link }: { path: string }) => /bundles\/([^?]+)/.exec(link)![1]!;
const from = { address: '192.0.2.1' };
const linkUsed = expect.objectContaining({ code: 'link_used' });

/** The files of the zip, by their name in it. */
async function unzip(stream: NodeJS.ReadableStream) {
  const file = path.join(base.folder, 'bundle.zip');
  writeFileSync(file, await buffer(stream));
  return (name: string) => execFileSync('unzip', ['-p', file, `alpha/${name}`], { encoding: 'utf8' });
}

test('the link gives a bundle whose certificate is the credential’s', async () => {
  const issued = await issueCredential(ctx, { clusterId }, from);
  expect(issued.fileName).toBe('alpha.zip');
  expect((await listCredentials(ctx, { clusterId }))[0]).toMatchObject({ state: 'pending', fingerprint: null });
  const file = await unzip((await redeemBundle(ctx, tokenOf(issued))).stream);
  const certificate = new X509Certificate(file('cert.pem'));
  const [credential] = await listCredentials(ctx, { clusterId });
  expect(credential).toMatchObject({ state: 'active', expiresAt: '2026-03-31T12:00:00.000Z' });
  expect(certificate.serialNumber.toLowerCase()).toBe(credential!.serial);
  expect(certificate.fingerprint256.replaceAll(':', '').toLowerCase()).toBe(credential!.fingerprint);
  expect(credential).toMatchObject({ endsSoon: false });
  later(25 * 24 * 3_600_000);
  expect((await listCredentials(ctx, { clusterId }))[0]).toMatchObject({ state: 'active', endsSoon: true });
  expect(certificate.validTo).toBe('Mar 31 12:00:00 2026 GMT');
  expect(certificate.verify(new X509Certificate(file('ca.pem')).publicKey)).toBe(true);
  expect(file('docker.env')).toContain('tcp://localhost:23760');
});

test('it has the name and the life that were chosen', async () => {
  const { expiresAt } = await issueCredential(ctx, { clusterId, name: 'laptop', life: '1h' }, from);
  expect(expiresAt).toBe('2026-03-01T13:00:00.000Z');
  expect(await listCredentials(ctx, { clusterId })).toMatchObject([{ name: 'laptop', expiresAt }]);
  expect((await getCluster(ctx, { id: clusterId })).credentialLives).toEqual(['1h', '1d', '30d', '1y']);
});

test('revoked, it is none any more, and its link gives nothing', async () => {
  const token = tokenOf(await issueCredential(ctx, { clusterId, name: 'laptop' }, from));
  const id = (await listCredentials(ctx, { clusterId }))[0]!.id;
  const stranger = await testPerson(base.db, () => clock);
  const other = await createCluster(stranger.ctx, { name: 'beta', plan: 'small', segments: 1 });
  for (const [who, where] of [
    [stranger.ctx, clusterId],
    [stranger.ctx, other.id],
    [ctx, other.id],
  ] as const)
    await expect(revokeCredential(who, { clusterId: where, id })).rejects.toMatchObject({ code: 'not_found' });
  await revokeCredential(ctx, { clusterId, id });
  await revokeCredential(ctx, { clusterId, id });
  expect(await listCredentials(ctx, { clusterId })).toMatchObject([{ state: 'revoked' }]);
  await expect(redeemBundle(ctx, token)).rejects.toEqual(linkUsed);
  const said = (await listEvents(ctx, { id: clusterId })).map(({ message }) => message);
  expect(said.filter((message) => message === 'Revoked the credential laptop.')).toHaveLength(1);
});

test('nothing in the database is a private key', async () => {
  const { stream } = await redeemBundle(ctx, tokenOf(await issueCredential(ctx, { clusterId }, from)));
  await buffer(stream);
  const rows = JSON.stringify([await base.db.credential.findMany(), await base.db.clusterAuthority.findMany()]);
  expect(rows).not.toContain('PRIVATE KEY');
});

test('the link works once, also when followed twice at the same moment', async () => {
  const token = tokenOf(await issueCredential(ctx, { clusterId }, from));
  const results = await Promise.allSettled([redeemBundle(ctx, token), redeemBundle(ctx, token)]);
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  await expect(redeemBundle(ctx, token)).rejects.toEqual(linkUsed);
});

test('the link works for five minutes, and an unused one leaves the list', async () => {
  const token = tokenOf(await issueCredential(ctx, { clusterId }, from));
  later(5 * 60_000);
  await expect(redeemBundle(ctx, token)).rejects.toEqual(linkUsed);
  expect(await listCredentials(ctx, { clusterId })).toEqual([]);
});

test('the link works for the person who asked only', async () => {
  const stranger = await testPerson(base.db, () => clock);
  const token = tokenOf(await issueCredential(ctx, { clusterId }, from));
  await expect(redeemBundle(stranger.ctx, token)).rejects.toEqual(linkUsed);
  const notFound = expect.objectContaining({ code: 'not_found' });
  await expect(issueCredential(stranger.ctx, { clusterId }, from)).rejects.toEqual(notFound);
  await expect(listCredentials(stranger.ctx, { clusterId })).rejects.toEqual(notFound);
});

test('a cluster on its way out gives no access', async () => {
  const token = tokenOf(await issueCredential(ctx, { clusterId }, from));
  await deleteCluster(ctx, { id: clusterId, name: 'alpha' });
  await expect(redeemBundle(ctx, token)).rejects.toEqual(linkUsed);
  await expect(issueCredential(ctx, { clusterId }, from)).rejects.toEqual(
    expect.objectContaining({ code: 'conflict' }),
  );
});

test('after many in a row an account gets bundles more slowly, and so does an address', async () => {
  const few = { ...from, most: 2 };
  const tooMany = expect.objectContaining({ code: 'too_many_attempts' });
  const get = (who: Context, id: string, by = few) => issueCredential(who, { clusterId: id }, by);
  for (let one = 0; one < 4; one++) {
    await get(ctx, clusterId);
    if (one > 0) await expect(get(ctx, clusterId, { ...few, address: '198.51.100.1' })).rejects.toEqual(tooMany);
    later(60_000);
  }
  // Ten of an address are free here: the fifth account's second is the tenth.
  for (let one = 0; one < 3; one++) {
    const other = await testPerson(base.db, () => clock);
    const { id } = await createCluster(other.ctx, { name: 'beta', plan: 'small', segments: 1 });
    await get(other.ctx, id);
    await get(other.ctx, id);
  }
  const last = await testPerson(base.db, () => clock);
  const { id } = await createCluster(last.ctx, { name: 'beta', plan: 'small', segments: 1 });
  await expect(get(last.ctx, id)).rejects.toEqual(tooMany);
  await get(last.ctx, id, { ...few, address: '198.51.100.1' });
});

test('what is no bundle is not counted', async () => {
  const one = { ...from, most: 1 };
  const stranger = await testPerson(base.db, () => clock);
  await expect(issueCredential(stranger.ctx, { clusterId }, one)).rejects.toMatchObject({ code: 'not_found' });
  const { id } = await createCluster(stranger.ctx, { name: 'beta', plan: 'small', segments: 1 });
  await issueCredential(stranger.ctx, { clusterId: id }, one);
  await expect(issueCredential(stranger.ctx, { clusterId: id }, one)).rejects.toMatchObject({
    code: 'too_many_attempts',
  });
});

/** A certificate request as openssl makes it, and the public key it is about. */
function request() {
  const openssl = (line: string) =>
    execFileSync('openssl', line.split(' '), { cwd: base.folder, encoding: 'utf8', stdio: 'pipe' });
  openssl(
    'req -new -newkey rsa:2048 -nodes -keyout own.pem -subj /CN=root -addext basicConstraints=CA:TRUE -out own.csr',
  );
  return { pem: openssl('req -in own.csr'), publicKey: openssl('pkey -in own.pem -pubout') };
}

test('with a request the certificate is for that key, in the person’s name, and the bundle holds none', async () => {
  const { pem, publicKey } = request();
  const issued = await issueCredential(ctx, { clusterId, name: 'token', request: pem });
  const file = await unzip((await redeemBundle(ctx, tokenOf(issued), 'context')).stream);
  const certificate = new X509Certificate(file('cert.pem'));
  expect(certificate.publicKey.export({ type: 'spki', format: 'pem' })).toBe(publicKey);
  expect(certificate.subject).toBe(`O=Puppis\nCN=${(await base.db.user.findFirstOrThrow()).email}`);
  expect(certificate.ca).toBe(false);
  expect(certificate.verify(new X509Certificate(file('ca.pem')).publicKey)).toBe(true);
  expect(() => file('key.pem')).toThrow();
  expect(await listCredentials(ctx, { clusterId })).toMatchObject([
    { name: 'token', kind: 'requested', state: 'active' },
  ]);
});

test('what is no request, or no zip, is refused beside its field and makes nothing', async () => {
  const { pem } = request();
  const refused = (field: string) => expect.objectContaining({ code: 'invalid', field });
  await expect(issueCredential(ctx, { clusterId, request: 'please' })).rejects.toEqual(refused('request'));
  await expect(issueCredential(ctx, { clusterId, request: pem, format: 'ci' })).rejects.toEqual(refused('format'));
  expect(await base.db.credential.count()).toBe(0);
});

test('the link gives the context file or the variable where that was asked for, and no key of the CA', async () => {
  for (const [format, fileName] of [
    ['context', 'alpha.dockercontext'],
    ['ci', 'alpha.ci.txt'],
  ] as const) {
    const issued = await issueCredential(ctx, { clusterId, format });
    expect(issued).toMatchObject({ fileName, path: expect.stringMatching(new RegExp(`\\?format=${format}$`)) });
    const download = await redeemBundle(ctx, tokenOf(issued), format);
    expect(download.fileName).toBe(fileName);
    expect((await buffer(download.stream)).length).toBeGreaterThan(2_000);
  }
  const kinds = await base.db.credential.findMany({ select: { kind: true, holdsCaKey: true } });
  expect(kinds).toEqual([
    { kind: 'made', holdsCaKey: false },
    { kind: 'made', holdsCaKey: false },
  ]);
});

test('an administrator may keep the key of the CA at home', async () => {
  await base.db.setting.create({ data: { key: storedKey('caKeyInBundles'), value: 'false' } });
  const file = await unzip((await redeemBundle(ctx, tokenOf(await issueCredential(ctx, { clusterId })))).stream);
  expect(() => file('ca-key.pem')).toThrow();
  expect(file('key.pem')).toContain('PRIVATE KEY');
  expect(file('README.md')).not.toContain('ca-key.pem');
  expect(await base.db.credential.findMany({ select: { holdsCaKey: true } })).toEqual([{ holdsCaKey: false }]);
});
