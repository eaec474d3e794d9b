import type { Limits } from '../../domain/cluster';
import { notFound } from '../../domain/errors';
import { env } from '../../env';
import type { Queries } from '../../repositories/client';
import { limitsOf } from '../../repositories/limits';

/** What the person may have: their own limits where an administrator set them, else the installation's. */
export async function effectiveLimits(db: Queries, userId: string): Promise<Limits> {
  const own = await limitsOf(db, userId);
  if (!own) throw notFound('account');
  return {
    clusters: own.maxClusters ?? env().PUPPIS_MAX_CLUSTERS,
    segmentsPerCluster: own.maxSegments ?? env().PUPPIS_MAX_SEGMENTS,
  };
}
