import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultPlans } from '../domain/plans';
import { openMembers } from '../orchestrators/members';
import { createSwarm } from '../orchestrators/swarm/swarm';
import type { WorkerRow } from '../repositories/cluster-status';
import { eventually } from '../testing/eventually';
import { testCluster, testProvider } from '../testing/provider';
import { takenDown } from './taken-down';
import type { Tools } from './tools';

const house = testProvider();
const cluster = testCluster('fall');
const members = openMembers(house.provider, cluster);
const orchestrator = createSwarm();
const tools = { provider: house.provider, orchestrator } as Tools;
const row = { ...cluster, segments: 2, skipped: '' } as WorkerRow;
const start = async (ordinal: number) => {
  await house.provider.ensureSegment({ cluster, ordinal }, defaultPlans[0]!, 1);
  await eventually(`n${ordinal}`, () => members.engine(ordinal).ping(500));
};

beforeAll(async () => {
  await house.provider.ensureNetwork(cluster);
  await Promise.all([1, 2].map(start));
  await orchestrator.init(members, 1);
  await orchestrator.join(members, 2, 'manager', 1);
});
afterAll(() => {
  house.remove();
  expect(house.left()).toEqual({ containers: [], volumes: [], networks: [] });
});

test('one that was a manager a moment ago comes back as a worker, and the Swarm keeps its majority', async () => {
  const demoted = async () => {
    await orchestrator.setRole(members, 2, 'manager', 1);
    await orchestrator.setRole(members, 2, 'worker', 1);
    return (await orchestrator.certifiedRole(members, 2)) === 'manager';
  };
  await eventually('demoted, and a manager by its certificate still', demoted); // taken down now, it would come back as one
  await takenDown(tools, row, { ordinal: 2 }, new AbortController().signal);
  await start(2);
  expect(await orchestrator.certifiedRole(members, 2)).toBe('worker');
  const seen = await eventually('both ready', async () => {
    const found = await orchestrator.observe(members, [1, 2]);
    return found.members.every(({ ready }) => ready) && found;
  });
  expect(seen).toMatchObject({ leader: 1, managers: [1] });
});
