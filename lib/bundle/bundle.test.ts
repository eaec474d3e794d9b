import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { streamBundle } from './bundle';
import type { BundleInput } from './details';
import { sampleInput, unpack } from './unpacked.fixture';

const now = new Date('2030-05-01T12:00:00Z');
const { input } = sampleInput({ expiresAt: new Date('2030-05-31T12:00:30Z') });
let unpacked: Awaited<ReturnType<typeof unpack>>;
beforeAll(async () => {
  unpacked = await unpack(input, { now });
});
afterAll(() => unpacked.remove());

const read = (name: string) => readFileSync(path.join(unpacked.bundle, name), 'utf8');
const ways = ['docker.env', 'docker.fish', 'docker.csh', 'docker.ps1', 'docker.cmd'];
const undos = ['docker-undo.env', 'docker-undo.fish', 'docker-undo.csh', 'docker-undo.ps1', 'docker-undo.cmd'];
const secrets = ['ca-key.pem', 'demo.dockercontext', 'key.pem'];

test('it unpacks to exactly these files, keys for their owner alone', () => {
  const plain = ['README.md', 'ca.pem', 'cert.pem', ...ways, ...undos];
  expect(readdirSync(unpacked.bundle).sort()).toEqual([...plain, ...secrets].sort());
  const modes = (names: string[]) => names.map((name) => statSync(path.join(unpacked.bundle, name)).mode & 0o777);
  expect(new Set(modes(secrets))).toEqual(new Set([0o600]));
  expect(new Set(modes(plain))).toEqual(new Set([0o644]));
});

test('the zip is sound, and every file carries the given date', () => {
  expect(execFileSync('unzip', ['-t', unpacked.zip], { encoding: 'utf8' })).toContain('No errors detected');
  const lines = execFileSync('unzip', ['-Z', '-T', unpacked.zip], { encoding: 'utf8' }).match(/^-rw.*$/gm);
  expect(lines).toHaveLength(16);
  expect(lines?.filter((line) => !line.includes('20300501.120000'))).toEqual([]);
});

test('the same input at the same time makes the same bytes', async () => {
  const hash = async () => {
    const bytes = await new Response(Readable.toWeb(await streamBundle(input, now)) as ReadableStream).arrayBuffer();
    return createHash('sha256').update(Buffer.from(bytes)).digest('hex');
  };
  expect(await hash()).toBe(createHash('sha256').update(readFileSync(unpacked.zip)).digest('hex'));
  expect(await hash()).toBe(await hash());
});

test('the certificates are the ones given', () => {
  expect([read('ca.pem'), read('ca-key.pem')]).toEqual([input.caPem, input.caKeyPem]);
  expect([read('cert.pem'), read('key.pem')]).toEqual([input.certPem, input.keyPem]);
});

test('without the keys that are not ours to give there is no trace of them', async () => {
  const bare = await unpack({ ...input, caKeyPem: null, keyPem: null }, { now });
  try {
    const plain = ['README.md', 'ca.pem', 'cert.pem', ...ways, ...undos];
    expect(readdirSync(bare.bundle).sort()).toEqual(plain.sort());
    const text = readFileSync(path.join(bare.bundle, 'README.md'), 'utf8');
    expect(text).toContain('Put your private key into this folder as `key.pem`');
    expect(text).not.toMatch(/ca-key|dockercontext|context import/);
  } finally {
    await bare.remove();
  }
});

test('every script ends with a newline and has the line ends of its shell', () => {
  for (const name of [...ways, ...undos]) {
    const [ending, other] = name.endsWith('.cmd') ? ['\r\n', /[^\r]\n/] : ['\n', /\r/];
    expect(read(name).endsWith(ending), name).toBe(true);
    expect(read(name), name).not.toMatch(other);
  }
});

test('docker.ps1 begins with DOCKER_HOST and finds its folder', () => {
  expect(read('docker.ps1').split('\n').slice(0, 4)).toEqual([
    '$Env:DOCKER_HOST = "tcp://localhost:23760"',
    '$Env:DOCKER_TLS_VERIFY = "1"',
    '$Env:DOCKER_CERT_PATH = $PSScriptRoot',
    '$Env:DOCKER_VERSION = "20.10.24+dfsg1"',
  ]);
});

test('docker.cmd sets the variables in the window that calls it', () => {
  const lines = read('docker.cmd').split('\r\n');
  expect(lines).toContain('@set "DOCKER_HOST=tcp://localhost:23760"');
  expect(lines).toContain('@set "DOCKER_CERT_PATH=%~dp0"');
  expect(lines).toContain('@set "DOCKER_VERSION=20.10.24+dfsg1"');
  expect(lines.filter((line) => line !== '' && !line.startsWith('@'))).toEqual([]);
});

test('each undo names every variable', () => {
  for (const name of undos)
    for (const variable of ['DOCKER_HOST', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH', 'DOCKER_VERSION'])
      expect(read(name), name).toContain(variable);
});

test('the README names every file, who, where and until when', () => {
  const text = read('README.md');
  for (const name of readdirSync(unpacked.bundle).filter((file) => file !== 'README.md'))
    expect(text, name).toContain(name.startsWith('docker-undo.') ? 'docker-undo.' : name);
  for (const fact of [
    'ada@example.org',
    'http://localhost:3000',
    'tcp://localhost:23760',
    '2030-05-31 12:00 UTC',
    'root',
  ])
    expect(text).toContain(fact);
});

test.each<Partial<BundleInput>>([
  { clusterName: "x'; rm -rf ~" },
  { clusterName: '../up' },
  { host: '$(id)' },
  { port: 1.5 },
])('%j is refused before anything is streamed', async (over) => {
  await expect(streamBundle({ ...input, ...over }, now)).rejects.toThrow(/No bundle can be made/);
});
