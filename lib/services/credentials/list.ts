import { keptOutClusters } from '../../repositories/ca-key';
import { listCredentialsOf } from '../../repositories/credentials';
import type { CredentialDto } from '../../schemas/cluster';
import { clusterFor } from '../clusters/allowed';
import { userIdOf, type Context } from '../context';
import { credentialDto, isShown } from './dto';

/**
 * The cluster's credentials, newest first: everybody's for owners, else one's own. Links that nobody followed in time are
 * left out. @throws DomainError not_found
 */
export async function listCredentials(ctx: Context, { clusterId }: { clusterId: string }): Promise<CredentialDto[]> {
  await clusterFor(ctx, clusterId, 'look');
  const [viewerId, now] = [userIdOf(ctx), ctx.now()];
  const rows = await listCredentialsOf(ctx.db, viewerId, clusterId);
  const keptOut = await keptOutClusters(ctx.db, rows);
  return rows.filter((row) => isShown(row, now)).map((row) => credentialDto(row, viewerId, now, keptOut));
}
