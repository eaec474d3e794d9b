import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { env } from '../env';
import { testDatabase } from './database';
import { testPerson } from './people';
import { installationId } from '../services/installation/identity';
import type { Database } from '../repositories/client';
import type { Context } from '../services/context';

export interface TestInstallation {
  readonly db: Database;
  readonly ctx: Context;
  /** The settings that its roles run with. */
  readonly settings: Record<string, string> & { readonly PUPPIS_DATA_DIR: string };
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
export async function testInstallation(more: Record<string, string> = {}): Promise<TestInstallation> {
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
  const roles = [startRole('gateway', settings)];
  const remove = async () => {
    for (const role of roles) await stopRole(role, 'SIGTERM'); // also a worker whose test ran out of time
    removeLabelled(`puppis.installation=${installation}`);
    await base.remove();
  };
  return { db: base.db, ctx, settings, roles, remove };
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

/** A role as a process of its own, as in production. */
export function startRole(role: 'worker' | 'gateway', settings: Record<string, string>): ChildProcess {
  const command = ['--import', 'tsx', `lib/${role}/main.ts`];
  return spawn(process.execPath, command, { env: { ...process.env, ...settings }, stdio: ['ignore', 2, 2] });
}

export async function stopRole(role: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (role.exitCode !== null || role.signalCode !== null) return;
  role.kill(signal);
  await once(role, 'exit');
}

/** A worker process for the installation; leaving its scope ends it as SIGTERM does, `kill` as a power cut does. */
export function runWorker({ settings, roles }: TestInstallation) {
  const worker = startRole('worker', settings);
  roles.push(worker);
  return {
    get running() {
      return worker.exitCode === null && worker.signalCode === null;
    },
    kill: () => stopRole(worker, 'SIGKILL'),
    [Symbol.asyncDispose]: () => stopRole(worker, 'SIGTERM'),
  };
}
