import type { Queries } from './client';

/** A person's own limits (null: the installation's), or null when there is no such account. */
export function limitsOf(db: Queries, userId: string) {
  return db.user.findUnique({ where: { id: userId }, select: { maxClusters: true, maxSegments: true } });
}
