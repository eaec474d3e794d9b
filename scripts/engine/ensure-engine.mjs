import { spawn } from 'node:child_process';
import { existsSync, openSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal, run } from '../common/run.mjs';
import { canInstall, findProgram, installDebian, isPackage, isRoot, system } from './debian.mjs';
import { defaultDockerHost, engineVersion } from './engine-api.mjs';

/** Kernel modules that a segment's engine uses and cannot load by itself: routing mesh, overlay networks, layers. */
const modules = ['ip_vs', 'ip_vs_rr', 'xt_ipvs', 'vxlan', 'overlay', 'br_netfilter'];

/**
 * A Docker engine that answers: the one that runs, or Debian's, installed and started.
 * @param {{ dockerHost?: string, dataDir: string, log: (line: string) => void, detail?: (line: string) => void }} options
 *   `dataDir` gets dockerd's log where no systemd keeps it
 * @throws Refusal that says what to install or start
 */
export async function ensureEngine({ dockerHost = defaultDockerHost, dataDir, log, detail = () => {} }) {
  const problem = await engineVersion(dockerHost).then(
    () => undefined,
    (error) => error,
  );
  if (problem) await bringUp({ dockerHost, dataDir, log, detail, problem });
  if (dockerHost.startsWith('unix:') && isRoot()) await loadModules(log);
}

async function bringUp({ dockerHost, dataDir, log, detail, problem }) {
  if (problem.code === 'EACCES')
    throw new Refusal(
      `You may not use the Docker engine at ${dockerHost}. Run this as root, or join the group docker.`,
    );
  if (dockerHost !== defaultDockerHost && process.env.DOCKER_CERT_PATH)
    throw new Refusal(
      `This shell is pointed at a cluster (DOCKER_HOST=${dockerHost}), which is not the engine that Puppis runs on. Source the\n` +
        "bundle's docker-undo.env, or open another shell, and start again.",
    );
  if (dockerHost !== defaultDockerHost)
    throw new Refusal(
      `No Docker engine answers at ${dockerHost} (DOCKER_HOST): ${problem.message}. Start it, or change DOCKER_HOST.`,
    );
  if (!findProgram('dockerd')) await install(log, detail);
  if (!isRoot()) throw new Refusal('Docker is installed but does not run. Start it (`sudo systemctl start docker`).');
  await start(dataDir, log);
  await answers(dockerHost, dataDir);
  log(`The Docker engine ${await engineVersion(dockerHost)} runs.`);
}

async function install(log, detail) {
  if (!(await canInstall()))
    throw new Refusal(
      `No Docker engine answers, and none is installed (${(await system()).name}). Puppis installs it by itself on Debian and Ubuntu,\n` +
        'as root. Here, install Docker Engine (https://docs.docker.com/engine/install/), start it, and try again.',
    );
  log('No Docker engine is installed: installing docker.io.');
  const packages = ['docker.io', 'iptables', 'ca-certificates'];
  await installDebian(packages, detail);
  if (!findProgram('docker') && (await isPackage('docker-cli'))) await installDebian(['docker-cli'], detail);
}

/** By systemd where it runs (then it also starts at boot), else as a process of its own that outlives this one. */
async function start(dataDir, log) {
  if (existsSync('/run/systemd/system')) {
    log('Starting Docker (systemctl enable --now docker).');
    await run('systemctl', ['enable', '--now', 'docker']);
    return;
  }
  const file = logFile(dataDir);
  log(`Starting dockerd (its log: ${file}).`);
  const out = openSync(file, 'a');
  spawn(findProgram('dockerd'), [], { detached: true, stdio: ['ignore', out, out] }).unref();
}

const logFile = (dataDir) => path.join(dataDir, 'dockerd.log');

async function answers(dockerHost, dataDir) {
  const end = Date.now() + 60_000;
  while (Date.now() < end) {
    if (await engineVersion(dockerHost).catch(() => undefined)) return;
    await sleep(200);
  }
  const tail = (await readFile(logFile(dataDir), 'utf8').catch(() => '')).trimEnd().split('\n').slice(-10);
  throw new Refusal(`dockerd was started but does not answer after a minute.\n${tail.join('\n')}`);
}

/** As far as they can be: they may be built in, or this may be a container. Under systemd also at every boot. */
async function loadModules(log) {
  if (!findProgram('modprobe')) return;
  await run('modprobe', ['-qa', ...modules]).catch(() => undefined);
  const file = '/etc/modules-load.d/puppis.conf';
  if (existsSync(file) || !existsSync('/run/systemd/system') || !existsSync('/proc/net/ip_vs')) return;
  writeFileSync(file, `# Puppis: what the engines of its segments need\n${modules.join('\n')}\n`);
  log(`Kernel modules for the routing mesh are loaded at boot from now on (${file}).`);
}
