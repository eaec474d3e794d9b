import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from './database';
import { personEnv, succeed } from './shell';
import { expect, product } from './test';

const through = (bundle: string, command: string) => `. '${bundle}/docker.env' && ${command}`;

/** A docker command that goes on by itself until its connection is cut. */
export interface Following {
  readonly goesOn: () => boolean;
  readonly ended: Promise<unknown>;
}

/** Follows the events of a bundle's cluster; the first has come, so the connection is open. */
export async function followEvents(bundle: string): Promise<Following> {
  await succeed(through(bundle, 'docker volume create told'));
  const script = through(bundle, 'exec docker events --since 1h');
  const following = spawn('bash', ['-c', script], { env: personEnv(), stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(following, 'exit');
  const first = once(following.stdout, 'data').then(() => true);
  if (!(await Promise.race([first, ended.then(() => false)]))) throw new Error('docker events ended by itself');
  following.stdout.resume();
  return { goesOn: () => following.exitCode === null && following.signalCode === null, ended };
}

/** Waits until the database says that the credential of this name is revoked. */
export async function untilRevoked(clusterId: string, name: string): Promise<void> {
  const revoked = `SELECT 1 FROM "Credential" WHERE "clusterId" = ? AND "name" = ? AND "revokedAt" IS NOT NULL`;
  await expect.poll(() => sql(product().dataDir, revoked, [clusterId, name]), { intervals: [10] }).not.toEqual([]);
}

/**
 * Whether it ends within a second as the gateway lives it, and half of one for the command itself: fifteen times a tenth of a
 * second and a command through the gateway. Where the gateway has to wait for the processor, so has this.
 */
export async function endsWithinASecond({ goesOn }: Following, bundle: string): Promise<boolean> {
  for (let tenth = 0; tenth < 15 && goesOn(); tenth++) {
    await delay(100);
    await succeed(through(bundle, 'docker ps -q'));
  }
  return !goesOn();
}
