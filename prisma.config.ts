import { defineConfig } from 'prisma/config';

/** Only `prisma generate` reads this: migrations are applied by lib/repositories/migrate.ts, without a downloaded engine. */
export default defineConfig({
  schema: 'prisma/sqlite',
  migrations: { path: 'prisma/sqlite/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'file:./data/puppis.db' },
});
