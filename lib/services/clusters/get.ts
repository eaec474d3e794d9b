import { currentHost } from '../../repositories/hosts';
import type { ClusterDto } from '../../schemas/cluster';
import type { Context } from '../context';
import { clusterDto } from './dto';
import { ownCluster } from './owned';

/** One of the actor's clusters. @throws DomainError not_found */
export async function getCluster(ctx: Context, { id }: { id: string }): Promise<ClusterDto> {
  const row = await ownCluster(ctx, id);
  return clusterDto(row, await currentHost(ctx.db), ctx.now());
}
