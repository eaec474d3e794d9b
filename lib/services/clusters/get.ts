import { countRepairs } from '../../repositories/events';
import type { ClusterDetailDto } from '../../schemas/cluster';
import { userIdOf, type Context } from '../context';
import { clusterFor } from './allowed';
import { around } from './around';
import { clusterDto } from './dto';

/** A cluster of the actor's, or one that is shared with them. @throws DomainError not_found */
export async function getCluster(ctx: Context, { id }: { id: string }): Promise<ClusterDetailDto> {
  const row = await clusterFor(ctx, id, 'look');
  const [known, repairs] = await Promise.all([around(ctx), countRepairs(ctx.db, userIdOf(ctx), row.id)]);
  return { ...clusterDto(row, known), repairs };
}
