import { afterEach, beforeEach, expect, test } from 'vitest';
import { minute, second } from '../domain/autoscale.fixture';
import { autoscaleTimes } from '../domain/autoscale-state';
import type { ObservedMembers } from '../orchestrators/types';
import { recordBelongings } from '../repositories/belongings';
import { workerRow } from '../repositories/cluster-status';
import { getAutoscaleHistory } from '../services/clusters/autoscale-history';
import { listEvents } from '../services/clusters/events';
import { scaleCluster } from '../services/clusters/scale';
import { createAutoscaler } from './autoscale/autoscaler';
import { restingCluster } from './autoscale/resting.fixture';
import { drained } from './drained';
import { workerTimes, type Tools } from './tools';

let tide: Awaited<ReturnType<typeof restingCluster>>;

beforeEach(async () => {
  tide = await restingCluster(2);
});
afterEach(() => tide.remove());

const told = 'n2 stays after all: web found no other place within 0 s.';

/** Drains n2 in vain, and no time is left. */
async function drain() {
  const member = { ordinal: 2, answering: true, member: true, draining: true, tasks: 1, displaced: ['web'] };
  const observe = async (): Promise<ObservedMembers> => {
    return { members: [member], managers: [], voters: [], counted: [], strangers: [] };
  };
  const tools = { ...tide.tools, orchestrator: { observe }, times: { ...workerTimes, drain: 0 } } as unknown as Tools;
  await drained(tools, (await workerRow(tide.db, tide.id))!, 2, new AbortController().signal);
}

async function newest() {
  const { decisions } = await getAutoscaleHistory(tide.ctx, { id: tide.id });
  return decisions[0];
}
const events = async () => (await listEvents(tide.ctx, { id: tide.id })).map(({ message }) => message);

test('that a shrink of the autoscaler was taken back is a decision, and its last word', async () => {
  const times = { ...workerTimes, autoscale: { ...autoscaleTimes, quiet: minute } };
  await tide.watch(createAutoscaler({ ...tide.tools, times }), minute + 10 * second);
  expect(await newest()).toMatchObject({ from: 2, to: 1 });
  await drain();
  expect(await newest()).toMatchObject({ from: 1, to: 2, why: told });
  expect(await tide.row()).toMatchObject({ segments: 2, autoscaleNote: told });
  expect(await events()).toContain(told);
});

test('that a person’s was is an event and no more', async () => {
  await recordBelongings(tide.db, tide.id, 2, { containers: [], volumes: [] });
  await scaleCluster(tide.ctx, { id: tide.id, segments: 1 });
  await drain();
  expect(await tide.row()).toMatchObject({ segments: 2, autoscaleNote: null });
  expect(await events()).toContain(told);
  expect(await newest()).toBeUndefined();
});
