import { readFileSync, rmSync } from 'node:fs';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** When process `pid` began, in clock ticks since boot (proc(5), /proc/pid/stat field 22); '' where there is no /proc. */
function beginningOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return '';
  }
}

/** A pid is used again some day, after a reboot at once: the beginning and the boot tell the two apart. */
function identity(pid) {
  let boot = '';
  try {
    boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    // Not Linux: the pid alone has to do.
  }
  return `${pid} ${beginningOf(pid)} ${boot}`;
}

function isAlive(holder) {
  const pid = Number(holder.split(' ')[0]);
  if (!Number.isInteger(pid) || pid < 1) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  return identity(pid) === holder;
}

/** @returns {Promise<number | undefined>} the pid of the living process that holds the lock */
export async function holderOf(file) {
  const holder = await readFile(file, 'utf8').catch(() => '');
  return isAlive(holder) ? Number(holder.split(' ')[0]) : undefined;
}

/** Takes the file away first and looks again: another process may have replaced it with its own in the meantime. */
async function removeStale(file) {
  const aside = `${file}.stale.${process.pid}`;
  await rename(file, aside).catch(() => {});
  if ((await holderOf(aside)) !== undefined) await link(aside, file).catch(() => {});
  await rm(aside, { force: true });
}

async function tryLock(file) {
  const mine = `${file}.${process.pid}`;
  await writeFile(mine, identity(process.pid), { mode: 0o600 });
  try {
    await link(mine, file); // atomic, and the file is never seen empty
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if ((await holderOf(file)) === undefined) await removeStale(file);
    return false;
  } finally {
    await rm(mine, { force: true });
  }
}

/**
 * Takes the lock `file`, which ends with this process however that ends.
 * @param {string} file
 * @param {(pid: number) => void | Promise<void>} onHeld called each time another living process is found to hold it;
 *   throws, or returns to wait for it
 * @returns {Promise<() => void>} gives the lock back
 */
export async function takeLock(file, onHeld) {
  await mkdir(path.dirname(file), { recursive: true });
  while (!(await tryLock(file))) {
    const pid = await holderOf(file);
    if (pid === undefined) continue;
    await onHeld(pid);
    await delay(250);
  }
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  return () => {
    process.off('exit', release);
    release();
  };
}
