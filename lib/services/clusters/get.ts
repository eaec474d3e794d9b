import type { ClusterDto } from '../../schemas/cluster';
import type { Context } from '../context';
import { around } from './around';
import { clusterDto } from './dto';
import { ownCluster } from './owned';

/** One of the actor's clusters. @throws DomainError not_found */
export async function getCluster(ctx: Context, { id }: { id: string }): Promise<ClusterDto> {
  const row = await ownCluster(ctx, id);
  return clusterDto(row, await around(ctx));
}
