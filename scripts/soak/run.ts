/** The soak itself, on an engine that answers: `tsx scripts/soak/run.ts --minutes 30 --seed 1 --json FILE`. */
import { writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startTestRegistry } from '../engine/test-registry.mjs';
import { doSomething } from './deeds';
import { Fleet } from './fleet';
import { leaks, losses } from './judge';
import { createRandom } from './random';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '30' }, seed: { type: 'string' }, json: { type: 'string' } },
});
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const random = createRandom(seed);
const end = Date.now() + Number(values.minutes) * 60_000;
const begun = Date.now();
const say = (text: string) => console.log(`${((Date.now() - begun) / 1000).toFixed(0).padStart(6)} s  ${text}`);

const tally = { actions: 0, faults: 0, seconds: [] as number[], leaks: [] as string[], lost: [] as string[] };

async function converge(fleet: Fleet) {
  const since = Date.now();
  await fleet.converged();
  const seconds = (Date.now() - since) / 1000;
  tally.seconds.push(seconds);
  say(`  as asked for after ${seconds.toFixed(1)} s`);
  const [lost, leaked] = [(await Promise.all(fleet.ships.map(losses))).flat(), await leaks(fleet)];
  for (const what of lost) say(`  LOST: ${what}`);
  for (const what of leaked) say(`  LEAKED: ${what}`);
  tally.lost.push(...lost);
  tally.leaks.push(...leaked);
}

/** One to three things in quick succession, and then all must be well again. */
async function round(fleet: Fleet) {
  for (let left = 1 + random.below(3); left > 0; left--) {
    const { fault, what } = await doSomething(fleet, random);
    tally[fault ? 'faults' : 'actions']++;
    say(what);
    await delay(random.below(3000));
  }
  await converge(fleet);
  await fleet.load();
}

function report() {
  const sorted = tally.seconds.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  const result = {
    ...{ seed, actions: tally.actions, faults: tally.faults },
    convergeSeconds: { p50: at(0.5), p95: at(0.95), max: at(1) },
    ...{ leaks: tally.leaks.length, lost: tally.lost.length },
  };
  const { convergeSeconds, ...counts } = result;
  console.table({ ...counts, ...Object.fromEntries(Object.entries(convergeSeconds).map(([k, v]) => [`${k} (s)`, v])) });
  if (values.json) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
  if (result.leaks + result.lost > 0) process.exitCode = 1;
}

say(`seed ${seed}`);
const registry = await startTestRegistry();
const fleet = await Fleet.open(registry.mirrorUrl);
try {
  while (Date.now() < end) await round(fleet);
  for (const ship of [...fleet.ships]) await fleet.sink(ship);
  await converge(fleet);
} catch (error) {
  say(`LOST: ${(error as Error).message}`);
  tally.lost.push(String(error));
} finally {
  await fleet.close();
  await registry.stop();
  report();
}
