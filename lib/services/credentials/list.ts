import { endsSoon, type CredentialKind } from '../../domain/credential';
import { listCredentialsOf, type CredentialRow } from '../../repositories/credentials';
import type { CredentialDto } from '../../schemas/cluster';
import type { Context } from '../context';
import { ownCluster } from '../clusters/owned';

function stateOf(row: CredentialRow, now: Date): CredentialDto['state'] {
  if (row.revokedAt) return 'revoked';
  if (row.expiresAt <= now) return 'expired';
  return row.fingerprint ? 'active' : 'pending';
}

/** The cluster's credentials, newest first; links that nobody followed in time are left out. @throws DomainError not_found */
export async function listCredentials(ctx: Context, { clusterId }: { clusterId: string }): Promise<CredentialDto[]> {
  const cluster = await ownCluster(ctx, clusterId);
  const now = ctx.now();
  const rows = await listCredentialsOf(ctx.db, cluster.ownerId, cluster.id);
  return rows
    .filter((row) => row.fingerprint !== null || (row.linkExpiresAt !== null && row.linkExpiresAt > now))
    .map((row) => ({
      id: row.id,
      name: row.name,
      kind: row.kind as CredentialKind,
      subject: row.subject,
      serial: row.serial,
      fingerprint: row.fingerprint,
      email: row.user.email,
      createdAt: row.createdAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
      lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
      state: stateOf(row, now),
      endsSoon: stateOf(row, now) === 'active' && endsSoon(row.createdAt, row.expiresAt, now),
    }));
}
