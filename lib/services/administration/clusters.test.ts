import { afterEach, beforeEach, expect, test } from 'vitest';
import { testContext, testUser } from '../../testing/accounts';
import { testDatabase } from '../../testing/database';
import { testHost } from '../../testing/people';
import { setDisabled } from '../accounts/set-disabled';
import { createCluster } from '../clusters/create';
import { listEvents } from '../clusters/events';
import { changesAfter } from '../clusters/feed';
import type { Context } from '../context';
import { deleteAnyCluster } from './delete-cluster';
import { listEveryonesClusters } from './list-clusters';
import { rebuildAnyCluster } from './rebuild-cluster';
import { retryAnyCluster } from './retry-cluster';

let base: Awaited<ReturnType<typeof testDatabase>>;
let root: Context;
let ada: Context;
let id: string;

beforeEach(async () => {
  base = await testDatabase();
  await testHost(base.db);
  root = testContext(base.db, await testUser(base.db, { id: 'root', role: 'admin' }));
  ada = testContext(base.db, await testUser(base.db, { id: 'ada' }));
  ({ id } = await createCluster(ada, { name: 'alpha', plan: 'small', segments: 2 }));
});
afterEach(() => base.remove());

test('the list has everybody’s, with holder, plan, address and what is wrong', async () => {
  await createCluster(root, { name: 'beta', plan: 'standard', segments: 1 });
  const trouble = { phase: 'error', reason: 'The disk is full.', endpointTrouble: 'The port is taken.' };
  await base.db.cluster.update({ where: { id }, data: { ...trouble, attemptedGeneration: 1 } });
  await setDisabled(root, { userId: 'ada', disabled: true });
  const list = await listEveryonesClusters(root);
  expect(list.find((each) => each.name === 'alpha')).toMatchObject({
    id,
    holder: { email: 'ada@example.com', disabled: true },
    plan: 'small',
    segments: 2,
    phase: 'error',
    reason: 'The disk is full.',
    createdAt: '2026-11-22T12:00:00.000Z',
    endpoint: { url: 'tcp://localhost:23760', ready: false, trouble: 'The port is taken.' },
  });
  expect(list.find((each) => each.name === 'beta')).toMatchObject({
    holder: { email: 'root@example.com', disabled: false },
    plan: 'standard',
    phase: 'new',
  });
});

test('what an administrator asks of another’s cluster is done, and its log and its holder’s feed say who', async () => {
  await retryAnyCluster(root, { id });
  await rebuildAnyCluster(root, { id });
  await expect(deleteAnyCluster(root, { id, name: 'beta' })).rejects.toMatchObject({ code: 'invalid', field: 'name' });
  await deleteAnyCluster(root, { id, name: ' alpha ' });
  await deleteAnyCluster(root, { id, name: 'alpha' });
  expect(await base.db.cluster.findUniqueOrThrow({ where: { id } })).toMatchObject({ rebuild: 1, generation: 4 });
  expect((await listEveryonesClusters(root))[0]).toMatchObject({ phase: 'deleting' });
  const words = [
    'An administrator asked to try again.',
    'An administrator asked to rebuild the engines.',
    'An administrator asked to delete alpha.',
  ];
  expect((await listEvents(ada, { id })).map(({ message }) => message).slice(1)).toEqual(words);
  expect((await changesAfter(ada, 1)).map(({ message }) => message)).toEqual(words);
  await expect(rebuildAnyCluster(root, { id })).rejects.toMatchObject({ code: 'conflict' });
  await retryAnyCluster(root, { id }); // its deletion may have failed
  expect((await base.db.cluster.findUniqueOrThrow({ where: { id } })).generation).toBe(5);
});

test('one that is not there is not found', async () => {
  const gone = { id: 'nosuch', name: 'nosuch' };
  for (const verb of [retryAnyCluster, rebuildAnyCluster, deleteAnyCluster])
    await expect(verb(root, gone)).rejects.toMatchObject({ code: 'not_found' });
});
