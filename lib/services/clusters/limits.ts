import type { Limits } from '../../domain/cluster';
import { notFound } from '../../domain/errors';
import type { Queries } from '../../repositories/client';
import { limitsOf } from '../../repositories/limits';
import { installationSettings } from '../installation/settings';

/** What the person may have: their own limits where an administrator set them, else the installation's. */
export async function effectiveLimits(db: Queries, userId: string): Promise<Limits> {
  const own = await limitsOf(db, userId);
  if (!own) throw notFound('account');
  const installed = await installationSettings(db);
  return {
    clusters: own.maxClusters ?? installed.maxClusters,
    segmentsPerCluster: own.maxSegments ?? installed.maxSegments,
  };
}
