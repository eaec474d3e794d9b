import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { awkward, clean, run } from './shell.fixture';
import { sampleInput, unpack } from './unpacked.fixture';

const { input } = sampleInput();
let unpacked: Awaited<ReturnType<typeof unpack>>;
beforeAll(async () => {
  unpacked = await unpack(input, { below: awkward });
});
afterAll(() => unpacked.remove());

const names = ['DOCKER_HOST', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH', 'DOCKER_VERSION'];
const show = names.map((name) => `if set -q ${name}; sh -c 'echo "$${name}"'; else; echo unset; end`).join('\n');
const none = ['unset', 'unset', 'unset', 'unset'];
const set = () => ['tcp://localhost:23760', '1', unpacked.bundle, '20.10.24+dfsg1'];
const fish = (script: string, cwd: string, argument = '') =>
  run(['fish', '--no-config', '-c', script, argument], { cwd });

test('by a relative path with spaces and quotes in it, an absolute one, and from its own folder', () => {
  const relative = path.join(awkward, 'demo', 'docker.fish');
  expect(fish(`source $argv[1]; ${show}`, unpacked.root, relative)).toEqual(clean(set()));
  expect(fish(`source $argv[1]; ${show}`, '/', path.join(unpacked.bundle, 'docker.fish'))).toEqual(clean(set()));
  expect(fish(`source docker.fish; ${show}`, unpacked.bundle)).toEqual(clean(set()));
});

test('twice, then undone twice, and all succeed', () => {
  const twice = `source docker.fish; and cd ..; and source demo/docker.fish; and ${show}`;
  const undo = `source demo/docker-undo.fish; and source demo/docker-undo.fish; and ${show}`;
  expect(fish(`${twice}\n${undo}`, unpacked.bundle)).toEqual(clean([...set(), ...none]));
});

test('nothing but the four variables stays behind', () => {
  const script = 'set -n >../before; set -n >../after; source docker.fish; set -n >../after; diff ../before ../after';
  const { lines } = fish(script, unpacked.bundle);
  const changed = lines.filter((line) => /^[<>]/.test(line));
  expect(changed.sort()).toEqual([...names].sort().map((name) => `> ${name}`));
});

test('a bundle without an engine version forgets the one before', async () => {
  const other = await unpack(sampleInput({ engineVersion: null }).input);
  try {
    const lines = ['tcp://localhost:23760', '1', other.bundle, 'unset'];
    const script = `source docker.fish; source $argv[1]; and ${show}`;
    expect(fish(script, unpacked.bundle, path.join(other.bundle, 'docker.fish'))).toEqual(clean(lines));
  } finally {
    await other.remove();
  }
});

test('without cert.pem beside it nothing is changed', () => {
  const alone = path.join(unpacked.root, 'alone');
  mkdirSync(alone);
  copyFileSync(path.join(unpacked.bundle, 'docker.fish'), path.join(alone, 'docker.fish'));
  const { lines, stderr } = fish(`source docker.fish; echo $status; ${show}`, alone);
  expect(lines).toEqual(['1', ...none]);
  expect(stderr).toContain('Nothing was changed');
});
