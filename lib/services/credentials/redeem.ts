import { createPublicKey } from 'node:crypto';
import { openDownload, type Download } from '../../bundle/download';
import { bundleFileName, credentialTitle, type BundleFormat } from '../../domain/credential';
import { DomainError } from '../../domain/errors';
import { env } from '../../env';
import type { Authority } from '../../pki/authority';
import { certifyClient, issueClient } from '../../pki/issue';
import { inTransaction } from '../../repositories/client';
import { consumeLink, findByLink, type RedeemableRow } from '../../repositories/credentials';
import { audit } from '../audit/record';
import { openAuthorityOf } from '../clusters/authority';
import { installationSettings } from '../installation/settings';
import { userIdOf, type Context } from '../context';
import { linkHash } from './link';

const used = () =>
  new DomainError(
    'link_used',
    'This download link was used already or is older than five minutes. Click Get Access again for a new one.',
  );

function authorityOf({ cluster }: RedeemableRow) {
  if (!cluster.authority) throw new Error(`cluster ${cluster.id} has no authority`);
  return openAuthorityOf(cluster.id, cluster.authority);
}

/** The certificate, and its key unless the holder has that. */
function certify(authority: Authority, { user, serial, expiresAt, requestedKey }: RedeemableRow, now: Date) {
  const request = { commonName: user.email, serial, now, notAfter: expiresAt };
  if (requestedKey === null) return issueClient(authority, request);
  return { ...certifyClient(authority, createPublicKey(requestedKey), request), keyPem: null };
}

/**
 * Makes the certificate of an issued credential, and its key pair, and streams the bundle. Of a key that the holder keeps there
 * is the zip only.
 * @throws DomainError link_used: unknown, another person's, used or expired
 */
export async function redeemBundle(
  ctx: Context,
  token: string,
  wish: BundleFormat = 'zip',
): Promise<Download & { fileName: string }> {
  const hash = linkHash(token);
  const row = await findByLink(ctx.db, userIdOf(ctx), hash);
  if (!row) throw used();
  const now = ctx.now();
  const format = row.requestedKey === null ? wish : 'zip';
  const authority = authorityOf(row);
  const issued = certify(authority, row, now);
  const holdsCaKey = row.owned && format === 'zip' && (await installationSettings(ctx.db)).caKeyInBundles;
  const { id: credential, cluster } = row;
  await inTransaction(ctx.db, async (tx) => {
    if (!(await consumeLink(tx, hash, { fingerprint: issued.fingerprint, holdsCaKey }, now))) throw used();
    const detail = { credential, format };
    await audit(tx, ctx, { action: 'credential.download', cluster, subject: credentialTitle(row), detail });
  });
  const bundle = {
    clusterName: row.cluster.name,
    host: env().PUPPIS_PUBLIC_HOST,
    port: row.cluster.gatewayPort,
    engineVersion: row.cluster.engineVersion,
    caPem: authority.certPem,
    caKeyPem: holdsCaKey ? authority.keyPem : null,
    certPem: issued.certPem,
    keyPem: issued.keyPem,
    expiresAt: row.expiresAt,
    issuedTo: row.user.email,
    panelUrl: env().PUPPIS_PUBLIC_URL,
  };
  return { fileName: bundleFileName(row.cluster.name, format), ...(await openDownload(bundle, format, now)) };
}
