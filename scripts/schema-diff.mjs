/**
 * Prints the SQL that makes an empty SQLite database out of prisma/sqlite (`node scripts/schema-diff.mjs`), for writing
 * migrations. Runs Prisma's schema engine as WebAssembly: nothing is downloaded, no database is opened.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaLibSql } from '@prisma/adapter-libsql';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const filters = { externalTables: [], externalEnums: [] };

async function loadEngine() {
  const wasm = await readFile(path.join(root, 'node_modules/@prisma/schema-engine-wasm/schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': engine });
  engine.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
}

async function schemaFiles() {
  const names = ['prisma/sqlite/schema.prisma', 'prisma/models.prisma'];
  return Promise.all(
    names.map(async (name) => ({ path: name, content: await readFile(path.join(root, name), 'utf8') })),
  );
}

/** The script (SQL statements) from nothing to the schema as it stands in the working tree. */
export async function schemaSql() {
  await loadEngine();
  const files = await schemaFiles();
  const factory = bindMigrationAwareSqlAdapterFactory(new PrismaLibSql({ url: 'file::memory:' }));
  const schema = await engine.SchemaEngine.new(
    { datamodels: files.map((file) => [file.path, file.content]) },
    () => {},
    factory,
  );
  const result = await schema.diff({
    from: { tag: 'empty' },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: null,
    filters,
  });
  return result.stdout ?? '';
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(await schemaSql());
