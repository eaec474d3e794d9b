import { env } from '../../env';
import { listAccounts } from '../../repositories/users';
import type { UserListDto } from '../../schemas/account';
import { requireAdmin, type Context } from '../context';

/** Everybody, oldest account first. @throws DomainError forbidden */
export async function listUsers(ctx: Context): Promise<UserListDto> {
  requireAdmin(ctx);
  const users = await listAccounts(ctx.db);
  return {
    users: users.map(({ id, email, role, maxClusters, maxSegments, disabledAt, createdAt, _count }) => ({
      id,
      email,
      role,
      clusters: _count.clusters,
      maxClusters,
      maxSegments,
      disabled: disabledAt !== null,
      createdAt: createdAt.toISOString(),
    })),
    defaults: { clusters: env().PUPPIS_MAX_CLUSTERS, segmentsPerCluster: env().PUPPIS_MAX_SEGMENTS },
  };
}
