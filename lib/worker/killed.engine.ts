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
import { heldEngineImage } from '../testing/held-engine';
import { runWorker, testInstallation, type TestInstallation } from '../testing/installation';
import { seen } from './until';

let house: TestInstallation;
let registry: Awaited<ReturnType<typeof startTestRegistry>>;
let held: ReturnType<typeof heldEngineImage>;

beforeAll(async () => {
  registry = await startTestRegistry();
  house = await testInstallation({ PUPPIS_REGISTRY_MIRROR: registry.mirrorUrl });
  held = heldEngineImage();
});
afterAll(async () => {
  await house.remove();
  await registry.stop();
  held.remove();
});

/** How long a step runs until its worker is killed, in milliseconds: the first of a kind only until it has begun. */
const atOnce = [0];
const andAgain = [0, 150];

/**
 * A worker that is killed (SIGKILL) at the first steps of each kind, and followed by another, until the scope is left. `met`: the
 * kinds, as in `join`, and at how many of their steps a worker was killed.
 */
function mortalWorkers(lives: readonly number[], place: TestInstallation) {
  const met = new Map<string, number>();
  let over = false;
  let worker = start();
  function start() {
    const next = runWorker(place, {
      times: { lease: 1_500, backoff: 250 },
      death: { lives, met: Object.fromEntries(met) },
      onDeath: (kind) => void met.set(kind, (met.get(kind) ?? 0) + 1),
    });
    void next.closed.then((signal) => signal !== 'SIGKILL' || over || (worker = start()));
    return next;
  }
  return {
    met,
    async [Symbol.asyncDispose]() {
      over = true;
      await worker.kill();
    },
  };
}

interface Deed {
  readonly work: () => Promise<unknown>;
  /** Steps at which workers are killed, beside what may come as well: `endpoint` and `ready` may be over before the next worker comes. */
  readonly at: readonly string[];
  readonly lives: readonly number[];
  readonly done: () => Promise<boolean>;
  /** A step that cannot end until `release` is called: at every look after workers were killed at it. */
  readonly hold?: { readonly step: string; readonly release: () => void };
  readonly place?: TestInstallation;
}

async function killedWhile({ work, at, lives, done, hold, place = house }: Deed) {
  await work();
  await using workers = mortalWorkers(lives, place);
  const end = () => {
    if (hold && workers.met.get(hold.step) === lives.length) hold.release();
    return done();
  };
  await eventually('the end', end, 420_000, 100);
  expect([...workers.met.keys()]).toEqual(expect.arrayContaining([...at]));
}

/** Its tasks end, when they are told to, not before there is a file /hold/over in their segment. */
const heldService = [
  ...['--mode', 'global', '--endpoint-mode', 'dnsrr', '--stop-grace-period', '30m'],
  ...['--mount', 'type=bind,source=/hold,target=/hold', 'busybox', 'sh', '-c'],
  "trap 'until [ -e /hold/over ]; do sleep 1; done; exit 0' TERM; while :; do sleep 1 & wait $!; done",
];

const settled = (id: string, segments: number) => async () => {
  const { phase, segmentList } = await getCluster(house.ctx, { id });
  const { generation, observedGeneration } = await house.db.cluster.findUniqueOrThrow({ where: { id } });
  const ready = segmentList.length === segments && segmentList.every(({ state }) => state === 'ready');
  return phase === 'active' && ready && observedGeneration === generation;
};

const story = 'a worker killed at every step is followed by one that finishes, and nothing is lost or left';
test(story, { timeout: 1_800_000 }, async () => {
  {
    await using first = runWorker(house);
    await eventually('a look at the host', async () => first.running && (await house.db.host.count()) > 0);
  }
  let id = '';
  const make = async () => ({ id } = await createCluster(house.ctx, { name: 'cat', plan: 'small', segments: 2 }));
  const making = ['network', 'segment', 'engine', 'init', 'join'];
  const withHeldEngines = {
    place: { ...house, settings: { ...house.settings, PUPPIS_SEGMENT_IMAGE: held.image } },
    hold: { step: 'engine', release: () => held.release(id) },
    lives: atOnce,
  };
  await killedWhile({ ...withHeldEngines, work: make, at: making, done: () => settled(id, 2)() });

  const { docker } = await getAccess(house.ctx, id, house.settings.PUPPIS_DATA_DIR);
  docker('run', '-v', 'kept:/kept', 'busybox', 'sh', '-c', 'echo nine lives > /kept/word');
  const web = ['-d', '--name', 'web', '--replicas', '3', '--endpoint-mode', 'dnsrr'];
  docker('service', 'create', ...web, 'busybox', 'sh', '-c', "trap 'exit 0' TERM; while :; do sleep 1 & wait $!; done");
  const running = () => docker('service', 'ls', '--filter', 'name=web', '--format', '{{.Name}} {{.Replicas}}');
  const nothingIsLost = async () => {
    await eventually(
      'the service',
      seen(async () => running() === 'web 3/3'),
      420_000,
      500,
    );
    expect(docker('run', '--rm', '-v', 'kept:/kept', 'busybox', 'cat', '/kept/word')).toBe('nine lives');
  };

  const scaleTo = (segments: number) => ({
    work: () => scaleCluster(house.ctx, { id, segments }),
    done: settled(id, segments),
  });
  await killedWhile({ ...withHeldEngines, ...scaleTo(3), at: ['segment', 'engine', 'join', 'role'] });
  await nothingIsLost();

  const rebuild = () => rebuildCluster(house.ctx, { id });
  await killedWhile({ work: rebuild, at: ['replace', 'segment', 'restored'], lives: andAgain, done: settled(id, 3) });
  await nothingIsLost();

  const farewell = ['role', 'pause', 'drain', 'drained', 'leave', 'remove'];
  const inSegments = (...command: string[]) =>
    [1, 2, 3].forEach((ordinal) => void execFileSync('docker', ['exec', `puppis-${id}-n${ordinal}`, ...command]));
  inSegments('mkdir', '/hold');
  docker('service', 'create', '--name', 'held', ...heldService);
  let over = false;
  const letGo = () => {
    if (!over) inSegments('touch', '/hold/over');
    over = true;
  };
  await killedWhile({ ...scaleTo(1), at: farewell, lives: andAgain, hold: { step: 'drained', release: letGo } });
  await nothingIsLost();
  expect(docker('node', 'ls', '-q').split('\n')).toHaveLength(1);

  const isGone = async () => (await house.db.cluster.count()) === 0;
  const end = () => deleteCluster(house.ctx, { id, name: 'cat' });
  await killedWhile({ work: end, at: ['remove', 'remove-network'], lives: andAgain, done: isGone });
  for (const list of [
    ['ps', '-aq'],
    ['volume', 'ls', '-q'],
    ['network', 'ls', '-q'],
  ])
    expect(execFileSync('docker', [...list, '--filter', `label=puppis.cluster=${id}`], { encoding: 'utf8' })).toBe('');
});
