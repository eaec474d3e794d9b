import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getCluster } from '../services/clusters/get';
import { createCluster } from '../services/clusters/create';
import { deleteCluster } from '../services/clusters/delete';
import { listEvents } from '../services/clusters/events';
import { rebuildCluster } from '../services/clusters/rebuild';
import { scaleCluster } from '../services/clusters/scale';
import { getAccess } from '../testing/access';
import { eventually } from '../testing/eventually';
import { runWorker, testInstallation, type TestInstallation } from '../testing/installation';

let house: TestInstallation;

beforeAll(async () => {
  house = await testInstallation();
});
afterAll(() => house.remove());

const docker = (...args: string[]) => execFileSync('docker', args, { encoding: 'utf8' }).trim();
const phaseOf = async (id: string) => (await getCluster(house.ctx, { id })).phase;

const waitFor = (what: string, done: () => Promise<boolean>, limitMs = 60_000) => eventually(what, done, limitMs, 100);

const settled = (id: string, segments: number) =>
  waitFor(`active with ${segments}`, async () => {
    const cluster = await getCluster(house.ctx, { id });
    if (cluster.reason) process.stderr.write(`${cluster.phase}: ${cluster.reason}\n`);
    return (
      cluster.phase === 'active' &&
      cluster.segmentList.length === segments &&
      cluster.segmentList.every(({ state }) => state === 'ready')
    );
  });

async function create(name: string, segments: number) {
  await waitFor('a look at the host', async () => (await house.db.host.count()) > 0);
  return createCluster(house.ctx, { name, plan: 'small', segments });
}

async function gone(id: string, name: string) {
  await deleteCluster(house.ctx, { id, name });
  await waitFor('gone', async () => (await house.db.cluster.count({ where: { id } })) === 0);
  for (const kind of ['container', 'volume', 'network'])
    expect(
      docker(kind, 'ls', '-q', ...(kind === 'container' ? ['-a'] : []), '--filter', `label=puppis.cluster=${id}`),
    ).toBe('');
}

/** `docker node ls` through the bundle: host name, state, and what it is as a manager. */
async function nodes(id: string) {
  const { docker: through } = await getAccess(house.ctx, id, house.settings.PUPPIS_DATA_DIR);
  return through('node', 'ls', '--format', '{{.Hostname}}|{{.Status}}|{{.ManagerStatus}}').split('\n').sort();
}

describe('a worker on a real engine', () => {
  test('builds, grows to three managers, shrinks, rebuilds with data kept, and removes everything', async () => {
    await using worker = runWorker(house);
    const { id } = await create('story', 2);
    await settled(id, 2);
    expect(await nodes(id)).toEqual(['story-n1|Ready|Leader', 'story-n2|Ready|']);
    const steps = (await listEvents(house.ctx, { id })).map(({ step }) => step);
    expect(steps).toEqual(
      expect.arrayContaining(['spec', 'network', 'segment', 'engine', 'init', 'join', 'endpoint', 'phase']),
    );

    await scaleCluster(house.ctx, { id, segments: 3 });
    await settled(id, 3);
    expect((await nodes(id)).map((line) => line.split('|')[2])).toEqual(['Leader', 'Reachable', 'Reachable']);

    await waitFor('what is on them is known', async () =>
      (await getCluster(house.ctx, { id })).segmentList.every(({ belongings }) => belongings !== null),
    );
    const before = (await listEvents(house.ctx, { id })).at(-1)!.id;
    await scaleCluster(house.ctx, { id, segments: 1, leave: [2, 3] });
    await settled(id, 1);
    await waitFor('an end', async () => (await listEvents(house.ctx, { id })).at(-1)!.step === 'phase', 15_000);
    const shrinking = (await listEvents(house.ctx, { id, after: before })).map(({ message }) => message);
    expect(shrinking.filter((message) => message.endsWith('started.'))).toEqual([]); // nothing is raised that goes
    expect(shrinking.at(-1)).toBe('story is active with 1 segment.');
    expect(await nodes(id)).toEqual(['story-n1|Ready|Leader']);

    const access = await getAccess(house.ctx, id, house.settings.PUPPIS_DATA_DIR);
    access.docker('volume', 'create', 'kept');
    const container = docker('inspect', '-f', '{{.Id}}', `puppis-${id}-n1`);
    await rebuildCluster(house.ctx, { id });
    await waitFor(
      'rebuilt',
      async () => (await house.db.cluster.findUniqueOrThrow({ where: { id } })).observedGeneration === 4,
    );
    expect(docker('inspect', '-f', '{{.Id}}', `puppis-${id}-n1`)).not.toBe(container);
    expect(access.docker('volume', 'ls', '-q')).toContain('kept');
    await gone(id, 'story');
    expect(worker.running).toBe(true);
  });

  test('a worker that stops in the middle is followed by another that finishes', async () => {
    const first = runWorker(house);
    const { id } = await create('relay', 2);
    await waitFor('first container', async () => docker('ps', '-aq', '--filter', `label=puppis.cluster=${id}`) !== '');
    await first.kill();
    expect(await phaseOf(id)).not.toBe('active');
    await using second = runWorker(house);
    await settled(id, 2);
    expect(await nodes(id)).toHaveLength(2);
    expect(second.running).toBe(true);
    await gone(id, 'relay');
  });

  test('a Swarm that a person dissolves is begun anew, its volumes stay, and the loss is told', async () => {
    await using worker = runWorker(house, { times: { resync: 2_000 } });
    const { id } = await create('lonely', 1);
    await settled(id, 1);
    const access = await getAccess(house.ctx, id, house.settings.PUPPIS_DATA_DIR);
    access.docker('volume', 'create', 'kept');
    access.docker('swarm', 'leave', '--force');
    await waitFor('a new Swarm', async () =>
      (await listEvents(house.ctx, { id })).some(
        ({ level, message }) => level === 'warning' && /Swarm was gone/.test(message),
      ),
    );
    await settled(id, 1);
    expect(await nodes(id)).toEqual(['lonely-n1|Ready|Leader']);
    expect(access.docker('volume', 'ls', '-q')).toBe('kept');
    await gone(id, 'lonely');
    expect(worker.running).toBe(true);
  });

  test('two workers share the clusters, and nothing is done twice', async () => {
    await using first = runWorker(house);
    await using second = runWorker(house);
    const names = ['castor', 'pollux', 'helen'];
    const made = await Promise.all(names.map((name) => create(name, 2)));
    const holders = new Set<string | null>();
    const watching = setInterval(() => {
      void house.db.cluster
        .findMany({ select: { leaseHolder: true } })
        .then((rows) => rows.forEach(({ leaseHolder }) => holders.add(leaseHolder)));
    }, 20);
    await Promise.all(made.map(({ id }) => settled(id, 2)));
    // Who comes first gets the lease: with each round it is less likely that one worker had them all.
    let rebuilds = 0;
    do {
      rebuilds++;
      await Promise.all(made.map(({ id }) => rebuildCluster(house.ctx, { id })));
      for (const { id } of made) {
        const row = () => house.db.cluster.findUniqueOrThrow({ where: { id } });
        await waitFor('rebuilt', async () => (await row()).observedGeneration === 1 + rebuilds, 120_000);
      }
      holders.delete(null);
    } while (holders.size < 2 && rebuilds < 5);
    clearInterval(watching);
    expect(holders.size).toBe(2);
    for (const { id } of made) {
      const steps = (await listEvents(house.ctx, { id })).map(({ step }) => step);
      const count = (step: string) => steps.filter((one) => one === step).length;
      const counts = ['network', 'init', 'join', 'segment', 'replace', 'error'].map((step) => [step, count(step)]);
      expect(Object.fromEntries(counts)).toEqual({
        ...{ network: 1, init: 1, join: 1, error: 0 },
        ...{ segment: 2 + 2 * rebuilds, replace: 2 * rebuilds },
      });
    }
    expect([first.running, second.running]).toEqual([true, true]);
    await Promise.all(made.map(({ id }, index) => gone(id, names[index]!)));
  });

  test('deleting while it builds leaves nothing', async () => {
    await using worker = runWorker(house);
    const { id } = await create('brief', 2);
    await waitFor('a container', async () => docker('ps', '-aq', '--filter', `label=puppis.cluster=${id}`) !== '');
    await gone(id, 'brief');
    expect(worker.running).toBe(true);
  });

  test('a container removed by hand comes back with its address and its place in the Swarm', async () => {
    await using worker = runWorker(house);
    const { id } = await create('phoenix', 1);
    await settled(id, 1);
    docker('rm', '-f', `puppis-${id}-n1`);
    await waitFor(
      'noticed',
      async () => (await getCluster(house.ctx, { id })).segmentList[0]?.state !== 'ready',
      20_000,
    );
    await settled(id, 1);
    expect(await nodes(id)).toEqual(['phoenix-n1|Ready|Leader']);
    await gone(id, 'phoenix');
    expect(worker.running).toBe(true);
  });
});
