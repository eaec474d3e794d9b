import type { Queries } from './client';

export interface HostRow {
  id: string;
  name: string;
  cpus: number;
  memoryBytes: bigint;
  diskFreeBytes: bigint | null;
  engineVersion: string;
  ipvs: boolean;
  seenAt: Date;
}

/** The machine that segments run on, as the worker last saw it; null before it ever did. */
export const currentHost = (db: Queries): Promise<HostRow | null> => db.host.findFirst({ orderBy: { seenAt: 'desc' } });

export async function recordHost(db: Queries, host: HostRow): Promise<void> {
  await db.host.upsert({ where: { id: host.id }, create: host, update: host });
}
