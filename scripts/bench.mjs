/**
 * `npm run bench`: what we promise, measured on the real product. `-- --json FILE` also writes
 * [{name, value, unit, baseline, ratio, goal, holds, bound}]; `-- --only NAME` runs the measures whose file name has NAME in it.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { rowOf } from './bench/rows.mjs';
import { table } from './bench/table.mjs';
import { quietEnv } from './common/packages.mjs';
import { run, stopRunning } from './common/run.mjs';
import { openSteps } from './common/steps.mjs';
import { ensureBuilt, ensurePackages } from './start/ensure.mjs';
import { borrowEngine } from './test/engine.mjs';
import { stages } from './test/stages.mjs';
import { ensurePrograms } from './test/system.mjs';

const root = path.resolve(import.meta.dirname, '..');
const results = path.join(root, 'test-results');
const { programs } = stages.find(({ name }) => name === 'browser');

async function measure(step, file, only) {
  await step('System programs', ({ detail }) => ensurePrograms(programs, detail));
  await ensurePackages(root, step);
  await ensureBuilt(root, step, false);
  const engine = await borrowEngine(step, results);
  const env = { ...quietEnv, PUPPIS_SEGMENT_IMAGE: engine.image, PUPPIS_BENCH_FILE: file };
  const args = ['node_modules/@playwright/test/cli.js', 'test', '--config', 'e2e/bench/playwright.config.ts', ...only];
  try {
    await run(process.execPath, args, { cwd: root, echo: true, env });
  } finally {
    await engine.giveBack();
  }
}

async function main() {
  const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } });
  await mkdir(results, { recursive: true });
  const file = path.join(results, 'bench.jsonl');
  await rm(file, { force: true });
  await measure(openSteps(), file, values.only ? [values.only] : []);
  const lines = (await readFile(file, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  console.log(`\n${table(lines)}`);
  if (values.json) await writeFile(values.json, `${JSON.stringify(lines.map(rowOf), null, 2)}\n`);
}

// Told to stop, the run ends as a failed one does: the engine is given back.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stopRunning(signal));
try {
  await main();
} catch (error) {
  console.error(error.name === 'Refusal' ? error.message : error);
  process.exitCode = 1;
}
