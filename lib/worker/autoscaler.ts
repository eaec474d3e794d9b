import { decide } from '../domain/autoscale';
import type { Decision } from '../domain/autoscale-state';
import { rulesWithin } from '../domain/autoscale-rules';
import type { DemandSample } from '../domain/demand';
import { DomainError } from '../domain/errors';
import type { Plan } from '../domain/plans';
import type { Usage } from '../providers/types';
import { noteAutoscale, restingAutoscaled, rulesOf, type AutoscaledRow } from '../repositories/autoscale';
import { autoscaleCluster } from '../services/clusters/autoscale';
import { effectiveLimits } from '../services/clusters/limits';
import { keepHistory, type Written } from './autoscale-history';
import type { UsageByCluster } from './sampler';
import type { Tools } from './tools';

/** What is remembered of a cluster, and forgotten with the worker: all it costs is the time to see it again. */
interface Memory {
  samples: DemandSample[];
  lastGrowth?: number;
  lastShrink?: number;
  failures?: { count: number; last: number };
  readonly written: Written;
}

/** @returns looks at every cluster that scales by itself and is at rest, once a call, with what its segments use now */
export function createAutoscaler(tools: Tools): (usage: UsageByCluster) => Promise<void> {
  const memories = new Map<string, Memory>();
  return async (usage) => {
    const rows = await restingAutoscaled(tools.db);
    await Promise.all(
      rows.map(async (row) => {
        const memory = memories.get(row.id) ?? { samples: [], written: {} };
        memories.set(row.id, memory);
        await look(tools, row, usage.get(row.id) ?? [], memory).catch((error: unknown) =>
          tools.log.warn({ err: error, cluster: row.id }, 'autoscale could not look'),
        );
      }),
    );
    forgetOld(memories, tools);
  };
}

/** A cluster that was not at rest for as long as any decision looks back begins anew. */
function forgetOld(memories: Map<string, Memory>, { now, times }: Tools) {
  const oldest = now().getTime() - lookBack(times.autoscale);
  for (const [id, { samples }] of memories) if ((samples.at(-1)?.at ?? 0) < oldest) memories.delete(id);
}

/** The longest stretch a decision is about, and the one sample before it that shows that it is covered. */
const lookBack = ({ quiet, hot, average, sample }: Tools['times']['autoscale']) =>
  Math.max(quiet, hot + average) + 2 * sample;

async function look(tools: Tools, row: AutoscaledRow, usage: readonly Usage[], memory: Memory): Promise<void> {
  const size = tools.plans.find(({ key }) => key === row.plan);
  const sample = size && (await sampleOf(tools, row, usage, size));
  if (!sample) return;
  const now = sample.at;
  memory.samples = [...memory.samples.filter(({ at }) => at >= now - lookBack(tools.times.autoscale)), sample];
  const { segmentsPerCluster: limit } = await effectiveLimits(tools.db, row.ownerId);
  const state = { ...memory, ...rulesWithin(rulesOf(row), limit), now, size, segments: row.segments, limit };
  const wish = decide(state, tools.times.autoscale);
  const decision = wish.to === row.segments ? wish : await carryOut(tools, row, wish, memory, now);
  if (decision.why !== row.autoscaleNote) await noteAutoscale(tools.db, row.id, decision.why);
  await keepHistory(tools, row.id, state, decision, memory.written);
}

/** Undefined when not every segment is known: half a picture decides nothing. */
async function sampleOf(tools: Tools, row: AutoscaledRow, usage: readonly Usage[], size: Plan) {
  const cluster = { id: row.id, name: row.name, subnet: row.subnet };
  const engine = (ordinal: number) => tools.provider.engine({ cluster, ordinal });
  const nodes = new Map(row.segmentRows.map(({ ordinal, nodeId }) => [ordinal, nodeId]));
  const demand = await tools.orchestrator.demand({ cluster, engine }, nodes);
  const loads = demand?.segments.flatMap((segment) => {
    const use = usage.find(({ ordinal }) => ordinal === segment.ordinal);
    return use ? { ...segment, used: usedOf(use, size) } : [];
  });
  if (!demand || loads?.length !== row.segments) return undefined;
  return { at: tools.now().getTime(), segments: loads, unready: demand.unready, waiting: demand.waiting };
}

const usedOf = ({ memoryBytes, cpuPercent }: Usage, { cpus }: Plan) => ({
  memoryBytes,
  cpus: (cpuPercent / 100) * cpus,
});

/** Writes the wish. @returns what came of it */
async function carryOut(
  tools: Tools,
  row: AutoscaledRow,
  decision: Decision,
  memory: Memory,
  now: number,
): Promise<Decision> {
  const { to, leaves, why } = decision;
  const ctx = { actor: { kind: 'system', job: 'autoscale' } as const, db: tools.db, now: tools.now };
  try {
    const done = await autoscaleCluster(ctx, { id: row.id, from: row.segments, to, leaves, why });
    if (done) Object.assign(memory, to > row.segments ? { lastGrowth: now } : { lastShrink: now });
    memory.failures = undefined;
    return decision;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    memory.failures = { count: (memory.failures?.count ?? 0) + 1, last: now };
    return { ...decision, to: row.segments, why: `${why} It could not be done: ${error.message}` };
  }
}
