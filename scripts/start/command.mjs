import path from 'node:path';
import { stopRunning } from '../common/run.mjs';
import { openSteps } from '../common/steps.mjs';
import { ensurePackages, oneAtATime } from './ensure.mjs';
import { readSettings } from './settings.mjs';

const root = path.resolve(import.meta.dirname, '../..');

/**
 * Runs a command for whoever looks after the installation, beside its roles: `work` gets its settings. Ends this process with
 * exit code 1 when it fails.
 * @param {(given: { root: string, settings: import('../../lib/env').Env, step: ReturnType<typeof openSteps>,
 *   words: readonly string[] }) => Promise<void>} work `words`: what the command was given
 */
export async function runCommand(work) {
  process.chdir(root);
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => {
      stopRunning(signal);
      process.exit(1);
    });
  const step = openSteps();
  try {
    const settings = await oneAtATime(root, async () => {
      await ensurePackages(root, step);
      return readSettings(root);
    });
    await work({ root, settings, step, words: process.argv.slice(2) });
  } catch (error) {
    console.error(error.name === 'Refusal' ? error.message : error);
    process.exitCode = 1;
  }
}
