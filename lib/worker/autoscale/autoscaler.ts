import { decide } from '../../domain/autoscale';
import { rulesWithin } from '../../domain/autoscale-rules';
import type { AutoscaleState, Decision } from '../../domain/autoscale-state';
import { DomainError } from '../../domain/errors';
import {
  noteAutoscale,
  restingAutoscaled,
  rulesOf,
  shrinkingAutoscaled,
  type AutoscaledRow,
} from '../../repositories/autoscale';
import { autoscaleCluster } from '../../services/clusters/autoscale';
import { effectiveLimits } from '../../services/clusters/limits';
import { keepHistory } from './history';
import { countFailure, forgetFuture, forgetOld, judgeGrowth, keepSamples, noticeChange, type Memory } from './memory';
import { reconsider } from './reconsider';
import { sampleOf } from './sample';
import type { UsageByCluster } from '../sampler';
import type { Tools } from '../tools';

type Look = (tools: Tools, row: AutoscaledRow, usage: UsageByCluster, memory: Memory) => Promise<void>;

/** @returns looks at every cluster that scales by itself, once a call, with what its segments use now */
export function createAutoscaler(tools: Tools): (usage: UsageByCluster) => Promise<void> {
  const memories = new Map<string, Memory>();
  const lookAt = (row: AutoscaledRow, usage: UsageByCluster, look: Look) => {
    const memory = memories.get(row.id) ?? { samples: [], written: {}, regrets: 0 };
    memories.set(row.id, memory);
    forgetFuture(memory, tools.now().getTime(), tools.times.autoscale);
    return look(tools, row, usage, memory).catch((error: unknown) =>
      tools.log.warn({ err: error, cluster: row.id }, 'autoscale could not look'),
    );
  };
  return async (usage) => {
    const [resting, shrinking] = await Promise.all([restingAutoscaled(tools.db), shrinkingAutoscaled(tools.db)]);
    await Promise.all([
      ...resting.map((row) => lookAt(row, usage, atRest)),
      ...shrinking.map((row) => lookAt(row, usage, reconsider)),
    ]);
    forgetOld(memories, tools);
  };
}

/** Looks at one that is as it shall be, and changes what it shall be. Half a picture is none: it decides on the last whole one. */
async function atRest(tools: Tools, row: AutoscaledRow, usage: UsageByCluster, memory: Memory): Promise<void> {
  const size = tools.plans.find(({ key }) => key === row.plan);
  if (!size) return;
  const sample = await sampleOf(tools, row, usage.get(row.id) ?? [], size);
  const now = tools.now().getTime(); // not before the sample, which would be of the future
  noticeChange(memory, row.segments, now, tools.times.autoscale);
  judgeGrowth(memory, row.segments, now);
  keepSamples(memory, sample, tools);
  const { segmentsPerCluster: limit } = await effectiveLimits(tools.db, row.ownerId);
  const state = { ...memory, ...rulesWithin(rulesOf(row), limit), now, size, segments: row.segments, limit };
  const decision = await act(tools, row, state, memory);
  if (!decision) return;
  if (decision.why !== row.autoscaleNote) await noteAutoscale(tools.db, row.id, decision.why);
  await keepHistory(tools, row.id, state, decision, memory.written);
}

/** Decides, and writes the wish. @returns what came of it; undefined when somebody changed the cluster meanwhile */
async function act(
  tools: Tools,
  row: AutoscaledRow,
  state: AutoscaleState,
  memory: Memory,
): Promise<Decision | undefined> {
  const decision = decide(state, tools.times.autoscale);
  const { to, leaves, why } = decision;
  if (to === row.segments) return decision;
  const ctx = { actor: { kind: 'system', job: 'autoscale' } as const, db: tools.db, now: () => new Date(state.now) };
  try {
    if (!(await autoscaleCluster(ctx, { id: row.id, generation: row.generation, to, leaves, why }))) return undefined;
    remember(memory, row.segments, to, state.now);
    return decision;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const fewer = row.segments + Math.floor((to - row.segments) / 2);
    // Where the host has no room for all, some are better than none.
    if (error.code === 'no_room' && fewer > row.segments) return act(tools, row, { ...state, max: fewer }, memory);
    countFailure(memory, state.now);
    return { ...decision, to: row.segments, why: `${why} It could not be done: ${error.message}` };
  }
}

function remember(memory: Memory, from: number, to: number, now: number): void {
  memory.segments = to;
  if (to > from) Object.assign(memory, { growing: to, shrunkTo: undefined, lastGrowth: now });
  else Object.assign(memory, { shrunkTo: to, lastShrink: now });
}
