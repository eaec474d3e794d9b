import { credentialState, endsSoon, type CredentialKind } from '../../domain/credential';
import type { CredentialRow } from '../../repositories/credentials';
import type { CredentialDto } from '../../schemas/cluster';

/** Not a link that nobody followed in time. */
export const isShown = (row: CredentialRow, now: Date): boolean =>
  row.fingerprint !== null || (row.linkExpiresAt !== null && row.linkExpiresAt > now);

export function credentialDto(
  row: CredentialRow,
  viewerId: string,
  now: Date,
  keptOut: ReadonlySet<string>,
): CredentialDto {
  const state = credentialState(row, now, keptOut);
  return {
    id: row.id,
    name: row.name,
    kind: row.kind as CredentialKind,
    subject: row.subject,
    serial: row.serial,
    fingerprint: row.fingerprint,
    email: row.user.email,
    own: row.userId === viewerId,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    lastUsedFrom: row.lastUsedFrom,
    state,
    endsSoon: state === 'active' && endsSoon(row.createdAt, row.expiresAt, now),
  };
}
