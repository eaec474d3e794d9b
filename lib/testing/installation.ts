import { execFileSync, spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { env } from '../env';
import { testDatabase } from './database';
import { testPerson } from './people';
import { installationId } from '../services/installation/identity';
import type { Database } from '../repositories/client';
import type { Context } from '../services/context';
import type { WorkerTimes } from '../worker/tools';

export interface TestInstallation {
  readonly db: Database;
  readonly ctx: Context;
  /** The settings that its roles run with. */
  readonly settings: Record<string, string> & { readonly PUPPIS_DATA_DIR: string };
  /** The command that its roles run behind, or nothing. */
  readonly enter: readonly string[];
  /** Its processes. */
  readonly roles: ChildProcess[];
  remove(): Promise<void>;
}

const docker = (...args: string[]) => execFileSync('docker', args, { encoding: 'utf8' }).split('\n').filter(Boolean);

/** The newest segment image on this machine; `npm test` makes one before these tests. */
export function segmentImage(): string {
  const image =
    env().PUPPIS_SEGMENT_IMAGE ?? docker('images', 'puppis/segment', '--format', '{{.Repository}}:{{.Tag}}')[0];
  if (!image) throw new Error('There is no segment image on this machine: run the tests with `npm test`.');
  return image;
}

/**
 * A whole installation in a temporary folder: migrated database, gateway role, one person; `more`: further settings of its
 * roles. Workers come by `runWorker`.
 */
export async function testInstallation(
  more: Record<string, string> = {},
  enter: readonly string[] = [],
): Promise<TestInstallation> {
  const base = await testDatabase();
  const settings = {
    PUPPIS_DATA_DIR: base.folder,
    DATABASE_URL: base.url,
    PUPPIS_SEGMENT_IMAGE: segmentImage(),
    PUPPIS_LOG_LEVEL: 'warn',
    ...more,
  };
  const { ctx } = await testPerson(base.db);
  const installation = await installationId(base.db);
  const roles = [startProgram(['lib/gateway/main.ts'], { settings, enter })];
  const remove = async () => {
    for (const role of roles) await stopRole(role, 'SIGTERM'); // also a worker whose test ran out of time
    removeLabelled(`puppis.installation=${installation}`);
    await base.remove();
  };
  return { db: base.db, ctx, settings, enter, roles, remove };
}

/** Removes containers, volumes and networks with the label. */
export function removeLabelled(label: string): void {
  const filter = ['-q', '--filter', `label=${label}`];
  const containers = docker('ps', '-a', ...filter);
  if (containers.length > 0) docker('rm', '-f', '-v', ...containers);
  const volumes = docker('volume', 'ls', ...filter);
  if (volumes.length > 0) docker('volume', 'rm', '-f', ...volumes);
  const networks = docker('network', 'ls', ...filter);
  if (networks.length > 0) docker('network', 'rm', ...networks);
}

type Place = Pick<TestInstallation, 'settings' | 'enter'>;

/** A role as a process of its own, as in production. */
function startProgram(program: string[], { settings, enter }: Place, stdout: 2 | 'pipe' = 2): ChildProcess {
  const stdio: StdioOptions = ['ignore', stdout, 2];
  const [command, ...args] = [...enter, process.execPath, '--import', 'tsx', ...program];
  return spawn(command!, args, { env: { ...process.env, ...settings }, stdio });
}

export async function stopRole(role: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (role.exitCode !== null || role.signalCode !== null) return;
  role.kill(signal);
  await once(role, 'exit');
}

/**
 * When a worker kills itself (SIGKILL): `lives[n]` ms into a step of a kind, as in `join`, of which `met` says n. At 0 it has sent what
 * the step begins with, and never reads an answer.
 */
export interface Death {
  readonly lives: readonly number[];
  readonly met: Readonly<Record<string, number>>;
}

interface WorkerOptions {
  /** Other than usual. */
  readonly times?: Partial<WorkerTimes>;
  /** Is told of every step that begins, as in `join n2`. */
  readonly onStep?: (step: string) => void;
  readonly death?: Death;
  /** Is told of each kind of step at which it killed itself. */
  readonly onDeath?: (kind: string) => void;
}

function startWorker(place: Place, { times = {}, onStep, death, onDeath }: WorkerOptions): ChildProcess {
  const program = ['lib/testing/worker.ts', JSON.stringify(times), ...(death ? [JSON.stringify(death)] : [])];
  if (!onStep && !death) return startProgram(program, place);
  const worker = startProgram(
    program,
    { ...place, settings: { ...place.settings, PUPPIS_LOG_LEVEL: 'debug' } },
    'pipe',
  );
  createInterface({ input: worker.stdout! }).on('line', (line) => {
    const { msg, step } = JSON.parse(line) as { msg: string; step: string };
    if (msg === 'step begins') onStep?.(step);
    if (msg === 'killed') onDeath?.(step);
  });
  return worker;
}

/** A worker process for the installation; leaving its scope ends it as SIGTERM does, `kill` as a power cut does. */
export function runWorker({ roles, ...place }: TestInstallation, options: WorkerOptions = {}) {
  const worker = startWorker(place, options);
  roles.push(worker);
  return {
    get running() {
      return worker.exitCode === null && worker.signalCode === null;
    },
    /** Resolves with the signal that ended it, if one did, when all that it wrote was read. */
    closed: new Promise<NodeJS.Signals | null>((resolve) => worker.once('close', (_code, signal) => resolve(signal))),
    kill: () => stopRole(worker, 'SIGKILL'),
    signal: (signal: NodeJS.Signals) => worker.kill(signal),
    [Symbol.asyncDispose]: () => stopRole(worker, 'SIGTERM'),
  };
}
