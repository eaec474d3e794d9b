import { execFileSync } from 'node:child_process';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestRegistry } from '../../scripts/engine/test-registry.mjs';
import { createCluster } from '../services/clusters/create';
import { deleteCluster } from '../services/clusters/delete';
import { listEvents } from '../services/clusters/events';
import { getCluster } from '../services/clusters/get';
import { getAccess } from '../testing/access';
import { eventually } from '../testing/eventually';
import { runWorker, testInstallation, type TestInstallation } from '../testing/installation';
import { seen } from './until';

const times = { resync: 2_000, engineUp: 20_000, engineHung: 15_000, leaderless: 45_000, sweep: 1_000, lease: 3_000 };

let house: TestInstallation;
let registry: Awaited<ReturnType<typeof startTestRegistry>>;
let worker: ReturnType<typeof runWorker>;
let id: string;
let through: (...args: string[]) => string;

const docker = (...args: string[]) => execFileSync('docker', args, { encoding: 'utf8' }).trim();
const container = (ordinal: number) => `puppis-${id}-n${ordinal}`;
const containerId = (ordinal: number) => docker('inspect', '-f', '{{.Id}}', container(ordinal));

const cluster = () => getCluster(house.ctx, { id });
const whole = (what: string) =>
  eventually(
    `active after ${what}`,
    async () => {
      const { phase, segmentList } = await cluster();
      return phase === 'active' && segmentList.length === 3 && segmentList.every(({ state }) => state === 'ready');
    },
    600_000,
    100,
  );
const events = async () => (await listEvents(house.ctx, { id })).map(({ message }) => message);
/** Does `harm`, and waits until an event says that something is done about it: the state between may be over in a moment. */
async function noticed(harm: () => void) {
  const before = (await listEvents(house.ctx, { id })).at(-1)!.id;
  harm();
  await eventually('the harm noticed', async () => (await listEvents(house.ctx, { id, after: before })).length > 0);
}

beforeAll(async () => {
  registry = await startTestRegistry();
  house = await testInstallation({ PUPPIS_REGISTRY_MIRROR: registry.mirrorUrl });
  worker = runWorker(house, { times });
  await eventually('a look at the host', async () => (await house.db.host.count()) > 0);
  ({ id } = await createCluster(house.ctx, { name: 'hydra', plan: 'small', segments: 3 }));
  await whole('building');
  ({ docker: through } = await getAccess(house.ctx, id, house.settings.PUPPIS_DATA_DIR));
  through('run', '-v', 'kept:/kept', 'busybox', 'sh', '-c', 'echo still here > /kept/word');
  through('service', 'create', '-d', '--name', 'web', '--endpoint-mode', 'dnsrr', 'busybox', 'sleep', '9999');
});
afterAll(async () => {
  await house.remove();
  await registry.stop();
});

test.for([
  ['killed', (name: string) => docker('kill', name)],
  ['paused', (name: string) => docker('pause', name)],
  ['removed by hand', (name: string) => docker('rm', '-f', name)],
  ['cut off its network', (name: string) => docker('network', 'disconnect', '-f', `puppis-${id}`, name)],
  ['hung', (name: string) => docker('exec', name, 'sh', '-c', 'kill -STOP $(pidof dockerd)')],
] as const)('a segment that is %s comes back by itself', async ([what, hurt]) => {
  const before = (await cluster()).segmentList;
  await noticed(() => hurt(container(2)));
  await whole(what);
  expect((await cluster()).segmentList).toMatchObject(
    before.map(({ name, address, role }) => ({ name, address, role })),
  );
});

test('a network removed by hand is made again, with its segments in it', async () => {
  const nodes = through('node', 'ls', '-q').split('\n').sort();
  await noticed(() => {
    for (const ordinal of [1, 2, 3]) docker('network', 'disconnect', '-f', `puppis-${id}`, container(ordinal));
    docker('network', 'rm', `puppis-${id}`);
  });
  await whole('the network was gone');
  const same = async () => isDeepStrictEqual(through('node', 'ls', '-q').split('\n').sort(), nodes);
  await eventually('the same nodes', seen(same), 600_000, 500); // what lost its network may hold an election yet
});

test('a Swarm that lost two of three managers for good goes on from the third', async () => {
  await worker[Symbol.asyncDispose](); // it would make the containers anew before their volumes are gone
  await noticed(() => {
    docker('rm', '-f', '-v', container(2), container(3));
    docker('volume', 'rm', container(2), container(3));
    worker = runWorker(house, { times });
  });
  await whole('the majority was lost');
  expect((await events()).join('\n')).toContain('--force-new-cluster');
  // The lost ones are forgotten when the Swarm calls them down.
  const managers = () => through('node', 'ls', '--format', '{{.ManagerStatus}}').split('\n').sort().join();
  const complete = async () => managers() === 'Leader,Reachable,Reachable';
  await eventually('three managers', seen(complete), 600_000, 1_000); // nobody leads for a moment while one of them joins
  expect(through('service', 'ls', '--format', '{{.Name}}')).toBe('web');
  expect(through('run', '--rm', '-v', 'kept:/kept', 'busybox', 'cat', '/kept/word')).toBe('still here');
});

test('limits that were changed and strangers in the network are put right, and told', async () => {
  const limit = () =>
    docker('inspect', '-f', '{{.HostConfig.Memory}} {{.HostConfig.RestartPolicy.Name}}', container(2));
  const before = limit();
  docker('update', '--memory', '2g', '--memory-swap', '2g', '--restart', 'no', container(2));
  const image = docker('inspect', '-f', '{{.Config.Image}}', container(2));
  const stranger = docker('run', '-d', '--network', `puppis-${id}`, '--entrypoint', 'sleep', image, '9999');
  try {
    const networks = () => docker('inspect', '-f', '{{len .NetworkSettings.Networks}}', stranger);
    await eventually('both put right', async () => limit() === before && networks() === '0');
    expect(docker('inspect', '-f', '{{.State.Running}}', stranger)).toBe('true');
    const told = (await listEvents(house.ctx, { id })).filter(({ step }) => step === 'drift');
    expect(told.map(({ message }) => message)).toEqual(
      expect.arrayContaining([expect.stringContaining('limits of n2'), expect.stringContaining('was taken out')]),
    );
  } finally {
    docker('rm', '-f', stranger);
  }
});

test('what a person kills inside the cluster harms nothing of ours', async () => {
  const before = [1, 2, 3].map(containerId);
  through('run', '-d', 'busybox', 'sleep', '9999');
  through('kill', ...through('ps', '-q').split('\n'));
  await whole('everything in it was killed');
  expect([1, 2, 3].map(containerId)).toEqual(before);
});

const labels = (installation: string, cluster: string) => [
  ...['--label', `puppis.installation=${installation}`],
  ...['--label', `puppis.cluster=${cluster}`, '--label', 'puppis.segment=1'],
];

test('and when it is deleted, nothing of it is left, also not what a late worker makes', async () => {
  const installation = docker('inspect', '-f', '{{index .Config.Labels "puppis.installation"}}', container(1));
  await deleteCluster(house.ctx, { id, name: 'hydra' });
  await eventually('gone', async () => (await house.db.cluster.count()) === 0);
  const volumes = () => docker('volume', 'ls', '-q').split('\n');
  expect(volumes().filter((name) => name.includes(id))).toEqual([]);

  docker('volume', 'create', ...labels(installation, id), container(1));
  docker('volume', 'create', ...labels(installation, 'unheard'), 'puppis-unheard-n1');
  docker('volume', 'create', ...labels('another', id), 'foreign');
  await eventually('no leftover', async () => !volumes().includes(container(1)));
  expect(volumes()).toEqual(expect.arrayContaining(['puppis-unheard-n1', 'foreign']));
  docker('volume', 'rm', 'puppis-unheard-n1', 'foreign');
  expect(worker.running).toBe(true);
});
