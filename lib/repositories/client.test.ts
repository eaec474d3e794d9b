import { createClient } from '@libsql/client';
import { expect, test } from 'vitest';
import { testDatabase } from '../testing/database';
import { openDatabase } from './client';

test('after a write that found the database busy, the next ones are seen by everybody, and others can write', async () => {
  await using base = await testDatabase();
  const db = openDatabase(base.url, 0);
  const write = (key: string) => db.setting.create({ data: { key, value: 'x' } });
  const other = createClient({ url: base.url });
  for (let round = 0; round < 3; round++) {
    const lock = await other.transaction('write');
    await expect(write(`busy-${round}`)).rejects.toMatchObject({ code: 'P1008' });
    await expect(db.$executeRaw`DELETE FROM "Setting"`).rejects.toThrow('BUSY');
    await lock.rollback();
    await write(`free-${round}`);
  }
  await base.db.setting.create({ data: { key: 'of another', value: 'x' } });
  const keys = (await base.db.setting.findMany({ orderBy: { key: 'asc' } })).map(({ key }) => key);
  expect(keys).toEqual(['free-0', 'free-1', 'free-2', 'of another']);
  other.close();
  await db.$disconnect();
});
