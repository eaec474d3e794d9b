import { spawn, spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../common/run.mjs';
import { canInstall, findProgram, installDebian } from './debian.mjs';
import { uploadImage } from './registry-upload.mjs';

const applets =
  'sh ash cat cp date dd df echo env false grep head hostname httpd id ip ls mkdir mv nc netstat nslookup ping printf ps pwd ' +
  'rm sed seq sleep sort stat stty tail tar tee test touch tr true tty uname vi wc wget whoami yes';

/**
 * A registry of Debian's docker-registry with a busybox image in it, for segments to take as their mirror: there
 * `docker run busybox` is a real pull on a machine that reaches no other registry.
 * @param {{ log?: (line: string) => void }} options
 * @returns {Promise<{ mirrorUrl: string, stop: () => Promise<void> }>} the URL is one that segments reach
 */
export async function startTestRegistry({ log = () => {} } = {}) {
  await ensurePrograms(log);
  const folder = await mkdtemp(path.join(tmpdir(), 'puppis-registry-'));
  const address = hostAddress();
  const port = await freePort(address);
  const mirrorUrl = `http://${address}:${port}`;
  await writeFile(path.join(folder, 'config.yml'), configuration(path.join(folder, 'storage'), `${address}:${port}`));
  const child = spawn('docker-registry', ['serve', path.join(folder, 'config.yml')], { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('close', resolve).once('error', resolve));
  const stop = async () => {
    child.kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await answers(mirrorUrl, ended);
    const tar = await busyboxRoot(path.join(folder, 'root'));
    const config = { Cmd: ['sh'], Env: ['PATH=/bin:/usr/bin:/sbin:/usr/sbin'] };
    await uploadImage(mirrorUrl, 'library/busybox', ['latest', '1'], tar, config);
  } catch (error) {
    await stop();
    throw error;
  }
  log(`Registry with a busybox image: ${mirrorUrl}`);
  return { mirrorUrl, stop };
}

async function ensurePrograms(log) {
  const missing = ['docker-registry', 'busybox'].filter((name) => !findProgram(name));
  if (missing.length === 0) return;
  if (!(await canInstall()))
    throw new Refusal(`This needs ${missing.join(' and ')} (on Debian: docker-registry, busybox-static).`);
  const packages = missing.map((name) => (name === 'busybox' ? 'busybox-static' : name));
  log(`Installing ${packages.join(', ')}.`);
  await installDebian(packages);
}

/** An address of this machine that a segment reaches. Not docker0's: every engine in a segment has one of its own. */
function hostAddress() {
  const found = Object.entries(networkInterfaces())
    .filter(([name]) => !/^(docker|br-|veth|lo)/.test(name))
    .flatMap(([, addresses]) => addresses ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal);
  if (!found) throw new Refusal('This machine has no IPv4 address that a segment could reach a registry at.');
  return found.address;
}

async function freePort(host) {
  const server = createServer();
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, host, resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const configuration = (storage, address) => `version: 0.1
log: { level: error }
storage: { filesystem: { rootdirectory: ${storage} } }
http: { addr: "${address}" }
`;

async function answers(url, ended) {
  let over = false;
  void ended.then(() => (over = true));
  for (let tries = 0; tries < 100 && !over; tries++) {
    if (
      await fetch(`${url}/v2/`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return;
    await sleep(100);
  }
  throw new Refusal(`docker-registry ${over ? 'ended at once' : 'does not answer'} at ${url}.`);
}

/** Debian's static busybox with links for the commands people try first, as a tar. */
async function busyboxRoot(root) {
  for (const folder of ['bin', 'etc', 'root', 'tmp', 'var', 'www'])
    await mkdir(path.join(root, folder), { recursive: true });
  await cp(findProgram('busybox'), path.join(root, 'bin/busybox'), { dereference: true });
  for (const applet of applets.split(' ')) await symlink('busybox', path.join(root, 'bin', applet));
  await writeFile(path.join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n');
  await writeFile(path.join(root, 'etc/group'), 'root:x:0:\n');
  await writeFile(path.join(root, 'www/index.html'), 'busybox\n');
  const { status, stdout, stderr } = spawnSync('tar', ['-C', root, '--owner=0', '--group=0', '-cf', '-', '.'], {
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`tar: ${stderr}`);
  return stdout;
}
