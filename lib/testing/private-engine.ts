import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newId } from '../domain/id';
import { eventually } from './eventually';
import { segmentImage } from './installation';

/** Whether this machine can have one: it takes root and Docker's daemon. */
export const canHavePrivateEngine = () =>
  process.getuid?.() === 0 && execFileSync('sh', ['-c', 'command -v dockerd ip nsenter || true']).length > 0;

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
  execFileSync(enter[0]!, [...enter.slice(1), 'ip', 'link', 'set', 'lo', 'up']);

  let dockerd: ChildProcess;
  const start = async () => {
    dockerd = startDaemon(enter, folder, dockerHost, namespace);
    const answers = async () => {
      if (dockerd.exitCode !== null)
        throw new Error(`dockerd ended: ${readFileSync(`${folder}/log`, 'utf8').slice(-2000)}`);
      return engineAnswers(docker);
    };
    await eventually('an engine', answers, 60_000);
  };
  const stop = async (signal: NodeJS.Signals) => {
    if (dockerd.exitCode !== null || dockerd.signalCode !== null) return;
    dockerd.kill(signal);
    await once(dockerd, 'exit');
  };
  await start();
  execFileSync('sh', ['-c', `docker save "${segmentImage()}" | docker -H "${dockerHost}" load -q`]);
  return {
    dockerHost,
    enter,
    docker,
    async restart(signal: NodeJS.Signals) {
      await stop(signal);
      await start();
    },
    async remove() {
      const containers = docker('ps', '-aq').split('\n').filter(Boolean);
      if (containers.length > 0) docker('rm', '-f', '-v', ...containers);
      await stop('SIGTERM');
      execFileSync('ip', ['netns', 'del', namespace]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function startDaemon(enter: readonly string[], folder: string, dockerHost: string, namespace: string): ChildProcess {
  const places = ['--data-root', `${folder}/data`, '--exec-root', `${folder}/exec`, '--pidfile', `${folder}/pid`];
  const apart = ['--containerd-namespace', namespace, '--containerd-plugins-namespace', `${namespace}-plugins`];
  const log = openSync(`${folder}/log`, 'a');
  const [program, ...args] = [...enter, 'dockerd', '-H', dockerHost, ...places, ...apart];
  return spawn(program!, args, { stdio: ['ignore', log, log] });
}

function engineAnswers(docker: (...args: string[]) => string): boolean {
  try {
    return docker('version', '--format', '{{.Server.Version}}') !== '';
  } catch {
    return false;
  }
}
