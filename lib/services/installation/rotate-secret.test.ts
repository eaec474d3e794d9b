import { readFileSync } from 'node:fs';
import path from 'node:path';
import { decode, encode } from 'next-auth/jwt';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadSecret } from '../../pki/secret';
import { readSecretFile } from '../../pki/secret-file';
import { seal, unseal } from '../../pki/seal';
import { openDatabase, type Database } from '../../repositories/client';
import { sealedPlaces } from '../../repositories/sealed';
import {
  allRows,
  databaseIn,
  firstVersion,
  prepareData,
  settingsIn,
  testFolder,
  unpackFirstVersion,
} from '../../testing/data-folder';
import { checkSecret } from './check-secret';
import { engineAuthority } from './engine-authority';
import { rotateSecret } from './rotate-secret';
import { sessionKey } from './session-key';

let place: ReturnType<typeof testFolder>;
let db: Database;
beforeEach(async () => {
  place = testFolder();
  await unpackFirstVersion(place.folder);
  await prepareData(settings());
  db = openDatabase(databaseIn(place.folder));
});
afterEach(async () => {
  await db.$disconnect();
  place.remove();
});

const settings = (more: Record<string, string> = {}) => settingsIn(place.folder, more);
const [now, before] = ['the secret of today, 32 signs or so', 'the secret of yesterday, 32 signs'];
const inFile = () => readSecretFile(path.join(place.folder, 'secret'))!;
const quick = { graceMs: 0 };

/** All that is sealed, opened. */
async function opened(given = settings()) {
  const secret = loadSecret(given);
  const people = await db.clusterAuthority.findMany({ orderBy: { clusterId: 'asc' } });
  const keys = people.map(({ clusterId: subject, sealedKey }) =>
    unseal(secret, { subject, purpose: 'cluster-ca' }, sealedKey),
  );
  return { keys, engines: await engineAuthority(db, secret), sessions: await sessionKey(db, secret) };
}
/** The beginning of every sealed text anywhere in the database: its version and which secret sealed it. */
async function seals() {
  const values = Object.values(await allRows(databaseIn(place.folder))).flatMap((rows) => rows.flatMap(Object.values));
  const texts = values.filter((value): value is string => /^v\d\.[\w-]+\.[\w-]+/.test(String(value)));
  return new Set(texts.map((text) => /^v1|^v2\.[\w-]+/.exec(text)![0]));
}

test('every column with sealed texts is known', async () => {
  const columns = Object.entries(await allRows(databaseIn(place.folder))).flatMap(([table, rows]) =>
    Object.keys(rows[0] ?? {}).map((column) => `${table}.${column}`),
  );
  const known = new Set(sealedPlaces.map(({ table, column }) => `${table}.${column}`));
  const models = readFileSync('prisma/models.prisma', 'utf8');
  const drawn = [...models.matchAll(/^model (\w+) \{([^}]*)\}/gm)].flatMap(([, table, body]) =>
    [...body!.matchAll(/^ {2}(\w+)/gm)].map(([, column]) => `${table}.${column}`),
  );
  expect([...columns, ...drawn].filter((name) => /\.\w*sealed/i.test(name) && !known.has(name))).toEqual([]);
  expect([...known].filter((name) => !drawn.includes(name))).toEqual([]);
});

test('with the file: another secret, everything sealed anew, nothing else changed', async () => {
  const [found, [old]] = [await opened(), inFile()];
  expect(await seals()).toContain('v1');
  expect(await rotateSecret(settings(), quick)).toBe(5);
  expect(inFile()).toHaveLength(1);
  expect(inFile()[0]!.equals(old!)).toBe(false);
  expect(await opened()).toEqual(found);
  expect(found.keys[0]).toContain('BEGIN PRIVATE KEY');
  const [mark] = seal(loadSecret(settings()), { subject: '', purpose: '' }, '').match(/^v2\.[\w-]+/)!;
  expect(await seals()).toEqual(new Set([mark]));
});

test('people stay signed in, unless they shall not', async () => {
  const token = { sub: firstVersion.ada.id, version: 1 };
  const cookie = await encode({ token, secret: firstVersion.sessions });
  const read = async () => decode({ token: cookie, secret: (await opened()).sessions });
  await rotateSecret(settings(), quick);
  expect(await read()).toMatchObject(token);
  await rotateSecret(settings(), { ...quick, endSessions: true });
  await expect(read()).rejects.toThrow('decryption operation failed');
});

test('broken off after any step it leaves an installation that opens, and the next one ends it', async () => {
  const found = await opened();
  let steps = 0;
  for (let broken = true; broken; steps++) {
    let heard = 0;
    const say = () => {
      if (heard++ === steps) throw new Error('broken off');
    };
    broken = await rotateSecret(settings(), { ...quick, say }).then(
      () => false,
      (error: Error) => error.message === 'broken off',
    );
    expect(await checkSecret(settings())).toBe(5);
    expect(await opened()).toEqual(found);
  }
  expect(steps).toBe(4);
  expect(inFile()).toHaveLength(1);
});

test('two at the same time leave one secret that opens everything', async () => {
  const found = await opened();
  await Promise.all([rotateSecret(settings(), quick), rotateSecret(settings(), quick)]);
  expect(await opened()).toEqual(found);
  await rotateSecret(settings(), quick);
  expect(inFile()).toHaveLength(1);
  expect(await opened()).toEqual(found);
});

test('a key that was sealed with the old secret meanwhile is not lost', async () => {
  const old = loadSecret(settings());
  const late = { clusterId: firstVersion.webshop };
  let written = false;
  const say = async (step: string) => {
    if (!step.startsWith('Waiting') || written) return;
    written = true;
    await db.clusterAuthority.update({
      where: late,
      data: { sealedKey: seal(old, { subject: late.clusterId, purpose: 'cluster-ca' }, 'a late key') },
    });
  };
  await rotateSecret(settings(), { ...quick, say });
  expect(inFile()).toHaveLength(1);
  expect((await opened()).keys).toContain('a late key');
});

test('with a given secret: the new one comes from the settings', async () => {
  const found = await opened();
  const moved = { PUPPIS_SECRET: before, PUPPIS_OLD_SECRET: 'file' };
  expect(await rotateSecret(settings(moved), quick)).toBe(5);
  expect(await opened(settings({ PUPPIS_SECRET: before }))).toEqual(found);
  await expect(rotateSecret(settings({ PUPPIS_SECRET: before }), quick)).rejects.toThrow(
    /PUPPIS_OLD_SECRET to the one/,
  );
  expect(await rotateSecret(settings({ PUPPIS_SECRET: now, PUPPIS_OLD_SECRET: before }), quick)).toBe(5);
  expect(await opened(settings({ PUPPIS_SECRET: now }))).toEqual(found);
  expect(await rotateSecret(settings({ PUPPIS_OLD_SECRET: now }), quick)).toBe(5); // and back to a file
  expect(await opened()).toEqual(found);
});

test('where nothing is stored yet there is nothing to rotate', async () => {
  const empty = testFolder();
  await expect(rotateSecret(settingsIn(empty.folder), quick)).rejects.toThrow(/Start Puppis once/);
  empty.remove();
});

test('an installation that a newer version has not migrated yet can change its secret', async () => {
  const older = testFolder();
  await unpackFirstVersion(older.folder);
  const old = readSecretFile(path.join(older.folder, 'secret'))!;
  expect(await rotateSecret(settingsIn(older.folder), quick)).toBeGreaterThan(0);
  const [fresh, ...rest] = readSecretFile(path.join(older.folder, 'secret'))!;
  expect(rest).toEqual([]);
  expect(fresh).not.toEqual(old[0]);
  older.remove();
});
