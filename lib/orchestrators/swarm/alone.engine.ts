import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultPlans } from '../../domain/plans';
import { eventually } from '../../testing/eventually';
import { testCluster, testProvider } from '../../testing/provider';
import { openMembers } from '../members';
import type { Members } from '../types';
import { createSwarm } from './swarm';

const swarm = createSwarm();
const cluster = testCluster('solo');
/** Swarm's least time for an election. */
const electionMs = 10_000;

let house: ReturnType<typeof testProvider>;
let members: Members;

const docker = (...args: string[]) => house.docker({ cluster, ordinal: 1 }, ...args);
const interval = () =>
  docker('info', '-f', '{{.Swarm.Cluster.Spec.Raft.SnapshotInterval}} {{.Swarm.Cluster.Spec.Labels}}');

/** How long n1 is away when it is killed, in ms. */
async function away(): Promise<number> {
  const began = performance.now();
  for (const verb of ['kill', 'start']) execFileSync('docker', [verb, `puppis-${cluster.id}-n1`]);
  await eventually(
    'n1 leads',
    () =>
      members
        .engine(1)
        .nodes(1_000)
        .then(Boolean, () => false),
    600_000,
    100,
  );
  return performance.now() - began;
}

/** Takes in n2 as a manager, and lets it go. */
async function comeAndGo(): Promise<void> {
  await swarm.join(members, 2, 'manager', 1);
  await eventually('two managers', async () => (await swarm.observe(members, [1, 2])).managers.length === 2);
  await swarm.setRole(members, 2, 'worker', 1);
  const { nodeId } = (await members.engine(2).info()).swarm;
  await swarm.leave(members, 2);
  await swarm.forget(members, nodeId!, 1);
}

beforeAll(async () => {
  house = testProvider();
  members = openMembers(house.provider, cluster);
  await house.provider.ensureNetwork(cluster);
  for (const ordinal of [1, 2]) {
    await house.provider.ensureSegment({ cluster, ordinal }, defaultPlans[0]!, 1);
    await eventually(`n${ordinal}`, () => members.engine(ordinal).ping(500));
  }
  await swarm.init(members, 1);
});
afterAll(() => {
  house.remove();
  expect(house.left()).toEqual({ containers: [], volumes: [], networks: [] });
});

test('a manager that is alone again starts without an election, at once and every time', async () => {
  docker('swarm', 'update', '--snapshot-interval', '5000');
  const alone = await away(); // most of it the engine's own start
  // More than it reads of its log in one go (64 KB): what comes after stands between it and the lead.
  docker('config', 'create', '--label', `long=${'x'.repeat(100_000)}`, 'long', '/etc/hostname');
  await comeAndGo();
  for (let round = 0; round < 3; round++) expect(await away()).toBeLessThan(alone + electionMs);
  expect(interval()).toBe('5000 map[]');
});

test('snapshots that are asked for at the same time leave the interval between them as it was', async () => {
  await Promise.all([1, 2, 3].map(() => members.engine(1).swarmSnapshot()));
  expect(interval()).toBe('5000 map[]');
});
