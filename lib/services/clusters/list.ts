import { listClustersOf } from '../../repositories/clusters';
import { currentHost } from '../../repositories/hosts';
import type { ClusterDto } from '../../schemas/cluster';
import { userIdOf, type Context } from '../context';
import { clusterDto } from './dto';

/** The actor's clusters, oldest first, those being deleted too. */
export async function listClusters(ctx: Context): Promise<ClusterDto[]> {
  const [rows, host] = await Promise.all([listClustersOf(ctx.db, userIdOf(ctx)), currentHost(ctx.db)]);
  return rows.map((row) => clusterDto(row, host, ctx.now()));
}
