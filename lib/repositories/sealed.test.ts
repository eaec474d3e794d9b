import { createClient } from '@libsql/client';
import { expect, test } from 'vitest';
import { testDatabase } from '../testing/database';
import { withSealed } from './sealed';

test('what was replaced after the database was busy is stored for good', async () => {
  await using base = await testDatabase();
  const key = 'engine-authority';
  await base.db.setting.create({ data: { key, value: 'old' } });
  const other = createClient({ url: base.url });
  const stored = async () => (await other.execute('SELECT "value" FROM "Setting"')).rows.map(({ value }) => value);
  await withSealed(
    base.url,
    async (store) => {
      for (const text of ['new', 'newer']) {
        const [row] = await store.list();
        const lock = await other.transaction('write');
        const replaced = store.replace(row!, text);
        setTimeout(() => lock.close(), 50); // it has found the lock by then, and comes again later
        expect(await replaced).toBe(true);
        expect(await stored()).toEqual([text]);
        expect(await store.replace(row!, 'never')).toBe(false);
        expect(await store.whileLocked((texts) => texts.map((sealed) => sealed.text))).toEqual([text]);
        await base.db.setting.updateMany({ data: { value: text } }); // others can write
      }
    },
    0,
  );
  other.close();
});

test('the lock is waited for, and held against everybody', async () => {
  await using base = await testDatabase();
  const other = createClient({ url: base.url, timeout: 0 });
  await withSealed(
    base.url,
    async (store) => {
      const lock = await other.transaction('write');
      setTimeout(() => lock.close(), 50);
      const write = () => other.execute(`INSERT INTO "Setting" VALUES ('any', 'x')`);
      const words = (error: { code: string }) => error.code;
      expect(await store.whileLocked(() => write().catch(words))).toBe('SQLITE_BUSY');
    },
    0,
  );
  other.close();
  expect(await base.db.setting.count()).toBe(0);
});
