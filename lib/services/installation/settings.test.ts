import { afterAll, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '../../testing/database';
import { testPerson } from '../../testing/people';
import { writeSetting } from '../../repositories/settings';
import { signUp, signUpPolicy } from '../accounts/sign-up';
import { effectiveLimits } from '../clusters/limits';
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
