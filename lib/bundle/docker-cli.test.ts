import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import path from 'node:path';
import tls from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { issueServer } from '../pki/issue';
import { sampleInput, unpack } from './unpacked.fixture';

/** Every docker client of this machine: Debian's, and one installed beside it. */
const clients = ['/usr/bin/docker', '/usr/local/bin/docker'].filter((file) => existsSync(file));

const sample = sampleInput({ host: '127.0.0.1' });
const seen: { authorized: boolean; serial: string; request: string }[] = [];
let door: tls.Server;
let unpacked: Awaited<ReturnType<typeof unpack>>;

/** Where the bundle points: it notes who knocked and what for, and hangs up. */
async function openDoor(): Promise<number> {
  const names = ['127.0.0.1'];
  const { certPem, keyPem } = issueServer(sample.authority, { commonName: 'gateway', names, now: new Date(), days: 1 });
  const options = { cert: certPem, key: keyPem, ca: sample.input.caPem, requestCert: true, rejectUnauthorized: false };
  door = tls.createServer(options, (socket) => {
    const serial = socket.getPeerCertificate().serialNumber.toLowerCase();
    socket.once('data', (data) => {
      seen.push({ authorized: socket.authorized, serial, request: data.toString().split('\r\n')[0]! });
      socket.destroy();
    });
    socket.on('error', () => socket.destroy());
  });
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  return (door.address() as AddressInfo).port;
}

beforeAll(async () => {
  unpacked = await unpack({ ...sample.input, port: await openDoor() }, { below: 'a folder' });
});
afterAll(async () => {
  door.close();
  await unpacked.remove();
});

test('there is a docker client to try', () => expect(clients).not.toEqual([]));

describe.each(clients)('%s', (docker) => {
  let config: string;
  beforeEach(async () => {
    seen.length = 0;
    config = await mkdtemp(path.join(unpacked.root, 'config-'));
  });
  afterEach(() => rm(config, { recursive: true }));

  const env = () => ({
    ...{ NODE_ENV: 'test' as const, PATH: '/usr/bin:/bin', HOME: config },
    DOCKER_CONFIG: config,
    DOCKER: docker,
  });
  /** Not synchronous: the door answers from this very process. */
  const knock = (...command: [string, ...string[]]) =>
    new Promise<string>((resolve) => {
      execFile(command[0], command.slice(1), { env: env(), cwd: unpacked.bundle }, (_, stdout, stderr) =>
        resolve(stdout + stderr),
      );
    });
  const cameIn = () => {
    expect(seen).not.toEqual([]);
    expect(new Set(seen.map(({ authorized, serial }) => `${authorized} ${serial}`))).toEqual(
      new Set([`true ${sample.serial}`]),
    );
    expect(seen[0]?.request).toMatch(/^(HEAD|GET) \/_ping HTTP\/1\.1$/);
  };

  test.each(['bash', 'dash', 'zsh'])(
    'after docker.env in %s it trusts the door and shows our certificate',
    async (shell) => {
      await knock(shell, '-c', '. ./docker.env; "$DOCKER" version');
      cameIn();
    },
  );

  test('after docker.fish it does, too', async () => {
    await knock('fish', '--no-config', '-c', 'source docker.fish; $DOCKER version');
    cameIn();
  });

  test('the context is imported whole, and leads to the same door', async () => {
    execFileSync(docker, ['context', 'import', 'puppis-demo', 'demo.dockercontext'], {
      env: env(),
      cwd: unpacked.bundle,
      stdio: 'pipe',
    });
    const shown = execFileSync(docker, ['context', 'inspect', 'puppis-demo'], { env: env(), encoding: 'utf8' });
    const [context] = JSON.parse(shown) as [Record<string, Record<string, unknown>>];
    expect(context.Metadata).toEqual({ Description: 'Docker Swarm cluster demo' });
    expect(context.Endpoints?.docker).toMatchObject({ SkipTLSVerify: false });
    expect(context.TLSMaterial).toEqual({ docker: ['ca.pem', 'cert.pem', 'key.pem'] });
    await knock(docker, '--context', 'puppis-demo', 'version');
    cameIn();
  });

  test('DOCKER_HOST beats a context until the undo script ran', async () => {
    execFileSync(docker, ['context', 'create', 'elsewhere', '--docker', 'host=tcp://127.0.0.1:9'], {
      env: env(),
      stdio: 'pipe',
    });
    await knock('dash', '-c', 'export DOCKER_CONTEXT=elsewhere; . ./docker.env; "$DOCKER" version');
    cameIn();
    seen.length = 0;
    const undone = await knock(
      'dash',
      '-c',
      'export DOCKER_CONTEXT=elsewhere; . ./docker.env; . ./docker-undo.env; "$DOCKER" version',
    );
    expect(undone).toContain('127.0.0.1:9');
    expect(seen).toEqual([]);
  });
});
