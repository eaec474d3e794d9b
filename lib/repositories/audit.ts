import { Prisma } from '../../prisma/sqlite/client/client';
import type { AuditAction, AuditActorKind, AuditDetail } from '../domain/audit';
import type { Database, Queries } from './client';

export interface NewAudit {
  readonly at: Date;
  readonly actorKind: AuditActorKind;
  readonly actorId?: string;
  /** An e-mail address or a job's name: it stays when the account goes. */
  readonly actorName: string;
  readonly action: AuditAction;
  readonly cluster?: { readonly id: string; readonly name?: string };
  /** What it was done to, by name or id. */
  readonly subject?: string;
  readonly address?: string;
  readonly detail?: AuditDetail;
  readonly connectionId?: string;
  /** An entry that is written again with the same key takes the first one's place. */
  readonly key?: string;
}

/** The same for `insertAudit` and the statement of `writeAudits`. */
const rowOf = ({ cluster, ...entry }: NewAudit) => ({
  at: entry.at,
  actorKind: entry.actorKind,
  actorId: entry.actorId ?? null,
  actorName: entry.actorName,
  action: entry.action,
  clusterId: cluster?.id ?? null,
  clusterName: cluster?.name ?? null,
  subject: entry.subject ?? '',
  address: entry.address ?? null,
  detail: JSON.stringify(entry.detail ?? {}),
  connectionId: entry.connectionId ?? null,
  key: entry.key ?? null,
});

export async function insertAudit(db: Queries, entry: NewAudit): Promise<void> {
  await db.auditEntry.create({ data: rowOf(entry) });
}

/**
 * Writes entries with keys, each key once, all of them or none, so that it may be called again when its outcome is unknown. One
 * statement of our own: Prisma's createMany keeps the process from everything else ten times as long.
 */
export async function writeAudits(db: Database, entries: readonly NewAudit[]): Promise<void> {
  const rows = entries.map((entry) => Prisma.sql`(${Prisma.join(Object.values(rowOf(entry)))})`);
  await db.$executeRaw`
    INSERT INTO "AuditEntry" ("at", "actorKind", "actorId", "actorName", "action", "clusterId", "clusterName",
      "subject", "address", "detail", "connectionId", "key")
    VALUES ${Prisma.join(rows)}
    ON CONFLICT ("key") DO UPDATE SET "detail" = excluded."detail"`;
}

/** What to look for; everything where nothing is given. */
export interface AuditWhere {
  readonly actorName?: string;
  /** An action, or the part of it before the dot. */
  readonly action?: string;
  /** A cluster by its id or its name. */
  readonly cluster?: string;
  readonly address?: string;
  readonly connectionId?: string;
  readonly from?: Date;
  /** Not included. */
  readonly until?: Date;
  /** Of this cluster only, whatever else is asked for. */
  readonly only?: string;
}

/** The newest `take` entries with id < `before`, newest first. */
export function listAudits(db: Queries, where: AuditWhere, before: number | undefined, take: number) {
  const { actorName, action, cluster, address, connectionId, from, until, only } = where;
  const kind = action !== undefined && !action.includes('.');
  return db.auditEntry.findMany({
    where: {
      ...{ clusterId: only, actorName, address, connectionId },
      action: kind ? { startsWith: `${action}.` } : action,
      at: { gte: from, lt: until },
      id: { lt: before },
      ...(cluster !== undefined && { OR: [{ clusterId: cluster }, { clusterName: cluster }] }),
    },
    orderBy: { id: 'desc' },
    take,
  });
}
export type AuditRow = Awaited<ReturnType<typeof listAudits>>[number];

export async function removeAudits(db: Database, before: Date): Promise<void> {
  await db.auditEntry.deleteMany({ where: { at: { lt: before } } });
}
