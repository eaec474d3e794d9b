import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestRegistry } from '../../../scripts/engine/test-registry.mjs';
import { getAutoscaleHistory } from '../../services/clusters/autoscale-history';
import { createCluster } from '../../services/clusters/create';
import { deleteCluster } from '../../services/clusters/delete';
import { listEvents } from '../../services/clusters/events';
import { getCluster } from '../../services/clusters/get';
import { getAccess } from '../../testing/access';
import { eventually } from '../../testing/eventually';
import { runWorker, testInstallation, type TestInstallation } from '../../testing/installation';

let house: TestInstallation;
let registry: Awaited<ReturnType<typeof startTestRegistry>>;

beforeAll(async () => {
  registry = await startTestRegistry();
  house = await testInstallation({
    PUPPIS_REGISTRY_MIRROR: registry.mirrorUrl,
    PUPPIS_AUTOSCALE_TIMES: 'sample=1,pending=2,hot=10,average=3,cooldown=2,quiet=5,stale=60,backoff=1',
  });
});
afterAll(async () => {
  await house.remove();
  await registry.stop();
});

const settled = (id: string, segments: number) =>
  eventually(
    `active with ${segments}`,
    async () => {
      const cluster = await getCluster(house.ctx, { id });
      const ready = cluster.segmentList.filter(({ state }) => state === 'ready').length;
      return cluster.phase === 'active' && cluster.segments === segments && ready === segments;
    },
    420_000,
    100,
  );

test('services that ask for more than fits make it grow to three, and their end makes it shrink to one', async () => {
  await using worker = runWorker(house);
  await eventually('a look at the host', async () => (await house.db.host.count()) > 0);
  const { id } = await createCluster(house.ctx, { name: 'tide', plan: 'small', segments: 1, autoscale: true });
  await settled(id, 1);
  const { docker } = await getAccess(house.ctx, id, house.settings.PUPPIS_DATA_DIR);
  const service = [
    '--reserve-memory',
    '600m',
    '--replicas',
    '3',
    '--endpoint-mode',
    'dnsrr',
    'busybox',
    'sleep',
    '9999',
  ];
  docker('service', 'create', '-d', '--name', 'web', ...service);
  await settled(id, 3);
  const said = (await listEvents(house.ctx, { id })).map(({ message }) => message);
  expect(said).toContain('Autoscale: 2 tasks of web wait for 600 MB; growing 1 → 3.');
  // 600 MB of each are reserved. Use is written averaged, and only while nothing runs: later it would be of what is gone.
  await eventually('the use of three written', async () =>
    (await getAutoscaleHistory(house.ctx, { id })).loads.some(({ memory }) => memory > 0.55),
  );
  docker('service', 'rm', 'web');
  await settled(id, 1);
  await eventually('a word about it', async () =>
    (await getCluster(house.ctx, { id })).autoscaleNote?.includes('All is well'),
  );
  const { decisions } = await getAutoscaleHistory(house.ctx, { id });
  const changes = decisions.filter(({ from, to }) => from !== to).map(({ from, to }) => [from, to]);
  expect(changes).toEqual([
    [2, 1],
    [3, 2],
    [1, 3],
  ]);
  expect(worker.running).toBe(true);
  await deleteCluster(house.ctx, { id, name: 'tide' });
  await eventually('gone', async () => (await house.db.cluster.count({ where: { id } })) === 0);
});
