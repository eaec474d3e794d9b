import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestRegistry } from '../../scripts/engine/test-registry.mjs';
import { createCluster } from '../services/clusters/create';
import { deleteCluster } from '../services/clusters/delete';
import { getCluster } from '../services/clusters/get';
import { rebuildCluster } from '../services/clusters/rebuild';
import { scaleCluster } from '../services/clusters/scale';
import { getAccess } from '../testing/access';
import { eventually } from '../testing/eventually';
import { runWorker, testInstallation, type TestInstallation } from '../testing/installation';

let house: TestInstallation;
let registry: Awaited<ReturnType<typeof startTestRegistry>>;

beforeAll(async () => {
  registry = await startTestRegistry();
  house = await testInstallation({ PUPPIS_REGISTRY_MIRROR: registry.mirrorUrl });
});
afterAll(async () => {
  await house.remove();
  await registry.stop();
});

/**
 * A worker that is killed (SIGKILL) whenever it begins a step of a kind at which none was killed before, and followed by
 * another, until the scope is left. `met`: the kinds, as in `join`.
 */
function mortalWorkers() {
  const met = new Set<string>();
  let over = false;
  let worker = start();
  function start() {
    const born = runWorker(house, {
      times: { lease: 1_500, backoff: 250 },
      onStep(step) {
        const verb = step.split(' ')[0]!;
        if (over || met.has(verb)) return;
        met.add(verb);
        void born.kill().then(() => over || (worker = start()));
      },
    });
    return born;
  }
  return {
    met,
    async [Symbol.asyncDispose]() {
      over = true;
      await worker.kill();
    },
  };
}

/** @returns at which steps the work was killed until it was done */
async function killedWhile(work: () => Promise<unknown>, done: () => Promise<boolean>): Promise<string[]> {
  await work();
  await using workers = mortalWorkers();
  await eventually('the end', done, 120_000, 100);
  return [...workers.met].sort();
}

const settled = (id: string, segments: number) => async () => {
  const { phase, segmentList } = await getCluster(house.ctx, { id });
  const { generation, observedGeneration } = await house.db.cluster.findUniqueOrThrow({ where: { id } });
  const ready = segmentList.length === segments && segmentList.every(({ state }) => state === 'ready');
  return phase === 'active' && ready && observedGeneration === generation;
};

const story = 'a worker killed at every step is followed by one that finishes, and nothing is lost or left';
test(story, { timeout: 360_000 }, async () => {
  {
    await using first = runWorker(house);
    await eventually('a look at the host', async () => first.running && (await house.db.host.count()) > 0);
  }
  let id = '';
  const make = async () => ({ id } = await createCluster(house.ctx, { name: 'cat', plan: 'small', segments: 2 }));
  const created = await killedWhile(make, () => settled(id, 2)());
  expect(created).toEqual(expect.arrayContaining(['init', 'join', 'network', 'segment']));

  const { docker } = await getAccess(house.ctx, id, house.settings.PUPPIS_DATA_DIR);
  docker('run', '-v', 'kept:/kept', 'busybox', 'sh', '-c', 'echo nine lives > /kept/word');
  const word = () => docker('run', '--rm', '-v', 'kept:/kept', 'busybox', 'cat', '/kept/word');

  const grown = await killedWhile(() => scaleCluster(house.ctx, { id, segments: 3 }), settled(id, 3));
  expect(grown).toEqual(expect.arrayContaining(['join', 'role', 'segment']));
  expect(word()).toBe('nine lives');

  const rebuilt = await killedWhile(() => rebuildCluster(house.ctx, { id }), settled(id, 3));
  expect(rebuilt).toEqual(expect.arrayContaining(['replace', 'segment']));
  expect(word()).toBe('nine lives');

  const shrunk = await killedWhile(() => scaleCluster(house.ctx, { id, segments: 1 }), settled(id, 1));
  expect(shrunk).toEqual(expect.arrayContaining(['drain', 'leave', 'remove', 'role']));
  expect(word()).toBe('nine lives');
  expect(docker('node', 'ls', '-q').split('\n')).toHaveLength(1);

  const isGone = async () => (await house.db.cluster.count()) === 0;
  expect(await killedWhile(() => deleteCluster(house.ctx, { id, name: 'cat' }), isGone)).toEqual([
    'remove',
    'remove-network',
  ]);
  for (const list of [
    ['ps', '-aq'],
    ['volume', 'ls', '-q'],
    ['network', 'ls', '-q'],
  ])
    expect(execFileSync('docker', [...list, '--filter', `label=puppis.cluster=${id}`], { encoding: 'utf8' })).toBe('');
});
