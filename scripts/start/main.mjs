import path from 'node:path';
import { Refusal, stopRunning } from '../common/run.mjs';
import { requirePort } from '../common/ports.mjs';
import { openSteps } from '../common/steps.mjs';
import {
  ensureBuilt,
  ensureDataDir,
  ensureEngineAndImage,
  ensurePackages,
  lockInstallation,
  oneAtATime,
  prepareInstallation,
} from './ensure.mjs';
import { openOutput } from './output.mjs';
import { roleNames, rolesFor } from './roles.mjs';
import { runRoles } from './run-roles.mjs';
import { readSettings, requireSecret } from './settings.mjs';

const root = path.resolve(import.meta.dirname, '../..');

const usage = `Usage: npm start                         web, worker and gateway
       npm run start:web|worker|gateway  one of them, in the foreground
       npm run dev                       all three, sources watched`;

function parseArguments(argv) {
  const dev = argv.includes('--dev');
  const named = argv.filter((word) => word !== '--dev');
  if (named.length > 1 || !named.every((name) => roleNames.includes(name))) throw new Refusal(usage);
  return { names: named.length ? named : roleNames, all: named.length === 0, dev };
}

/** Everything up to the roles' start. Refuses, with nothing started, what it can know beforehand. */
async function prepare({ names, all, dev }) {
  const step = openSteps();
  const settings = await oneAtATime(root, async () => {
    await ensurePackages(root, step);
    const read = await readSettings(root);
    await requireSecret(root, read);
    return read;
  });
  await ensureDataDir(settings.PUPPIS_DATA_DIR);
  if (all) await lockInstallation(settings.PUPPIS_DATA_DIR);
  const web = names.includes('web');
  if (web) await requirePort(settings.PORT, settings.PUPPIS_BIND);
  // Web never reaches an engine, so a machine that runs web alone needs none.
  const image = names.some((name) => name !== 'web') ? await ensureEngineAndImage(settings, step) : undefined;
  const prepared = await oneAtATime(root, async () => {
    await ensureBuilt(root, step, dev);
    return prepareInstallation(root, step, { dev, web });
  });
  return { step, settings, prepared, roles: rolesFor(names, { root, settings, image, dev }) };
}

/** @param {readonly string[]} argv a role's name or none, and `--dev` */
export async function main(argv) {
  process.chdir(root);
  const stopEarly = (signal) => {
    stopRunning();
    console.log('\nStopped; Puppis was not running yet.');
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  process.on('SIGINT', stopEarly).on('SIGTERM', stopEarly);
  try {
    const asked = parseArguments(argv);
    const { step, settings, prepared, roles } = await prepare(asked);
    const threshold = process.env.PUPPIS_LOG_LEVEL || 'warn';
    const output = openOutput({ folder: path.join(settings.PUPPIS_DATA_DIR, 'logs'), threshold });
    process.off('SIGINT', stopEarly).off('SIGTERM', stopEarly);
    await runRoles(roles, { settings, prepared, output, step, restart: asked.all });
  } catch (error) {
    console.error(error.name === 'Refusal' ? error.message : error);
    process.exit(1);
  }
}
