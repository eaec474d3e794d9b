import { regret } from '../../domain/autoscale-regret';
import { rulesWithin } from '../../domain/autoscale-rules';
import { joined } from '../../domain/words';
import { noteAutoscale, rulesOf, type AutoscaledRow } from '../../repositories/autoscale';
import { recordDecision, shrunkByAutoscale } from '../../repositories/autoscale-history';
import { keptOf } from '../../repositories/ordinals';
import { keepSegments } from '../../services/clusters/keep-segments';
import { effectiveLimits } from '../../services/clusters/limits';
import { keepSamples, type Memory } from './memory';
import { sampleOf } from './sample';
import type { UsageByCluster } from '../sampler';
import type { Tools } from '../tools';

/** Looks at one that the autoscaler makes smaller just now: what still can, stays when it is wanted again. */
export async function reconsider(tools: Tools, row: AutoscaledRow, usage: UsageByCluster, memory: Memory) {
  const size = tools.plans.find(({ key }) => key === row.plan);
  if (!size || !(await shrunkByAutoscale(tools.db, row.id))) return; // a person's wish is theirs
  // Another worker may have decided it: that it is taken back shall be noticed all the same.
  Object.assign(memory, { segments: row.segments, shrunkTo: row.segments });
  keepSamples(memory, await sampleOf(tools, row, usage.get(row.id) ?? [], size), tools);
  const now = tools.now();
  const { segmentsPerCluster: limit } = await effectiveLimits(tools.db, row.ownerId);
  const rules = rulesWithin(rulesOf(row), limit);
  const kept = keptOf(row);
  const stay = row.segmentRows.map(({ ordinal }) => ordinal).filter((ordinal) => !kept.includes(ordinal));
  const state = { ...rules, now: now.getTime(), samples: memory.samples, size };
  const reason = regret(state, kept, tools.times.autoscale);
  const [from, to] = [kept.length, kept.length + stay.length];
  if (!reason || from === to || to > rules.max) return;
  const names = joined(stay.map((ordinal) => `n${ordinal}`));
  const why = `${reason.why}; ${names} ${stay.length === 1 ? 'stays' : 'stay'} after all.`;
  const ctx = { actor: { kind: 'system', job: 'autoscale' } as const, db: tools.db, now: () => now };
  if (!(await keepSegments(ctx, { id: row.id, from: kept, stay, why: `Autoscale: ${why}` }))) return;
  await noteAutoscale(tools.db, row.id, why);
  await recordDecision(tools.db, row.id, { at: now, about: reason.about, from, to, why });
}
