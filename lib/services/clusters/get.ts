import type { ClusterDto } from '../../schemas/cluster';
import type { Context } from '../context';
import { clusterFor } from './allowed';
import { around } from './around';
import { clusterDto } from './dto';

/** A cluster of the actor's, or one that is shared with them. @throws DomainError not_found */
export async function getCluster(ctx: Context, { id }: { id: string }): Promise<ClusterDto> {
  const row = await clusterFor(ctx, id, 'look');
  return clusterDto(row, await around(ctx));
}
