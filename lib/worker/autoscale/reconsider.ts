import { ripeWaiting, waitWords } from '../../domain/autoscale';
import { joined } from '../../domain/words';
import type { AutoscaledRow } from '../../repositories/autoscale';
import { recordDecision } from '../../repositories/autoscale-history';
import { keptOf } from '../../repositories/ordinals';
import { keepSegments } from '../../services/clusters/keep-segments';
import { keepSamples, type Memory } from './memory';
import { sampleOf } from './sample';
import type { UsageByCluster } from '../sampler';
import type { Tools } from '../tools';

/** Looks at one that the autoscaler makes smaller just now: what still can, stays when tasks wait for it again. */
export async function reconsider(tools: Tools, row: AutoscaledRow, usage: UsageByCluster, memory: Memory) {
  const size = tools.plans.find(({ key }) => key === row.plan);
  if (!size || memory.shrunkTo !== row.segments) return; // a person's wish is theirs
  const sample = await sampleOf(tools, row, usage.get(row.id) ?? [], size);
  keepSamples(memory, sample, tools);
  const now = tools.now();
  const state = { now: now.getTime(), samples: memory.samples };
  const [ripe] = sample ? ripeWaiting(state, sample, tools.times.autoscale) : [];
  const kept = keptOf(row);
  const stay = row.segmentRows.map(({ ordinal }) => ordinal).filter((ordinal) => !kept.includes(ordinal));
  if (!ripe || stay.length === 0) return;
  const names = joined(stay.map((ordinal) => `n${ordinal}`));
  const why = `${waitWords(ripe)}; ${names} ${stay.length === 1 ? 'stays' : 'stay'} after all.`;
  const ctx = { actor: { kind: 'system', job: 'autoscale' } as const, db: tools.db, now: tools.now };
  await keepSegments(ctx, { id: row.id, from: kept, stay, why: `Autoscale: ${why}` });
  const [from, to] = [kept.length, kept.length + stay.length];
  await recordDecision(tools.db, row.id, { at: now, about: 'waiting', from, to, why });
}
