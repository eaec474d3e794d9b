import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { isBeingWritten, sql } from './database';
import { rolePid } from './product';
import { expect, product } from './test';

/** Whether every thread of the process stands still (proc(5), the state in /proc/pid/task/tid/stat). */
async function standsStill(pid: number): Promise<boolean> {
  const threads = await readdir(`/proc/${pid}/task`);
  const stats = await Promise.all(threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/stat`, 'utf8')));
  return stats.every((stat) => stat.slice(stat.lastIndexOf(')') + 2).startsWith('T'));
}

/** Whether the database can be written while the process stands still: others have had the time to end their writes. */
async function letsOthersWrite(): Promise<boolean> {
  for (let tries = 0; tries < 50; tries++) {
    if (!(await isBeingWritten(product().dataDir))) return true;
    await delay(20);
  }
  return false;
}

/** Stops the process, but not in the middle of a write: nobody else could write then. */
async function stopBetweenWrites(pid: number): Promise<void> {
  for (;;) {
    process.kill(pid, 'SIGSTOP');
    while (!(await standsStill(pid))) await delay(5);
    if (await letsOthersWrite()) return;
    process.kill(pid, 'SIGCONT');
    await delay(20);
  }
}

/** Does `work` while a role stands still, so that what waits for it stays as it is. */
export async function holding<T>(role: 'worker' | 'gateway', work: () => Promise<T>): Promise<T> {
  const pid = await rolePid(product(), role);
  await stopBetweenWrites(pid);
  try {
    return await work();
  } finally {
    process.kill(pid, 'SIGCONT');
  }
}

/**
 * Does `work` while no new cluster can become active: the last that each waits for is the gateway at its port. That is tried for
 * some three minutes before the cluster is shown in error; hold the worker as well for what takes longer.
 */
export const holdingBack = <T>(work: () => Promise<T>): Promise<T> => holding('gateway', work);

/** Waits until the worker has told this of the cluster. Asks the database: a page learns of it later. */
export async function untilTold(clusterId: string, message: string): Promise<void> {
  const told = `SELECT 1 FROM "ClusterEvent" WHERE "clusterId" = ? AND "message" = ?`;
  await expect.poll(() => sql(product().dataDir, told, [clusterId, message]), { intervals: [20] }).not.toEqual([]);
}
