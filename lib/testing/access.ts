import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { issueCredential } from '../services/credentials/issue';
import { redeemBundle } from '../services/credentials/redeem';
import type { Context } from '../services/context';

/**
 * Gets access to a cluster as a person does: issues a credential, follows its link and unzips the bundle below `folder`.
 * @param enter a command to run docker behind, where the gateway is in another network
 * @returns the folder that has docker.env, and a docker command that goes through the gateway
 */
export async function getAccess(ctx: Context, clusterId: string, folder: string, enter: readonly string[] = []) {
  const { path: link } = await issueCredential(ctx, { clusterId }, { most: Infinity });
  const { fileName, stream } = await redeemBundle(ctx, /bundles\/([^?]+)/.exec(link)![1]!);
  const place = mkdtempSync(path.join(folder, 'bundle-'));
  writeFileSync(path.join(place, fileName), await buffer(stream));
  execFileSync('unzip', ['-q', fileName], { cwd: place });
  const bundle = path.join(place, path.basename(fileName, '.zip'));
  const [program, ...before] = [...enter, 'bash'];
  const docker = (...args: string[]) =>
    execFileSync(program!, [...before, '-c', '. ./docker.env && exec docker "$@"', 'docker', ...args], {
      cwd: bundle,
      encoding: 'utf8',
    }).trim();
  return { bundle, docker };
}
