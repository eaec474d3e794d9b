import { insertAudit } from './audit';
import { keyIsKeptOut } from './ca-key';
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
 * None any more is taken once somebody who is to keep out has the key: they may still sign.
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
    await insertAudit(tx, {
      ...{ at, actorKind: 'system', actorName: 'gateway', action: 'credential.outside', cluster },
      ...{ subject: credential.subject || serial, detail: { credential: credential.id } },
    });
    return 'admitted';
  });
}

/** Whether somebody has the cluster's ca-key.pem who is no owner any more, or whose bundle was taken back. */
async function keyIsAstray(db: Queries, clusterId: string): Promise<boolean> {
  const takenBack = { clusterId, holdsCaKey: true, revokedAt: { not: null } };
  return (await db.credential.count({ where: takenBack })) > 0 || keyIsKeptOut(db, clusterId);
}
