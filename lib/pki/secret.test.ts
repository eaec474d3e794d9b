import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deriveSecret, knownSecrets, loadSecret } from './secret';
import { makeSecretFile, readSecretFile, replaceSecretFile } from './secret-file';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'puppis-secret-'));
  file = path.join(folder, 'secret');
});
afterEach(() => rmSync(folder, { recursive: true }));

const modeOf = (name: string) => statSync(name).mode & 0o777;

test('a given secret is used, and no file is made', () => {
  const given = { PUPPIS_SECRET: 'x'.repeat(40), PUPPIS_DATA_DIR: folder };
  expect(loadSecret(given).map((secret) => secret.length)).toEqual([32]);
  expect(loadSecret(given)).toEqual(loadSecret({ ...given, PUPPIS_DATA_DIR: '/nowhere' }));
  expect(loadSecret(given)).not.toEqual(loadSecret({ ...given, PUPPIS_SECRET: 'y'.repeat(40) }));
  expect(readdirSync(folder)).toEqual([]);
});

test('reading makes none', () => {
  expect(() => loadSecret({ PUPPIS_DATA_DIR: folder })).toThrow(/There is no secret in .*\/secret\. Start Puppis with/);
  expect(knownSecrets({ PUPPIS_DATA_DIR: folder })).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
});

test('one is made once, in a folder that need not be there, for the owner alone', () => {
  const made = path.join(folder, 'data/secret');
  makeSecretFile(made);
  const secret = loadSecret({ PUPPIS_DATA_DIR: path.dirname(made) });
  expect(secret.map(({ length }) => length)).toEqual([32]);
  makeSecretFile(made);
  expect(loadSecret({ PUPPIS_DATA_DIR: path.dirname(made) })).toEqual(secret);
  expect(readdirSync(path.dirname(made))).toEqual(['secret']);
  expect(modeOf(made)).toBe(0o600);
  expect(modeOf(path.dirname(made))).toBe(0o700);
});

test.each(['short\n', '', `${'A'.repeat(43)}\nshort\n`])(
  'a damaged file (%j) is an error and is left as it is',
  (text) => {
    writeFileSync(file, text);
    expect(() => loadSecret({ PUPPIS_DATA_DIR: folder })).toThrow(/does not hold a secret/);
    expect(() => makeSecretFile(file)).toThrow(/does not hold a secret/);
    expect(readFileSync(file, 'utf8')).toBe(text);
  },
);

test('a file is replaced at once, for the owner alone, also behind a link', () => {
  makeSecretFile(file);
  const link = path.join(folder, 'link');
  symlinkSync(file, link);
  const secrets = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  replaceSecretFile(link, secrets);
  expect(readSecretFile(file)).toEqual(secrets);
  expect(loadSecret({ PUPPIS_DATA_DIR: folder })).toEqual(secrets);
  expect(modeOf(file)).toBe(0o600);
  expect(readdirSync(folder).sort()).toEqual(['link', 'secret']);
});

test('the secret before opens as well, out of the settings or the file', () => {
  makeSecretFile(file);
  const [now, before] = [{ PUPPIS_SECRET: 'x'.repeat(40) }, { PUPPIS_SECRET: 'y'.repeat(40) }];
  const place = { PUPPIS_DATA_DIR: folder };
  const of = (settings: object) => loadSecret({ ...place, ...settings });
  expect(of({ ...now, PUPPIS_OLD_SECRET: before.PUPPIS_SECRET })).toEqual([...of(now), ...of(before)]);
  expect(of({ ...now, PUPPIS_OLD_SECRET: 'file' })).toEqual([...of(now), ...of({})]);
  expect(of({ PUPPIS_OLD_SECRET: before.PUPPIS_SECRET })).toEqual([...of({}), ...of(before)]);
});

test('processes that start together agree', async () => {
  const data = path.join(folder, 'data');
  const source = path.join(import.meta.dirname, 'secret-file.ts');
  const script = `import(${JSON.stringify(source)}).then(({ makeSecretFile, readSecretFile }) => {
    makeSecretFile(${JSON.stringify(`${data}/secret`)});
    process.stdout.write(readSecretFile(${JSON.stringify(`${data}/secret`)})[0].toString('hex'));
  })`;
  const start = () => promisify(execFile)(process.execPath, ['--import', 'tsx', '--eval', script]);
  const answers = await Promise.all([start(), start(), start(), start()]);
  expect(new Set(answers.map(({ stdout }) => stdout))).toEqual(
    new Set([loadSecret({ PUPPIS_DATA_DIR: data })[0].toString('hex')]),
  );
  expect(readdirSync(data)).toEqual(['secret']);
});

test('derived secrets differ by label and by secret', () => {
  makeSecretFile(file);
  const secret = loadSecret({ PUPPIS_DATA_DIR: folder });
  const other = loadSecret({ PUPPIS_SECRET: 'x'.repeat(40), PUPPIS_DATA_DIR: folder });
  expect(deriveSecret(secret, 'sessions')).toMatch(/^[\w-]{43}$/);
  expect(deriveSecret(secret, 'sessions')).toBe(deriveSecret(secret, 'sessions'));
  expect(deriveSecret(secret, 'sessions')).not.toBe(deriveSecret(secret, 'links'));
  expect(deriveSecret(secret, 'sessions')).not.toBe(deriveSecret(other, 'sessions'));
});
