import { DomainError } from '../../domain/errors';
import { whyNoRoom } from '../../domain/plans';
import { env } from '../../env';
import { listClustersOf } from '../../repositories/clusters';
import type { CreateOptionsDto } from '../../schemas/cluster';
import { userIdOf, type Context } from '../context';
import { effectiveLimits } from './limits';
import { hostRoom } from './room';

/** What the create page needs to know: plans with why one cannot be had now, and the person's limits. */
export async function createOptions(ctx: Context): Promise<CreateOptionsDto> {
  const userId = userIdOf(ctx);
  const [own, limits] = await Promise.all([listClustersOf(ctx.db, userId), effectiveLimits(ctx.db, userId)]);
  const room = await hostRoom(ctx.db).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'not_ready') return undefined;
    throw error;
  });
  return {
    plans: env().PUPPIS_PLANS.map((plan) => ({ ...plan, unavailable: (room && whyNoRoom(plan, 1, room)) ?? null })),
    maxSegments: limits.segmentsPerCluster,
    maxClusters: limits.clusters,
    clusters: own.length,
  };
}
