import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import type { StoredRules } from '../../domain/autoscale-rules';
import { DomainError } from '../../domain/errors';
import { rowOfRules, rulesOf } from '../../repositories/autoscale';
import type { autoscaleRulesInput } from '../../schemas/cluster';
import type { Context } from '../context';
import { changeCluster } from './change';
import { effectiveLimits } from './limits';

/**
 * Sets within what bounds, and at what use, a cluster scales by itself.
 * @throws DomainError not_found, forbidden, conflict, limit_reached, invalid (the last two beside the field)
 */
export async function setAutoscaleRules(ctx: Context, input: z.infer<typeof autoscaleRulesInput>): Promise<void> {
  const { id, ...rules } = input;
  await changeCluster(ctx, id, async (row, db) => {
    if (isDeepStrictEqual(rulesOf(row), rules)) return undefined;
    const { segmentsPerCluster: limit } = await effectiveLimits(db, row.ownerId);
    checkBounds(row.name, rules, limit);
    const message = `Autoscale: ${words(rules, limit)}.`;
    return { action: 'cluster.autoscale-rules', detail: { ...rules }, change: rowOfRules(rules), message };
  });
}

function checkBounds(name: string, { min, max }: StoredRules, limit: number): void {
  const field = min > limit ? 'min' : max !== null && max > limit ? 'max' : undefined;
  if (field) throw new DomainError('limit_reached', `${name} may have up to ${limit} segments.`, field);
  if (max !== null && max < min) throw new DomainError('invalid', 'The maximum is below the minimum.', 'max');
}

const words = ({ min, max, memoryTarget, cpuTarget, shrink }: StoredRules, limit: number) =>
  `from ${min} to ${max ?? limit} segments, at ${memoryTarget} % of memory or ${cpuTarget} % of CPU${shrink ? '' : ', never fewer by itself'}`;
