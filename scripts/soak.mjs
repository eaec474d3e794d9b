/**
 * `npm run soak -- --minutes 30 --seed N --json FILE`: random scaling, killing, creating and deleting on the real engine. Not
 * part of the tests. Ends with a table; a leak or a loss is a failure.
 */
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generate } from './build.mjs';
import { quietEnv } from './common/packages.mjs';
import { run, stopRunning } from './common/run.mjs';
import { openSteps } from './common/steps.mjs';
import { ensurePackages } from './start/ensure.mjs';
import { borrowEngine } from './test/engine.mjs';
import { stages } from './test/stages.mjs';
import { ensurePrograms } from './test/system.mjs';

const root = path.resolve(import.meta.dirname, '..');
const { programs } = stages.find(({ name }) => name === 'engine');

/** Settings of an installation beside the one that may run here, and the tests. */
const apart = {
  PUPPIS_SECRET: 'a secret that only the soak knows, 32 signs',
  PUPPIS_DATA_DIR: path.join(tmpdir(), 'puppis-soak-data'),
  PUPPIS_LOG_LEVEL: 'silent',
  PUPPIS_GATEWAY_PORTS: '22860-22959',
  PUPPIS_SUBNET_POOL: '10.216.0.0/16',
};

async function main() {
  const step = openSteps();
  await step('System programs', ({ detail }) => ensurePrograms(programs, detail));
  await ensurePackages(root, step);
  await step('Database client', ({ detail }) => generate(root, detail));
  const results = path.join(root, 'test-results');
  await mkdir(results, { recursive: true });
  const engine = await borrowEngine(step, results);
  const env = { ...quietEnv, ...apart, PUPPIS_SEGMENT_IMAGE: engine.image };
  const args = ['--import', 'tsx', 'scripts/soak/run.ts', ...process.argv.slice(2)];
  try {
    await run(process.execPath, args, { cwd: root, echo: true, env });
  } finally {
    await engine.giveBack();
  }
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stopRunning(signal));
try {
  await main();
} catch (error) {
  console.error(error.name === 'Refusal' ? error.message : error);
  process.exitCode = 1;
}
