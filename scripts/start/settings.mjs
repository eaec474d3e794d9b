import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle } from '../build.mjs';
import { Refusal } from '../common/run.mjs';

/** What the source `file` exports, bundled into dist/<name>.js: no program that a role runs is touched. */
export async function load(root, name, file) {
  await bundle(root, { [name]: file });
  return import(pathToFileURL(path.join(root, `dist/${name}.js`)).href);
}

/**
 * Refuses to start with another secret than the stored keys', before anything is made or changed.
 * @param {string} root the project's folder
 * @param {import('../../lib/env').Env} settings
 */
export async function requireSecret(root, settings) {
  const { checkSecret } = await load(root, 'check-secret', 'lib/services/installation/check-secret.ts');
  await checkSecret(settings).catch(refuse);
}

/** Words for people stay words for people. */
export function refuse(error) {
  throw error.name === 'DomainError' ? new Refusal(error.message) : error;
}

/**
 * Reads the settings from the environment and `.env` with the very code that the roles use (lib/env.ts).
 * @param {string} root the project's folder
 * @returns {Promise<import('../../lib/env').Env>}
 * @throws Refusal naming every setting that is wrong
 */
export async function readSettings(root) {
  const { env } = await load(root, 'env', 'lib/env.ts');
  try {
    return env();
  } catch (error) {
    throw new Refusal(`${error.message}\nThe README has a table of all settings. Nothing was started.`);
  }
}
