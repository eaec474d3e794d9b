/**
 * What a worker costs while nothing happens, on simulated engines: `tsx scripts/bench/reconcile.ts CLUSTERS` prints the percentage
 * of a core. The database and the worker are the real ones.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { segmentName } from '../../lib/domain/cluster';
import { ordinalsUpTo } from '../../lib/domain/ordinals';
import { defaultPlans } from '../../lib/domain/plans';
import { segmentAddress } from '../../lib/domain/subnets';
import { openLog } from '../../lib/log';
import { createSwarm } from '../../lib/orchestrators/swarm/swarm';
import type { ClusterRef, Engine, Provider, SegmentRef } from '../../lib/providers/types';
import { openAlarm } from '../../lib/repositories/alarm';
import { testDatabase } from '../../lib/testing/database';
import { testPerson } from '../../lib/testing/people';
import { runBackground } from '../../lib/worker/background';
import { runLoop } from '../../lib/worker/loop';
import { workerTimes, type Tools } from '../../lib/worker/tools';

const segments = 3;
const ordinals = ordinalsUpTo(segments);
const warmMs = 60_000;
const watchedMs = 60_000;

const nodeId = (cluster: ClusterRef, ordinal: number) => `${cluster.id}-${ordinal}`;

/** An engine that is a manager of a healthy Swarm, as far as a worker at rest asks. */
function engine({ cluster, ordinal }: SegmentRef) {
  const node = (one: number) => ({
    ...{ id: nodeId(cluster, one), hostname: segmentName(cluster.name, one), role: 'manager', state: 'ready' },
    ...{ availability: 'active', address: segmentAddress(cluster.subnet, one), leader: one === 1, labels: {} },
  });
  const swarm = { state: 'active', nodeId: nodeId(cluster, ordinal), control: true };
  return {
    ping: async () => true,
    info: async () => ({ version: '26', memoryBytes: 2 ** 30, cpus: 1, swarm }),
    nodes: async () => ordinals.map(node),
    belongings: async () => ({ containers: [], volumes: [], tasks: 0 }),
  } as unknown as Engine;
}

const provider = {
  engine,
  clusters: async () => [],
  mend: async () => [],
  host: async () => ({ id: 'h', name: 'h', cpus: 64, memoryBytes: 2 ** 40, engineVersion: '26', ipvs: true }),
  observe: async ({ subnet }: ClusterRef) => ({
    network: true,
    segments: ordinals.map((ordinal) => ({
      ...{ ordinal, volume: true, container: 'running', revision: 0, address: segmentAddress(subnet, ordinal) },
    })),
  }),
  usage: async (plans: ReadonlyMap<string, unknown>) =>
    new Map(
      [...plans.keys()].map((id) => [id, ordinals.map((ordinal) => ({ ordinal, cpuPercent: 1, memoryBytes: 1 }))]),
    ),
  watch: (_onChange: unknown, signal: AbortSignal) =>
    new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve())),
} as unknown as Provider;

const clusters = Number(process.argv[2]);
await using base = await testDatabase();
const { user } = await testPerson(base.db);
for (let index = 0; index < clusters; index++) {
  const subnet = `10.217.${index}.0/24`;
  const common = { id: `c${index}`, ownerId: user.id, name: `c${index}`, plan: 'small', segments, subnet };
  const status = { phase: 'active', activeAt: new Date(), endpointReadyAt: new Date(), observedGeneration: 1 };
  // Their passes are spread over the time between two looks, as they are after a while.
  const nextReconcileAt = new Date(Date.now() + (workerTimes.resync * index) / clusters);
  const data = { ...common, ...status, attemptedGeneration: 1, gatewayPort: 30_000 + index, nextReconcileAt };
  await base.db.cluster.create({ data });
}
const tools: Tools = {
  ...{ db: base.db, provider, orchestrator: createSwarm(), plans: defaultPlans, log: openLog('worker') },
  ...{ now: () => new Date(), times: workerTimes, holder: 'bench' },
};
const stop = new AbortController();
const alarm = openAlarm(base.url);
const running = Promise.all([runLoop(tools, stop.signal, alarm), runBackground(tools, stop.signal)]);
await delay(warmMs);
const before = process.cpuUsage();
await delay(watchedMs);
const { user: inUser, system } = process.cpuUsage(before);
console.log(((inUser + system) / 1000 / watchedMs) * 100);
stop.abort();
await running;
alarm.close();
