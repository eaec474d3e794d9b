import { keptOutClusters } from '../../repositories/ca-key';
import { listCredentialsOfUser } from '../../repositories/credentials';
import { roleIn } from '../../repositories/reach';
import type { OwnCredentialDto } from '../../schemas/cluster';
import { userIdOf, type Context } from '../context';
import { credentialDto, isShown } from './dto';

/**
 * The actor's credentials of all clusters, newest first, also of those that are no longer shared with them (all revoked).
 * @throws DomainError unauthenticated
 */
export async function listOwnCredentials(ctx: Context): Promise<OwnCredentialDto[]> {
  const [userId, now] = [userIdOf(ctx), ctx.now()];
  const rows = await listCredentialsOfUser(ctx.db, userId);
  const keptOut = await keptOutClusters(ctx.db, rows);
  return rows
    .filter((row) => isShown(row, now))
    .map((row) => {
      const { id, name, owner, members, ownerId } = row.cluster;
      const cluster = { id, name, holder: owner.email, shared: ownerId !== userId };
      const open = roleIn(row.cluster, userId, members[0]) !== undefined;
      return { ...credentialDto(row, userId, now, keptOut), cluster: { ...cluster, open } };
    });
}
