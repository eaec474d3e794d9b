import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newId } from '../domain/id';
import { eventually } from './eventually';
import { segmentImage } from './installation';

const programs = ['dockerd', 'containerd', 'ip', 'nsenter'];

/** Whether this machine can have one: it takes root and Docker's daemons. */
export const canHavePrivateEngine = () =>
  process.getuid?.() === 0 &&
  programs.every((program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0);

/**
 * A Docker engine of a test's own, to be restarted at will, with the segment image. It lives in a network namespace, so that its
 * rules and bridges are not the machine's; what shall reach its containers runs behind `enter`.
 */
export async function startPrivateEngine() {
  const folder = mkdtempSync(path.join(tmpdir(), 'puppis-engine-'));
  const namespace = `puppis-${newId().slice(0, 8)}`;
  execFileSync('ip', ['netns', 'add', namespace]);
  const enter = ['nsenter', `--net=/var/run/netns/${namespace}`];
  const dockerHost = `unix://${folder}/docker.sock`;
  const docker = (...args: string[]) =>
    execFileSync('docker', ['-H', dockerHost, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  const launch = (...command: string[]) => startDaemon([...enter, ...command], `${folder}/log`);

  // As systemd has it: containerd by itself, so that it outlives a dockerd that is killed.
  const places = ['--root', `${folder}/containerd`, '--state', `${folder}/containerd-state`];
  const containerd = launch('containerd', '--address', `${folder}/containerd.sock`, ...places);
  let dockerd: ChildProcess | undefined;
  const start = async () => {
    const own = ['--data-root', `${folder}/data`, '--exec-root', `${folder}/exec`, '--pidfile', `${folder}/pid`];
    dockerd = launch('dockerd', '-H', dockerHost, '--containerd', `${folder}/containerd.sock`, ...own);
    await eventually('an engine', async () => answersAt(docker, dockerd!, folder), 300_000, 200);
  };
  const remove = async () => {
    if (dockerd && isAlive(dockerd)) removeContainers(docker);
    for (const daemon of [dockerd, containerd]) if (daemon) await stopDaemon(daemon, 'SIGTERM');
    execFileSync('ip', ['netns', 'del', namespace]);
    unmountBelow(folder);
    rmSync(folder, { recursive: true, force: true });
  };
  const restart = async (signal: NodeJS.Signals) => {
    if (dockerd) await stopDaemon(dockerd, signal);
    await start();
  };
  try {
    execFileSync(enter[0]!, [...enter.slice(1), 'ip', 'link', 'set', 'lo', 'up']);
    await start();
    execFileSync('sh', ['-c', `docker save "${segmentImage()}" | docker -H "${dockerHost}" load -q`]);
  } catch (error) {
    await remove();
    throw error;
  }
  return { dockerHost, enter, docker, restart, remove };
}

function startDaemon([program, ...args]: string[], logFile: string): ChildProcess {
  const log = openSync(logFile, 'a');
  return spawn(program!, args, { stdio: ['ignore', log, log] });
}

const isAlive = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null;

async function stopDaemon(daemon: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (!isAlive(daemon)) return;
  daemon.kill(signal);
  await once(daemon, 'exit');
}

function answersAt(docker: (...args: string[]) => string, dockerd: ChildProcess, folder: string): boolean {
  if (!isAlive(dockerd)) throw new Error(`dockerd ended: ${readFileSync(`${folder}/log`, 'utf8').slice(-2000)}`);
  try {
    return docker('version', '--format', '{{.Server.Version}}') !== '';
  } catch {
    return false;
  }
}

/** Docker leaves the network namespaces of its containers mounted. */
function unmountBelow(folder: string): void {
  const places = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .flatMap((line) => line.split(' ')[1] ?? [])
    .filter((place) => place.startsWith(`${folder}/`));
  for (const place of places.sort().reverse()) execFileSync('umount', ['-l', place]);
}

function removeContainers(docker: (...args: string[]) => string): void {
  const containers = docker('ps', '-aq').split('\n').filter(Boolean);
  if (containers.length > 0) docker('rm', '-f', '-v', ...containers);
}
