import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestRegistry } from '../../../scripts/engine/test-registry.mjs';
import { defaultPlans } from '../../domain/plans';
import { eventually } from '../../testing/eventually';
import { testCluster, testProvider } from '../../testing/provider';
import { openMembers } from '../members';
import type { Members } from '../types';
import { createSwarm } from './swarm';

const swarm = createSwarm();
const cluster = testCluster('pair');
const onHost = (...args: string[]) => execFileSync('docker', args, { encoding: 'utf8' });

let registry: Awaited<ReturnType<typeof startTestRegistry>>;
let house: ReturnType<typeof testProvider>;
let members: Members;

const docker = (ordinal: number, ...args: string[]) => house.docker({ cluster, ordinal }, ...args);
const taskOn = (ordinal: number) =>
  docker(ordinal, 'ps', '-q', '--filter', 'label=com.docker.swarm.service.name=agent');
const missed = async () => (await swarm.interruption(members, 2, 1))?.services;

beforeAll(async () => {
  registry = await startTestRegistry();
  house = testProvider({ registryMirror: registry.mirrorUrl });
  members = openMembers(house.provider, cluster);
  await house.provider.ensureNetwork(cluster);
  for (const ordinal of [1, 2]) {
    await house.provider.ensureSegment({ cluster, ordinal }, defaultPlans[0]!, 1);
    await eventually(`n${ordinal}`, () => members.engine(ordinal).ping(500));
  }
  await swarm.init(members, 1);
  await swarm.join(members, 2, 'worker', 1);
  docker(1, 'service', 'create', '--name', 'agent', '--mode', 'global', 'busybox', 'sleep', '9999');
});
afterAll(async () => {
  house.remove();
  await registry.stop();
  expect(house.left()).toEqual({ containers: [], volumes: [], networks: [] });
});

test('what ran on a segment that was away runs again only when its own engine says so', async () => {
  const before = taskOn(2);
  await swarm.interrupt(members, 2, 1);
  expect(await missed()).toEqual([]);
  onHost('kill', `puppis-${cluster.id}-n2`);
  expect(await missed()).toEqual(['agent']); // whatever Swarm's list says, now and on the whole way back
  expect(await swarm.degraded(members, 1, 1)).toEqual(['agent']);
  onHost('start', `puppis-${cluster.id}-n2`);
  await eventually('agent as before', async () => (await missed())?.length === 0, 120_000, 5);
  expect(taskOn(2)).toMatch(/^[0-9a-f]{12}$/);
  expect(taskOn(2)).not.toBe(before);
  expect(await swarm.degraded(members, 1, 1)).toEqual([]);
  await swarm.resume(members, 2, 1);
  expect(await missed()).toBeUndefined();
});
