import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createClient } from '@libsql/client';

/** A folder for data folders, and its removal. */
export function testFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), 'puppis-data-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export const databaseIn = (folder: string) => `file:${path.join(folder, 'puppis.db')}`;

/** The settings of an installation in `folder` whose secret is in its file, unless `more` gives one. */
export const settingsIn = (folder: string, more: Record<string, string> = {}) => ({
  PUPPIS_DATA_DIR: folder,
  DATABASE_URL: databaseIn(folder),
  PUPPIS_SECRET: '',
  ...more,
});

/** Makes this process's settings those, as long as nobody has read them yet. */
export const useSettings = (settings: Record<string, string>) => void Object.assign(process.env, settings);

/** Runs a program with `settings` from the project's folder to its end, whatever that is. */
export function runProgram(args: string[], settings: Record<string, string>) {
  const options = { env: { ...process.env, PUPPIS_LOG_LEVEL: 'info', ...settings } };
  return new Promise<{ code: unknown; output: string }>((resolve) =>
    execFile(process.execPath, args, options, (error, stdout, stderr) =>
      resolve({ code: error ? error.code : 0, output: stdout + stderr }),
    ),
  );
}

const beside = (name: string) => ['--import', pathToFileURL(path.join(import.meta.dirname, name)).href];

/** The same, held from when it has printed `line` until there is a file `until`. */
export const runHeld = (args: string[], settings: Record<string, string>, line: string, until: string) =>
  runProgram([...beside('hold-at-line.mjs'), ...args], { ...settings, HOLD_AT: line, HOLD_UNTIL: until });

/** The same, killed when it is about to seal so many texts. */
export const runKilled = (args: string[], settings: Record<string, string>, seals: number) =>
  runProgram([...beside('kill-at-seal.mjs'), ...args], { ...settings, KILL_AT_SEAL: String(seals) });

/** What every start does before the roles: checks the secret, migrates, makes what an installation has one of. */
export const prepareData = (settings: Record<string, string>, ...more: string[]) =>
  runProgram(['--import', 'tsx', 'scripts/start/prepare.ts', ...more], settings);

const fixture = path.join(import.meta.dirname, 'first-version');

/** What is known about the people and things in the first version's data folder. */
export const firstVersion = {
  /** Right after the last of it was written, while `token`'s link is good. */
  now: new Date('2026-11-24T22:02:06.000Z'),
  admin: { email: 'admin@example.org', password: 'first of all, me' },
  ada: { id: '5n4tx4t8yk3q', email: 'ada@example.org', password: 'correct horse battery' },
  webshop: '22kpicynv3fd',
  token: 'Tf_Xny-OLTsPoqAMbR-AC9ahYey34BHij6eqkhAENCE',
  /** What its sessions were encrypted with. */
  sessions: '49nFK3doYpXguo9fJAeC7IqddluyyWLBPbsDOh9xVPY',
};

/** Puts the first version's database and secret into `folder`. */
export async function unpackFirstVersion(folder: string): Promise<void> {
  const client = createClient({ url: databaseIn(folder) });
  await client.executeMultiple(readFileSync(path.join(fixture, 'puppis.sql'), 'utf8'));
  client.close();
  copyFileSync(path.join(fixture, 'secret'), path.join(folder, 'secret'));
  chmodSync(path.join(folder, 'secret'), 0o600);
}

/** Every file in `folder` with a hash of it, to see that nothing changed. */
export const contentsOf = (folder: string) =>
  readdirSync(folder)
    .sort()
    .map(
      (name) =>
        `${name} ${createHash('sha256')
          .update(readFileSync(path.join(folder, name)))
          .digest('hex')}`,
    );

/** Every row of every table. */
export async function allRows(url: string): Promise<Record<string, Record<string, unknown>[]>> {
  const client = createClient({ url });
  const tables = await client.execute(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`);
  const result: Record<string, Record<string, unknown>[]> = {};
  for (const name of tables.rows.map((row) => String(row.name)))
    result[name] = (await client.execute(`SELECT * FROM "${name}"`)).rows.map((row) => ({ ...row }));
  client.close();
  return result;
}
