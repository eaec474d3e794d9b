import type { Queries } from './client';

/** @throws when the database does not answer */
export async function ping(db: Queries): Promise<void> {
  await db.$queryRaw`SELECT 1`;
}
