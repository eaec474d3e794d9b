/**
 * `npm test`: from a fresh clone, everything that is tested; `npm test -- unit types` only those stages. Installs what is
 * missing, stops at the first stage that fails, and says last how many tests passed and failed.
 */
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { generate } from './build.mjs';
import { Refusal, stopRunning } from './common/run.mjs';
import { duration, openSteps } from './common/steps.mjs';
import { ensurePackages } from './start/ensure.mjs';
import { borrowEngine } from './test/engine.mjs';
import { countTests, summary } from './test/reports.mjs';
import { stages } from './test/stages.mjs';
import { ensurePrograms } from './test/system.mjs';

const root = path.resolve(import.meta.dirname, '..');
const results = path.join(root, 'test-results');
const step = openSteps();
const cleanups = [];

function choose(names) {
  const unknown = names.find((name) => !stages.some((stage) => stage.name === name));
  if (unknown)
    throw new Refusal(`There is no stage "${unknown}". Stages: ${stages.map((stage) => stage.name).join(', ')}.`);
  return names.length ? stages.filter((stage) => names.includes(stage.name)) : stages;
}

/** @returns {Promise<import('./test/stages.mjs').Setting>} */
async function prepare(chosen) {
  await rm(results, { recursive: true, force: true });
  await mkdir(results, { recursive: true });
  const programs = [...new Set(chosen.flatMap((stage) => stage.programs))];
  await step('System programs', async ({ detail, say }) => {
    const installed = await ensurePrograms(programs, detail);
    if (installed.length) say(`installed ${installed.join(', ')}`);
  });
  await ensurePackages(root, step);
  await step('Database client', ({ detail }) => generate(root, detail));
  if (!chosen.some((stage) => stage.engine)) return { root, results };
  const engine = await borrowEngine(step, results);
  cleanups.push(engine.giveBack);
  return { root, results, image: engine.image };
}

/** @returns {Promise<boolean>} whether it passed */
async function passes(stage, setting) {
  console.log(`\n── ${stage.name} ${'─'.repeat(Math.max(0, 60 - stage.name.length))}`);
  const begun = Date.now();
  try {
    await stage.work(setting);
    console.log(`✓ ${stage.name} (${duration(Date.now() - begun)})`);
    return true;
  } catch (error) {
    console.error(error.name === 'Refusal' ? error.message : error);
    console.log(`✗ ${stage.name} (${duration(Date.now() - begun)})`);
    return false;
  }
}

async function testAll(chosen) {
  const setting = await prepare(chosen);
  const counts = [];
  for (const stage of chosen) {
    const passed = await passes(stage, setting);
    counts.push(await countTests(stage.report && path.join(results, stage.report), !passed));
    if (!passed) break;
  }
  return counts;
}

async function cleanUp() {
  while (cleanups.length) await cleanups.pop()();
}

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, async () => {
    stopRunning();
    await cleanUp();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  });

let counts = [];
try {
  counts = await testAll(choose(process.argv.slice(2)));
} catch (error) {
  console.error(error.name === 'Refusal' ? error.message : error);
  counts = [{ passed: 0, failed: 1 }];
} finally {
  await cleanUp();
}
const total = summary(counts);
console.log(`\n${total}`);
process.exitCode = total.endsWith(' 0 failed') ? 0 : 1;
