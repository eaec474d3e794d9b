import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ciCommand } from '../domain/credential';
import { openDownload } from './download';
import { awkward, clean, run } from './shell.fixture';
import { sampleInput } from './unpacked.fixture';

const { input } = sampleInput();
let value: string;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), `puppis-ci-${awkward.replace(/[/]/g, '')}-`));
  value = (await text((await openDownload(input, 'ci', new Date())).stream)).trimEnd();
});
afterAll(() => rm(folder, { recursive: true }));

const names = ['DOCKER_HOST', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH', 'DOCKER_VERSION'];
const show = names.map((name) => `printenv ${name} || echo unset`).join('; ');
const none = ['unset', 'unset', 'unset', 'unset'];
const shells = [['bash'], ['dash'], ['zsh', '-f'], ['busybox', 'sh']].filter(([program]) =>
  ['/bin', '/usr/bin'].some((place) => existsSync(path.join(place, program!))),
);
const inShell = (shell: readonly string[], script: string) =>
  run([...shell, '-c', script], { cwd: folder, env: { PUPPIS_ACCESS: value, TMPDIR: folder } });

test('it is one line of base64', () => expect(value).toMatch(/^[A-Za-z0-9+/]+=*$/));

test.each(shells.map((shell) => [shell.join(' '), shell] as const))(
  '%s takes it, twice, and gives it back',
  (_, shell) => {
    const { lines, stderr, status } = inShell(shell, `set -eu; ${ciCommand}; ${ciCommand}; ${show}`);
    expect([stderr, status]).toEqual(['', 0]);
    const [host, verify, place = '', version] = lines;
    expect([host, verify, version]).toEqual(['tcp://localhost:23760', '1', '20.10.24+dfsg1']);
    expect(path.dirname(place)).toBe(folder);
    for (const [name, content] of [
      ['ca', input.caPem],
      ['cert', input.certPem],
      ['key', input.keyPem],
    ] as const)
      expect(readFileSync(path.join(place, `${name}.pem`), 'utf8')).toBe(content);
    expect(statSync(place).mode & 0o777).toBe(0o700);
    expect(statSync(path.join(place, 'key.pem')).mode & 0o777).toBe(0o600);
    const undone = `${ciCommand}; set -e; place=$DOCKER_CERT_PATH; puppis_undo; ${show}; [ ! -e "$place" ]; set +e; command -v puppis_undo`;
    expect(inShell(shell, `${undone} || true`)).toEqual(clean(none));
  },
);

test('where no folder can be made it fails and sets nothing', () => {
  const env = { PUPPIS_ACCESS: value, TMPDIR: path.join(folder, 'nowhere') };
  const { lines, status } = run(['bash', '-c', `${ciCommand} || { ${show}; exit 3; }`], { cwd: folder, env });
  expect([lines, status]).toEqual([none, 3]);
});

test('a credential without key has neither this nor a context', async () => {
  for (const format of ['ci', 'context'] as const)
    await expect(openDownload({ ...input, keyPem: null }, format, new Date())).rejects.toThrow(/Without its key/);
});
