import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { awkward, clean, run } from './shell.fixture';
import { sampleInput, unpack } from './unpacked.fixture';

/** docker.env and docker-undo.env in the real shells. Debian has all of them. */
const shells = {
  bash: ['bash', '--norc', '--noprofile'],
  'bash as sh': ['bash', '--posix', '--norc', '--noprofile'],
  dash: ['dash'],
  zsh: ['zsh', '-f'],
  'zsh as sh': ['zsh', '--emulate', 'sh', '-f'],
};

const { input } = sampleInput();
let unpacked: Awaited<ReturnType<typeof unpack>>;
beforeAll(async () => {
  unpacked = await unpack(input, { below: awkward });
});
afterAll(() => unpacked.remove());

const show = `printf '%s\\n' "\${DOCKER_HOST-unset}" "\${DOCKER_TLS_VERIFY-unset}" "\${DOCKER_CERT_PATH-unset}" "\${DOCKER_VERSION-unset}"`;
const none = ['unset', 'unset', 'unset', 'unset'];
const set = (folder = unpacked.bundle) => ['tcp://localhost:23760', '1', folder, '20.10.24+dfsg1'];

type Place = { cwd?: string; argument?: string };
/** Runs `script` in a shell; $1 is `argument`. */
const sh = (shell: readonly string[], script: string, { cwd = unpacked.root, argument = '' }: Place = {}) =>
  run([...shell, '-c', script, 'test', argument], { cwd });

describe.each(Object.entries(shells))('%s', (_, shell) => {
  test('by a relative path, with spaces and quotes in it', () => {
    const relative = path.relative(unpacked.root, path.join(unpacked.bundle, 'docker.env'));
    expect(sh(shell, `. "$1"; ${show}`, { argument: `./${relative}` })).toEqual(clean(set()));
    const above = path.join('..', awkward, 'demo', 'docker.env');
    expect(sh(shell, `. "$1"; ${show}`, { argument: above, cwd: path.dirname(unpacked.bundle) })).toEqual(clean(set()));
  });

  test('from its own folder, and by an absolute path from elsewhere', () => {
    expect(sh(shell, `. ./docker.env; ${show}`, { cwd: unpacked.bundle })).toEqual(clean(set()));
    const absolute = path.join(unpacked.bundle, 'docker.env');
    expect(sh(shell, `. "$1"; ${show}`, { argument: absolute, cwd: '/' })).toEqual(clean(set()));
  });

  test('twice, under set -eu, with CDPATH, other descriptors, and then undone twice', () => {
    const prepare = 'CDPATH=/usr:/; exec 3</dev/null 9</dev/null; set -euf; cd "$1" >/dev/null';
    const twice = `. ./docker.env; cd ..; . ./demo/docker.env; ${show}`;
    const undo = `. ./demo/docker-undo.env; . ./demo/docker-undo.env; ${show}`;
    const all = sh(shell, `${prepare}; ${twice}; ${undo}`, { argument: unpacked.bundle });
    expect(all).toEqual(clean([...set(), ...none]));
  });

  test('in a subshell and in a function', () => {
    const source = `(. ./docker.env; ${show}); load() { . ./docker.env; }; load; ${show}`;
    expect(sh(shell, source, { cwd: unpacked.bundle })).toEqual(clean([...set(), ...set()]));
  });

  test('from a script that is itself sourced, and with another bundle before it', async () => {
    const other = await unpack(sampleInput({ clusterName: 'other', port: 23761, engineVersion: null }).input);
    try {
      const outer = path.join(unpacked.root, 'outer.sh');
      writeFileSync(outer, `. "$1/docker.env"\n. "${other.bundle}/docker.env"\n${show}\n. "$1/docker.env"\n${show}\n`);
      const lines = ['tcp://localhost:23761', '1', other.bundle, 'unset', ...set()];
      expect(sh(shell, `. ${outer}`, { argument: unpacked.bundle, cwd: other.bundle })).toEqual(clean(lines));
    } finally {
      await other.remove();
    }
  });

  test('nothing but the four variables stays behind, exported, and options are as before', () => {
    const state = (name: string) => `set >${name}; set -o >${name}-options; echo "$-" >>${name}-options`;
    const script = `cd "$1"; ${state('../before')}; . ./docker.env; ${state('../after')}; ${show} >/dev/null
      env | grep -c '^DOCKER_'; command -v _puppis_folder || echo gone`;
    expect(sh(shell, script, { argument: unpacked.bundle })).toEqual(clean(['4', 'gone']));
    const read = (name: string) => readFileSync(path.join(path.dirname(unpacked.bundle), name), 'utf8');
    const names = (name: string) => new Set(read(name).match(/^[A-Za-z]\w*(?==)/gm));
    const added = [...names('after')].filter((name) => !names('before').has(name));
    expect(added.filter((name) => name !== 'PIPESTATUS').sort()).toEqual([
      'DOCKER_CERT_PATH',
      'DOCKER_HOST',
      'DOCKER_TLS_VERIFY',
      'DOCKER_VERSION',
    ]);
    expect(read('after-options')).toBe(read('before-options'));
  });

  test('without cert.pem beside it nothing is changed and the shell goes on', () => {
    const alone = path.join(unpacked.root, 'alone');
    mkdirSync(alone, { recursive: true });
    cpSync(path.join(unpacked.bundle, 'docker.env'), path.join(alone, 'docker.env'));
    const { lines, stderr, status } = sh(shell, `. ./docker.env; echo "status $?"; ${show}`, { cwd: alone });
    rmSync(alone, { recursive: true });
    expect({ lines, status }).toEqual({ lines: ['status 1', ...none], status: 0 });
    expect(stderr).toContain('Nothing was changed');
  });
});

test('dash is not misled by other files that are open, even those of another bundle', async () => {
  const other = await unpack(sampleInput({ port: 23761 }).input);
  try {
    const script = `. "$1"; ${show}`.replaceAll("'", "'\\''");
    const held = `10</dev/null 14<"${other.bundle}/docker.env" 3<"${other.bundle}/docker.env"`;
    const argument = path.join(unpacked.bundle, 'docker.env');
    const dash = `exec dash -c '${script}' test "$1" ${held}`;
    expect(sh(shells.bash, dash, { argument, cwd: other.bundle })).toEqual(clean(set()));
  } finally {
    await other.remove();
  }
});

test.each([
  ['bash', 'shopt -s expand_aliases failglob'],
  ['zsh', 'setopt aliases warn_create_global ksharrays noclobber'],
] as const)("%s with its user's own options, functions and aliases", (name, options) => {
  const mine = `${options}; set -eu; cd() { echo went; }; pwd() { echo here; }; alias pwd=date`;
  const script = `${mine}\n. "$1"\n${show}`;
  const argument = path.join(unpacked.bundle, 'docker.env');
  expect(sh(shells[name], script, { argument, cwd: '/' })).toEqual(clean(set()));
});

test('dash without descriptors to look at takes the current folder, if it is the bundle', async () => {
  const other = await unpack(sampleInput().input);
  try {
    // A pipe has no path: as good as a system without /proc.
    const piped = `cat "$1" | dash -c '. /dev/stdin; ${show.replaceAll("'", "'\\''")}'`;
    const argument = path.join(unpacked.bundle, 'docker.env');
    expect(sh(shells.bash, piped, { argument, cwd: unpacked.bundle })).toEqual(clean(set()));
    expect(sh(shells.bash, piped, { argument, cwd: other.bundle }).lines).toEqual(none);
  } finally {
    await other.remove();
  }
});

test('an engine that names itself oddly gets no say', async () => {
  const engineVersion = "20.10'; touch owned; '";
  const odd = await unpack(sampleInput({ engineVersion }).input);
  try {
    const lines = ['tcp://localhost:23760', '1', odd.bundle, 'unset'];
    expect(sh(shells.dash, `. ./docker.env; ${show}`, { cwd: odd.bundle })).toEqual(clean(lines));
    expect(existsSync(path.join(odd.bundle, 'owned'))).toBe(false);
  } finally {
    await odd.remove();
  }
});
