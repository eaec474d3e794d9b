import { credentialLives, defaultLife, livesUpTo, type CredentialLife } from '../../domain/credential';
import { DomainError } from '../../domain/errors';
import { newId, newToken } from '../../domain/id';
import { env } from '../../env';
import { newSerial } from '../../pki/serial';
import { insertCredential } from '../../repositories/credentials';
import type { Context } from '../context';
import { ownCluster } from '../clusters/owned';
import { linkHash } from './link';

const linkLifeMs = 5 * 60 * 1000;

export interface IssuedLink {
  /** Streams the bundle once, within five minutes, to the same person. */
  path: string;
  fileName: string;
  /** When the certificate ends, ISO 8601. */
  expiresAt: string;
}

interface Wish {
  clusterId: string;
  name?: string;
  life?: CredentialLife;
}

/**
 * Issues a credential for the actor and a one-time link to its bundle. The key pair is made when the link is followed:
 * a private key is never stored.
 * @throws DomainError not_found, conflict (being deleted), invalid (beside the field `life`)
 */
export async function issueCredential(
  ctx: Context,
  { clusterId, name = '', life = defaultLife }: Wish,
): Promise<IssuedLink> {
  const cluster = await ownCluster(ctx, clusterId);
  if (cluster.deletedAt) throw new DomainError('conflict', `${cluster.name} is being deleted.`);
  const longest = env().PUPPIS_MAX_CREDENTIAL_LIFE;
  if (!livesUpTo(longest).includes(life))
    throw new DomainError('invalid', `A credential may live for ${credentialLives[longest].words} here.`, 'life');
  const createdAt = ctx.now();
  const expiresAt = new Date(createdAt.getTime() + credentialLives[life].ms);
  const token = newToken();
  await insertCredential(ctx.db, {
    id: newId(),
    clusterId: cluster.id,
    userId: cluster.ownerId,
    name,
    serial: newSerial(),
    createdAt,
    expiresAt,
    linkHash: linkHash(token),
    linkExpiresAt: new Date(createdAt.getTime() + linkLifeMs),
  });
  return { path: `/api/bundles/${token}`, fileName: `${cluster.name}.zip`, expiresAt: expiresAt.toISOString() };
}
