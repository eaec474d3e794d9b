import { auditActions, type AuditAction, type AuditActorKind, type AuditDetail } from '../../domain/audit';
import { DomainError } from '../../domain/errors';
import { knowsCluster, type AuditRow, type AuditWhere } from '../../repositories/audit';
import type { AuditDto, AuditFilter } from '../../schemas/audit';
import { clusterFor } from '../clusters/allowed';
import { userIdOf, type Context } from '../context';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * What of the audit the actor may see and looks for: an administrator all of it, an owner that of one cluster,
 * which `cluster` names by its id.
 * @throws DomainError unauthenticated, not_found, forbidden
 */
export async function scopeOf(ctx: Context, filter: Partial<AuditFilter>): Promise<AuditWhere> {
  const { person, action, cluster, address, connection, from, to } = filter;
  const where = {
    ...{ actorName: person, actions: actionsOf(action), address, connectionId: connection },
    from: from === undefined ? undefined : new Date(from),
    until: to === undefined ? undefined : new Date(Date.parse(to) + dayMs),
  };
  if (ctx.actor.kind === 'user' && ctx.actor.role === 'admin') return { ...where, ...(await named(ctx, cluster)) };
  userIdOf(ctx);
  if (cluster === undefined)
    throw new DomainError(
      'forbidden',
      'Only an administrator sees the whole audit. Name a cluster of yours by its id.',
    );
  return { ...where, clusterId: (await clusterFor(ctx, cluster, 'keys')).id };
}

/** An action, or all of a kind. */
const actionsOf = (action: string | undefined) =>
  action === undefined
    ? undefined
    : Object.keys(auditActions).filter((one) => one === action || one.startsWith(`${action}.`));

/** Clusters are looked for by id or by name, which several may have had. */
async function named(ctx: Context, cluster: string | undefined): Promise<AuditWhere> {
  if (cluster === undefined) return {};
  return (await knowsCluster(ctx.db, cluster)) ? { clusterId: cluster } : { clusterName: cluster };
}

export const auditDto = (row: AuditRow): AuditDto => ({
  ...{ id: row.id, at: row.at.toISOString(), actorKind: row.actorKind as AuditActorKind, actor: row.actorName },
  ...{ action: row.action as AuditAction, clusterId: row.clusterId, clusterName: row.clusterName },
  ...{ subject: row.subject, address: row.address, connection: row.connectionId },
  detail: JSON.parse(row.detail) as AuditDetail,
});
