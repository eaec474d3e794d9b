import { existsSync, rmSync } from 'node:fs';
import { link, mkdir, mkdtemp, open, readdir } from 'node:fs/promises';
import path from 'node:path';
import { Refusal, run } from '../common/run.mjs';

const there = (file) => new Refusal(`${file} is there already, and stays as it is. Give the backup another name.`);

/**
 * Makes the archive `file` (mode 0600) of what `fill` puts into an empty folder; nobody sees half of it.
 * @template T
 * @param {string} file must not be there
 * @param {(folder: string) => Promise<T>} fill
 * @returns {Promise<T>} what `fill` returned
 */
export async function packBackup(file, fill) {
  const place = path.dirname(file);
  if (!existsSync(place)) throw new Refusal(`There is no folder ${place}.`);
  if (existsSync(file)) throw there(file);
  const folder = await mkdtemp(path.join(place, '.puppis-backup-')); // mode 0700
  const clean = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', clean);
  try {
    const inside = path.join(folder, 'data');
    await mkdir(inside, { mode: 0o700 });
    const result = await fill(inside);
    const archive = path.join(folder, 'archive');
    const handle = await open(archive, 'wx', 0o600); // tar keeps the rights of a file that is there
    await run('tar', ['-czf', archive, '-C', inside, ...(await readdir(inside))]);
    await handle.sync();
    await handle.close();
    await link(archive, file).catch((error) => {
      throw error.code === 'EEXIST' ? there(file) : error;
    });
    return result;
  } finally {
    clean();
    process.off('exit', clean);
  }
}
