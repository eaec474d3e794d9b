import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle } from '../build.mjs';
import { Refusal } from '../common/run.mjs';

/**
 * Reads the settings from the environment and `.env` with the very code that the roles use (lib/env.ts).
 * @param {string} root the project's folder
 * @returns {Promise<import('../../lib/env').Env>}
 * @throws Refusal naming every setting that is wrong
 */
export async function readSettings(root) {
  await bundle(root, { env: 'lib/env.ts' });
  const { env } = await import(pathToFileURL(path.join(root, 'dist/env.js')).href);
  try {
    return env();
  } catch (error) {
    throw new Refusal(`${error.message}\nThe README has a table of all settings. Nothing was started.`);
  }
}
