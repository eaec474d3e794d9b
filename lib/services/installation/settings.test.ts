import { afterAll, beforeEach, expect, test } from 'vitest';
import { testContext } from '../../testing/accounts';
import { testDatabase } from '../../testing/database';
import { testPerson } from '../../testing/people';
import { writeSetting } from '../../repositories/settings';
import { signUp, signUpPolicy } from '../accounts/sign-up';
import { getCluster } from '../clusters/get';
import { effectiveLimits } from '../clusters/limits';
import { issueCredential } from '../credentials/issue';
import { listChangeable } from './list-changeable';
import { resetSetting } from './reset-setting';
import { setSetting } from './set-setting';
import { environmentSettings, installationSettings, storedKey } from './settings';

const { db, remove } = await testDatabase();
afterAll(remove);
beforeEach(async () => {
  await db.setting.deleteMany();
});

test('the environment’s hold until an administrator sets others', async () => {
  expect(await installationSettings(db)).toEqual({
    signUp: 'closed',
    maxClusters: 3,
    maxSegments: 3,
    maxCredentialLife: '1y',
    caKeyInBundles: true,
  });
  await writeSetting(db, storedKey('signUp'), 'open');
  await writeSetting(db, storedKey('maxClusters'), '7');
  await writeSetting(db, storedKey('caKeyInBundles'), 'false');
  const changed = { signUp: 'open', maxClusters: 7, caKeyInBundles: false };
  expect(await installationSettings(db)).toEqual({ ...environmentSettings(), ...changed });
});

test('a stored value that is none counts as not set', async () => {
  await writeSetting(db, storedKey('maxSegments'), 'many');
  await writeSetting(db, storedKey('maxCredentialLife'), '2y');
  expect(await installationSettings(db)).toEqual(environmentSettings());
});

test('limits and sign-up follow, a person’s own limit stays', async () => {
  const { user } = await testPerson(db, undefined, { maxClusters: 1 });
  await writeSetting(db, storedKey('maxClusters'), '9');
  await writeSetting(db, storedKey('maxSegments'), '5');
  expect(await effectiveLimits(db, user.id)).toEqual({ clusters: 1, segmentsPerCluster: 5 });
  const ctx = { actor: { kind: 'visitor' }, db, now: () => new Date() } as const;
  const input = { email: 'ada@example.com', password: 'correct horse battery' };
  await expect(signUp(ctx, input, { address: '192.0.2.1' })).rejects.toMatchObject({ code: 'forbidden' });
  await writeSetting(db, storedKey('signUp'), 'open');
  expect(await signUpPolicy(ctx)).toBe('open');
  await signUp(ctx, input, { address: '192.0.2.1' });
});

const root = testContext(db, { kind: 'user', userId: 'root', role: 'admin' });

test('an administrator sets one and takes it back, and sees which are set', async () => {
  await setSetting(root, { key: 'signUp', value: 'open' });
  await setSetting(root, { key: 'maxCredentialLife', value: '1d' });
  await setSetting(root, { key: 'caKeyInBundles', value: 'false' });
  await setSetting(root, { key: 'maxClusters', value: ' 12 ' });
  expect(await listChangeable(root)).toEqual([
    { key: 'signUp', value: 'open', changed: true, fallback: 'closed' },
    { key: 'maxClusters', value: '12', changed: true, fallback: '3' },
    { key: 'maxSegments', value: '3', changed: false, fallback: '3' },
    { key: 'maxCredentialLife', value: '1d', changed: true, fallback: '1y' },
    { key: 'caKeyInBundles', value: 'false', changed: true, fallback: 'true' },
  ]);
  for (const { key } of await listChangeable(root)) await resetSetting(root, { key });
  expect(await installationSettings(db)).toEqual(environmentSettings());
});

test.each([
  ['signUp', 'maybe', 'Choose open or closed.'],
  ['maxClusters', '', 'Give a whole number.'],
  ['maxClusters', '1.5', 'Give a whole number.'],
  ['maxClusters', '-1', 'The least is 0.'],
  ['maxSegments', '0', 'The least is 1.'],
  ['maxSegments', '201', 'The most is 200.'],
  ['maxCredentialLife', '2y', 'Choose one of the lives.'],
  ['caKeyInBundles', 'perhaps', 'Choose yes or no.'],
] as const)('%s is never “%s”', async (key, value, message) => {
  await expect(setSetting(root, { key, value })).rejects.toMatchObject({ code: 'invalid', field: 'value', message });
  expect(await installationSettings(db)).toEqual(environmentSettings());
});

test('a credential may not be asked for longer than is set now', async () => {
  const { ctx, user } = await testPerson(db);
  const facts = { plan: 'small', segments: 1, gatewayPort: 1, subnet: 'x' };
  await db.cluster.create({ data: { id: 'alpha', name: 'alpha', ownerId: user.id, ...facts } });
  await issueCredential(ctx, { clusterId: 'alpha', life: '30d' });
  await setSetting(root, { key: 'maxCredentialLife', value: '1d' });
  expect((await getCluster(ctx, { id: 'alpha' })).credentialLives).toEqual(['1h', '1d']);
  const long = issueCredential(ctx, { clusterId: 'alpha', life: '30d' });
  await expect(long).rejects.toMatchObject({ code: 'invalid', field: 'life' });
});
