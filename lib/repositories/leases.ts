import type { Queries, Database } from './client';

/** A claim on one cluster. Every write under it names the token; a lost lease writes nothing. */
export interface Lease {
  readonly clusterId: string;
  readonly holder: string;
  readonly token: number;
}

/** Nothing is meant to wait so long: a time further ahead was written before the clock was set back. */
const absurdMs = 3_600_000;
const absurd = (now: Date) => new Date(now.getTime() + absurdMs);

const free = (now: Date) => ({
  OR: [{ leaseUntil: null }, { leaseUntil: { lte: now } }, { leaseUntil: { gt: absurd(now) } }],
});

/** Ids of clusters that want a pass now and that nobody holds, the longest waiting first. */
export async function dueClusters(db: Database, now: Date, take: number): Promise<string[]> {
  const rows = await db.cluster.findMany({
    where: {
      AND: [
        free(now),
        {
          OR: [
            { nextReconcileAt: { lte: now } },
            { nextReconcileAt: { gt: absurd(now) } },
            { attemptedGeneration: { lt: db.cluster.fields.generation } },
          ],
        },
      ],
    },
    orderBy: { nextReconcileAt: 'asc' },
    select: { id: true },
    take,
  });
  return rows.map(({ id }) => id);
}

/** Claims the cluster for `holder` until `until`; null when somebody else holds it or it is gone. */
export async function claim(
  db: Queries,
  clusterId: string,
  holder: string,
  now: Date,
  until: Date,
): Promise<Lease | null> {
  const [row] = await db.cluster.updateManyAndReturn({
    where: { id: clusterId, ...free(now) },
    data: { leaseHolder: holder, leaseUntil: until, leaseToken: { increment: 1 } },
    select: { leaseToken: true },
  });
  return row ? { clusterId, holder, token: row.leaseToken } : null;
}

/** The cluster's row, as long as the lease is held. */
export const heldBy = ({ clusterId, holder, token }: Lease) => ({
  id: clusterId,
  leaseHolder: holder,
  leaseToken: token,
});

/** @returns false when the lease was lost: stop at once */
export async function renew(db: Queries, lease: Lease, until: Date): Promise<boolean> {
  return (await db.cluster.updateMany({ where: heldBy(lease), data: { leaseUntil: until } })).count === 1;
}
