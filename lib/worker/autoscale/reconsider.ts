import { regret } from '../../domain/autoscale-regret';
import { rulesWithin } from '../../domain/autoscale-rules';
import { joined } from '../../domain/words';
import { rulesOf, type AutoscaledRow } from '../../repositories/autoscale';
import { shrunkByAutoscale } from '../../repositories/autoscale-history';
import { keptOf } from '../../repositories/ordinals';
import { effectiveLimits } from '../../services/clusters/limits';
import { keepSamples, type Memory } from './memory';
import { sampleOf } from './sample';
import { takeBack } from './take-back';
import type { UsageByCluster } from '../sampler';
import type { Tools } from '../tools';

/** Looks at one that the autoscaler makes smaller just now: what still can, stays when it is wanted again. */
export async function reconsider(tools: Tools, row: AutoscaledRow, usage: UsageByCluster, memory: Memory) {
  const size = tools.plans.find(({ key }) => key === row.plan);
  if (!size || !(await shrunkByAutoscale(tools.db, row.id))) return; // a person's wish is theirs
  // Another worker may have decided it: that it is taken back shall be noticed all the same.
  Object.assign(memory, { segments: row.segments, shrunkTo: row.segments });
  keepSamples(memory, await sampleOf(tools, row, usage.get(row.id) ?? [], size), tools);
  const now = tools.now().getTime();
  const { segmentsPerCluster: limit } = await effectiveLimits(tools.db, row.ownerId);
  const rules = rulesWithin(rulesOf(row), limit);
  const kept = keptOf(row);
  const ordinals = row.segmentRows.map(({ ordinal }) => ordinal).filter((ordinal) => !kept.includes(ordinal));
  const reason = regret({ ...rules, now, samples: memory.samples, size }, kept, tools.times.autoscale);
  if (!reason || ordinals.length === 0 || kept.length + ordinals.length > rules.max) return;
  const names = joined(ordinals.map((ordinal) => `n${ordinal}`));
  const why = `${reason.why}; ${names} ${ordinals.length === 1 ? 'stays' : 'stay'} after all.`;
  await takeBack(tools, row, { job: 'autoscale', about: reason.about, ordinals, why });
}
