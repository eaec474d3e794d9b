import { execFile } from 'node:child_process';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { label } from '../../lib/providers/docker/names';
import { holderOf, takeLock } from '../../scripts/common/lock.mjs';
import { folderPrefix, installationOf } from './product';

const docker = async (...args: string[]) =>
  (await promisify(execFile)('docker', args)).stdout.split('\n').filter(Boolean);

const kinds = {
  container: ['ps', '--all', '--quiet'],
  volume: ['volume', 'ls', '--quiet'],
  network: ['network', 'ls', '--quiet'],
} as const;
const removals = {
  container: ['rm', '--force', '--volumes'],
  volume: ['volume', 'rm', '--force'],
  network: ['network', 'rm'],
} as const;
export type Kind = keyof typeof kinds;

/** Everything on the host's engine that an installation has made, or for one of its clusters, as `container abc…`. */
export async function labelled(installation: string, cluster?: string): Promise<string[]> {
  const labels = [`${label.installation}=${installation}`, ...(cluster ? [`${label.cluster}=${cluster}`] : [])];
  const filter = labels.flatMap((text) => ['--filter', `label=${text}`]);
  const found = await Promise.all(
    Object.entries(kinds).map(async ([kind, list]) => (await docker(...list, ...filter)).map((id) => `${kind} ${id}`)),
  );
  return found.flat();
}

/** Removes everything of an installation: containers first, which hold the rest. */
export async function removeLabelled(installation: string): Promise<void> {
  for (const entry of await labelled(installation)) {
    const [kind, id] = entry.split(' ') as [Kind, string];
    await docker(...removals[kind], id);
  }
}

/** Ends a Puppis that runs on `dataDir`, removes what it made and the folder. */
async function removeInstallation(dataDir: string): Promise<void> {
  const lock = path.join(dataDir, 'puppis.lock');
  const pid = await holderOf(lock);
  if (pid !== undefined) {
    process.kill(pid, 'SIGTERM');
    (await takeLock(lock, () => {}))(); // free once it has ended
  }
  const installation = await installationOf(dataDir);
  if (installation) await removeLabelled(installation);
  await rm(dataDir, { recursive: true, force: true });
}

/** Removes what runs before this one left, when they were killed. Nobody else tests meanwhile: see global-setup.ts. */
export async function removeLeftovers(): Promise<void> {
  const folder = path.dirname(folderPrefix);
  const stale = (await readdir(folder)).filter((name) => name.startsWith(path.basename(folderPrefix)));
  for (const name of stale) await removeInstallation(path.join(folder, name));
}
