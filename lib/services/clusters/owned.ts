import { notFound } from '../../domain/errors';
import type { Queries } from '../../repositories/client';
import { findCluster, type ClusterRow } from '../../repositories/clusters';
import { userIdOf, type Context } from '../context';

/** The actor's own cluster. @throws DomainError not_found, also for anybody else's */
export async function ownCluster(ctx: Context, id: string, db: Queries = ctx.db): Promise<ClusterRow> {
  const row = await findCluster(db, userIdOf(ctx), id);
  if (!row) throw notFound('cluster');
  return row;
}
