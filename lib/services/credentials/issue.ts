import {
  bundleFileName,
  credentialLives,
  credentialTitle,
  defaultLife,
  livesUpTo,
  type BundleFormat,
  type CredentialLife,
} from '../../domain/credential';
import { DomainError } from '../../domain/errors';
import { newId, newToken } from '../../domain/id';
import { env } from '../../env';
import { keyOfRequest, RequestError } from '../../pki/request';
import { newSerial } from '../../pki/serial';
import { inTransaction } from '../../repositories/client';
import { insertCredential } from '../../repositories/credentials';
import { bundleSubjects, takeAttempt } from '../accounts/throttle';
import { audit } from '../audit/record';
import { clusterFor } from '../clusters/allowed';
import { userIdOf, type Context } from '../context';
import { installationSettings } from '../installation/settings';
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
  format?: BundleFormat;
  /** A PKCS #10 certificate request in PEM, of who keeps their own key. */
  request?: string;
}

/**
 * Issues a credential for the actor and a one-time link to its bundle. The key pair is made when the link is followed, unless
 * there is a request for one that the person has: a private key is never stored.
 * @param by the client's address (lib/auth/client-address.ts), and how many in a row are free
 * @throws DomainError not_found, forbidden, conflict (being deleted), invalid (beside the field `life`, `request` or
 *   `format`), too_many_attempts
 */
export async function issueCredential(
  ctx: Context,
  { clusterId, name = '', life = defaultLife, format = 'zip', request }: Wish,
  by: { address?: string; most?: number } = {},
): Promise<IssuedLink> {
  const cluster = await clusterFor(ctx, clusterId, 'access');
  if (cluster.deletedAt) throw new DomainError('conflict', `${cluster.name} is being deleted.`);
  const { maxCredentialLife: longest } = await installationSettings(ctx.db);
  if (!livesUpTo(longest).includes(life))
    throw new DomainError('invalid', `A credential may live for ${credentialLives[longest].words} here.`, 'life');
  if (request !== undefined && format !== 'zip')
    throw new DomainError('invalid', 'With a key of your own there is the zip only.', 'format');
  const requestedKey = request === undefined ? undefined : requestedKeyOf(request);
  await takeAttempt(ctx, bundleSubjects(userIdOf(ctx), by.address, by.most ?? env().PUPPIS_MAX_BUNDLES));
  const createdAt = ctx.now();
  const expiresAt = new Date(createdAt.getTime() + credentialLives[life].ms);
  const token = newToken();
  const credential = {
    id: newId(),
    clusterId: cluster.id,
    userId: userIdOf(ctx),
    name,
    kind: requestedKey ? ('requested' as const) : ('made' as const),
    requestedKey,
    serial: newSerial(),
    createdAt,
    expiresAt,
    linkHash: linkHash(token),
    linkExpiresAt: new Date(createdAt.getTime() + linkLifeMs),
  };
  const detail = { credential: credential.id, life };
  await inTransaction(ctx.db, async (tx) => {
    await insertCredential(tx, credential);
    await audit(tx, ctx, {
      action: 'credential.issue',
      cluster,
      subject: credentialTitle({ ...credential, subject: '' }),
      detail,
    });
  });
  return {
    path: `/api/bundles/${token}?format=${format}`,
    fileName: bundleFileName(cluster.name, format),
    expiresAt: expiresAt.toISOString(),
  };
}

function requestedKeyOf(request: string): string {
  try {
    return keyOfRequest(request).export({ type: 'spki', format: 'pem' }).toString();
  } catch (error) {
    if (error instanceof RequestError) throw new DomainError('invalid', error.message, 'request');
    throw error;
  }
}
