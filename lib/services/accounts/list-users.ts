import { listAccounts } from '../../repositories/users';
import type { UserListDto } from '../../schemas/account';
import { requireAdmin, type Context } from '../context';
import { installationSettings } from '../installation/settings';

/** Everybody, oldest account first. @throws DomainError forbidden */
export async function listUsers(ctx: Context): Promise<UserListDto> {
  requireAdmin(ctx);
  const [users, installed] = await Promise.all([listAccounts(ctx.db), installationSettings(ctx.db)]);
  return {
    users: users.map(({ id, email, role, maxClusters, maxSegments, disabledAt, deletedAt, createdAt, _count }) => ({
      id,
      email,
      role,
      clusters: _count.clusters,
      maxClusters,
      maxSegments,
      disabled: disabledAt !== null,
      leaving: deletedAt !== null,
      createdAt: createdAt.toISOString(),
    })),
    defaults: { clusters: installed.maxClusters, segmentsPerCluster: installed.maxSegments },
  };
}
