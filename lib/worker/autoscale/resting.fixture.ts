import { MB, minute, now as epoch, second } from '../../domain/autoscale.fixture';
import type { SegmentLoad, Waiting } from '../../domain/demand';
import { defaultPlans } from '../../domain/plans';
import { openLog } from '../../log';
import type { Usage } from '../../providers/types';
import { writeProgress, type SegmentStatus } from '../../repositories/cluster-status';
import { claim } from '../../repositories/leases';
import { keptOf } from '../../repositories/ordinals';
import { createCluster } from '../../services/clusters/create';
import { testDatabase } from '../../testing/database';
import { testHost, testPerson } from '../../testing/people';
import { workerTimes, type Tools } from '../tools';

/** What the engines say: tasks that wait, and of each segment by ordinal the share of its memory in use. */
interface Said {
  waiting: Waiting[];
  use: Record<number, number>;
}

const segment = (ordinal: number): SegmentStatus => ({
  ...{ ordinal, name: `tide-n${ordinal}`, address: '', role: 'manager', state: 'ready' },
  ...{ engineVersion: null, nodeId: `node-${ordinal}` },
});

/**
 * A cluster of that many small segments that scales by itself, in a database of its own, on a clock of its own, with engines that
 * say what `said` says. `reconcile`: writes what the worker's passes would.
 */
export async function restingCluster(segments: number, host: { memoryGiB?: number } = {}) {
  const base = await testDatabase();
  const { db } = base;
  await testHost(db, host);
  const clock = { now: epoch + minute };
  const now = () => new Date(clock.now);
  const { ctx } = await testPerson(db, now, { maxSegments: 5 });
  const { id } = await createCluster(ctx, { name: 'tide', plan: 'small', segments, autoscale: true });
  const said: Said = { waiting: [], use: {} };
  const row = () => db.cluster.findUniqueOrThrow({ where: { id } });
  const reconcile = async (phase: 'active' | 'shrinking' | 'error') => {
    const { ownerId, generation, ...spec } = await row();
    const lease = (await claim(db, id, 'test', now(), new Date(clock.now + minute)))!;
    const rests = phase === 'active' && { observedGeneration: generation, activeAt: now() };
    const status = { phase, reason: phase === 'error' ? 'No.' : null, attemptedGeneration: generation, ...rests };
    // What is given back is there until the cluster rests.
    const there = phase === 'active' && { segments: keptOf(spec).map(segment) };
    await writeProgress(db, lease, ownerId, { status, ...there, over: true });
  };
  await reconcile('active');
  const usage = async () => {
    const rows = await db.segment.findMany({ where: { clusterId: id } });
    const used = rows.map(({ ordinal }): Usage => {
      return { ordinal, cpuPercent: 1, memoryBytes: (said.use[ordinal] ?? 0.1) * 1024 * MB };
    });
    return new Map([[id, used]]);
  };
  /** Calls `look`, as a worker's, every ten seconds for so long. */
  const watch = async (look: (usage: ReadonlyMap<string, readonly Usage[]>) => Promise<void>, forMs: number) => {
    for (const until = clock.now + forMs; clock.now < until; clock.now += 10 * second) await look(await usage());
  };
  return { ...base, ctx, id, clock, said, row, reconcile, usage, watch, tools: toolsOf(db, now, said) };
}

function toolsOf(db: Tools['db'], now: () => Date, said: Said): Tools {
  const idle = (ordinal: number): Omit<SegmentLoad, 'used'> => ({ ordinal, tasks: [], bound: 0, fixed: 0 });
  const demand: Tools['orchestrator']['demand'] = async (_members, nodes) => {
    return { unready: 0, waiting: said.waiting, segments: [...nodes.keys()].map(idle) };
  };
  const tools = { db, now, orchestrator: { demand }, provider: {}, plans: defaultPlans, holder: 'test' };
  return { ...tools, times: workerTimes, log: openLog('worker') } as unknown as Tools;
}
