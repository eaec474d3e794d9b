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

/**
 * Says of connections whose end was never written that nobody knows it: for the gateway's start, which nothing is open before.
 */
export async function closeForgotten(db: Database): Promise<void> {
  await db.$executeRaw`
    UPDATE "AuditEntry" SET "detail" = json_set("detail", '$.cut', 'the gateway broke off')
    WHERE "action" = 'gateway.connection' AND "detail" NOT LIKE '%"ended":%' AND "detail" NOT LIKE '%"cut":%'`;
}

/** What to look for; everything where nothing is given. */
export interface AuditWhere {
  readonly actorName?: string;
  /** Any of these. */
  readonly actions?: readonly string[];
  readonly clusterId?: string;
  readonly clusterName?: string;
  readonly address?: string;
  readonly connectionId?: string;
  readonly from?: Date;
  /** Not included. */
  readonly until?: Date;
}

/** An entry's place among all. */
export type AuditPlace = Pick<AuditRow, 'id' | 'at'>;

export const findAuditPlace = (db: Queries, id: number): Promise<AuditPlace | null> =>
  db.auditEntry.findUnique({ where: { id }, select: { id: true, at: true } });

export const knowsCluster = async (db: Queries, clusterId: string): Promise<boolean> =>
  (await db.auditEntry.findFirst({ where: { clusterId }, select: { id: true } })) !== null;

/** The newest `take` entries before that place, newest first. Every index ends with `at`, so that none has to be sorted. */
export function listAudits(db: Queries, where: AuditWhere, before: AuditPlace | undefined, take: number) {
  const { actions, from, until, ...equal } = where;
  const older = before && [{ at: { lte: before.at } }, { NOT: { at: before.at, id: { gte: before.id } } }];
  return db.auditEntry.findMany({
    where: { ...equal, action: actions && { in: [...actions] }, at: { gte: from, lt: until }, AND: older },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take,
  });
}
export type AuditRow = Awaited<ReturnType<Database['auditEntry']['findMany']>>[number];

const mostRemoved = 5_000;

/** Removes those before `until`, some at a time: a single statement would keep everybody else from writing. */
export async function removeAudits(db: Database, until: Date): Promise<void> {
  for (let removed = mostRemoved; removed === mostRemoved;)
    removed = await db.$executeRaw`
      DELETE FROM "AuditEntry"
      WHERE "id" IN (SELECT "id" FROM "AuditEntry" WHERE "at" < ${until} LIMIT ${mostRemoved})`;
}
