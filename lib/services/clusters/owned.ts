import { notFound } from '../../domain/errors';
import { findCluster, type ClusterRow } from '../../repositories/clusters';
import { userIdOf, type Context } from '../context';

/** The actor's own cluster. @throws DomainError not_found, also for anybody else's */
export async function ownCluster(ctx: Context, id: string): Promise<ClusterRow> {
  const row = await findCluster(ctx.db, userIdOf(ctx), id);
  if (!row) throw notFound('cluster');
  return row;
}
