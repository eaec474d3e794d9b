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
import { heldEngineImage } from '../testing/held-engine';
import { runWorker, testInstallation, type TestInstallation } from '../testing/installation';
import type { WorkerTimes } from './tools';

let house: TestInstallation;
let heldEngines: ReturnType<typeof heldEngineImage>;

beforeAll(async () => {
  house = await testInstallation();
  heldEngines = heldEngineImage();
});
afterAll(async () => {
  await house.remove();
  heldEngines.remove();
});

const docker = (...args: string[]) => execFileSync('docker', args, { encoding: 'utf8' }).trim();
const running = (id: string) =>
  docker('ps', '-q', '--filter', `label=puppis.cluster=${id}`).split('\n').filter(Boolean);
const phaseOf = async (id: string) => (await getCluster(house.ctx, { id })).phase;

const waitFor = (what: string, done: () => Promise<boolean>) => eventually(what, done, 600_000, 100);

/** A worker whose segments' engines do not start before they are released. */
const runHeldWorker = (times: Partial<WorkerTimes> = {}) =>
  runWorker({ ...house, settings: { ...house.settings, PUPPIS_SEGMENT_IMAGE: heldEngines.image } }, { times });
/** Stops a worker, unless the database is locked then: the lock may be the worker’s. @returns whether it is stopped */
async function stoppedBetweenWrites(worker: ReturnType<typeof runWorker>): Promise<boolean> {
  worker.signal('SIGSTOP');
  const row = { key: 'test', value: 'written' };
  const written = await house.db.setting.upsert({ where: { key: row.key }, create: row, update: row }).then(
    () => true,
    () => false,
  );
  if (!written) worker.signal('SIGCONT');
  return written;
}
const stepsOf = async (id: string) => (await listEvents(house.ctx, { id })).map(({ step }) => step);

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
  return { ...(await createCluster(house.ctx, { name, plan: 'small', segments })), name };
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
    expect(await stepsOf(id)).toEqual(
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
    await waitFor('an end', async () => (await listEvents(house.ctx, { id })).at(-1)!.step === 'phase');
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
    const first = runHeldWorker();
    const { id } = await create('relay', 2);
    await waitFor('both run', async () => running(id).length === 2);
    await first.kill();
    expect(await phaseOf(id)).not.toBe('active');
    heldEngines.release(id);
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
    const patient = { lease: 600_000, engineUp: 600_000, engineHung: 600_000 };
    const holderOf = async (id: string) =>
      (await house.db.cluster.findUniqueOrThrow({ where: { id } })).leaseHolder ?? undefined;
    // The first has its hands full, and stands still while the second comes.
    await using first = runHeldWorker(patient);
    const castor = await create('castor', 2);
    await waitFor('both run', async () => running(castor.id).length === 2);
    await eventually('the first at rest', () => stoppedBetweenWrites(first));
    await using second = runHeldWorker(patient);
    const others = await Promise.all(['pollux', 'helen'].map((name) => create(name, 2)));
    const holders = await Promise.all([castor, ...others].map(({ id }) => eventually('a holder', () => holderOf(id))));
    first.signal('SIGCONT');
    expect([holders[1], new Set(holders).size]).toEqual([holders[2], 2]);
    const made = [castor, ...others];
    for (const { id } of others) await waitFor('both run', async () => running(id).length === 2);
    for (const { id } of made) heldEngines.release(id);
    await Promise.all(made.map(({ id }) => settled(id, 2)));
    await Promise.all(made.map(({ id }) => rebuildCluster(house.ctx, { id })));
    await waitFor('all rebuilt', async () => {
      for (const { id } of made) heldEngines.release(id);
      return (await house.db.cluster.count({ where: { observedGeneration: 2 } })) === made.length;
    });
    for (const { id } of made) {
      const steps = await stepsOf(id);
      const count = (step: string) => steps.filter((one) => one === step).length;
      const counts = ['network', 'init', 'join', 'segment', 'replace', 'error'].map((step) => [step, count(step)]);
      expect(Object.fromEntries(counts)).toEqual({ network: 1, init: 1, join: 1, error: 0, segment: 4, replace: 2 });
    }
    expect([first.running, second.running]).toEqual([true, true]);
    await Promise.all(made.map(({ id, name }) => gone(id, name)));
  });

  test('deleting while it builds leaves nothing', async () => {
    await using worker = runWorker(house);
    const { id } = await create('brief', 2);
    await waitFor('one runs', async () => running(id).length > 0);
    await gone(id, 'brief');
    expect(worker.running).toBe(true);
  });

  test('a container removed by hand comes back with its address and its place in the Swarm', async () => {
    await using worker = runWorker(house);
    const { id } = await create('phoenix', 1);
    await settled(id, 1);
    const starts = async () => (await stepsOf(id)).filter((step) => step === 'segment').length;
    docker('rm', '-f', `puppis-${id}-n1`);
    await waitFor('another container', async () => (await starts()) === 2);
    await settled(id, 1);
    expect(await nodes(id)).toEqual(['phoenix-n1|Ready|Leader']);
    await gone(id, 'phoenix');
    expect(worker.running).toBe(true);
  });
});
