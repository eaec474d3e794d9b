import type { Belongings } from '../domain/belongings';
import type { Database } from './client';

export const belongingsOf = (row: { readonly belongings: string | null }): Belongings | null =>
  row.belongings === null ? null : (JSON.parse(row.belongings) as Belongings);

/** The ready segments of clusters that have more than one: the only one of a cluster is never given back. */
export async function belongingSegments(db: Database) {
  const rows = await db.segment.findMany({
    where: { state: 'ready', cluster: { segmentRows: { some: { ordinal: { gt: 1 } } }, deletedAt: null } },
    select: { ordinal: true, belongings: true, cluster: { select: { id: true, name: true, subnet: true } } },
  });
  return rows.map((row) => ({ ...row, belongings: belongingsOf(row) }));
}
export type BelongingSegment = Awaited<ReturnType<typeof belongingSegments>>[number];

export async function recordBelongings(db: Database, clusterId: string, ordinal: number, found: Belongings) {
  await db.segment.updateMany({ where: { clusterId, ordinal }, data: { belongings: JSON.stringify(found) } });
}
