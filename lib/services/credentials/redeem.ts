import type { Readable } from 'node:stream';
import { streamBundle } from '../../bundle/bundle';
import { DomainError } from '../../domain/errors';
import { env } from '../../env';
import { issueClient } from '../../pki/issue';
import { unseal } from '../../pki/seal';
import { loadSecret } from '../../pki/secret';
import { consumeLink, findByLink, type RedeemableRow } from '../../repositories/credentials';
import { userIdOf, type Context } from '../context';
import { linkHash } from './link';

const used = () =>
  new DomainError(
    'link_used',
    'This download link was used already or is older than five minutes. Click Get Access again for a new one.',
  );

function authorityOf({ cluster }: RedeemableRow) {
  if (!cluster.authority) throw new Error(`cluster ${cluster.id} has no authority`);
  const { certPem, sealedKey } = cluster.authority;
  return { certPem, keyPem: unseal(loadSecret(env()), { subject: cluster.id, purpose: 'cluster-ca' }, sealedKey) };
}

/**
 * Makes the key pair and certificate of an issued credential and streams the bundle (a zip).
 * @throws DomainError link_used: unknown, another person's, used or expired
 */
export async function redeemBundle(ctx: Context, token: string): Promise<{ fileName: string; stream: Readable }> {
  const hash = linkHash(token);
  const row = await findByLink(ctx.db, userIdOf(ctx), hash);
  if (!row) throw used();
  const now = ctx.now();
  const authority = authorityOf(row);
  const issued = issueClient(authority, {
    commonName: row.user.email,
    serial: row.serial,
    now,
    notAfter: row.expiresAt,
  });
  if (!(await consumeLink(ctx.db, hash, issued.fingerprint, now))) throw used();
  const bundle = {
    clusterName: row.cluster.name,
    host: env().PUPPIS_PUBLIC_HOST,
    port: row.cluster.gatewayPort,
    engineVersion: row.cluster.engineVersion,
    caPem: authority.certPem,
    caKeyPem: authority.keyPem,
    certPem: issued.certPem,
    keyPem: issued.keyPem,
    expiresAt: row.expiresAt,
    issuedTo: row.user.email,
    panelUrl: env().PUPPIS_PUBLIC_URL,
  };
  const stream = await streamBundle(bundle, now);
  return { fileName: `${row.cluster.name}.zip`, stream };
}
