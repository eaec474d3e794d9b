import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCluster } from '../services/clusters/create';
import { deleteCluster } from '../services/clusters/delete';
import { listClusters } from '../services/clusters/list';
import { getAccess } from '../testing/access';
import { eventually } from '../testing/eventually';
import { runWorker, testInstallation, type TestInstallation } from '../testing/installation';
import { canHavePrivateEngine, startPrivateEngine } from '../testing/private-engine';

const sizes = { one: 1, two: 2, three: 3 };
let engine: Awaited<ReturnType<typeof startPrivateEngine>>;
let house: TestInstallation;
let docker: Record<string, (...args: string[]) => string>;

/** Every container of ours was started after `since`, and every cluster is whole again. */
const whole = (what: string, since: Date) =>
  eventually(
    `all active after ${what}`,
    async () => {
      const ids = engine.docker('ps', '-q').split('\n').filter(Boolean);
      if (ids.length !== 6) return false;
      const starts = engine.docker('inspect', '-f', '{{.State.StartedAt}}', ...ids).split('\n');
      if (starts.some((at) => Date.parse(at) < since.getTime())) return false;
      const clusters = await listClusters(house.ctx);
      const well = clusters.filter(({ phase, reason, segmentList, segments }) => {
        const ready = segmentList.filter(({ state }) => state === 'ready');
        return phase === 'active' && reason === null && ready.length === segments;
      });
      return well.length === 3;
    },
    420_000,
    250,
  );

describe.runIf(canHavePrivateEngine())('the host’s engine restarts under three clusters', () => {
  beforeAll(async () => {
    engine = await startPrivateEngine();
    house = await testInstallation(
      { DOCKER_HOST: engine.dockerHost, PUPPIS_SUBNET_POOL: '10.218.0.0/16' },
      engine.enter,
    );
    runWorker(house, { times: { resync: 5_000 } });
    await eventually('a look at the host', async () => (await house.db.host.count()) > 0);
    const begun = new Date();
    docker = {};
    const made = await Promise.all(
      Object.entries(sizes).map(([name, segments]) => createCluster(house.ctx, { name, plan: 'small', segments })),
    );
    await whole('building', new Date(begun.getTime() - 1000));
    for (const [index, name] of Object.keys(sizes).entries()) {
      ({ docker: docker[name] } = await getAccess(
        house.ctx,
        made[index]!.id,
        house.settings.PUPPIS_DATA_DIR,
        engine.enter,
      ));
      docker[name]!('volume', 'create', `of-${name}`);
    }
  });
  afterAll(async () => {
    await house.remove();
    await engine.remove();
  });

  test.each(['SIGTERM', 'SIGKILL'] as const)('%s: all come back by themselves with what they had', async (signal) => {
    const before = new Date();
    await engine.restart(signal);
    await whole(signal, before);
    for (const [name, segments] of Object.entries(sizes)) {
      const nodes = () => docker[name]!('node', 'ls', '--format', '{{.Status}} {{.Availability}}').split('\n');
      // The rows may be from before, and the gateway's look at them a second old.
      const complete = async () => {
        try {
          return nodes().join() === Array(segments).fill('Ready Active').join();
        } catch {
          return false;
        }
      };
      await eventually(`the nodes of ${name}`, complete, 300_000, 500);
      expect(docker[name]!('volume', 'ls', '-q')).toContain(`of-${name}`);
    }
  });

  test('and nothing of them is left when they are deleted', async () => {
    for (const { id, name } of await listClusters(house.ctx)) await deleteCluster(house.ctx, { id, name });
    await eventually('gone', async () => (await house.db.cluster.count()) === 0);
    expect([engine.docker('ps', '-aq'), engine.docker('volume', 'ls', '-q')]).toEqual(['', '']);
  });
});
