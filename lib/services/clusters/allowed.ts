import { DomainError, notFound } from '../../domain/errors';
import { whyMayNot, type Verb } from '../../domain/role';
import type { Queries } from '../../repositories/client';
import { findCluster, type ReachedRow } from '../../repositories/clusters';
import { userIdOf, type Context } from '../context';

/**
 * The cluster, for an actor who may do `verb` with it.
 * @throws DomainError not_found for strangers, forbidden for members whose role does not allow it
 */
export async function clusterFor(ctx: Context, id: string, verb: Verb, db: Queries = ctx.db): Promise<ReachedRow> {
  const row = await findCluster(db, userIdOf(ctx), id);
  if (!row) throw notFound('cluster');
  const reason = whyMayNot(row, verb);
  if (reason) throw new DomainError('forbidden', reason);
  return row;
}
