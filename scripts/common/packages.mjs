import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from './run.mjs';

/** Prisma must not look for an engine to download, and nobody is counted. */
export const quietEnv = {
  PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  NEXT_TELEMETRY_DISABLED: '1',
  CHECKPOINT_DISABLE: '1',
};

const readLock = async (file) => JSON.parse(await readFile(file, 'utf8').catch(() => '{}')).packages;

/**
 * Whether node_modules is what package-lock.json asks for. npm writes its own copy of the lock into node_modules when an
 * installation has ended well; packages of other systems are missing from it.
 * @param {string} root the project's folder
 */
export async function packagesAreInstalled(root) {
  const wanted = await readLock(path.join(root, 'package-lock.json'));
  const found = await readLock(path.join(root, 'node_modules/.package-lock.json'));
  if (!wanted || !found) return false;
  return Object.entries(wanted).every(
    ([name, entry]) =>
      name === '' || (found[name] ? found[name].integrity === entry.integrity : entry.optional || entry.devOptional),
  );
}

/** The npm that runs this script, or else the one on the PATH. */
function npm(args, options) {
  const own = process.env.npm_execpath;
  return own?.endsWith('.js') ? run(process.execPath, [own, ...args], options) : run('npm', args, options);
}

/** On a slow machine or line, of fifteen downloads at once (npm's default) some run into npm's five minutes. */
const patience = ['--maxsockets=6', '--fetch-timeout=900000', '--fetch-retries=4'];

/** `npm ci`. No package's install script is needed (package.json, allowScripts), and npm 9 would run them all. */
export function installPackages({ root, logFile, onLine }) {
  const args = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=http'];
  return npm([...args, ...patience], { cwd: root, env: quietEnv, logFile, onLine });
}
