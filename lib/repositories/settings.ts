import type { Queries } from './client';

/** The value of one fact about this installation, or undefined. */
export async function readSetting(db: Queries, key: string): Promise<string | undefined> {
  return (await db.setting.findUnique({ where: { key } }))?.value;
}

/** Those of the facts that are known, by key. */
export async function readSettings(db: Queries, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.setting.findMany({ where: { key: { in: [...keys] } } });
  return new Map(rows.map(({ key, value }) => [key, value]));
}

export async function writeSetting(db: Queries, key: string, value: string): Promise<void> {
  await db.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
}

export async function deleteSetting(db: Queries, key: string): Promise<void> {
  await db.setting.deleteMany({ where: { key } });
}

/** Deletes the fact if it still has this value; answers whether it did, to one of those who race. */
export async function takeSetting(db: Queries, key: string, value: string): Promise<boolean> {
  return (await db.setting.deleteMany({ where: { key, value } })).count === 1;
}
