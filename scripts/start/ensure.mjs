/** What must be there before a role can start; every part does nothing when it is there already. */
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { build, generate, isBuilt } from '../build.mjs';
import { takeLock } from '../common/lock.mjs';
import { installPackages, packagesAreInstalled, quietEnv } from '../common/packages.mjs';
import { Refusal, run } from '../common/run.mjs';
import { ensureEngine } from '../engine/ensure-engine.mjs';
import { ensureSegmentImage } from '../engine/segment-image.mjs';

/** Packages and sources are shared by all that start from this folder; the first to come prepares them. */
export async function oneAtATime(root, work) {
  let told = false;
  const release = await takeLock(path.join(root, 'dist/preparing.lock'), (pid) => {
    if (!told) console.log(`… Waiting for process ${pid}, which is installing or building here`);
    told = true;
  });
  try {
    return await work();
  } finally {
    release();
  }
}

export async function ensurePackages(root, step) {
  if (await packagesAreInstalled(root)) return;
  const logFile = path.join(root, 'dist/npm-ci.log');
  await step('Installing npm packages', ({ detail }) => installPackages({ root, logFile, onLine: detail }));
}

/** In development Next and tsx compile by themselves; only the database client is made. */
export async function ensureBuilt(root, step, dev) {
  if (!dev && (await isBuilt(root))) return;
  const title = dev ? 'Making the database client' : 'Building';
  await step(title, ({ detail }) => (dev ? generate(root, detail) : build(root, detail)));
}

/** A folder that was there already keeps the rights it has. */
export async function ensureDataDir(folder) {
  const known = await stat(folder).catch(() => undefined);
  if (known && !known.isDirectory()) throw new Refusal(`PUPPIS_DATA_DIR (${folder}) is not a folder.`);
  if (!known) await mkdir(folder, { recursive: true, mode: 0o700 });
}

/** @returns {Promise<() => void>} gives the data folder free again */
export function lockInstallation(folder) {
  return takeLock(path.join(folder, 'puppis.lock'), (pid) => {
    throw new Refusal(
      `Puppis already runs on ${folder} (process ${pid}). Stop it first, or give the second one a PUPPIS_DATA_DIR, PORT,\n` +
        'PUPPIS_GATEWAY_PORTS and PUPPIS_SUBNET_POOL of its own. Nothing was started.',
    );
  });
}

/**
 * The engine that segments run on and the image they are made of.
 * @returns {Promise<string>} the image's reference
 */
export async function ensureEngineAndImage(settings, step) {
  const { DOCKER_HOST: dockerHost, PUPPIS_DATA_DIR: dataDir, PUPPIS_SEGMENT_IMAGE: image } = settings;
  await step('Docker engine', ({ say, detail }) => ensureEngine({ dockerHost, dataDir, log: say, detail }));
  return step('Segment image', ({ say, detail }) => ensureSegmentImage({ dockerHost, image, log: say, detail }));
}

/**
 * Migrates the database and makes what an installation has one of, for `web` also the first administrator.
 * @returns {Promise<import('./prepare').Prepared>}
 */
export async function prepareInstallation(root, step, { dev, web }) {
  const program = dev ? ['node_modules/tsx/dist/cli.mjs', 'scripts/start/prepare.ts'] : ['dist/prepare.js'];
  return step('Database', async ({ say }) => {
    const args = web ? [...program, 'web'] : program;
    const prepared = JSON.parse(await run(process.execPath, args, { cwd: root, env: quietEnv }));
    const count = prepared.migrations.length;
    if (count) say(`${count} migration${count === 1 ? '' : 's'} applied`);
    return prepared;
  });
}
