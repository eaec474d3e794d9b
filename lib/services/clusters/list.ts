import { listClustersFor } from '../../repositories/clusters';
import type { ClusterDto } from '../../schemas/cluster';
import { userIdOf, type Context } from '../context';
import { around } from './around';
import { clusterDto } from './dto';

/** The actor's clusters and those shared with them, oldest first, those being deleted too. */
export async function listClusters(ctx: Context): Promise<ClusterDto[]> {
  const [rows, known] = await Promise.all([listClustersFor(ctx.db, userIdOf(ctx)), around(ctx)]);
  return rows.map((row) => clusterDto(row, known));
}
