import { inTransaction, type Database, type Queries } from './client';
import { appendEvent } from './events';

/** How many certificates that were signed outside a cluster knows at once. */
export const mostOutside = 100;

export interface OutsideCredential {
  id: string;
  clusterId: string;
  serial: string;
  /** As its certificate names it. */
  subject: string;
  fingerprint: string;
  createdAt: Date;
  expiresAt: Date;
}

export type Admission = 'admitted' | 'closed' | 'full' | 'another authority';

/**
 * Makes a certificate that was signed with a cluster's ca-key.pem a credential of the cluster's owner, unless it is one already.
 * None any more is taken once a bundle that held the key was taken back, or its holder is disabled: they may still sign.
 * @param isOf whether it was signed by the authority with this certificate (PEM)
 */
export function admitOutside(
  db: Database,
  credential: OutsideCredential,
  isOf: (certPem: string) => boolean,
): Promise<Admission> {
  const { clusterId, serial, createdAt: at } = credential;
  return inTransaction(db, async (tx) => {
    const cluster = await tx.cluster.findUnique({ where: { id: clusterId }, include: { authority: true } });
    if (!cluster?.authority || !isOf(cluster.authority.certPem)) return 'another authority';
    if (await tx.credential.findUnique({ where: { clusterId_serial: { clusterId, serial } } })) return 'admitted';
    if (await keyIsAstray(tx, clusterId)) return 'closed';
    const known = { clusterId, kind: 'outside', revokedAt: null, expiresAt: { gt: at } };
    if ((await tx.credential.count({ where: known })) >= mostOutside) return 'full';
    await tx.credential.create({ data: { ...credential, kind: 'outside', userId: cluster.ownerId } });
    const message = `A certificate signed outside was seen for the first time: ${credential.subject || serial}.`;
    await appendEvent(tx, { cluster, step: 'credential', message, at });
    return 'admitted';
  });
}

/** Whether somebody who may no longer use the cluster has its ca-key.pem. */
async function keyIsAstray(db: Queries, clusterId: string): Promise<boolean> {
  const astray = {
    clusterId,
    holdsCaKey: true,
    OR: [{ revokedAt: { not: null } }, { user: { disabledAt: { not: null } } }],
  };
  return (await db.credential.count({ where: astray })) > 0;
}
